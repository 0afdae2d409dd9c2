import { cellNames } from '../../../crystal/cell/cell.js';
import { cellFromMetric, cellVolume } from '../../../crystal/cell/metric.js';
import { cellContents, massOf } from '../../../crystal/cif/formula.js';
import { atomicMass } from '../../../crystal/scattering/element-data.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { transformCovariance } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { cellParameters } from '../model/cell-parameters.js';
import type { RefinedPhase, Refinement } from '../refinement.js';

export interface WeightFractions {
  /** Of each phase, in the order of the refinement; they sum to 1. */
  readonly fractions: readonly number[];
  /** Covariance, row by row; its rows sum to 0, as do the fractions' errors. */
  readonly covariance: Float64Array;
}

/**
 * Weight fractions of the crystalline part, w_k = S_k (Z M V)_k / sum (R. J. Hill and C. J. Howard, J. Appl. Cryst. 20 (1987)
 * 467, doi:10.1107/S0021889887086199). Uncertainties follow from the whole covariance of the fit: scales, cells and refined
 * occupancies of all phases. Undefined for Le Bail and Pawley fits, which have no scales, and where no phase scatters.
 */
export function weightFractions(refinement: Refinement): WeightFractions | undefined {
  const { phases, free, covariance } = refinement;
  if (phases.length === 0 || phases.some(({ scale }) => scale === null)) return undefined;
  const amounts = phases.map(amountOf);
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  if (!(total > 0)) return undefined;
  const fractions = amounts.map((amount) => amount / total);
  const n = phases.length;
  const count = free.length;
  // d(amount)/d(parameter), so that a scale of zero has its derivative too.
  const slopes = phases.map((phase) => amountSlopes(phase, free));
  const jacobian = new Float64Array(n * count);
  for (let p = 0; p < count; p++) {
    const sum = slopes.reduce((all, own) => all + own[p], 0);
    for (let k = 0; k < n; k++) jacobian[k * count + p] = (slopes[k][p] - fractions[k] * sum) / total;
  }
  return { fractions, covariance: transformCovariance(jacobian, covariance, n, count) };
}

/** A weight fraction as a quantity; the only phase of a pattern is all there is, and its note says what that means. */
export function fractionQuantity({ fractions, covariance }: WeightFractions, k: number): Quantity {
  const n = fractions.length;
  if (n === 1) return { value: 1, sigma: null, unit: '1', note: 'the only phase of the model' };
  const sigma = Math.sqrt(Math.max(0, covariance[k * n + k]));
  return { value: fractions[k], sigma: sigma > 0 ? sigma : null, unit: '1' };
}

function amountOf(phase: RefinedPhase): number {
  return Math.max(0, phase.scale ?? 0) * cellMass(phase) * volumeOf(phase);
}

/** Z M, g/mol. */
function cellMass({ structure }: RefinedPhase): number {
  return massOf(cellContents(structure));
}

function volumeOf({ metric }: RefinedPhase): number {
  return cellVolume(cellFromMetric(metric));
}

function amountSlopes(phase: RefinedPhase, free: readonly string[]): Float64Array {
  const { name, structure } = phase;
  const mass = cellMass(phase);
  const volume = volumeOf(phase);
  const scale = Math.max(0, phase.scale ?? 0);
  const slopes = new Float64Array(free.length);
  const put = (own: string, slope: number): void => {
    const p = free.indexOf(`${name}.${own}`);
    if (p >= 0) slopes[p] += slope;
  };
  put('scale', mass * volume);
  const byCell = logVolumeSlopes(phase);
  const { follows, free: freeNames } = cellParameters(structure.spaceGroup.operations);
  follows.forEach((to, k) => {
    if (to >= 0) put(freeNames[to], scale * mass * volume * byCell[k]);
  });
  for (const { label, element, multiplicity } of structure.sites) {
    put(`${label}.occupancy`, scale * volume * multiplicity * atomicMass(element));
  }
  return slopes;
}

/** d ln V by a, b, c (per angstrom) and alpha, beta, gamma (per degree). */
function logVolumeSlopes({ metric }: RefinedPhase): readonly number[] {
  const cell = cellFromMetric(metric);
  const radian = Math.PI / 180;
  const angles = [cell.alpha, cell.beta, cell.gamma].map((angle) => angle * radian);
  const [ca, cb, cg] = angles.map(cos);
  const shape = 1 - ca * ca - cb * cb - cg * cg + 2 * ca * cb * cg;
  const others = [cb * cg, ca * cg, ca * cb];
  return cellNames.map((edge, k) => {
    if (k < 3) return 1 / cell[edge];
    const angle = angles[k - 3];
    return (radian * sin(angle) * (cos(angle) - others[k - 3])) / shape;
  });
}
