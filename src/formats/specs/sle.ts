import { fail } from '../../errors.js';
import type { FileHead, Reader } from '../reader.js';

const SIGNATURE = 'SQLite format 3\0';

/** A database of SPECS Prodigy: not read, but known, so that its owner is told what to export. */
export const specsSleReader: Reader = {
  id: 'specs-sle',
  label: 'SPECS Prodigy database (not read: export as XY)',
  extensions: [],
  recognise: ({ bytes }: FileHead) =>
    Array.from(SIGNATURE).every((char, at) => bytes[at] === char.charCodeAt(0)) ? 1 : 0,
  read: async ({ name }) => {
    const prodigy = /\.sle$/i.test(name);
    throw fail(
      'unknown-format',
      prodigy ? 'a Prodigy database (.sle) is not read' : 'this is an SQLite database, which is not read',
      prodigy
        ? 'open it in SPECS Prodigy and export the regions as XY (with "Separate Scan Data" for single scans) or as VAMAS'
        : 'if it is of SPECS Prodigy, export the regions there as XY or VAMAS; else export the tables as CSV',
    );
  },
};
