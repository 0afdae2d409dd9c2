import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { fail, isInterphaseError } from '../errors.js';
import { filesOfTask } from '../execution/option-files.js';
import { readRecording } from '../formats/read-recording.js';
import { exists, listFiles } from '../platform/node/list-files.js';
import { openFilesIn } from '../platform/node/open-file.js';
import { writeWhole } from '../platform/node/write-whole.js';
import { readStudy } from '../study/load-study.js';
import { type FoundFile, proposeStudy } from '../study/new-study.js';
import { techniques } from '../techniques/registry.js';
import { say, subcommand } from './command-frame.js';
import { statusLine } from './status-line.js';

/** Files that belong to a study without being measured. */
const notMeasured = /^(study|truth)\.ya?ml$|(^|\/)readme(\.\w+)?$/i;

/** `interphase new DIR`: a study.yaml from a folder of raw files. */
export function addNewCommand(program: Command): void {
  subcommand(program, 'new', 'make a study.yaml from a folder of raw files', ['interphase new my-study'])
    .argument('<folder>', 'folder that holds the raw files; its study.yaml is never replaced')
    .action(run);
}

async function run(folder: string): Promise<void> {
  const target = join(folder, 'study.yaml');
  if (await exists(target)) {
    throw fail('cannot-write', 'there is a study.yaml already', 'edit it, or move it away first', { file: target });
  }
  const found: FoundFile[] = [];
  const paths = (await listFiles(folder)).filter((path) => !notMeasured.test(path));
  const status = statusLine();
  for (const [index, path] of paths.entries()) {
    status.progress(index / paths.length, path);
    found.push(await recognise(folder, path));
  }
  status.clear();

  const recognised = found.filter((file) => file.technique !== undefined).length;
  if (recognised === 0) throw noRecordings(folder, found.length);
  const text = proposeStudy(found, basename(resolve(folder)));
  await writeWhole(target, text, { replace: false });
  const named = namedByOptions(text);
  say(
    `${target} written: ${recognised} of ${found.length} files recognised${named === 0 ? '' : `, ${named} named by options`}`,
  );
  say(`fill in the samples, then: interphase run ${folder}`);
}

/** How many files the options of the proposed analyses name. */
function namedByOptions(text: string): number {
  const { study } = readStudy(text, 'study.yaml');
  const named = (study?.analyses ?? []).flatMap((analysis) => filesOfTask(analysis));
  return new Set(named.map(({ path }) => path)).size;
}

function noRecordings(folder: string, count: number) {
  const message =
    count === 0
      ? 'there are no raw files in this folder'
      : `no technique knows what to do with ${count === 1 ? 'the one file' : `any of the ${count} files`} in this folder`;
  return fail(
    'cannot-read',
    message,
    'name the folder that holds the raw files; `interphase read FILE` tells why one is not read',
    {
      file: folder,
    },
  );
}

/** What a file is for, by its content; a file that cannot be read is no recording. */
async function recognise(folder: string, path: string): Promise<FoundFile> {
  try {
    const recording = await readRecording(await openFilesIn(folder)(path));
    const technique = techniques.find((candidate) => candidate.accepts?.(recording));
    if (technique === undefined) return { path };
    const instrument = [recording.format, recording.instrument ?? ''].join(' ');
    return { path, technique: technique.name, instrument };
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    return { path };
  }
}
