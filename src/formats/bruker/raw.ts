import { fail } from '../../errors.js';
import { BinaryCursor } from '../binary-cursor.js';
import { uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import { readRaw4 } from './raw-4.js';
import { readRaw101 } from './raw-101.js';
import { readRaw1, readRaw2 } from './raw-older.js';
import { type RawFile, rangeTables } from './raw-range.js';

/**
 * Bruker and Siemens .raw, by the first letters of the file: `RAW4.00` (DIFFRAC.SUITE), `RAW1.01` (DIFFRACplus), `RAW2`
 * and `RAW ` (DIFFRAC-AT). Every range is a table. The .raw of other makers begin otherwise and are none of these.
 */
export const brukerRawReader: Reader = {
  id: 'bruker-raw',
  label: 'Bruker/Siemens RAW',
  extensions: ['.raw'],
  recognise: ({ bytes }: FileHead) => (/^RAW(?: |\d)/.test(magicOf(bytes)) && hasBinary(bytes) ? 1 : 0),
  read: readRaw,
};

const MOST_BYTES = 1024 ** 3;

function magicOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, 7));
}

/** A text that happens to begin with these letters has no zero bytes; every header has. */
function hasBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 300).includes(0);
}

async function readRaw(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 1 GB', 'this is no powder pattern');
  const bytes = await file.slice(0, file.size);
  const raw = readVersion(magicOf(bytes), new BinaryCursor(bytes));
  const { tables, diagnostics } = rangeTables(raw.ranges);
  if (tables.every(({ rows }) => rows === 0)) {
    throw fail(
      'truncated-file',
      'the file ends before its first point',
      'copy the file again from the instrument computer',
    );
  }
  return {
    instrument: `Bruker ${raw.version}`,
    ...(raw.startTime === undefined ? {} : { startTime: raw.startTime }),
    settings: { ...uniformSettings(raw.ranges.map(({ facts }) => facts)), ...raw.settings },
    tables,
    diagnostics: [...raw.diagnostics, ...diagnostics],
  };
}

function readVersion(magic: string, cursor: BinaryCursor): RawFile {
  if (magic === 'RAW1.01') return readRaw101(cursor);
  if (magic === 'RAW4.00') return readRaw4(cursor);
  if (magic.startsWith('RAW2')) return readRaw2(cursor);
  if (magic.startsWith('RAW ')) return readRaw1(cursor);
  throw fail(
    'unknown-format',
    `the file is a RAW of version "${magic.replace(/[^\x20-\x7e]/g, '').trim()}", whose layout is not known`,
    'export it as UXD or xy (DIFFRAC.EVA, or File Exchange XCH), or give the .brml',
  );
}
