import { describe, expect, it } from 'vitest';
import { lineWithErrorsInBothAxes } from './line-with-errors-in-both-axes.js';
import { regressLine } from './weighted-regression.js';

/** Pearson's points (1901) with York's weights (1966), the field's common test. */
const pearson = {
  x: [0, 0.9, 1.8, 2.6, 3.3, 4.4, 5.2, 6.1, 6.5, 7.4],
  y: [5.9, 5.4, 4.4, 4.6, 3.5, 3.7, 2.8, 2.8, 2.4, 1.5],
  sigmaX: [1000, 1000, 500, 800, 200, 80, 60, 20, 1.8, 1].map((weight) => 1 / Math.sqrt(weight)),
  sigmaY: [1, 1.8, 4, 8, 20, 20, 70, 70, 100, 500].map((weight) => 1 / Math.sqrt(weight)),
};

describe('line with errors in both axes', () => {
  it('reaches the published line, errors and chi-square for the data of Pearson with the weights of York', () => {
    const line = lineWithErrorsInBothAxes(pearson);
    // York et al. 2004 and Williamson 1968, DOI 10.1139/p68-523.
    expect(line.slope).toBeCloseTo(-0.480533407446, 11);
    expect(line.intercept).toBeCloseTo(5.47991022403, 10);
    expect(line.sigmaIntercept).toBeCloseTo(0.294970735, 8);
    expect(line.sigmaSlope).toBeCloseTo(0.057985009, 8);
    expect(line.chiSquared / line.degreesOfFreedom).toBeCloseTo(1.483294149, 8);
  });
  it('is weighted least squares when x is exact', () => {
    const line = lineWithErrorsInBothAxes({ ...pearson, sigmaX: pearson.x.map(() => 0) });
    const plain = regressLine(
      pearson.x,
      pearson.y,
      pearson.sigmaY.map((sigma) => sigma ** -2),
    );
    expect(line.slope).toBeCloseTo(plain.slope, 12);
    expect(line.intercept).toBeCloseTo(plain.intercept, 12);
    expect(line.sigmaSlope).toBeCloseTo(Math.sqrt(plain.unscaledCovariance[3]), 12);
    expect(line.sigmaIntercept).toBeCloseTo(Math.sqrt(plain.unscaledCovariance[0]), 12);
    expect(line.covariance).toBeCloseTo(plain.unscaledCovariance[1], 12);
  });
  it('turns into its own inverse when the axes change places, correlations included', () => {
    const correlations = pearson.x.map((_, i) => 0.8 * Math.sin(i));
    const there = lineWithErrorsInBothAxes({ ...pearson, correlations });
    const back = lineWithErrorsInBothAxes({
      x: pearson.y,
      y: pearson.x,
      sigmaX: pearson.sigmaY,
      sigmaY: pearson.sigmaX,
      correlations,
    });
    expect(there.slope * back.slope).toBeCloseTo(1, 10);
    expect(there.chiSquared).toBeCloseTo(back.chiSquared, 10);
  });
  it('has a minimum of chi-square in slope and intercept, also with correlated errors', () => {
    const correlations = pearson.x.map((_, i) => (i % 2 === 0 ? 0.5 : -0.3));
    const line = lineWithErrorsInBothAxes({ ...pearson, correlations });
    const chiSquared = (a: number, b: number): number =>
      pearson.x.reduce((sum, x, i) => {
        const [sx, sy] = [pearson.sigmaX[i], pearson.sigmaY[i]];
        const variance = sy * sy + b * b * sx * sx - 2 * b * correlations[i] * sx * sy;
        return sum + (pearson.y[i] - a - b * x) ** 2 / variance;
      }, 0);
    expect(chiSquared(line.intercept, line.slope)).toBeCloseTo(line.chiSquared, 10);
    for (const [da, db] of [
      [1e-3, 0],
      [-1e-3, 0],
      [0, 1e-3],
      [0, -1e-3],
    ] as const) {
      expect(chiSquared(line.intercept + da, line.slope + db)).toBeGreaterThan(line.chiSquared);
    }
  });
  it('refuses a point without any error', () => {
    expect(() => lineWithErrorsInBothAxes({ x: [0, 1], y: [0, 1], sigmaX: [0, 0], sigmaY: [1, 0] })).toThrow(/point 2/);
  });
});
