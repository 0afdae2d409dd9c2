import type { Command } from 'commander';
import { fail, isInterphaseError } from '../errors.js';
import { version } from '../execution/version.js';
import { recordingCsvPieces } from '../formats/export/csv.js';
import { recordingToParquet } from '../formats/export/parquet.js';
import { listFormats } from '../formats/list-formats.js';
import { readRecording } from '../formats/read-recording.js';
import type { Recording } from '../formats/recording.js';
import { openFilesIn } from '../platform/node/open-file.js';
import { writeWhole } from '../platform/node/write-whole.js';
import { answer, say, subcommand } from './command-frame.js';
import { recordingJson, recordingText } from './describe-recording.js';
import { checkOutputTarget } from './output-target.js';
import { textTable } from './text-table.js';

interface ReadOptions {
  readonly json?: boolean;
  readonly csv?: string;
  readonly parquet?: string;
  readonly table?: string;
  readonly force?: boolean;
}

/** `interphase read FILE`: what is in a raw file. */
export function addReadCommand(program: Command): void {
  subcommand(program, 'read', 'tell what is in a raw file, or write it in an open format', [
    'interphase read spectrum.mpr',
    'interphase read spectrum.mpr --csv spectrum.csv',
    'interphase read cell.res --parquet cell.parquet',
    'interphase read spectrum.mpr --json',
  ])
    .argument('<file>', 'raw file of an instrument, also gzipped; the format is recognised by its content')
    .option('--json', 'answer in JSON on stdout, with every value')
    .option('--csv <file>', 'write a table as CSV')
    .option('--parquet <file>', 'write a table as Parquet, numbers in the type that the file has')
    .option('--table <name>', 'which table is written (default: the one with most columns of known meaning)')
    .option('--force', 'replace the file to be written where it is already there')
    .addHelpText(
      'after',
      () => `\nFormats:\n${textTable(listFormats().map(({ label, extensions }) => [label, extensions.join(' ')]))}`,
    )
    .action(run);
}

async function run(path: string, options: ReadOptions): Promise<void> {
  const { json, csv, parquet, table, force = false } = options;
  const target = csv ?? parquet;
  checkFlags(options);
  if (target !== undefined) await checkOutputTarget([path], target, force);
  const recording = await readNamed(path);
  if (target !== undefined) {
    await writeWhole(
      target,
      csv !== undefined
        ? recordingCsvPieces(recording, table)
        : recordingToParquet(recording, table, `interphase ${version}`),
    );
    const others = recording.tables.length - 1;
    say(
      `${target} written${table === undefined && others > 0 ? ` (--table chooses one of ${others + 1} tables)` : ''}`,
    );
  } else if (json) {
    for (const piece of recordingJson(recording)) process.stdout.write(piece);
  } else {
    answer(recordingText(recording));
  }
}

function checkFlags({ json, csv, parquet, table, force }: ReadOptions): void {
  const given = [json && '--json', csv !== undefined && '--csv', parquet !== undefined && '--parquet'].filter(Boolean);
  if (given.length > 1) throw fail('usage', `${given.join(' and ')} exclude each other`, 'give one of the two');
  const isWriting = csv !== undefined || parquet !== undefined;
  if (table !== undefined && !isWriting) throw fail('usage', '--table needs --csv or --parquet', 'add --csv FILE');
  if (force && !isWriting) throw fail('usage', '--force needs --csv or --parquet', 'add --csv FILE');
}

async function readNamed(path: string): Promise<Recording> {
  const file = await openFilesIn(process.cwd())(path);
  try {
    return await readRecording(file);
  } catch (error) {
    // A reader knows the name of the file; the user knows its path.
    if (isInterphaseError(error)) throw fail(error.code, error.message, error.hint, { ...error.where, file: path });
    throw error;
  }
}
