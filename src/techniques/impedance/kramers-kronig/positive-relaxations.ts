/**
 * The description of a spectrum as a passive cell would give it: relaxations of positive strength, a resistor, an inductor
 * and a capacitor in series. Less flexible than the signed sum of Lin-KK, and for that reason a far sharper judge where it
 * applies: with signs free, elements at the long end imitate a slow change of the cell.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { createNonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import { normalMatrix, normalVector } from '../../../numerics/linear-algebra/normal-matrix.js';
import { columnCount, fillDesign, type LinKkData, type LinKkModel } from './lin-kk-design.js';

export interface PositiveFit {
  readonly timeConstantsS: Float64Array;
  /** Strengths of the elements, Ohm. */
  readonly strengths: Float64Array;
  readonly sumOfSquares: number;
  /** Columns that take part. */
  readonly activeCount: number;
  /** Coefficients of the extra columns. */
  readonly extra: Float64Array;
}

const MODEL: LinKkModel = { form: 'impedance', lowFrequencyTerm: true, highFrequencyTerm: true };

/**
 * Non-negative least squares over the elements `taus` (and 1/C); the resistor, the inductor and the extra columns may have
 * either sign.
 *
 * @param extra columns of 2 x count weighted rows
 */
export function fitPositive(data: LinKkData, taus: Float64Array, extra: readonly Float64Array[]): PositiveFit {
  const rows = 2 * data.count;
  const base = columnCount(MODEL, taus.length);
  const columns = base + extra.length;
  const design = new Float64Array(rows * columns);
  fillDesign(data, MODEL, taus, design, 0, design, data.count, rows);
  extra.forEach((column, k) => {
    design.set(column, (base + k) * rows);
  });
  const right = new Float64Array(rows);
  for (let i = 0; i < data.count; i++) {
    right[i] = data.real[i] * data.weight[i];
    right[data.count + i] = data.imaginary[i] * data.weight[i];
  }
  const gram = new Float64Array(columns * columns);
  const projected = new Float64Array(columns);
  normalMatrix(design, rows, columns, gram);
  normalVector(design, right, rows, columns, projected);
  const free = new Uint8Array(columns);
  free[0] = 1;
  free.fill(1, base - 1);
  const { x, passive } = createNonNegativeSolver(columns).solve(gram, projected, columns, { free });
  for (let k = 0; k < columns; k++) {
    const value = x[k];
    if (value === 0) continue;
    for (let i = 0; i < rows; i++) right[i] -= value * design[k * rows + i];
  }
  let sumOfSquares = 0;
  for (let i = 0; i < rows; i++) sumOfSquares += right[i] * right[i];
  let activeCount = 0;
  for (const flag of passive) activeCount += flag;
  return {
    timeConstantsS: taus,
    strengths: x.slice(1, 1 + taus.length),
    sumOfSquares,
    activeCount,
    extra: x.slice(base),
  };
}

/**
 * Time constants about those that took part in `fit`, at a third of the spacing `step` (in ln tau): a pure RC arc sits
 * between the nodes of any coarse grid, and at low noise the difference would count as misfit.
 */
export function refinedTimeConstants(fits: readonly PositiveFit[], step: number): Float64Array {
  const logs: number[] = [];
  for (const { timeConstantsS, strengths } of fits) {
    for (let k = 0; k < timeConstantsS.length; k++) {
      if (!(strengths[k] > 0)) continue;
      const centre = log(timeConstantsS[k]);
      for (let shift = -2; shift <= 2; shift++) logs.push(centre + (shift * step) / 3);
    }
  }
  logs.sort((a, b) => a - b);
  // Nodes closer than a tenth of the new spacing are the same for all purposes.
  const kept = logs.filter((value, k) => k === 0 || value - logs[k - 1] > step / 30);
  return Float64Array.from(kept, exp);
}
