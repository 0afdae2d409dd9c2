import { isNumberColumn, type Table } from '../recording.js';
import { spectrumSettings } from './spectrum-settings.js';

/**
 * Binding energy of each row in eV: the file's own, or the excitation energy less the kinetic energy (in which the work
 * function of the analyser is contained). No correction for charging is made.
 *
 * @param excitationEnergyEv used for a kinetic scale in place of the file's. @default the file's
 * @returns undefined where the table has no energy, or a kinetic one and the excitation energy is not known
 */
export function bindingEnergies(table: Table, excitationEnergyEv?: number): Float64Array | undefined {
  const columns = table.columns.filter(isNumberColumn).filter(({ unit }) => unit === '' || unit === 'eV');
  const binding = columns.find(({ kind }) => kind === 'binding-energy');
  if (binding !== undefined) return Float64Array.from(binding.values);
  const kinetic = columns.find(({ kind }) => kind === 'kinetic-energy');
  const excitation = excitationEnergyEv ?? spectrumSettings(table).excitationEnergyEv;
  if (kinetic === undefined || excitation === undefined) return undefined;
  return Float64Array.from(kinetic.values, (energy) => excitation - energy);
}
