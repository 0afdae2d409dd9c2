import { fail } from '../../../errors.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { geometryVariance, type PelletGeometry } from './conductivity.js';
import { logNormalQuantity } from './log-normal.js';

export interface BrickLayerInput {
  readonly grainBoundaryResistanceOhm: number;
  readonly bulkCapacitanceF: number;
  readonly grainBoundaryCapacitanceF: number;
  /** Covariance of (ln R_gb, ln C_bulk, ln C_gb), row-major; without it the errors hold the geometry only. */
  readonly lnCovariance?: ArrayLike<number>;
  /** eps_gb / eps_bulk. @default 1 */
  readonly permittivityRatio?: number;
  /** Grain size, where known, to get the thickness of a boundary. */
  readonly grainSize?: { readonly valueUm: number; readonly sigmaUm: number };
}

export interface BrickLayer {
  /** l/(R_gb A): what the whole pellet shows. */
  readonly apparentConductivity: Quantity;
  /** Conductivity of the boundary material itself. */
  readonly specificConductivity: Quantity;
  /** Boundary thickness over grain size, delta/d. */
  readonly thicknessRatio: Quantity;
  /** nm; null without a grain size. */
  readonly boundaryThickness: Quantity | null;
  /** False when delta/d > 0.1: boundaries too thick to be a thin skin of the grains. */
  readonly valid: boolean;
  /** What the numbers are worth, in words. */
  readonly note: string;
}

/**
 * Brick-layer model: cubes of bulk in a thin skin of boundary. `delta/d = (C_bulk/C_gb) (eps_gb/eps_bulk)` and
 * `sigma_gb = l/(R_gb A) delta/d` (Haile, West and Campbell, J. Mater. Res. 13 (1998) 1576, DOI 10.1557/JMR.1998.0219).
 *
 * Even where it is valid, the conductivity of a boundary from constant phase elements is good to about 30 %
 * (Solid State Ionics 256 (2014) 52), which the sigma here, from fit and geometry alone, does not hold.
 *
 * @throws `invalid-geometry` for an impossible shape, `invalid-option` for values that are not positive.
 */
export function brickLayer(input: BrickLayerInput, geometry: PelletGeometry): BrickLayer {
  const { grainBoundaryResistanceOhm: r, bulkCapacitanceF: cb, grainBoundaryCapacitanceF: cgb } = input;
  const permittivityRatio = input.permittivityRatio ?? 1;
  if (!(r > 0 && cb > 0 && cgb > 0 && permittivityRatio > 0)) {
    throw fail(
      'invalid-option',
      `the brick-layer model got R_gb = ${r} Ohm, C_bulk = ${cb} F, C_gb = ${cgb} F, eps_gb/eps_bulk = ${permittivityRatio}`,
      'all of them must be positive: check that both arcs are in the window',
    );
  }
  const covariance = input.lnCovariance ?? new Float64Array(9);
  const shape = geometryVariance(geometry);
  const apparent = geometry.thicknessCm / (r * geometry.areaCm2);
  const ratio = (cb / cgb) * permittivityRatio;
  const ratioVariance = quadraticForm([0, 1, -1], covariance);
  const valid = ratio <= 0.1;
  return {
    apparentConductivity: positive(apparent, quadraticForm([-1, 0, 0], covariance) + shape, 'S/cm'),
    specificConductivity: positive(apparent * ratio, quadraticForm([-1, 1, -1], covariance) + shape, 'S/cm'),
    thicknessRatio: positive(ratio, ratioVariance, '1'),
    boundaryThickness:
      input.grainSize === undefined
        ? null
        : positive(
            ratio * input.grainSize.valueUm * 1e3,
            ratioVariance + (input.grainSize.sigmaUm / input.grainSize.valueUm) ** 2,
            'nm',
          ),
    valid,
    note: valid
      ? 'Brick-layer model with equal grains; the model itself is good to about 30 %.'
      : `delta/d = ${ratio.toPrecision(2)} is above 0.1: the boundaries are no thin skin of the grains, so the brick-layer model does not hold and the specific conductivity is no more than an order of magnitude.`,
  };
}

/** A positive quantity from its value and the variance of its logarithm. */
function positive(value: number, lnVariance: number, unit: string): Quantity {
  return logNormalQuantity(value, Math.sqrt(Math.max(0, lnVariance)), unit);
}
