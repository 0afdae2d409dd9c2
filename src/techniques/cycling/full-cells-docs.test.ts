/** docs/full-cells.md is written by hand; it must explain every finding of these rooms and name no option that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cyclingOptions } from './options.js';

const page = readFileSync(new URL('../../../docs/full-cells.md', import.meta.url), 'utf8');
const rooms = ['full-cell', 'differential', 'titration', 'coulometry'];

describe('docs/full-cells.md', () => {
  it('explains every finding that these rooms make', () => {
    const sources = rooms.flatMap((room) => {
      const folder = new URL(`./${room}/`, import.meta.url);
      return readdirSync(folder)
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => readFileSync(new URL(name, folder), 'utf8'));
    });
    const codes = sources.flatMap((text) =>
      [...text.matchAll(/(?:code: |\bsay\(\s*|\bwarn\(\s*)'([a-z-]+)'/g)].map((match) => match[1]!),
    );
    expect(new Set(codes).size).toBeGreaterThan(15);
    for (const code of codes) expect(page, code).toContain(`\`${code}\``);
  });

  it('names flags that exist', () => {
    const flags = [...page.matchAll(/--([a-z]+(?:-[a-z]+)*)/g)].map((match) => match[1]!);
    const known = Object.keys(cyclingOptions.shape).map((option) =>
      option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    );
    // Fields of the sample, and the flags of `npm run coverage-study`.
    const others = ['mass', 'area', 'diameter', 'spectra'];
    for (const flag of flags) expect([...known, ...others]).toContain(flag);
  });
});
