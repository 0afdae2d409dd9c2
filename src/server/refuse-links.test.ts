import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuseLinks } from './refuse-links.js';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'interphase-links-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('refuseLinks', () => {
  it('lets pass what holds none', async () => {
    await refuseLinks(root, 'results');
    mkdirSync(join(root, 'results', 'figures'), { recursive: true });
    writeFileSync(join(root, 'results', 'figures', 'a.svg'), '');
    await refuseLinks(root, 'results');
  });

  it.each(['results', 'results/figures', 'results/figures/a.svg'])('names the link %s', async (path) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    for (const target of ['/tmp', '.', 'nowhere']) {
      symlinkSync(target, join(root, path));
      await expect(refuseLinks(root, 'results')).rejects.toMatchObject({
        refusal: { status: 403, where: { file: path } },
      });
      rmSync(join(root, path));
    }
  });
});
