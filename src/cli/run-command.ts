import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { fail } from '../errors.js';
import { nodeStudyServices } from '../platform/node/study-services.js';
import { checkOut, writeStudy } from '../platform/node/write-results.js';
import { chosenAnalyses, runStudy, type StudyProgress } from '../study/run-study.js';
import type { StudyResult } from '../study/study-result.js';
import { answer, answerJson, say, subcommand } from './command-frame.js';
import { exitCodes } from './exit-codes.js';
import { asUsage } from './flag-errors.js';
import { exitCodeOfInterrupt, onInterrupt } from './interrupt.js';
import { repeatable } from './option-guard.js';
import { errorText, reportError } from './print-error.js';
import { type RunProgress, runProgress } from './run-progress.js';
import { openStudy, studyFolder } from './study-file.js';
import { studyJson, studySummary } from './study-summary.js';
import { waitForChange } from './wait-for-change.js';

interface RunOptions {
  readonly only?: readonly string[];
  readonly jobs: number;
  readonly on: string;
  readonly out?: string;
  readonly watch?: boolean;
  readonly json?: boolean;
}

/** `interphase run STUDY`: every analysis of a study, its checks and its report. */
export function addRunCommand(program: Command): void {
  const list = (text: string, earlier: readonly string[] = []) => [
    ...earlier,
    ...text.split(',').filter((id) => id !== ''),
  ];
  subcommand(program, 'run', 'run a study: every analysis, the checks across them, the report', [
    'interphase run examples/reference-study',
    'interphase run my-study --only conductivity,ageing-coated --out /tmp/try',
  ])
    .argument('<study>', 'folder with a study.yaml, or the file itself')
    .addOption(
      repeatable(
        new Option(
          '--only <ids>',
          'run only these analyses and those whose numbers they need (separated by commas, or repeated)',
        ).argParser(list),
      ),
    )
    .addOption(
      new Option('--jobs <number>', 'analyses at a time; 0 runs them in one thread')
        .default(availableParallelism(), 'one for each core')
        .argParser(readJobs),
    )
    .addOption(new Option('--on <where>', 'where the analyses run: local').default('local'))
    .option('--out <folder>', 'write the results there (default: results in the folder of the study)')
    .option('--watch', 'run again whenever a file of the study changes')
    .option('--json', 'answer in JSON on stdout')
    .action(run);
}

async function run(path: string, options: RunOptions): Promise<void> {
  if (options.on !== 'local') {
    throw fail('usage', `analyses cannot run on "${options.on}"`, 'leave it out, or say --on local');
  }
  const interrupt = onInterrupt();
  try {
    process.exitCode = options.watch
      ? await runAgainAndAgain(path, options, interrupt.signal)
      : await runOnce(path, options, interrupt.signal);
  } finally {
    interrupt.release();
  }
}

/** @returns the exit code */
async function runOnce(path: string, options: RunOptions, signal: AbortSignal): Promise<number> {
  const { study, folder } = await openStudy(path);
  const out = options.out ?? join(folder, 'results');
  await checkOut(out);
  const chosen = asUsage(
    () => chosenAnalyses(study, options.only),
    () => '--only',
  );
  const ids = chosen.map(({ id }) => id);
  const services = nodeStudyServices(folder, { jobs: options.jobs, signal });
  const progress = runProgress(study.title, ids, options.json ?? false);
  let result: StudyResult;
  try {
    const only = options.only === undefined ? {} : { only: options.only };
    result = await runStudy(study, services, (step) => show(progress, step), only);
  } finally {
    services.close();
    await progress.close();
  }
  if (signal.aborted) {
    say('cancelled: no results written; what was finished is kept for the next run');
    return exitCodeOfInterrupt;
  }

  const report = await writeStudy(out, folder, result);
  if (options.json) answerJson(studyJson(result, report));
  else answer(studySummary(result, report));
  const failures = [...result.analyses.flatMap(({ failure }) => failure ?? []), ...(result.mistakes ?? [])];
  for (const failure of failures) say(errorText(failure));
  return failures.length > 0 ? exitCodes.failed : exitCodes.done;
}

/** Until Ctrl-C: whatever changes in the study, run it again; a mistake is told, and mended by the next change. */
async function runAgainAndAgain(path: string, options: RunOptions, signal: AbortSignal): Promise<number> {
  const folder = await studyFolder(path);
  const out = options.out ?? join(folder, 'results');
  let code: number;
  do {
    code = await runOnce(path, options, signal).catch(reportError);
    if (code === exitCodes.usage) return code;
    if (!signal.aborted) say('watching for changes; Ctrl-C ends it');
  } while (await waitForChange(folder, out, signal));
  return code;
}

function show(progress: RunProgress, { analysis, state, share, doing }: StudyProgress): void {
  if (state === 'running') progress.update(analysis, share, doing);
  else if (state === 'failed') progress.fail(analysis, doing);
  else progress.finish(analysis, state === 'cached' ? 'from the cache' : '');
}

function readJobs(text: string): number {
  const jobs = Number(text);
  if (Number.isInteger(jobs) && jobs >= 0 && jobs <= 1024 && text.trim() !== '') return jobs;
  throw fail('usage', `--jobs takes a whole number, not "${text}"`, 'write it like --jobs 2');
}
