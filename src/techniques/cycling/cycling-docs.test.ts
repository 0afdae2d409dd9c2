/** docs/cycling.md is written by hand; it must explain every finding and quantity of symmetric cells and name no option that is not there. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cyclingOptions } from './options.js';

const page = readFileSync(new URL('../../../docs/cycling.md', import.meta.url), 'utf8');

const sources = ['./', './symmetric/', './half-cycles/'].flatMap((room) => {
  const folder = new URL(room, import.meta.url);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));
});

describe('docs/cycling.md', () => {
  it('explains every finding', () => {
    const codes = sources.flatMap((text) => [...text.matchAll(/\bcode: '([a-z-]+)'/g)].map((match) => match[1]!));
    expect(new Set(codes).size).toBeGreaterThan(10);
    for (const code of codes) expect(page, code).toContain(`\`${code}\``);
  });

  it('explains every kind of evidence and every quantity', () => {
    const text = sources.join('\n');
    const kinds = /readonly kind: ([^;]+);/.exec(text)![1]!.match(/[a-z-]+/g)!;
    for (const kind of kinds) expect(page, kind).toContain(`\`${kind}\``);
    const quantities = [...text.matchAll(/quantities\.([a-zA-Z]+) =/g)].map((match) => match[1]!);
    expect(quantities.length).toBeGreaterThan(2);
    for (const name of quantities) expect(page, name).toContain(`\`${name}\``);
  });

  it('names options and flags that exist', () => {
    const flags = [...page.matchAll(/ --([a-z]+(?:-[a-z]+)*)/g)].map((match) => match[1]!);
    const known = Object.keys(cyclingOptions.shape);
    const asFlag = known.map((option) => option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`));
    for (const flag of flags) expect([...asFlag, 'area', 'diameter', 'out']).toContain(flag);
    const options = [...page.matchAll(/^\| `([a-zA-Z]+)` \| [^|]+ \| [^|]+ \|$/gm)].map((match) => match[1]!);
    expect(options.length).toBeGreaterThan(8);
    for (const option of options) expect([...known, 'drop', 'spike', 'noise']).toContain(option);
  });
});
