import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { listFormats } from './list-formats.js';

it('lists every format once, and docs/formats.md describes each', () => {
  const formats = listFormats();
  expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
  const page = readFileSync(join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'formats.md'), 'utf8');
  const described = [...page.matchAll(/^\| `([a-z0-9-]+)` \| [^|\n]+ \| [^|\n]*`\./gm)].map((row) => row[1]);
  expect(described.sort()).toEqual(formats.map(({ id }) => id).sort());
});
