import type { FolderEntry } from '../platform/folder.js';

/** True when no file to be analysed came, went or changed; study.yaml is none. Both lists are in the order of their paths. */
export function sameFiles(before: readonly FolderEntry[], after: readonly FolderEntry[]): boolean {
  const list = (entries: readonly FolderEntry[]) =>
    entries.flatMap(({ path, stamp }) => (path === 'study.yaml' ? [] : [path, stamp]));
  const [old, now] = [list(before), list(after)];
  return old.length === now.length && old.every((text, index) => text === now[index]);
}
