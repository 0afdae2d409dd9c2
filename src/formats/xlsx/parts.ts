/** The parts of a workbook that hold data, unpacked; pictures, themes and macros are not touched. */
import { fail, isInterphaseError } from '../../errors.js';
import { openZip, type ZipEntry } from '../archive/open-zip.js';
import type { FileLike } from '../file-like.js';

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
  const wanted = (await wholeArchive(file)).filter(({ name }) => WANTED.test(name));
  let total = 0;
  for (const { name, size } of wanted) {
    total += size;
    if (size > MOST_PART_BYTES || total > MOST_BYTES) throw tooLarge(name, size);
  }
  const decoder = new TextDecoder();
  const parts = new Map<string, string>();
  for (const entry of wanted) {
    const { bytes, intact } = await entry.read();
    if (!intact) throw damaged(`${entry.name} of the workbook does not fit its checksum`);
    parts.set(entry.name.toLowerCase(), decoder.decode(bytes));
  }
  return parts;
}

/** A sheet of which parts are lost cannot be told from a whole one, so a cut workbook is refused. */
async function wholeArchive(file: FileLike): Promise<readonly ZipEntry[]> {
  try {
    const { entries, diagnostics } = await openZip(file, { partBytes: MOST_PART_BYTES, totalBytes: MOST_BYTES });
    if (diagnostics.length === 0) return entries;
  } catch (error) {
    if (isInterphaseError(error, 'malformed-file')) throw error;
  }
  throw damaged('the workbook is damaged or cut');
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
