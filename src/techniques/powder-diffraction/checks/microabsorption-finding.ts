import { printNumber } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import { absorbingPhases, type CorrectedFractions } from '../derive/corrected-fractions.js';
import { correctMicroabsorption } from '../derive/microabsorption.js';
import type { WeightFractions } from '../derive/weight-fractions.js';
import type { Refinement } from '../refinement.js';
import { listed } from './parameter-words.js';

/** Diameters between which powders out of a mortar or a mill usually lie. */
const FINE_UM = 1;
const COARSE_UM = 10;
/** A bias below this matters to nobody, whatever the esds. */
const LEAST_BIAS = 0.003;

/**
 * What grains that absorb differently do to weight fractions: without known diameters the range of the bias, from fine to
 * coarse powders; with them what was corrected and whether the correction can be trusted.
 *
 * @param missing phases without a diameter although others have one
 */
export function microabsorptionFinding(
  refinement: Refinement,
  weights: WeightFractions,
  corrected?: CorrectedFractions,
  missing: readonly string[] = [],
): Finding[] {
  if (refinement.phases.length < 2) return [];
  return corrected === undefined
    ? possibleBias(refinement, weights, missing)
    : correctionFinding(refinement, weights, corrected);
}

function possibleBias(refinement: Refinement, weights: WeightFractions, missing: readonly string[]): Finding[] {
  const n = refinement.phases.length;
  const at = (diameterUm: number) => {
    const phases = absorbingPhases(refinement, weights, new Array<number>(n).fill(diameterUm / 2));
    return phases === undefined ? undefined : { phases, ...correctMicroabsorption(phases) };
  };
  const [fine, coarse] = [at(FINE_UM), at(COARSE_UM)];
  if (fine === undefined || coarse === undefined) return [];
  const { fractions, covariance } = weights;
  const bias = coarse.weightFractions.map((value, k) => Math.abs(value - fractions[k]));
  const tooMuch = coarse.verdict === 'refused';
  const matters = bias.some((value, k) => value > Math.max(LEAST_BIAS, 3 * Math.sqrt(covariance[k * n + k])));
  if (!tooMuch && !matters && missing.length === 0) return [];
  const names = refinement.phases.map(({ name }) => name);
  const absorption = listed(
    coarse.phases.map(({ attenuationPerCm }, k) => `${names[k]} ${printNumber(attenuationPerCm, 3)} cm⁻¹`),
  );
  const read = percents(names, fractions);
  const advice =
    missing.length === 0
      ? `Give the measured diameters (particleDiameter), or grind below ${FINE_UM} µm`
      : `Nothing was corrected, since the diameter of ${listed(missing)} is missing (particleDiameter)`;
  const message = tooMuch
    ? `The phases absorb very differently (${absorption}): with grains above about ${printNumber(limitUm(coarse.contrasts), 1)} µm no correction for microabsorption holds, and the weight fractions may be off by much more than their esds. Grind to below 1 µm or use a harder radiation.`
    : `The phases absorb differently (${absorption}), so the weaker absorber diffracts too strongly where grains are coarse: what is read as ${read} would be ${percents(names, fine.weightFractions)} with grains of ${FINE_UM} µm across, and ${percents(names, coarse.weightFractions)} with ${COARSE_UM} µm. ${advice}; the esds hold none of this.`;
  return [{ code: 'microabsorption', severity: 'warning', message, where: refinement.pattern.label }];
}

/** Diameter at which the largest contrast becomes too large for any correction. */
function limitUm(contrasts: readonly number[]): number {
  return COARSE_UM / Math.max(...contrasts.map(Math.abs));
}

function correctionFinding(
  refinement: Refinement,
  weights: WeightFractions,
  { correction, fractions }: CorrectedFractions,
): Finding[] {
  const names = refinement.phases.map(({ name }) => name);
  const largest = Math.max(...correction.contrasts.map(Math.abs));
  const contrast = `(µ - mean µ) R reaches ${largest.toFixed(2)}`;
  const where = refinement.pattern.label;
  if (correction.verdict === 'refused') {
    return [
      {
        code: 'microabsorption',
        severity: 'warning',
        where,
        message: `Microabsorption was not corrected: ${contrast}, and nothing holds above 1. The weight fractions are as refined and biased; grind finer or use a harder radiation.`,
      },
    ];
  }
  const values = fractions.map(({ value }) => value ?? 0);
  const before = percents(names, weights.fractions);
  const after = percents(names, values);
  return [
    {
      code: 'microabsorption',
      severity: correction.verdict === 'doubtful' ? 'warning' : 'info',
      where,
      message: `Corrected for microabsorption after Brindley with the diameters given, ${before} become ${after} (${contrast}).${correction.verdict === 'doubtful' ? ' Above 0.3 the correction is itself uncertain: take both as limits, and grind finer.' : ''}`,
    },
  ];
}

function percents(names: readonly string[], fractions: readonly number[]): string {
  return listed(names.map((name, k) => `${(100 * fractions[k]).toFixed(1)} % ${name}`));
}
