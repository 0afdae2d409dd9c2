import { fail } from '../../errors.js';
import { type BdfTable, timeSeriesToBdf } from '../bdf/bdf-table.js';
import { validateBdf } from '../bdf/validate-bdf.js';
import type { NumberColumn, Recording } from '../recording.js';
import { joinTimeSeries } from '../time-series/join-time-series.js';
import { readTimeSeries } from '../time-series/read-time-series.js';
import { csvPieces } from './csv.js';
import { originText, parquetBytes } from './parquet.js';

/**
 * A recording, or the files of one job joined to one, as a table of the Battery Data Format; `timeSeriesToBdf` says what is
 * written. What was assumed on the way is in the table's diagnostics.
 *
 * @param recordings one or more, at least one
 * @throws what `readTimeSeries` throws where there is no time, potential or current; what `joinTimeSeries` throws
 */
export function recordingToBdf(...recordings: readonly [Recording, ...Recording[]]): BdfTable {
  const parts = recordings.map((recording) => ({
    label: recording.name,
    series: readTimeSeries(recording),
    ...(recording.startTime === undefined ? {} : { startTime: recording.startTime }),
  }));
  const series = joinTimeSeries(parts);
  const table = timeSeriesToBdf(series, earliest(recordings.map(({ startTime }) => startTime)));
  return { ...table, diagnostics: [...series.diagnostics, ...table.diagnostics] };
}

/** Start of the part that comes first when joined: in the order of start times where all have one, else as given. */
function earliest(starts: readonly (string | undefined)[]): string | undefined {
  const known = starts.filter((start) => start !== undefined && !Number.isNaN(Date.parse(start)));
  if (known.length < starts.length) return starts[0];
  return known.reduce((first, start) => (Date.parse(start!) < Date.parse(first!) ? start : first));
}

/**
 * A BDF table as CSV (`NAME.bdf.csv`) in pieces, with machine-readable names as headers.
 *
 * @throws `cannot-write` naming the rule where the table breaks one, before the first piece
 */
export function bdfToCsv(table: BdfTable): Iterable<string> {
  refuseBroken(table);
  return csvPieces(plainColumns(table), names(table), table.rows);
}

/**
 * A BDF table as Parquet (`NAME.bdf.parquet`); where its numbers come from stands in the file's metadata.
 *
 * @param sources the recordings it was made of
 * @param program who writes, with its version. @default 'interphase'
 * @throws `cannot-write` naming the rule where the table breaks one
 */
export function bdfToParquet(table: BdfTable, sources: readonly Recording[], program = 'interphase'): Uint8Array {
  refuseBroken(table);
  return parquetBytes(plainColumns(table), names(table), { interphase: originText(sources) }, program);
}

function names({ columns }: BdfTable): string[] {
  return columns.map(({ term }) => term.name);
}

function plainColumns({ columns }: BdfTable): NumberColumn[] {
  return columns.map(({ term, values }) => ({ name: term.name, unit: '', values }));
}

function refuseBroken(table: BdfTable): void {
  const broken = validateBdf(table.columns).filter(({ severity }) => severity === 'error');
  if (broken.length === 0 && table.rows > 0) return;
  const reason =
    table.rows === 0 ? 'it has no rows' : broken.map(({ code, message }) => `${message} [${code}]`).join('; ');
  throw fail(
    'cannot-write',
    `the table would not be valid in the Battery Data Format: ${reason}`,
    'write it with --csv or --parquet instead, or mend the data first',
  );
}
