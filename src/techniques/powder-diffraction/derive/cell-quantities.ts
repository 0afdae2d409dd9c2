import { cellNames } from '../../../crystal/cell/cell.js';
import { cellFromMetric, cellGradient, cellVolume } from '../../../crystal/cell/metric.js';
import { densityGPerCm3 } from '../../../crystal/cif/formula.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { cellParameters } from '../model/cell-parameters.js';
import type { RefinedPhase, Refinement } from '../refinement.js';

export type CellQuantityName = (typeof cellNames)[number] | 'volume' | 'density';

const UNITS = ['angstrom', 'angstrom', 'angstrom', 'deg', 'deg', 'deg'] as const;

/** A share of the value below which an uncertainty is rounding: the number was held while others were refined. */
const ROUNDING = 1e-12;

/** More than any cell is written with, and less than its rounding in computing. */
const DIGITS_OF_A_CIF = 9;

/** Row of the volume in the gradient of the cell, below the six numbers. */
const VOLUME = 6;

/**
 * Edges, angles, volume and density of a refined phase. Uncertainties follow from the covariance of the reciprocal metric,
 * so they hold for the volume too; an angle that symmetry fixes has none and its note says so, nor has an edge that was held
 * or a cell that was not refined. The density takes the atoms as they stand in the structure.
 *
 * @param undetermined edges and angles of which the data only determine a combination: they have no value, nor has the volume
 */
export function cellQuantities(
  { metric, metricCovariance, structure }: RefinedPhase,
  undetermined: ReadonlySet<string> = new Set(),
): Record<CellQuantityName, Quantity> {
  const cell = cellFromMetric(metric);
  const volume = cellVolume(cell);
  const gradient = cellGradient(metric);
  const { follows, free } = cellParameters(structure.spaceGroup.operations);
  const sigmaOf = (row: number, value: number): number | null => {
    const sigma = rowSigma(gradient, row, metricCovariance);
    return sigma > ROUNDING * value ? sigma : null;
  };
  const density = densityGPerCm3({ sites: structure.sites, cell });
  const volumeSigma = sigmaOf(VOLUME, volume);
  const numbers = cellNames.map((name, k): [CellQuantityName, Quantity] => {
    if (follows[k] < 0) return [name, { value: cell[name], sigma: null, unit: UNITS[k], ...FIXED }];
    if (undetermined.has(free[follows[k]!]!)) return [name, nothing(UNITS[k]!)];
    const sigma = sigmaOf(k, cell[name]);
    const isTwin = follows.indexOf(follows[k]!) < k;
    const note = isTwin ? FIXED : sigma === null ? heldAt(structure.cell[name]) : {};
    return [name, { value: cell[name], sigma, unit: UNITS[k], ...note }];
  });
  if (undetermined.size > 0)
    return Object.fromEntries([
      ...numbers,
      ['volume', nothing('angstrom^3')],
      ['density', nothing('g/cm^3')],
    ]) as Record<CellQuantityName, Quantity>;
  return Object.fromEntries([
    ...numbers,
    ['volume', { value: volume, sigma: volumeSigma, unit: 'angstrom^3', ...(volumeSigma === null ? NOT_REFINED : {}) }],
    [
      'density',
      {
        value: density,
        sigma: volumeSigma === null ? null : (density * volumeSigma) / volume,
        unit: 'g/cm^3',
        note: 'of the crystal, from its cell and contents',
      },
    ],
  ]) as Record<CellQuantityName, Quantity>;
}

/** A number that is held is known as it was given, to digits that nothing else tells. */
function heldAt(value: number): Pick<Quantity, 'note'> {
  return { note: `held at ${Number(value.toPrecision(DIGITS_OF_A_CIF))}` };
}

/** The edges and angles of a phase that the data do not determine by themselves. */
export function undeterminedCell({ parameters }: Pick<Refinement, 'parameters'>, phase: string): Set<string> {
  return new Set(
    cellNames.filter((name) => parameters.some((one) => one.state === 'singular' && one.name === `${phase}.${name}`)),
  );
}

function nothing(unit: string): Quantity {
  return { value: null, sigma: null, unit, note: 'the data do not determine it by itself' };
}

const NOT_REFINED = { note: 'not refined' } as const;
const FIXED = { note: 'fixed by symmetry' } as const;

/** sqrt(g C gᵀ) of one row of a seven by six gradient. */
function rowSigma(gradient: Float64Array, row: number, covariance: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < 6; i++) {
    for (let j = 0; j < 6; j++) sum += gradient[row * 6 + i] * gradient[row * 6 + j] * covariance[i * 6 + j];
  }
  return Math.sqrt(Math.max(0, sum));
}
