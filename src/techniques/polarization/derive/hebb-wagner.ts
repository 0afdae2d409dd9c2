/**
 * One reversible and one blocking electrode: electrons and holes do not follow Ohm's law but
 * I = (A kT/(L e)) [sigma_n (1 - exp(-u)) + sigma_p (exp(u) - 1)], u = eV/kT, with both conductivities taken at the
 * reversible electrode (C. Wagner, Proc. CITCE 7 (1957) 361).
 */

import { covarianceFromJacobian } from '../../../numerics/least-squares/covariance.js';
import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { CellConstant } from './electronic-conductivity.js';
import type { SteadyCurrent } from './steady-current.js';

export interface HebbWagner {
  /** S/cm, at the activity of the reversible electrode. */
  readonly electrons: Quantity;
  readonly holes: Quantity;
}

/** Both conductivities from steady currents at two potentials or more; undefined for fewer. */
export function hebbWagner(
  steps: readonly SteadyCurrent[],
  constant: CellConstant,
  temperatureK: number,
): HebbWagner | undefined {
  const steady = steps.filter(({ current }) => current.value !== null);
  if (steady.length < 2) return undefined;
  const thermalV = boltzmannEvPerK * temperatureK;
  const rows = steady.length;
  const jacobian = new Float64Array(2 * rows);
  const data = new Float64Array(rows);
  for (const [k, { step, current }] of steady.entries()) {
    const u = step.potentialV / thermalV;
    const weight = 1 / current.sigma!;
    jacobian[k] = (weight * thermalV * -Math.expm1(-u)) / constant.perCm;
    jacobian[rows + k] = (weight * thermalV * Math.expm1(u)) / constant.perCm;
    data[k] = weight * current.value!;
  }
  const { solution, residualSumOfSquares: sumOfSquares } = linearLeastSquares(jacobian, rows, 2, data);
  const { standardErrors } = covarianceFromJacobian(jacobian, rows, 2, sumOfSquares, { scale: 'known' });
  const inflation = rows > 2 ? Math.max(1, Math.sqrt(sumOfSquares / (rows - 2))) : 1;
  const quantity = (which: number): Quantity => {
    const value = solution[which]!;
    return {
      value,
      sigma: Math.hypot(inflation * standardErrors[which]!, value * constant.relativeSigma),
      unit: 'S/cm',
    };
  };
  return { electrons: quantity(0), holes: quantity(1) };
}
