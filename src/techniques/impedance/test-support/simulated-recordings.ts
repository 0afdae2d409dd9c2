/** Recordings of known truth that went through text and reader like real ones, for tests of the whole analysis. */
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import type { Recording } from '../../../formats/recording.js';
import type { Sample } from '../../sample.js';
import type { AnalysisResult, Conditions, Finding, LabelledRecording } from '../../technique.js';
import { analyseImpedance } from '../analyse.js';
import { impedanceOptions } from '../options.js';
import { simulateFiles } from '../simulate/simulate-files.js';

export function readText(name: string, text: string): Promise<Recording> {
  return readRecording(fileFromBytes(name, new TextEncoder().encode(text)));
}

interface SimulatedFile {
  readonly name: string;
  readonly temperatureC?: number;
  readonly timeH?: number;
  readonly [field: string]: unknown;
}

export interface Truth {
  readonly circuit: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly files: readonly SimulatedFile[];
  readonly noise?: number;
  readonly frequency?: { readonly from: number; readonly to: number; readonly pointsPerDecade: number };
  readonly format?: string;
}

/** Simulated files, labelled by their names; a temperature or time of the truth becomes a condition. */
export async function simulatedRecordings(truth: Truth, seed = 1): Promise<LabelledRecording[]> {
  const complete = { noise: 0.002, frequency: { from: 1e6, to: 0.1, pointsPerDecade: 8 }, ...truth };
  return Promise.all(
    simulateFiles(complete, seed).map(async ({ name, text }, k) => ({
      label: name.replace(/\.\w+$/, ''),
      recording: await readText(name, text),
      conditions: conditionsOf(truth.files[k]),
    })),
  );
}

function conditionsOf({ temperatureC, timeH }: SimulatedFile): Conditions {
  return {
    ...(temperatureC === undefined ? {} : { temperature: { value: temperatureC, sigma: null, unit: 'degC' } }),
    ...(timeH === undefined ? {} : { time: { value: timeH, sigma: null, unit: 'h' } }),
  };
}

/** Options as typed by a user; what is left out has its default. */
export function analyse(
  recordings: readonly LabelledRecording[],
  options: Readonly<Record<string, unknown>> = {},
  sample: Sample = {},
): AnalysisResult {
  return analyseImpedance({ recordings, sample, options: impedanceOptions.parse(options) });
}

/** Findings of a code, of the whole and of each recording. */
export function findingsOf(result: AnalysisResult, code: string): Finding[] {
  return [...result.findings, ...result.series.flatMap((entry) => entry.findings)].filter(
    (finding) => finding.code === code,
  );
}

/** 1.00(2) mm thick, 12.0(1) mm across: 1.131 cm². */
export const pelletSample: Sample = {
  thickness: { value: 1, sigma: 0.02, unit: 'mm' },
  diameter: { value: 12, sigma: 0.1, unit: 'mm' },
};

/** A pellet between blocking electrodes: bulk in R0, a grain-boundary arc at 5e5 Hz, a tail. */
export const pelletTruth = {
  circuit: 'R0-p(R1,CPE1)-CPE2',
  parameters: { R0: 74, R1: 93, 'CPE1.Q': 1.5e-8, 'CPE1.n': 0.9, 'CPE2.Q': 1e-5, 'CPE2.n': 0.9 },
  frequency: { from: 7e6, to: 0.1, pointsPerDecade: 8 },
} as const;
