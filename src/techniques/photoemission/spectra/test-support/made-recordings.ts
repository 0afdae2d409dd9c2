/** Recordings as readers return them, made for tests. */
import { type FoundSpectrumSettings, spectrumEntries } from '../../../../formats/photoemission/spectrum-settings.js';
import type { ColumnKind, NumberColumn, Recording, Table } from '../../../../formats/recording.js';
import { exp } from '../../../../numerics/elementary/exp.js';
import { createRandom } from '../../../../numerics/random.js';
import type { Conditions, LabelledRecording } from '../../../technique.js';

export function column(
  name: string,
  unit: string,
  kind: ColumnKind | undefined,
  values: readonly number[],
): NumberColumn {
  return { name, unit, ...(kind === undefined ? {} : { kind }), values: Float64Array.from(values) };
}

export interface MadeSpectrum extends FoundSpectrumSettings {
  /** First and last energy and distance of two, eV. */
  readonly from: number;
  readonly to: number;
  readonly every?: number;
  /** Height of the line in counts, and where it stands between the ends, 0 to 1. */
  readonly height?: number;
  readonly at?: number;
  readonly seed?: number;
  /** Counting statistics of normal noise, rounded. @default true */
  readonly noise?: boolean;
  /** What the signal is. @default counts */
  readonly signal?: { readonly unit: string; readonly kind: ColumnKind; readonly factor: number };
  readonly kinetic?: boolean;
}

/** A line on a flat background, in the order of energies that is asked for. */
export function madeTable(spectrum: MadeSpectrum): Table {
  const { from, to, every = 0.1, height = 1000, at = 0.5, seed = 1, noise = true, signal, kinetic = false } = spectrum;
  const random = createRandom(seed);
  const count = Math.round(Math.abs(to - from) / every) + 1;
  const energies = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
  const { unit, kind, factor } = signal ?? { unit: 'counts', kind: 'counts', factor: 1 };
  const values = energies.map((energy) => {
    const distance = energy - (from + at * (to - from));
    const mean = 200 + height * exp((-distance * distance) / 2);
    return factor * (noise ? Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal())) : mean);
  });
  const name = kinetic
    ? column('kinetic energy', 'eV', 'kinetic-energy', energies)
    : column('binding energy', 'eV', 'binding-energy', energies);
  return {
    name: spectrum.regionName ?? 'data',
    rows: count,
    columns: [name, column('signal', unit, kind, values)],
    settings: spectrumEntries(spectrum),
  };
}

export function madeRecording(label: string, tables: readonly Table[], conditions: Conditions = {}): LabelledRecording {
  const recording: Recording = {
    name: `${label}.vms`,
    format: 'vamas',
    settings: {},
    tables,
    sha256: '0'.repeat(64),
    diagnostics: [],
  };
  return { label, recording, conditions };
}

/** The usual case: one region, all else by default. */
export const titanium = (more: Partial<MadeSpectrum> = {}): Table =>
  madeTable({ from: 450, to: 470, regionName: 'Ti2p', ...more });
export const oxygen = (more: Partial<MadeSpectrum> = {}): Table =>
  madeTable({ from: 525, to: 537, regionName: 'O 1s', ...more });
