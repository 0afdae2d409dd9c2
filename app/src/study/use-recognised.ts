import { useEffect, useState } from 'react';
import { techniqueOf } from '../engine/file-questions.js';
import type { Folder } from '../platform/folder.js';
import { useWorkbench } from '../state/store.js';

/** Looking into more files takes longer than choosing them by name. */
const MOST_FILES = 400;

/** Long name of the technique that a file is for; null where it is for none. Files not in the map are not known yet. */
export type Recognised = ReadonlyMap<string, string | null>;

const known = new WeakMap<Folder, Map<string, string | null>>();

/** What the files of the open folder are for, from their content; looked at once, and again when the folder changes. */
export function useRecognised(paths: readonly string[]): { readonly found: Recognised; readonly looking: boolean } {
  const folder = useWorkbench((state) => state.folder);
  const [found, setFound] = useState<Recognised>(() => new Map(folder === null ? [] : known.get(folder)));
  const few = paths.length <= MOST_FILES;
  useEffect(() => {
    if (folder === null || !few) return;
    let wanted = true;
    const answers = known.get(folder) ?? new Map<string, string | null>();
    known.set(folder, answers);
    const source = folder.source();
    const open = paths.filter((path) => !answers.has(path));
    void Promise.all(
      open.map(async (path) => {
        // A file that cannot be read is for nothing; opening it says why.
        answers.set(path, (await techniqueOf(source, path).catch(() => undefined)) ?? null);
        if (wanted) setFound(new Map(answers));
      }),
    );
    return () => {
      wanted = false;
    };
  }, [folder, paths, few]);
  return { found, looking: few && paths.some((path) => !found.has(path)) };
}
