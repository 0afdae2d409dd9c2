import type { Command } from 'commander';
import { fail, isInterphaseError } from '../errors.js';
import { recordingToCsv } from '../formats/export/csv.js';
import { listFormats } from '../formats/list-formats.js';
import { readRecording } from '../formats/read-recording.js';
import type { Recording } from '../formats/recording.js';
import { openFilesIn } from '../platform/node/open-file.js';
import { writeWhole } from '../platform/node/write-whole.js';
import { answer, say, subcommand } from './command-frame.js';
import { checkCsvTarget } from './csv-target.js';
import { recordingJson, recordingText } from './describe-recording.js';
import { textTable } from './text-table.js';

interface ReadOptions {
  readonly json?: boolean;
  readonly csv?: string;
  readonly table?: string;
  readonly force?: boolean;
}

/** `interphase read FILE`: what is in a raw file. */
export function addReadCommand(program: Command): void {
  subcommand(program, 'read', 'tell what is in a raw file', [
    'interphase read spectrum.mpr',
    'interphase read spectrum.mpr --csv spectrum.csv',
    'interphase read spectrum.mpr --json',
  ])
    .argument('<file>', 'raw file of an instrument; the format is recognised by its content')
    .option('--json', 'answer in JSON on stdout, with every value')
    .option('--csv <file>', 'write a table as CSV')
    .option('--table <name>', 'which table --csv writes (default: the one with most columns of known meaning)')
    .option('--force', 'let --csv replace a file that is already there')
    .addHelpText(
      'after',
      () => `\nFormats:\n${textTable(listFormats().map(({ label, extensions }) => [label, extensions.join(' ')]))}`,
    )
    .action(run);
}

async function run(path: string, { json, csv, table, force = false }: ReadOptions): Promise<void> {
  if (json && csv !== undefined) throw fail('usage', '--json and --csv exclude each other', 'give one of the two');
  if (table !== undefined && csv === undefined) throw fail('usage', '--table needs --csv', 'add --csv FILE');
  if (force && csv === undefined) throw fail('usage', '--force needs --csv', 'add --csv FILE');
  if (csv !== undefined) await checkCsvTarget(path, csv, force);
  const recording = await readNamed(path);
  if (csv !== undefined) {
    await writeWhole(csv, recordingToCsv(recording, table));
    const others = recording.tables.length - 1;
    say(`${csv} written${table === undefined && others > 0 ? ` (--table chooses one of ${others + 1} tables)` : ''}`);
  } else if (json) {
    for (const piece of recordingJson(recording)) process.stdout.write(piece);
  } else {
    answer(recordingText(recording));
  }
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
