import type { Command } from 'commander';
import { fail, isInterphaseError } from '../errors.js';
import { listFormats } from '../formats/list-formats.js';
import { readRecording } from '../formats/read-recording.js';
import type { Recording } from '../formats/recording.js';
import { openFilesIn } from '../platform/node/open-file.js';
import { writeWhole } from '../platform/node/write-whole.js';
import { answer, say, subcommand } from './command-frame.js';
import { recordingJson, recordingText } from './describe-recording.js';
import { checkOutputTarget } from './output-target.js';
import { textTable } from './text-table.js';
import { checkBdfName, type OpenFormat, writtenAs } from './write-recording.js';

interface ReadOptions {
  readonly json?: boolean;
  readonly csv?: string;
  readonly parquet?: string;
  readonly bdf?: string;
  readonly join?: boolean;
  readonly table?: string;
  readonly force?: boolean;
}

/** `interphase read FILE`: what is in a raw file. */
export function addReadCommand(program: Command): void {
  subcommand(program, 'read', 'tell what is in a raw file, or write it in an open format', [
    'interphase read spectrum.mpr',
    'interphase read spectrum.mpr --csv spectrum.csv',
    'interphase read cell.res --bdf cell.bdf.parquet',
    'interphase read part-1.mpr part-2.mpr --join --bdf cell.bdf.csv',
    'interphase read spectrum.mpr --json',
  ])
    .argument('<file...>', 'raw file of an instrument, also gzipped; the format is recognised by its content')
    .option('--json', 'answer in JSON on stdout, with every value')
    .option('--csv <file>', 'write a table as CSV')
    .option('--parquet <file>', 'write a table as Parquet, numbers in the type that the file has')
    .option('--bdf <file>', 'write time, voltage and current in the Battery Data Format: x.bdf.csv or x.bdf.parquet')
    .option('--join', 'with --bdf: several files are the parts of one job')
    .option('--table <name>', 'which table --csv or --parquet writes (default: most columns of known meaning)')
    .option('--force', 'replace the file to be written where it is already there')
    .addHelpText(
      'after',
      () => `\nFormats:\n${textTable(listFormats().map(({ label, extensions }) => [label, extensions.join(' ')]))}`,
    )
    .action(run);
}

async function run(paths: string[], options: ReadOptions): Promise<void> {
  const output = checkedOutput(paths, options);
  if (output !== undefined) await checkOutputTarget(paths, output.target, options.force === true);
  const recordings: Recording[] = [];
  for (const path of paths) recordings.push(await readNamed(path));
  const recording = recordings[0]!;
  if (output !== undefined) {
    const { data, remarks } = writtenAs(
      output.format,
      [recording, ...recordings.slice(1)],
      output.target,
      options.table,
    );
    await writeWhole(output.target, data);
    for (const remark of remarks) say(remark);
    say(`${output.target} written`);
  } else if (options.json) {
    for (const piece of recordingJson(recording)) process.stdout.write(piece);
  } else {
    answer(recordingText(recording));
  }
}

/** @throws `usage` where the flags do not go together */
function checkedOutput(
  paths: readonly string[],
  options: ReadOptions,
): { format: OpenFormat; target: string } | undefined {
  const { json, bdf, join, table, force } = options;
  const formats = (['csv', 'parquet', 'bdf'] as const).filter((format) => options[format] !== undefined);
  const given = [...(json ? ['--json'] : []), ...formats.map((format) => `--${format}`)];
  if (given.length > 1) throw fail('usage', `${given.join(' and ')} exclude each other`, 'give one of the two');
  const format = formats[0];
  const isTable = format === 'csv' || format === 'parquet';
  if (table !== undefined && !isTable) throw fail('usage', '--table needs --csv or --parquet', 'add --csv FILE');
  if (force && format === undefined) throw fail('usage', '--force needs --csv, --parquet or --bdf', 'add --csv FILE');
  if (join && format !== 'bdf') throw fail('usage', '--join needs --bdf', 'add --bdf FILE.bdf.csv');
  if (paths.length > 1 && !join) {
    const hint = 'read one at a time, or join the parts of one job with --join --bdf FILE.bdf.csv';
    throw fail('usage', `${paths.length} files are given, and one is read`, hint);
  }
  if (format === undefined) return undefined;
  if (bdf !== undefined) checkBdfName(bdf);
  return { format, target: options[format]! };
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
