/** Spectra and answers of the shared data, for tests that compare with independent programs. */
import { readFileSync } from 'node:fs';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import type { Weighting } from '../fit/weights.js';
import { readSpectra } from '../read-spectra.js';
import { filterSpectrum, type Spectrum } from '../spectrum.js';

export interface ReferenceFit {
  readonly file: string;
  readonly circuit: string;
  readonly weighting: Weighting;
  readonly point_filter: 'none' | 'imag<0';
  readonly n_points: number;
  readonly start: readonly number[];
  readonly params: Readonly<Record<string, number>>;
  readonly stderr: Readonly<Record<string, number>>;
  readonly sum_sq: number;
  readonly lowest_known_sum_sq?: number;
  readonly at_bound: readonly string[];
  readonly note?: string;
}

export interface ReferenceAnswers {
  readonly fits: readonly ReferenceFit[];
  readonly arrhenius_s04147: {
    readonly points: readonly Readonly<Record<string, number>>[];
    readonly fits: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

export const sharedEis = sharedData('eis', 'expected.json');

export function referenceAnswers(): ReferenceAnswers {
  return JSON.parse(readFileSync(sharedEis!, 'utf8'));
}

/** First spectrum of a shared file, inductive points left out where the reference left them out. */
export async function referenceSpectrum(file: string, filter: 'none' | 'imag<0'): Promise<Spectrum> {
  const recording = await readRecording(fileFromBytes(file, readFileSync(sharedData('eis', file)!)));
  const [{ spectrum }] = readSpectra(recording);
  return filter === 'none' ? spectrum : filterSpectrum(spectrum, (i) => spectrum.imaginary[i] < 0);
}
