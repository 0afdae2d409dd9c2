import { numberColumn } from '../diffraction/pattern-columns.js';
import { energyColumn, energyKind } from '../photoemission/spectrum-columns.js';
import type { NumberColumn } from '../recording.js';

/**
 * Columns of an analyser that sees an angle or a place beside the energy. One slice is the intensity; of several the sum is,
 * and they stand beside it, without a meaning for themselves.
 *
 * @param label name of the energy axis with its unit, as the file has it
 * @param names of the slices, where there are several
 */
export function slicedColumns(
  label: string,
  energies: Float64Array,
  slices: readonly Float64Array[],
  names: readonly string[],
): NumberColumn[] {
  const name = label.replace(/\s*[[(]eV[\])]\s*$/i, '').trim();
  const isEnergy = /eV/i.test(label) || energyKind(name) !== undefined;
  const axis = isEnergy
    ? energyColumn(name === '' ? 'energy' : name, energyKind(name), energies)
    : numberColumn(name === '' ? 'x' : name, '', undefined, energies);
  if (slices.length === 1) return [axis, numberColumn('intensity', '', 'intensity', slices[0]!)];
  const sum = new Float64Array(energies.length);
  for (const slice of slices) for (let row = 0; row < sum.length; row++) sum[row]! += slice[row]!;
  return [
    axis,
    numberColumn('sum of the slices', '', 'intensity', sum),
    ...slices.map((values, index) => numberColumn(names[index] ?? `slice ${index + 1}`, '', undefined, values)),
  ];
}
