/** Whole analyses of spectra that are made up or read, as the command line does them. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import type { AnalysisResult, LabelledRecording } from '../../technique.js';
import { analysePhotoemission } from '../analyse.js';
import { photoemissionOptions } from '../options.js';

const study = new URL('../../../../examples/reference-study/raw/photoemission/', import.meta.url);

/** A file of the reference study. */
export function studyFile(name: string): Promise<LabelledRecording> {
  return labelled(name, new Uint8Array(readFileSync(new URL(name, study))));
}

/** Spectra as a text with `binding energy/eV,counts`. */
export function textFile(
  name: string,
  rows: Iterable<readonly [energyEv: number, counts: number]>,
): Promise<LabelledRecording> {
  const lines = Array.from(rows, ([energy, counts]) => `${energy.toFixed(2)},${counts}`);
  return labelled(name, new TextEncoder().encode(['binding energy/eV,counts', ...lines].join('\n')));
}

export async function labelled(name: string, bytes: Uint8Array): Promise<LabelledRecording> {
  const recording = await readRecording(fileFromBytes(basename(name), bytes));
  return { label: basename(name).replace(/\.[^.]*$/, ''), recording, conditions: {} };
}

export function analyse(
  recordings: readonly LabelledRecording[],
  options: Readonly<Record<string, unknown>>,
): AnalysisResult {
  return analysePhotoemission({ recordings, sample: {}, options: photoemissionOptions.parse(options) });
}

export function codesOf({ findings, series }: AnalysisResult): string[] {
  return [...findings, ...series.flatMap((entry) => entry.findings)].map(({ code }) => code);
}
