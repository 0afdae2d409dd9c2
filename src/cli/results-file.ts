/** Reading `results.json` again. */
import { stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail } from '../errors.js';
import type { Result } from '../execution/task.js';
import type { ListedFile } from '../report/analysis-json.js';
import { resultsFileName } from '../report/results-json.js';
import type { ResultFile } from '../techniques/technique.js';
import { readText } from './read-text.js';

/** A result that was written down, without its figures. Other parts that its file does not hold are absent. */
export type RecordedResult = Pick<
  Result,
  'technique' | 'version' | 'quantities' | 'series' | 'findings' | 'provenance'
> &
  Partial<Pick<Result, 'tables' | 'methods' | 'structures'>> & {
    /** With their text, or only with its digest. */
    readonly files?: readonly (ResultFile | ListedFile)[];
  };

export interface RecordedRun {
  /** Folder from which the paths of the inputs start. */
  readonly root: string;
  /** The results folder; undefined for the answer of a single analysis. */
  readonly folder?: string;
  readonly results: readonly { readonly id: string; readonly result: RecordedResult }[];
}

/**
 * Reads what is to be verified: a results folder, its results.json, or the `--json` answer of a single analysis, whose
 * paths start from `cwd`.
 *
 * @throws `file-not-found`, `malformed-file`
 */
export async function readResults(path: string, cwd: string): Promise<RecordedRun> {
  const isFolder = await stat(path).then(
    (status) => status.isDirectory(),
    () => false,
  );
  const file = isFolder ? join(path, resultsFileName) : path;
  let content: unknown;
  try {
    content = JSON.parse(await readText(file));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw notResults(file, 'it is not JSON');
  }
  if (isResult(content)) return { root: cwd, results: [{ id: content.technique, result: content }] };
  const { studyFolder, analyses } = (content ?? {}) as { studyFolder?: unknown; analyses?: unknown };
  if (typeof studyFolder !== 'string' || !Array.isArray(analyses)) throw notResults(file, 'it holds no results');
  const results = analyses.flatMap((entry: { id?: unknown; result?: unknown }) => {
    const { id, result } = entry ?? {};
    return typeof id === 'string' && isResult(result) ? [{ id, result }] : [];
  });
  const folder = isFolder ? path : dirname(path);
  return { root: resolve(folder, studyFolder), folder, results };
}

function isResult(value: unknown): value is RecordedResult {
  const { technique, provenance, quantities, series } = (value ?? {}) as Partial<Record<keyof Result, unknown>>;
  const { inputs, options } = (provenance ?? {}) as { inputs?: unknown; options?: unknown };
  return (
    typeof technique === 'string' &&
    typeof quantities === 'object' &&
    Array.isArray(series) &&
    typeof options === 'object' &&
    Array.isArray(inputs) &&
    inputs.every((input) => typeof input?.path === 'string' && typeof input?.label === 'string')
  );
}

function notResults(file: string, reason: string) {
  return fail(
    'malformed-file',
    `${reason}, so there is nothing to verify`,
    'name the results folder of `interphase run`, or a file with the --json answer of one analysis',
    { file },
  );
}
