import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from './refusal.js';

/**
 * Makes sure that a folder which is written into holds no symbolic link: through one, files would land elsewhere. A
 * folder that is not there yet is fine.
 *
 * @param root folder of the study
 * @param path of the folder from there, with `/`
 * @throws a refusal that names the link
 */
export async function refuseLinks(root: string, path: string): Promise<void> {
  const status = await lstat(join(root, path)).catch(() => undefined);
  if (status?.isSymbolicLink()) throw isLink(path);
  if (!status?.isDirectory()) return;
  const entries: Dirent[] = await readdir(join(root, path), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const inside = `${path}/${entry.name}`;
    if (entry.isSymbolicLink()) throw isLink(inside);
    if (entry.isDirectory()) await refuseLinks(root, inside);
  }
}

function isLink(path: string): Error {
  return refuse({
    status: 403,
    code: 'cannot-write',
    message: 'this is a symbolic link, and the workbench writes only below the folder of the study',
    hint: 'remove the link, or write the results with `interphase run`, which follows it',
    where: { file: path },
  });
}
