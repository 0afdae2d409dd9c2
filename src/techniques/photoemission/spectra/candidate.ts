/** One table of a recording as a spectrum, before it is known which region and which step it belongs to. */
import { bindingEnergies } from '../../../formats/photoemission/binding-energies.js';
import { countingOf } from '../../../formats/photoemission/counting.js';
import { type SpectrumSettings, spectrumSettings } from '../../../formats/photoemission/spectrum-settings.js';
import { isNumberColumn, type NumberColumn, type Table } from '../../../formats/recording.js';
import type { Spectrum } from '../spectrum.js';
import { type NamedRegion, namedRegion, regionOfLabel } from './region-title.js';

export interface Candidate {
  /** Label of the recording and number of the table in it, from 0. */
  readonly recording: string;
  readonly table: number;
  readonly named: NamedRegion;
  /** What the label of the recording says beside the region, where its name was taken from there. */
  readonly stem?: string;
  /** Ascending, eV; every row that has an energy. */
  readonly energiesEv: Float64Array;
  /** As in the file: NaN where a point is missing. */
  readonly values: Float64Array;
  readonly transmission?: Float64Array;
  /** Row of each point in its table, counted from 1. */
  readonly rows: Int32Array;
  readonly unit: Spectrum['unit'];
  /** Counts are the values times this; absent where nothing says it. */
  readonly countsPerUnit?: number;
  /** All values are whole counts. */
  readonly whole: boolean;
  readonly settings: SpectrumSettings;
}

/** What a table is, if it is no spectrum. */
export type NoSpectrum =
  /** Nothing measured: results, detectors, times of etching. */
  | 'other'
  /** A signal without an energy: an alignment, a scan over time. */
  | 'no-energy'
  /** A kinetic energy, and nobody says the photon energy. */
  | 'no-excitation'
  | 'too-few';

/** Fewer points show no line. */
export const FEWEST_POINTS = 5;
/** Steps of 0.01 eV over all energies of Al K alpha are half of it. */
export const MOST_POINTS = 300_000;
/** Binding energies made from kinetic ones have the rounding of a difference: 282.00000000000006. */
const ROUNDING = 1e6;

/** @param excitationEnergyEv photon energy for a kinetic scale, in place of the file's */
export function readCandidate(
  recording: string,
  table: Table,
  index: number,
  excitationEnergyEv?: number,
): Candidate | NoSpectrum {
  const signal = signalOf(table);
  if (signal === undefined) return 'other';
  const energies = bindingEnergies(table, excitationEnergyEv);
  if (energies === undefined) {
    return table.columns.some(({ kind }) => kind === 'kinetic-energy') ? 'no-excitation' : 'no-energy';
  }
  const order = ascending(energies);
  if (!hasPoints(order, energies, signal)) return 'too-few';
  const settings = spectrumSettings(table);
  const counting = countingOf(table);
  const transmission = table.columns.filter(isNumberColumn).find(({ kind }) => kind === 'transmission');
  return {
    recording,
    table: index,
    ...nameOf(settings, recording),
    energiesEv: Float64Array.from(order, (row) => Math.round(energies[row]! * ROUNDING) / ROUNDING),
    values: Float64Array.from(order, (row) => finite(signal.values[row]!)),
    ...(transmission === undefined
      ? {}
      : { transmission: Float64Array.from(order, (row) => transmission.values[row]!) }),
    rows: Int32Array.from(order, (row) => row + 1),
    unit: unitOf(signal),
    ...(counting === undefined ? {} : { countsPerUnit: counting.countsPerUnit }),
    whole: counting?.whole ?? false,
    settings,
  };
}

function signalOf({ columns }: Table): NumberColumn | undefined {
  const numbers = columns.filter(isNumberColumn);
  return numbers.find(({ kind }) => kind === 'counts') ?? numbers.find(({ kind }) => kind === 'intensity');
}

function unitOf({ kind, unit }: NumberColumn): Spectrum['unit'] {
  if (kind === 'counts' || unit === 'counts') return 'counts';
  return unit === 'counts/s' ? unit : 'arb. u.';
}

/** Beyond this squares end; no detector counts so far. */
function finite(value: number): number {
  return Math.abs(value) < 1e20 ? value : Number.NaN;
}

/** Rows by ascending energy; equal energies stay in the order of the file. */
function ascending(energies: Float64Array): Int32Array {
  const rows = Int32Array.from({ length: energies.length }, (_, row) => row).filter(
    (row) => Math.abs(energies[row]!) < 1e5,
  );
  return rows.sort((a, b) => energies[a]! - energies[b]! || a - b);
}

function hasPoints(order: Int32Array, energies: Float64Array, { values }: NumberColumn): boolean {
  let points = 0;
  for (const row of order) if (Number.isFinite(finite(values[row]!))) points++;
  return points >= FEWEST_POINTS && energies[order.at(-1)!]! - energies[order[0]!]! > 0;
}

/** The region's name, or the line it is of, or what the file is called. */
function nameOf(settings: SpectrumSettings, label: string): Pick<Candidate, 'named' | 'stem'> {
  const { regionName, species = '', transition = '' } = settings;
  if (regionName !== undefined) return { named: namedRegion(regionName) };
  const line = namedRegion(`${species} ${transition}`);
  if (line.lines > 0) return { named: line };
  const { title, lines, stem } = regionOfLabel(label);
  return { named: { title, lines }, stem };
}
