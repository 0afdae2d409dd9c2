import { fail } from '../../errors.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Setting } from '../recording.js';
import { findBytes } from './find-bytes.js';
import { readNda130 } from './nda-130.js';
import { readNda8, readNdaCounted } from './nda-counted.js';
import { newareTable } from './neware-table.js';

const MAGIC = new TextEncoder().encode('NEWARE');
const VERSION_AT = 14;
const VERSIONS = [8, 22, 23, 26, 29, 130] as const;
/** Larger tests are kept as .ndax by the programs of today. */
const MOST_BYTES = 1024 ** 3;

/** Neware BTS .nda of versions 8 to 29 (records of whole numbers) and 130 (BTS 9). */
export const ndaReader: Reader = {
  id: 'neware-nda',
  label: 'Neware nda',
  extensions: ['.nda'],
  recognise: ({ bytes }: FileHead) => (MAGIC.every((byte, k) => bytes[k] === byte) ? 1 : 0),
  read: readNda,
};

async function readNda(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) {
    throw fail('malformed-file', 'the file is larger than any .nda', 'export the test as .ndax or csv in BTSDA');
  }
  const bytes = await file.slice(0, file.size);
  const version = bytes[VERSION_AT];
  if (version === undefined) {
    throw fail('truncated-file', 'the file ends before its version', 'copy it again from the instrument computer');
  }
  if (!(VERSIONS as readonly number[]).includes(version)) {
    throw fail(
      'unknown-format',
      `this .nda is of version ${version}, which is not known (known: ${VERSIONS.join(', ')})`,
      'export the test as .ndax, csv or xlsx in BTSDA, and please report the version',
      { byte: VERSION_AT },
    );
  }
  const { rows, extra, diagnostics } =
    version === 130 ? readNda130(bytes) : version === 8 ? readNda8(bytes) : readNdaCounted(bytes, version);
  const { table, startTime, diagnostics: told } = newareTable(rows, extra);
  return {
    instrument: 'Neware',
    ...(startTime === undefined ? {} : { startTime }),
    settings: { version, ...headerSettings(bytes, version) },
    tables: [table],
    diagnostics: [...diagnostics, ...told],
  };
}

/** Texts of the header of versions 22 to 29; each ends with a zero, and behind it stand remains of older ones. */
const TEXTS = [
  ['start', 2127, 40],
  ['creator', 2167, 50],
  ['serial number', 2227, 50],
  ['remark', 2317, 100],
] as const;
const MASS_AT = 152;
const HEADER_BYTES = 8192;
const VERSION_TEXT_BYTES = 50;

function headerSettings(bytes: Uint8Array, version: number): Record<string, Setting> {
  const settings: Record<string, Setting> = {};
  const add = (name: string, at: number, size: number): void => {
    const text = textAt(bytes, at, size);
    if (text !== '') settings[name] = text;
  };
  if (version >= 22 && version <= 29 && bytes.length >= MASS_AT + 4) {
    const microgram = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(MASS_AT, true);
    if (microgram > 0) settings['active mass/mg'] = microgram / 1000;
    // The texts stand where they do only in headers of this kind, and those begin with a date.
    if (/^\d{4}-\d\d-\d\d /.test(textAt(bytes, TEXTS[0][1], TEXTS[0][2]))) {
      for (const [name, at, size] of TEXTS) add(name, at, size);
    }
  }
  if (version === 130) add('program version', 242, VERSION_TEXT_BYTES);
  const server = findBytes(bytes.subarray(0, HEADER_BYTES), [...new TextEncoder().encode('BTSServer')]);
  if (server >= 0) {
    add('server version', server, VERSION_TEXT_BYTES);
    add('client version', server + 2 * VERSION_TEXT_BYTES, VERSION_TEXT_BYTES);
  }
  return settings;
}

/** Text up to its zero; nothing where the bytes are no text. */
function textAt(bytes: Uint8Array, at: number, size: number): string {
  const field = bytes.subarray(at, at + size);
  const end = field.indexOf(0);
  const text = new TextDecoder('gb18030').decode(field.subarray(0, end < 0 ? size : end)).trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells numbers from text
  return /[\x00-\x1f\ufffd]/.test(text) ? '' : text;
}
