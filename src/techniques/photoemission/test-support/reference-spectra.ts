/** The spectra of `../shared/data/xps/expected.json` as its conventions say. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileFromBytes } from '../../../formats/file-like.js';
import { bindingEnergies } from '../../../formats/photoemission/binding-energies.js';
import { readRecording } from '../../../formats/read-recording.js';
import { isNumberColumn } from '../../../formats/recording.js';
import type { Spectrum } from '../spectrum.js';

export interface ReferenceParameter {
  readonly value: number;
  readonly stderr_scaled: number;
  readonly vary: boolean;
}

export interface ReferenceFit {
  readonly nvarys: number;
  readonly ndata: number;
  readonly chisqr: number;
  readonly redchi: number;
  readonly params: Readonly<Record<string, ReferenceParameter>>;
}

export function referenceFits(folder: string): Readonly<Record<string, ReferenceFit>> {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')).fits;
}

/**
 * @param table number of the spectrum in the file, from 0
 * @param excitationEv of a kinetic scale that does not say it
 * @param countsPerUnit turns the values into counts: sigma = sqrt(max(countsPerUnit y, 1)) / countsPerUnit
 */
export async function referenceSpectrum(
  folder: string,
  name: string,
  table: number,
  [low, high]: readonly [number, number],
  region: string,
  countsPerUnit = 1,
  excitationEv?: number,
): Promise<Spectrum> {
  const recording = await readRecording(fileFromBytes(name, new Uint8Array(readFileSync(join(folder, name)))));
  const read = recording.tables[table]!;
  const energies = bindingEnergies(read, excitationEv)!;
  const signal = read.columns
    .filter(isNumberColumn)
    .find(({ kind }) => kind === 'counts' || kind === 'intensity')!.values;
  const rows = [...energies.keys()]
    .filter((i) => energies[i]! >= low - 1e-6 && energies[i]! <= high + 1e-6)
    .sort((a, b) => energies[a]! - energies[b]!);
  const values = Float64Array.from(rows, (i) => signal[i]!);
  return {
    region,
    step: 0,
    recording: name,
    table,
    energiesEv: Float64Array.from(rows, (i) => energies[i]!),
    values,
    sigmas: values.map((value) => Math.sqrt(Math.max(countsPerUnit * value, 1)) / countsPerUnit),
    sigmaSource: 'assumed-counts',
    unit: 'counts',
    rows: Int32Array.from(rows, (i) => i + 1),
    repeats: 1,
    settings: { variables: [] },
  };
}
