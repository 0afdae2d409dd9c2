import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { FileLike } from '../../formats/file-like.js';
import { sha256OfFile } from '../../formats/sha256.js';

/** A thread runs compiled code only, so this looks at the built program. `npm test` builds before it tests. */
const built = new URL('../../../dist/platform/node/open-file.js', import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'interphase-hash-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!existsSync(fileURLToPath(built)))(
  'the thread that hashes large files (skipped before a build)',
  () => {
    it('gives the digest that reading all slices gives', async () => {
      // Just above the size from which a thread is used, and no multiple of any block.
      const bytes = new Uint8Array(64 * 1024 * 1024 + 4099);
      for (let k = 0; k < bytes.length; k += 997) bytes[k] = k % 251;
      writeFileSync(join(folder, 'large.bin'), bytes);
      const { openFilesIn } = (await import(built.href)) as typeof import('./open-file.js');
      const file = await openFilesIn(folder)('large.bin');
      expect(file.sha256).toBeDefined();
      const { sha256: _, ...withoutPlatform } = file;
      const slices: FileLike = withoutPlatform;
      expect(await sha256OfFile(file)).toBe(await sha256OfFile(slices));
    });

    it('leaves small files to the engine', async () => {
      writeFileSync(join(folder, 'small.bin'), 'abc');
      const { openFilesIn } = (await import(built.href)) as typeof import('./open-file.js');
      expect((await openFilesIn(folder)('small.bin')).sha256).toBeUndefined();
    });
  },
);
