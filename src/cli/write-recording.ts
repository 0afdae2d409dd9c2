import { fail } from '../errors.js';
import { version } from '../execution/version.js';
import { bdfToCsv, bdfToParquet, recordingToBdf } from '../formats/export/bdf.js';
import { recordingCsvPieces } from '../formats/export/csv.js';
import { recordingToParquet } from '../formats/export/parquet.js';
import type { Recording } from '../formats/recording.js';

const PROGRAM = `interphase ${version}`;

export type OpenFormat = 'csv' | 'parquet' | 'bdf';

/** What is written, and what has to be said about it. */
export interface Written {
  readonly data: string | Uint8Array | Iterable<string>;
  readonly remarks: readonly string[];
}

/** How the names of BDF files end. */
const BDF_NAMES = /\.bdf(?:\.csv)?$|\.bdf\.parquet$/i;

/**
 * Refuses a name that does not say in which form BDF is to be written.
 *
 * @throws `usage`
 */
export function checkBdfName(target: string): void {
  if (BDF_NAMES.test(target)) return;
  const stem = target.replace(/(?:\.bdf)?\.\w{1,8}$/i, '');
  throw fail(
    'usage',
    `--bdf cannot tell from "${target}" what to write`,
    `name the file ${stem}.bdf.csv or ${stem}.bdf.parquet`,
  );
}

/**
 * Recordings in an open format. Only BDF takes several: the files of one job, joined.
 *
 * @param target name of the file: `.parquet` decides between the forms of BDF
 * @throws `missing-column`, `cannot-write`, and what the joining of files throws
 */
export function writtenAs(
  format: OpenFormat,
  recordings: readonly [Recording, ...Recording[]],
  target: string,
  table?: string,
): Written {
  const [recording] = recordings;
  if (format === 'bdf') {
    const bdf = recordingToBdf(...recordings);
    const data = /\.parquet$/i.test(target) ? bdfToParquet(bdf, recordings, PROGRAM) : bdfToCsv(bdf);
    return { data, remarks: bdf.diagnostics.map(({ severity, message }) => `${severity}: ${message}`) };
  }
  const others = recording.tables.length - 1;
  const remarks = table === undefined && others > 0 ? [`--table chooses one of ${others + 1} tables`] : [];
  return {
    data: format === 'csv' ? recordingCsvPieces(recording, table) : recordingToParquet(recording, table, PROGRAM),
    remarks,
  };
}
