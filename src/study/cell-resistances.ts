/**
 * What checks need to know of an impedance analysis of a symmetric cell: the resistance of its pellet and of one of its
 * interfaces, both times area, read from one recording's quantities.
 */
import type { Result } from '../execution/task.js';
import { convert } from '../quantity/convert.js';
import { product } from '../quantity/propagate.js';
import type { Quantity } from '../quantity/quantity.js';
import { areaCm2 } from '../techniques/sample.js';
import type { SeriesEntry } from '../techniques/technique.js';

/** True for an analysis whose cell has two interfaces, so that its `Rtotal` is the pellet alone. */
export function isSymmetricCell(result: Result): boolean {
  return result.provenance.options.cell === 'symmetric';
}

/**
 * Resistance of the pellet (bulk and grain boundaries) times area, as the spectrum itself gives it; undefined when the
 * spectrum does not determine it or the sample has no area.
 */
export function pelletArealResistance(entry: SeriesEntry, result: Result): Quantity | undefined {
  const own = entry.quantities.pelletResistance;
  if (own?.value != null) return convert(own, 'Ohm cm^2');
  const resistance = entry.quantities.Rtotal;
  const area = areaCm2(result.provenance.sample);
  if (resistance?.value == null || area === undefined) return undefined;
  const factors = [
    { quantity: resistance, power: 1 },
    { quantity: { ...area, unit: 'cm^2' }, power: 1 },
  ];
  return product(factors, 'Ohm cm^2', { unknownAsExact: true });
}

/** Resistance of ONE interface times area; undefined when the spectrum does not determine it. */
export function interfaceArealResistance(entry: SeriesEntry): Quantity | undefined {
  const resistance = entry.quantities.interfaceResistance;
  return resistance?.value == null ? undefined : convert(resistance, 'Ohm cm^2');
}
