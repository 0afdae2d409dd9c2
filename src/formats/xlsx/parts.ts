/** The parts of a workbook that hold data, unpacked; pictures, themes and macros are not touched. */
import { unzipSync } from 'fflate';
import { fail } from '../../errors.js';
import { crc32 } from '../crc32.js';
import type { FileLike } from '../file-like.js';
import { zipChecksums } from './checksums.js';

const MOST_FILE_BYTES = 256 * 1024 * 1024;
/** XML takes many times its size as objects. */
const MOST_PART_BYTES = 96 * 1024 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;
const WANTED =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i;

/**
 * Texts of the parts by their lower-case path.
 *
 * @throws `malformed-file` when the archive is damaged or would fill the memory
 */
export async function workbookParts(file: FileLike): Promise<ReadonlyMap<string, string>> {
  if (file.size > MOST_FILE_BYTES) throw tooLarge(file.name, file.size);
  const bytes = await file.slice(0, file.size);
  let total = 0;
  const tooMuch: { part?: string; size: number } = { size: 0 };
  let unpacked: Record<string, Uint8Array>;
  try {
    unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!WANTED.test(name)) return false;
        total += originalSize;
        if (originalSize <= MOST_PART_BYTES && total <= MOST_BYTES) return true;
        tooMuch.part = name;
        tooMuch.size = originalSize;
        return false;
      },
    });
  } catch {
    throw damaged('the workbook is damaged or cut');
  }
  if (tooMuch.part !== undefined) throw tooLarge(tooMuch.part, tooMuch.size);
  const checksums = zipChecksums(bytes);
  for (const [name, part] of Object.entries(unpacked)) {
    if (checksums.get(name) !== crc32(part)) throw damaged(`${name} of the workbook does not fit its checksum`);
  }
  const decoder = new TextDecoder();
  return new Map(Object.entries(unpacked).map(([name, part]) => [name.toLowerCase(), decoder.decode(part)]));
}

function damaged(message: string): Error {
  return fail('malformed-file', message, 'copy it again, or save it again as .xlsx or .csv');
}

function tooLarge(what: string, bytes: number): Error {
  return fail(
    'malformed-file',
    `${what} holds ${Math.round(bytes / 1e6)} MB: too much for a spreadsheet`,
    'save the sheet with the measurement as csv and read that',
  );
}
