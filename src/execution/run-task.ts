import { fail, isInterphaseError } from '../errors.js';
import type { FileLike } from '../formats/file-like.js';
import { readRecording } from '../formats/read-recording.js';
import { nearest } from '../quantity/nearest.js';
import { plainPath } from '../techniques/file-field.js';
import { findTechnique, techniques } from '../techniques/registry.js';
import { checkSample } from '../techniques/sample.js';
import type { LabelledRecording, Progress, Technique } from '../techniques/technique.js';
import { conditionsFromColumns } from './column-conditions.js';
import { readOptionFiles } from './option-files.js';
import { sourceFindings } from './option-sources.js';
import { optionsAsText } from './options-as-text.js';
import { plainJson } from './plain-json.js';
import type { AnalysisTask, OptionFileOrigin, Provenance, Result, TaskInput } from './task.js';
import { validateOptions } from './validate-options.js';
import { version } from './version.js';

/** Opens one of a task's inputs, or a file that an option names, by its path. */
export type OpenFile = (path: string) => Promise<FileLike>;

/** Share of the progress that reading the files takes. */
const readingShare = 0.1;

/**
 * Runs one analysis: checks options and sample, opens and reads the files that options name and the recordings, and hands
 * all to the technique. Deterministic: equal files and an equal task give a result with equal bytes.
 *
 * @throws errors of the family with the file or the option they are about: `usage` for an unknown technique,
 * `invalid-option`, `invalid-geometry`, `file-not-found`, `cannot-read`, `missing-column` for a condition's column,
 * everything a reader or the technique throws.
 */
export async function runTask(task: AnalysisTask, openFile: OpenFile, progress?: Progress): Promise<Result> {
  const technique = techniqueNamed(task.technique);
  const options = validateOptions(technique, task.options);
  checkSample(task.sample);
  refuseConditionsGivenTwice(task);
  const { files, origins } = await readOptionFiles(technique, task.options, openFile);

  const recordings: LabelledRecording[] = [];
  const inputs: Provenance['inputs'][number][] = [];
  for (const [index, input] of task.inputs.entries()) {
    progress?.((readingShare * index) / task.inputs.length, `reading ${input.label}`);
    const { recording, bytes, conditions } = await readInput(input, task.conditionColumns ?? {}, openFile);
    recordings.push({ label: input.label, recording, conditions });
    inputs.push({
      name: recording.name,
      path: input.path,
      label: input.label,
      conditions,
      sha256: recording.sha256,
      bytes,
      format: recording.format,
    });
  }

  progress?.(readingShare, 'analysing');
  const analysis = await analyse(
    technique,
    task,
    { recordings, sample: task.sample, options, files },
    origins,
    (share, doing) => progress?.(readingShare + (1 - readingShare) * share, doing),
  );
  return plainJson({
    technique: technique.name,
    version,
    ...analysis,
    findings: [...sourceFindings(task), ...analysis.findings],
    provenance: {
      inputs,
      ...(origins.length === 0 ? {} : { files: origins }),
      options: { ...optionsAsText(options), ...task.options },
      ...(task.references === undefined ? {} : { references: task.references }),
      sample: task.sample,
    },
  });
}

/** The technique of that long or short name. @throws `usage` with the nearest name. */
export function techniqueNamed(name: string): Technique {
  const technique = findTechnique(name);
  if (technique !== undefined) return technique;
  const near = nearest(
    name,
    techniques.flatMap((known) => [known.name, known.shortName]),
  );
  throw fail(
    'usage',
    `there is no technique "${name}"`,
    near === undefined
      ? `techniques are ${techniques.map((known) => `${known.name} (${known.shortName})`).join(', ')}`
      : `did you mean "${near}"?`,
    { path: 'technique' },
  );
}

/** Which of two values would count is not for a program to choose. @throws `invalid-option` */
function refuseConditionsGivenTwice({ inputs, conditionColumns = {} }: AnalysisTask): void {
  for (const [name, column] of Object.entries(conditionColumns)) {
    const twice = inputs.find(({ conditions }) => Object.hasOwn(conditions, name));
    if (twice === undefined) continue;
    throw fail(
      'invalid-option',
      `the ${name} of ${twice.label} is given twice: by hand or in its name, and from the column "${column}"`,
      'give each condition one way only',
      { path: 'conditions' },
    );
  }
}

async function readInput(input: TaskInput, columns: Readonly<Record<string, string>>, openFile: OpenFile) {
  const file = await openFile(input.path);
  try {
    const recording = await readRecording(file);
    const conditions = { ...input.conditions, ...conditionsFromColumns(recording, columns) };
    return { recording, bytes: file.size, conditions };
  } catch (error) {
    throw inFile(error, input.path);
  }
}

async function analyse(
  technique: Technique,
  task: AnalysisTask,
  input: Parameters<Technique['analyse']>[0],
  optionFiles: readonly OptionFileOrigin[],
  progress: Progress,
) {
  try {
    return await technique.analyse(input, progress);
  } catch (error) {
    // A technique knows recordings by their label and files by their name; the user knows them by their path.
    if (!isInterphaseError(error) || isAboutOptions(error)) throw error;
    const { file } = error.where;
    const named =
      file === undefined
        ? undefined
        : (task.inputs.find(({ path, label }) => file === label || isCalled(file, path)) ??
          optionFiles.find(({ path }) => isCalled(plainPath(file), path)));
    if (named !== undefined) throw inFile(error, named.path);
    if (task.inputs.length === 1 && file === undefined && error.where.path === undefined) {
      throw inFile(error, task.inputs[0]!.path);
    }
    throw error;
  }
}

function isCalled(file: string, path: string): boolean {
  return file === path || file === path.split('/').at(-1);
}

/** True for what is wrong with the options and not with a file. */
export function isAboutOptions(error: unknown): boolean {
  return isInterphaseError(error, 'invalid-option') || isInterphaseError(error, 'invalid-circuit');
}

/** The same error with the path as the user knows it, in place of the bare file name a reader knows. */
function inFile(error: unknown, path: string): unknown {
  if (!isInterphaseError(error)) return error;
  return fail(error.code, error.message, error.hint, { ...error.where, file: path });
}

/**
 * The task that a result came from, so that it can be run again. Conditions that were read from columns are given by
 * their values: the same file, told by its SHA-256, has the same ones.
 */
export function taskOfResult(
  id: string,
  { technique, provenance }: Pick<Result, 'technique' | 'provenance'>,
): AnalysisTask {
  const inputs = provenance.inputs.map(({ path, label, conditions }) => ({ path, label, conditions }));
  const { sample, options, references } = provenance;
  return { id, technique, sample, inputs, options, ...(references === undefined ? {} : { references }) };
}
