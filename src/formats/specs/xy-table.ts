/** One curve of an XY export as a table. */
import { splitNameAndUnit } from '../column-names.js';
import { numberColumn } from '../diffraction/pattern-columns.js';
import {
  energyColumn,
  energyKind,
  evenStep,
  type SignalNotes,
  signalUnit,
  transmissionColumn,
} from '../photoemission/spectrum-columns.js';
import { type ExperimentVariable, etchTimeOf, spectrumEntries } from '../photoemission/spectrum-settings.js';
import type { Diagnostic, NumberColumn, Setting } from '../recording.js';
import { settingFromText } from '../settings.js';
import { numberFromText } from '../text/number-parsing.js';
import type { TextTable } from '../text/text-table.js';
import { isoFromSpecsDate } from './dates.js';
import type { XyHeader } from './xy-header.js';

export interface CurveTable {
  /** Region, group, cycle, curve, scan and channel, for the name of the table. */
  readonly parts: readonly string[];
  readonly columns: readonly NumberColumn[];
  readonly settings: Readonly<Record<string, Setting>>;
  readonly startTime: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Remarks of a region that stand among the uniform settings. */
const UNIFORM = new Set([
  'Analysis Method',
  'Analyzer',
  'Analyzer Lens',
  'Scan Mode',
  'Dwell Time',
  'Excitation Energy',
  'Pass Energy',
  'Eff. Workfunction',
  'Source',
]);

/** The table of the rows that stand below the remarks read so far. */
export function curveTable(rows: TextTable, header: XyHeader, notes: SignalNotes): CurveTable {
  const columns = columnsOf(rows, header, notes);
  const { place, regionKeys, curveKeys } = header;
  const number = (name: string): number | undefined => {
    const value = numberFromText(regionKeys.get(name) ?? '');
    return Number.isNaN(value) ? undefined : value;
  };
  const scansOfCycle = numberFromText(curveKeys.get('Number of Scans') ?? '');
  const startTime = isoFromSpecsDate(curveKeys.get('Acquisition Date') ?? regionKeys.get('Acquisition Date'));
  const variables = [...header.parameters].flatMap(([label, text]): ExperimentVariable[] => {
    const value = numberFromText(text);
    return Number.isNaN(value) ? [] : [{ ...splitNameAndUnit(label), value }];
  });
  const energy = columns.find(({ kind }) => kind === 'binding-energy' || kind === 'kinetic-energy');
  const uniform = spectrumEntries({
    regionName: header.region,
    groupName: header.group,
    sampleName: regionKeys.get('Comment'),
    cycle: place.cycle,
    scan: place.scan,
    method: regionKeys.get('Analysis Method'),
    source: regionKeys.get('Source'),
    excitationEnergyEv: number('Excitation Energy'),
    passEnergyEv: number('Pass Energy'),
    analyserMode: modeOf(regionKeys.get('Scan Mode')),
    analyser: regionKeys.get('Analyzer'),
    lensMode: regionKeys.get('Analyzer Lens'),
    workFunctionEv: number('Eff. Workfunction'),
    dwellTimeS: number('Dwell Time'),
    // Scans that stand apart are one each; otherwise a curve is the mean or sum of all scans of its cycle.
    scans: place.scan === undefined ? scansOfCycle : 1,
    stepEv: energy === undefined ? undefined : evenStep(energy.values),
    startTime,
    etchTimeS: etchTimeOf(variables),
    variables,
  });
  const own = [...regionKeys, ...curveKeys].flatMap(([name, value]): [string, Setting][] =>
    UNIFORM.has(name) || value === '' ? [] : [[name, settingFromText(value)]],
  );
  const words = [...header.parameters].flatMap(([name, value]): [string, Setting][] =>
    Number.isNaN(numberFromText(value)) ? [[`parameter ${name}`, value]] : [],
  );
  const settings = Object.fromEntries([...Object.entries(uniform), ...own, ...words]);
  return {
    parts: [
      header.region,
      header.group,
      part('cycle', place.cycle),
      part('curve', place.curve),
      part('scan', place.scan),
      part('channel', place.channel),
    ],
    columns,
    settings,
    startTime,
    diagnostics: contradictions(rows, header, number('Values/Curve')),
  };
}

/** Where the remarks above the rows say something else than the rows. */
function contradictions(rows: TextTable, { region, labels }: XyHeader, declared: number | undefined): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (declared !== undefined && declared !== rows.rows) found.push(otherLength(region, declared, rows.rows));
  if (labels.length > 0 && labels.length !== rows.columns.length) {
    const message =
      `a curve of region "${region}" names ${labels.length} columns (${labels.join(' ').slice(0, 80)}) and holds ` +
      `${rows.columns.length}: which name belongs to which column is uncertain`;
    found.push({ code: 'header-mismatch', severity: 'warning', message });
  }
  return found;
}

function columnsOf(rows: TextTable, header: XyHeader, notes: SignalNotes): NumberColumn[] {
  const energyAxis = header.exported.get('Energy Axis') ?? '';
  let signal = false;
  return rows.columns.map((values, index): NumberColumn => {
    const label = header.labels[index] ?? '';
    const numbers = values instanceof Float64Array ? values : new Float64Array(rows.rows).fill(Number.NaN);
    if (index === 0) {
      if (/^energy/i.test(label)) return energyColumn(energyAxis || 'energy', energyKind(energyAxis), numbers);
      return numberColumn(label === '' ? 'column 1' : label, '', undefined, numbers);
    }
    if (/transmission/i.test(label)) return transmissionColumn(label, numbers);
    if (/error/i.test(label)) return numberColumn(label, '', 'intensity-sigma', numbers);
    const isSignal = /^(?:counts|cps|intensity)/i.test(label) || (label === '' && index === 1);
    if (!isSignal || signal) return numberColumn(label === '' ? `column ${index + 1}` : label, '', undefined, numbers);
    signal = true;
    const unit = signalUnit(label === '' ? (header.exported.get('Count Rate') ?? '') : label);
    return notes.column(/s$/i.test(unit) && unit.includes('/') ? 'intensity' : 'counts', unit, numbers);
  });
}

function modeOf(word: string | undefined): string | undefined {
  if (word === 'FixedAnalyzerTransmission') return 'FAT';
  return word === 'FixedRetardingRatio' ? 'FRR' : word;
}

function part(name: string, value: number | undefined): string {
  return value === undefined ? '' : `${name} ${value}`;
}

function otherLength(region: string, declared: number, held: number): Diagnostic {
  const code = held < declared ? 'truncated' : 'length-mismatch';
  const message = `a curve of region "${region}" declares ${declared} values and holds ${held}`;
  return { code, severity: 'warning', message };
}
