import { stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { listFiles } from '../platform/node/list-files.js';

/**
 * Waits until a file of the study appears, changes or goes. Looks once a second, which works on every file system,
 * network drives of instrument computers included.
 *
 * @param out folder of the results, which do not count
 * @returns false when the signal ended the waiting
 */
export async function waitForChange(folder: string, out: string, signal: AbortSignal): Promise<boolean> {
  const before = await fingerprint(folder, out);
  while (!signal.aborted) {
    await sleep(1000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    const now = await fingerprint(folder, out);
    // A file that is still being written differs from one look to the next: wait until it rests.
    if (now !== before && now === (await settled(folder, out, signal))) return true;
  }
  return false;
}

async function settled(folder: string, out: string, signal: AbortSignal): Promise<string> {
  await sleep(300, undefined, { signal }).catch(() => undefined);
  return fingerprint(folder, out);
}

/** Names, sizes and times of all files of the study. */
async function fingerprint(folder: string, out: string): Promise<string> {
  const results = relative(resolve(folder), resolve(out)).split(sep).join('/');
  const paths = (await listFiles(folder)).filter((path) => results === '' || !path.startsWith(`${results}/`));
  const lines = paths.map(async (path) => {
    const { size, mtimeMs } = await stat(join(folder, path)).catch(() => ({ size: -1, mtimeMs: 0 }));
    return `${path} ${size} ${mtimeMs}`;
  });
  return (await Promise.all(lines)).join('\n');
}
