import { fail } from '../../errors.js';
import type { BdfTable } from '../bdf/bdf-table.js';
import { validateBdf } from '../bdf/validate-bdf.js';
import type { NumberColumn, Recording } from '../recording.js';
import { csvPieces } from './csv.js';
import { originText, parquetBytes } from './parquet.js';

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
