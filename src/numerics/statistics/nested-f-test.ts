import { fail } from '../../errors.js';
import { fSurvival } from './distributions.js';

export interface NestedModels {
  readonly sumOfSquaresSmall: number;
  readonly parametersSmall: number;
  readonly sumOfSquaresLarge: number;
  readonly parametersLarge: number;
  readonly pointCount: number;
}

export interface NestedFTest {
  readonly f: number;
  readonly degreesOfFreedomAbove: number;
  readonly degreesOfFreedomBelow: number;
  /** Probability of an F this large if the smaller model is true. */
  readonly pValue: number;
}

/**
 * Does the larger of two nested least-squares models earn its parameters?
 * `F = ((S1 - S2)/(p2 - p1)) / (S2/(n - p2))` against F(p2 - p1, n - p2).
 *
 * Does not hold where the smaller model lies on a bound of the larger or leaves one of its parameters undefined (one arc
 * against two: a resistance of 0 frees the time constant). Use AICc or BIC there.
 *
 * @throws `too-few-points` when the larger model has no degrees of freedom, `invalid-option` when the models are not in order.
 */
export function nestedFTest(models: NestedModels): NestedFTest {
  const above = models.parametersLarge - models.parametersSmall;
  const below = models.pointCount - models.parametersLarge;
  if (above <= 0) {
    throw fail(
      'invalid-option',
      `the larger model has ${models.parametersLarge} parameters, the smaller ${models.parametersSmall}`,
      'give the model with fewer parameters as the smaller one',
    );
  }
  if (below <= 0) {
    throw fail(
      'too-few-points',
      `${models.pointCount} points leave no degrees of freedom for ${models.parametersLarge} parameters`,
      'measure more points or compare smaller models',
    );
  }
  // A larger model cannot fit worse; rounding at equal minima must not give a negative F.
  const gain = Math.max(0, models.sumOfSquaresSmall - models.sumOfSquaresLarge);
  const f = gain === 0 ? 0 : gain / above / (models.sumOfSquaresLarge / below);
  return {
    f,
    degreesOfFreedomAbove: above,
    degreesOfFreedomBelow: below,
    pValue: fSurvival(f, above, below),
  };
}
