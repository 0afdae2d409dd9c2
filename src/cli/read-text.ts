import { fail } from '../errors.js';
import { openFilesIn } from '../platform/node/open-file.js';

/** The text of a file. @throws `file-not-found`, `cannot-read`; `malformed-file` when it is no UTF-8 */
export async function readText(path: string): Promise<string> {
  const file = await openFilesIn(process.cwd())(path);
  const bytes = await file.slice(0, file.size);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw fail('malformed-file', 'it is not a text in UTF-8', 'save it as UTF-8 in a text editor', { file: path });
  }
}
