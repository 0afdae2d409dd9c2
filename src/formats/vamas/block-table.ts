/** A block of a VAMAS file as a table: its columns, and what is known of it. */
import { readCasaComments } from '../casaxps/casa-comments.js';
import { casaEntries } from '../casaxps/casa-settings.js';
import { splitNameAndUnit } from '../column-names.js';
import { numberColumn, steppedAngles } from '../diffraction/pattern-columns.js';
import {
  energyColumn,
  energyKind,
  evenStep,
  type SignalNotes,
  signalUnit,
  transmissionColumn,
} from '../photoemission/spectrum-columns.js';
import { type ExperimentVariable, etchTimeOf, spectrumEntries } from '../photoemission/spectrum-settings.js';
import type { NumberColumn, Setting } from '../recording.js';
import type { BlockData } from './block-data.js';
import { ITEM, type VamasBlock } from './block-items.js';
import { blockEntries, startTimeOf } from './block-settings.js';
import type { Labelled, VamasExperiment } from './experiment-header.js';
import { isMissingItem, itemNumber } from './line-source.js';

export interface BlockTable {
  readonly region: string;
  readonly sample: string;
  readonly columns: readonly NumberColumn[];
  readonly settings: Readonly<Record<string, Setting>>;
  readonly startTime: string | undefined;
  /** A calibration of CasaXPS is stored, which the energies do not contain. */
  readonly calibrated: boolean;
}

/** Names of all variables of a block: for irregular scans the first is the abscissa. */
export function variablesOf(block: VamasBlock): Labelled[] {
  const lines = block.items[ITEM.ordinates]!;
  return Array.from({ length: lines.length / 2 }, (_, index) => ({
    label: lines[2 * index]!,
    unit: lines[2 * index + 1]!,
  }));
}

/**
 * The table of a block, with what its signal is told to `notes`.
 *
 * @param ownComments the comments are of this block and not those of the first
 */
export function blockTable(
  block: VamasBlock,
  data: BlockData,
  experiment: VamasExperiment,
  notes: SignalNotes,
  ownComments: boolean,
): BlockTable {
  const item = (number: number, line = 0): string => block.items[number]?.[line] ?? '';
  const columns = columnsOf(block, data, experiment, notes);
  const energy = columns.find(({ kind }) => kind === 'binding-energy' || kind === 'kinetic-energy');
  const species = plain(item(ITEM.species));
  const transition = plain(item(ITEM.transition));
  const region = `${species} ${transition}`.trim() || plain(block.identifier);
  const sample = plain(block.sample);
  const variables = experimentVariables(block, experiment);
  const startTime = startTimeOf(block);
  const isFat = /^FAT$/i.test(item(ITEM.analyserMode));
  const casa = readCasaComments(ownComments ? (block.items[ITEM.comments] ?? []) : []);
  const uniform = spectrumEntries({
    regionName: region,
    sampleName: sample,
    species,
    transition,
    method: item(ITEM.technique),
    source: plain(item(ITEM.source)),
    excitationEnergyEv: itemNumber(item(ITEM.excitationEnergy)),
    analyserMode: plain(item(ITEM.analyserMode)),
    passEnergyEv: isFat ? itemNumber(item(ITEM.passEnergy)) : undefined,
    // One maker writes it as a negative number.
    workFunctionEv: Math.abs(itemNumber(item(ITEM.workFunction)) ?? Number.NaN),
    dwellTimeS: itemNumber(item(ITEM.collectionTime)),
    scans: itemNumber(item(ITEM.scans)),
    stepEv: energy === undefined ? undefined : evenStep(energy.values),
    startTime,
    etchTimeS: etchTimeOf(variables),
    variables,
  });
  return {
    region,
    sample,
    columns,
    startTime,
    calibrated: casa.calibrations.length > 0,
    settings: { ...uniform, ...blockEntries(block, uniform), ...casaEntries(casa) },
  };
}

function columnsOf(
  block: VamasBlock,
  data: BlockData,
  experiment: VamasExperiment,
  notes: SignalNotes,
): NumberColumn[] {
  const variables = variablesOf(block);
  const counting = /^pulse/i.test(block.items[ITEM.signalMode]?.[0] ?? '');
  const columns: NumberColumn[] = [];
  const abscissa = block.items[ITEM.abscissa]!;
  if (abscissa.length > 0) {
    const [label, unit, start, increment] = abscissa;
    const values = steppedAngles(
      itemNumber(start) ?? Number.NaN,
      itemNumber(increment) ?? Number.NaN,
      data.columns[0]!.length,
    );
    columns.push(abscissaColumn({ label: label!, unit: unit! }, values));
  }
  let signal = false;
  for (const [index, variable] of variables.entries()) {
    const values = data.columns[index]!;
    const name = variable.label === '' ? `variable ${index + 1}` : variable.label;
    if (columns.length === 0 && experiment.scanMode === 'IRREGULAR') columns.push(abscissaColumn(variable, values));
    else if (/transmission/i.test(name)) columns.push(transmissionColumn(name, values));
    else if (signal) columns.push(numberColumn(name, signalUnit(variable.unit), undefined, values));
    else {
      columns.push(notes.column(name, signalUnit(variable.unit), values, counting));
      signal = true;
    }
  }
  return columns;
}

function abscissaColumn({ label, unit }: Labelled, values: Float64Array): NumberColumn {
  const kind = energyKind(label);
  if (kind !== undefined && /^eV$/i.test(unit)) return energyColumn(label, kind, values);
  return numberColumn(label === '' ? 'abscissa' : label, signalUnit(unit), undefined, values);
}

function experimentVariables(block: VamasBlock, { variables }: VamasExperiment): ExperimentVariable[] {
  return variables.flatMap(({ label, unit }, index): ExperimentVariable[] => {
    const value = itemNumber(block.items[ITEM.variables]?.[index]);
    if (value === undefined || label === '') return [];
    const split = splitNameAndUnit(label);
    return [{ name: split.name, unit: split.unit === '' ? signalUnit(unit) : split.unit, value }];
  });
}

function plain(text: string): string {
  return isMissingItem(text) ? '' : text;
}
