import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { isInterphaseError } from '../errors.js';
import { taskOfResult } from '../execution/run-task.js';
import type { Result } from '../execution/task.js';
import { changesIn, type FolderChanges } from '../platform/node/output-manifest.js';
import { nodeStudyServices } from '../platform/node/study-services.js';
import { toAnalysisJson } from '../report/analysis-json.js';
import type { StudyServices } from '../study/run-study.js';
import { type Change, type ComparedResult, type Comparison, compareResults } from '../study/verify.js';
import { answer, answerJson, say, subcommand } from './command-frame.js';
import { exitCodes } from './exit-codes.js';
import { exitCodeOfInterrupt, onInterrupt } from './interrupt.js';
import { errorText } from './print-error.js';
import { type RecordedResult, readResults } from './results-file.js';
import { runProgress } from './run-progress.js';

interface Verdict {
  readonly id: string;
  readonly comparison?: Comparison;
  /** Why it could not be run again. */
  readonly error?: string;
}

/** Changes shown for each analysis; `--json` has all. */
const mostChanges = 20;

/** `interphase verify RESULTS`: run it again; does every digit stand? */
export function addVerifyCommand(program: Command): void {
  subcommand(program, 'verify', 'run results again and say whether every digit stands', [
    'interphase verify examples/reference-study/results',
    'interphase verify pellet.json',
  ])
    .argument('<results>', 'results folder of `run`, or a file with the --json answer of one analysis')
    .option('--in <folder>', 'where the raw files are, when they were moved (or for a --json file made elsewhere)')
    .option('--json', 'answer in JSON on stdout')
    .action(run);
}

async function run(path: string, options: { in?: string; json?: boolean }): Promise<void> {
  const { root, folder, results } = await readResults(path, process.cwd());
  const files = folder === undefined ? undefined : await changesIn(folder);
  const interrupt = onInterrupt();
  const services = nodeStudyServices(options.in ?? root, {
    jobs: availableParallelism(),
    signal: interrupt.signal,
    cache: false,
  });
  const ids = results.map(({ id }) => id);
  const progress = runProgress(`verifying ${path}`, ids, options.json ?? false);
  let verdicts: Verdict[];
  try {
    verdicts = await Promise.all(
      results.map(async ({ id, result }) => {
        const verdict = await verify(id, result, services, (share, doing) => progress.update(id, share, doing));
        if (verdict.error === undefined) progress.finish(id, '');
        else progress.fail(id, 'could not be run again');
        return verdict;
      }),
    );
  } finally {
    services.close();
    await progress.close();
    interrupt.release();
  }
  if (interrupt.signal.aborted) {
    say('cancelled: nothing is verified');
    process.exitCode = exitCodeOfInterrupt;
    return;
  }

  // Of a run in which every analysis failed there is nothing that could stand.
  const untouched = files === undefined || files.changed.length + files.missing.length === 0;
  const stands =
    untouched && verdicts.length > 0 && verdicts.every(({ comparison }) => comparison?.digitsStand === true);
  if (options.json) {
    answerJson({ stands, analyses: verdicts, ...(files === undefined ? {} : { files }) });
  } else {
    answer(
      `${verdicts.map(verdictText).join('')}${filesText(files)}${stands ? 'every digit stands' : 'NOT every digit stands'}: ${path}\n`,
    );
    if (folder !== undefined && files === undefined) {
      say('whether report, figures and tables were changed is not known: the list of what was written is not there');
    }
  }
  if (!stands) process.exitCode = exitCodes.failed;
}

async function verify(
  id: string,
  recorded: RecordedResult,
  services: StudyServices,
  progress: (share: number, doing: string) => void,
): Promise<Verdict> {
  let now: Result;
  try {
    now = await services.runTask(taskOfResult(id, recorded), progress);
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    return { id, error: errorText(error) };
  }
  const before: ComparedResult = {
    ...recorded,
    // What its file does not hold cannot be compared.
    tables: recorded.tables ?? now.tables,
    methods: recorded.methods ?? now.methods,
    figures: now.figures,
    structures: recorded.structures ?? now.structures,
    files: withTexts(recorded.files, now),
  };
  return { id, comparison: compareResults(before, now) };
}

/** Of some files only the digest was written down: where it is that of the file as it is now, so is its text. */
function withTexts(recorded: RecordedResult['files'], now: Result): ComparedResult['files'] {
  const digests = new Map((toAnalysisJson(now).files ?? []).map(({ name, sha256 }) => [name, sha256]));
  return recorded?.map((file) => {
    if ('text' in file || digests.get(file.name) !== file.sha256) return file;
    return now.files?.find(({ name }) => name === file.name) ?? file;
  });
}

function verdictText({ id, comparison, error }: Verdict): string {
  if (comparison === undefined) return `${id}: could not be run again\n  ${error?.trimEnd()}\n`;
  const { changes, digitsStand, identical, versions } = comparison;
  const [before, after] = versions;
  const made = before === after ? '' : ` (made by version ${before}, run again by ${after})`;
  if (digitsStand) {
    return `${id}: stands${identical ? ', to the last bit' : '; bits that no print shows differ'}${made}\n`;
  }
  const digits = changes.filter((change) => change.digits);
  const more = digits.length > mostChanges ? `  and ${digits.length - mostChanges} more; see --json\n` : '';
  return `${id}: CHANGED${made}\n${digits.slice(0, mostChanges).map(changeText).join('')}${more}`;
}

function filesText(files: FolderChanges | undefined): string {
  if (files === undefined) return '';
  const lines = [
    ...files.changed.map((path) => `${path} was changed after it was written\n`),
    ...files.missing.map((path) => `${path} was written, and is no longer there\n`),
  ];
  const more = lines.length > mostChanges ? `and ${lines.length - mostChanges} more; see --json\n` : '';
  return `${lines.slice(0, mostChanges).join('')}${more}`;
}

function changeText({ where, kind, before, after, sigmas }: Change): string {
  const size = sigmas === null ? '' : ` (${sigmas.toPrecision(2)} sigma)`;
  if (kind === 'new') return `  ${where}: new: ${after}\n`;
  if (kind === 'missing') return `  ${where}: no longer there: ${before}\n`;
  return `  ${where}: ${before} -> ${after}${size}\n`;
}
