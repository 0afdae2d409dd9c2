import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../execution/task.js';
import type { ResultCache } from '../../study/run-study.js';
import { writeWhole } from './write-whole.js';

/**
 * A cache in a folder of its own, one file per result. Each file begins with the digest of what follows: an entry that
 * was cut off or changed is as good as absent. A cache that cannot be written is no reason to fail a run.
 *
 * @param folder usually `<study>/.interphase/cache`; may be deleted at any time.
 */
export function resultCacheIn(folder: string): ResultCache {
  const fileOf = (key: string) => {
    if (!/^[0-9a-f]{16,}$/.test(key)) throw new TypeError(`a cache key is a hexadecimal digest, not "${key}"`);
    return join(folder, key.slice(0, 2), `${key}.json`);
  };
  return {
    async get(key) {
      const path = fileOf(key);
      try {
        const text = await readFile(path, 'utf8');
        const lineEnd = text.indexOf('\n');
        const body = text.slice(lineEnd + 1);
        return text.slice(0, lineEnd) === digestOf(body) ? (JSON.parse(body) as Result) : undefined;
      } catch {
        return undefined;
      }
    },
    async put(key, value) {
      const path = fileOf(key);
      const body = JSON.stringify(value);
      await writeWhole(path, `${digestOf(body)}\n${body}`).catch(() => undefined);
    },
  };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
