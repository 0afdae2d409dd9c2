import { stat } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { listFiles } from '../platform/node/list-files.js';
import { isListed } from '../study/list-rules.js';

export interface FolderWatch {
  close(): Promise<void>;
}

export interface WatchOptions {
  /** Quiet time after a change before it is told; a writing program changes a file many times. @default 150 */
  readonly quietMs?: number;
  /** How often it is looked whether the folder itself is still there. @default 1000 */
  readonly lookMs?: number;
}

/** However busy the folder is, changes are told after this many quiet times. */
const MOST_QUIET_TIMES = 10;

/**
 * Tells which files of a study changed, came or went: by their paths with `/`, several at once. Results and hidden files
 * do not count. Goes on when the folder is removed and comes back.
 */
export function watchFolder(
  root: string,
  changed: (paths: readonly string[]) => void,
  { quietMs = 150, lookMs = 1000 }: WatchOptions = {},
): FolderWatch {
  const waiting = new Set<string>();
  let closed = false;
  let firstAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let polling = false;
  let watcher = start();

  const tell = () => {
    timer = undefined;
    const paths = [...waiting].sort();
    waiting.clear();
    if (!closed && paths.length > 0) changed(paths);
  };
  function note(path: string): void {
    if (closed) return;
    if (waiting.size === 0) firstAt = performance.now();
    waiting.add(path);
    const left = MOST_QUIET_TIMES * quietMs - (performance.now() - firstAt);
    clearTimeout(timer);
    timer = setTimeout(tell, Math.max(0, Math.min(quietMs, left)));
  }

  function start(): FSWatcher {
    const pathOf = (full: string) => relative(root, full).split(sep).join('/');
    const isWatched = (path: string) => path === '' || isListed(`${path}/file`) || isListed(path);
    return watch(root, {
      ignored: (full) => !isWatched(pathOf(full)),
      ignoreInitial: true,
      followSymlinks: false,
      ignorePermissionErrors: true,
      usePolling: polling,
      interval: 1000,
    })
      .on('all', (event, full) => {
        const path = pathOf(full);
        if (!event.endsWith('Dir') && isListed(path)) note(path);
      })
      .on('error', (error) => {
        // The system watches no more files: look at them one by one instead.
        const { code } = error as NodeJS.ErrnoException;
        if (polling || !['ENOSPC', 'EMFILE', 'ENFILE'].includes(code ?? '')) return;
        polling = true;
        void again();
      });
  }

  async function again(): Promise<void> {
    await watcher.close();
    if (!closed) watcher = start();
  }

  // A watch holds on to the folder it was started on; another one under the same name is another folder.
  let known = identity(root);
  let looking = false;
  const look = setInterval(async () => {
    if (looking) return;
    looking = true;
    const [before, now] = await Promise.all([known, identity(root)]);
    if (now !== before) {
      known = Promise.resolve(now);
      if (now !== undefined) {
        await again();
        for (const path of await listFiles(root).catch(() => [])) note(path);
      }
    }
    looking = false;
  }, lookMs);
  look.unref();

  return {
    async close() {
      closed = true;
      clearInterval(look);
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

/** Tells one folder from another that takes its place; undefined when there is none. */
async function identity(path: string): Promise<string | undefined> {
  const status = await stat(path, { bigint: true }).catch(() => undefined);
  return status?.isDirectory() ? `${status.dev}:${status.ino}:${status.birthtimeNs}` : undefined;
}
