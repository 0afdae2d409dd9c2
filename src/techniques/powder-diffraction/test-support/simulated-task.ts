/** Simulated patterns on the way of a user: text of an instrument's file and CIFs, readers, options, task, result. */
import { runTask } from '../../../execution/run-task.js';
import type { Result } from '../../../execution/task.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import type { TypedPatternTruth } from '../simulate/pattern-truth.js';
import { simulateFiles } from '../simulate/simulate-files.js';

const encoder = new TextEncoder();

/** The files of a truth by their names. */
export function filesOf(truth: TypedPatternTruth, seed: number): Map<string, string> {
  return new Map(simulateFiles({ patterns: [truth] }, seed).map(({ name, text }) => [name, text]));
}

/**
 * The result of an analysis of such files.
 *
 * @param patterns names of the patterns; the same may stand there twice
 * @param options beside `phase`, which is every CIF among the files unless it is given
 */
export function analyseFiles(
  files: ReadonlyMap<string, string>,
  patterns: readonly string[],
  options: Readonly<Record<string, unknown>> = {},
): Promise<Result> {
  const phase = [...files.keys()].filter((name) => name.endsWith('.cif'));
  const task = {
    id: 'simulated',
    technique: 'powder-diffraction',
    sample: {},
    inputs: patterns.map((path, k) => ({ path, label: `${path}-${k + 1}`, conditions: {} })),
    options: { phase, profileCheck: false, ...options },
  };
  return runTask(task, async (name) => fileFromBytes(name, encoder.encode(files.get(name))));
}
