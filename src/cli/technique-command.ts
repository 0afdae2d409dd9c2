import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { fail, isInterphaseError } from '../errors.js';
import { isAboutOptions, runTask } from '../execution/run-task.js';
import type { AnalysisTask, Result, TaskInput } from '../execution/task.js';
import { validateOptions } from '../execution/validate-options.js';
import { openFilesIn } from '../platform/node/open-file.js';
import { checkOut, writeAnalysis } from '../platform/node/write-results.js';
import { toAnalysisJson } from '../report/analysis-json.js';
import { conditionsFromLabels, fileLabel } from '../study/conditions.js';
import { equalConditions } from '../study/plan.js';
import { checkSample } from '../techniques/sample.js';
import type { Technique } from '../techniques/technique.js';
import { answer, answerJson, say, subcommand } from './command-frame.js';
import { asUsage, usageError } from './flag-errors.js';
import { repeatable } from './option-guard.js';
import { resultText } from './print-result.js';
import { addSampleFlags, typedSample } from './sample-flags.js';
import { addSchemaFlags, flagsOf, type SchemaFlag, typedOptions } from './schema-flags.js';
import { statusLine } from './status-line.js';

/** `interphase <technique> FILE...`: one analysis without a study.yaml, its flags made from the technique's schema. */
export function addTechniqueCommand(program: Command, technique: Technique): void {
  const flags = flagsOf(technique);
  const command = subcommand(program, technique.name, technique.summary, technique.examples)
    .alias(technique.shortName)
    .argument('<files...>', 'raw files of one series, in the order in which they are to be listed');
  command.optionsGroup('Sample:');
  addSampleFlags(command);
  command.optionsGroup('Analysis:');
  command.option(
    '--conditions <pattern>',
    'where the conditions stand in the file names (without extension), e.g. "pellet-{temperature}C" or "aged-{time}h"',
  );
  const column = new Option(
    '--condition-column <name=column>',
    'a condition that stands in a column of the files, e.g. "temperature=Temperature/C" (repeatable)',
  );
  command.addOption(repeatable(column.argParser(readConditionColumn)));
  addSchemaFlags(command, flags);
  command.optionsGroup('Output:');
  command
    .option('--out <folder>', 'write report, figures, tables and JSON there')
    .option('--json', 'answer in JSON on stdout')
    .action((files: string[]) => run(command, technique, flags, files));
}

type GivenFlags = {
  readonly conditions?: string;
  readonly conditionColumn?: Readonly<Record<string, string>>;
  readonly out?: string;
  readonly json?: boolean;
};

async function run(command: Command, technique: Technique, flags: readonly SchemaFlag[], files: readonly string[]) {
  const given = command.opts<GivenFlags>();
  const task: AnalysisTask = {
    id: technique.name,
    technique: technique.name,
    sample: asUsage(
      () => typedSample(given),
      (path) => path,
    ),
    inputs: inputsOf(files, given.conditions),
    ...(given.conditionColumn === undefined ? {} : { conditionColumns: given.conditionColumn }),
    options: typedOptions(command, flags),
  };
  // Both are checked again when the task runs; here a mistake can be told by the name of the flag.
  asUsage(
    () => checkSample(task.sample),
    (path) => `--${path}`,
  );
  asUsage(
    () => validateOptions(technique, task.options),
    (path) => flagOf(flags, path),
  );

  if (given.out !== undefined) await checkOut(given.out);
  const status = statusLine();
  let result: Result;
  try {
    result = await runTask(task, openFilesIn(process.cwd()), status.progress);
  } catch (error) {
    throw isAboutOptions(error) ? usageError(error, (path) => flagOf(flags, path)) : byFlag(error, flags);
  } finally {
    status.clear();
  }
  // Of the result, since some conditions stand in columns of the files.
  for (const { severity, message, code } of equalConditions(task.id, result.provenance.inputs)) {
    say(`${severity}: ${message} [${code}]`);
  }
  const report = given.out === undefined ? undefined : await writeAnalysis(given.out, task.id, result);
  if (given.json) {
    answerJson(toAnalysisJson(result));
  } else {
    answer(resultText(result, process.stdout.columns));
  }
  if (report !== undefined) say(`report: ${report}`);
}

function inputsOf(files: readonly string[], pattern: string | undefined): TaskInput[] {
  const labels = uniqueLabels(files);
  const conditions =
    pattern === undefined
      ? []
      : asUsage(
          () => conditionsFromLabels(pattern, files.map(fileLabel)),
          () => '--conditions',
        );
  return files.map((path, index) => ({ path, label: labels[index]!, conditions: conditions[index] ?? {} }));
}

/** `temperature=Temperature/C`, added to what the flag gave before; the column may hold a `=` itself. */
function readConditionColumn(text: string, earlier: Readonly<Record<string, string>> = {}): Record<string, string> {
  const [, name, column] = /^\s*([A-Za-z][A-Za-z0-9_-]*)\s*=\s*(\S.*?)\s*$/.exec(text) ?? [];
  if (name === undefined || column === undefined) {
    throw fail(
      'usage',
      `--condition-column takes a condition and its column, not "${text}"`,
      'write it like --condition-column "temperature=Temperature/C"',
    );
  }
  if (Object.hasOwn(earlier, name)) {
    throw fail('usage', `--condition-column names the column of ${name} twice`, 'give each condition one column');
  }
  return { ...earlier, [name]: column };
}

/** File names without extension; where two are alike, as much of the path as it takes to tell them apart. */
function uniqueLabels(files: readonly string[]): string[] {
  const places = files.map(placeOf);
  const twice = files.find((_, index) => places.indexOf(places[index]!) !== index);
  if (twice !== undefined) throw fail('usage', 'this file is named twice', 'name each file once', { file: twice });
  const labels = files.map(fileLabel);
  return labels.map((label, index) => (labels.indexOf(label) === labels.lastIndexOf(label) ? label : files[index]!));
}

/** Where a file really is, whatever way its name was written; one that is not there is told of when it is read. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** What is wrong with a file that an option names is told by the flag that named it. */
function byFlag(error: unknown, flags: readonly SchemaFlag[]): unknown {
  if (!isInterphaseError(error) || error.where.file !== undefined || error.where.path === undefined) return error;
  return fail(error.code, error.message, error.hint, { ...error.where, path: flagOf(flags, error.where.path) });
}

function flagOf(flags: readonly SchemaFlag[], path: string): string {
  if (path === 'conditions') return '--condition-column';
  const [option] = path.split('.');
  return flags.find((flag) => flag.option === option)?.flag ?? path;
}
