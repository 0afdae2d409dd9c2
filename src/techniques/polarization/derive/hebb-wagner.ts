/**
 * One reversible and one blocking electrode: electrons and holes do not follow Ohm's law but
 * I = (A kT/(L e)) [sigma_n (1 - exp(-u)) + sigma_p (exp(u) - 1)], u = eV/kT, with both conductivities taken at the
 * reversible electrode (M. H. Hebb, J. Chem. Phys. 20 (1952) 185, doi:10.1063/1.1700165; C. Wagner, Proc. CITCE 7 (1957) 361).
 */
import { expm1 } from '../../../numerics/elementary/expm1.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import { NORMAL_95, studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { CellConstant } from './electronic-conductivity.js';
import type { SteadyCurrent } from './steady-current.js';

export interface HebbWagner {
  /** S/cm, at the activity of the reversible electrode. */
  readonly electrons: Quantity;
  readonly holes: Quantity;
  /** Their sum: the slope at V = 0. */
  readonly both: Quantity;
  readonly kelvin: number;
}

/** The law for unit conductivities, V: multiply with A/L for a current. */
export function hebbWagnerV(potentialV: number, kelvin: number): { electrons: number; holes: number } {
  const thermalV = boltzmannEvPerK * kelvin;
  const u = potentialV / thermalV;
  return { electrons: -thermalV * expm1(-u), holes: thermalV * expm1(u) };
}

/** Both conductivities from steady currents at two potentials or more; undefined for fewer. */
export function hebbWagner(
  steps: readonly SteadyCurrent[],
  constant: CellConstant,
  kelvin: number,
): HebbWagner | undefined {
  const steady = steps.filter(({ current }) => current.value !== null);
  if (new Set(steady.map(({ step }) => step.potentialV.toPrecision(2))).size < 2) return undefined;
  const rows = steady.length;
  const jacobian = new Float64Array(2 * rows);
  const data = new Float64Array(rows);
  const size = [0, 0];
  for (const [k, { step, current }] of steady.entries()) {
    const law = hebbWagnerV(step.potentialV, kelvin);
    const weight = 1 / current.sigma!;
    for (const [column, value] of [law.electrons, law.holes].entries()) {
      jacobian[column * rows + k] = (weight * value) / constant.perCm;
      size[column] = Math.max(size[column]!, Math.abs(jacobian[column * rows + k]!));
    }
    data[k] = weight * current.value!;
  }
  // exp(u) reaches 1e17 at one volt: columns of one size keep their digits.
  for (let k = 0; k < 2 * rows; k++) jacobian[k] = jacobian[k]! / size[k < rows ? 0 : 1]!;
  const { solution, residualSumOfSquares } = linearLeastSquares(jacobian, rows, 2, data);
  const { covariance } = covarianceFromJacobian(jacobian, rows, 2, residualSumOfSquares, { scale: 'known' });
  const inflation = rows > 2 ? Math.max(1, residualSumOfSquares / (rows - 2)) : 1;
  const quantile = rows > 2 && inflation > 1 ? studentTQuantile(0.975, rows - 2) : NORMAL_95;
  const quantity = (a: number, b: number): Quantity => {
    const [p, q] = [a / size[0]!, b / size[1]!];
    const value = p * solution[0]! + q * solution[1]!;
    const variance = inflation * (p * p * covariance[0]! + 2 * p * q * covariance[1]! + q * q * covariance[3]!);
    const sigma = hypot(Math.sqrt(Math.max(0, variance)), value * constant.relativeSigma);
    return { value, sigma, unit: 'S/cm', interval95: [value - quantile * sigma, value + quantile * sigma] };
  };
  return { electrons: quantity(1, 0), holes: quantity(0, 1), both: quantity(1, 1), kelvin };
}
