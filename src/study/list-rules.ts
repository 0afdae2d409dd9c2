/** Which files of a folder belong to a study: the same on disk and for folders that a browser sees. */

/** A folder with more files than this is taken for a mistake (somebody's home, a whole disk). */
export const mostFiles = 50_000;
export const deepestFolder = 16;

/** Folders that hold what programs made, never what was measured. */
const ignoredFolders = new Set(['results', 'node_modules']);

/** Whether a file with this path (with `/`) belongs to the study: neither hidden nor a result. */
export function isListed(path: string): boolean {
  const names = path.split('/');
  return names.every((name) => !name.startsWith('.')) && names.slice(0, -1).every(isEntered);
}

/** False for results, and for folders that a broken-off run may have left behind. */
export function isEntered(folder: string): boolean {
  return !ignoredFolders.has(folder) && !/\.(tmp|old)-\d+$/.test(folder);
}
