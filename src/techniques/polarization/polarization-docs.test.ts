/** docs/polarization.md is written by hand; its tables must name what the code has, no less and no more. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { polarizationOptions } from './options.js';

const page = readFileSync(new URL('../../../docs/polarization.md', import.meta.url), 'utf8');

/** Cells of the table rows between a heading and the next of its rank. */
function rowsBelow(heading: string): string[][] {
  const section = page.split(new RegExp(`^## ${heading}$`, 'm'))[1]!.split(/^## /m)[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (option|code|name)/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const bare = (cell: string) => cell.replaceAll('`', '');

describe('docs/polarization.md', () => {
  it('has every option with its flag and its default', () => {
    const rows = rowsBelow('Options').map((row) => row.map(bare));
    expect(rows.map(([option]) => option)).toEqual(Object.keys(polarizationOptions.shape));
    const defaults = polarizationOptions.parse({}) as Record<string, unknown>;
    for (const [option, flag, standard] of rows) {
      expect(flag).toBe(`--${option!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
      const value = defaults[option!];
      if (typeof value === 'number' || typeof value === 'string') expect(standard, option).toBe(String(value));
      if (typeof value === 'boolean') expect(standard, option).toBe(value ? 'on' : 'off');
    }
  });

  it('explains every finding that the code can make', () => {
    const explained = rowsBelow('Findings, and what to do').flatMap(([codes]) =>
      [...codes!.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]!),
    );
    const made = sources().flatMap((text) =>
      [...text.matchAll(/(?:code: |say\(\s*)'([a-z-]+)'/g)].map((match) => match[1]!),
    );
    // Notes of the readers are given as examples; an error is no finding.
    const examples = ['no-unit', 'sign-guessed'];
    expect(explained.filter((code) => !examples.includes(code)).sort()).toEqual([...new Set(made)].sort());
  });

  it('has anchors for its links', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, link] of page.matchAll(/\]\(#([a-z0-9-]+)\)/g)) expect(anchors).toContain(link);
  });
});

function sources(): string[] {
  const folder = new URL('.', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(new URL(path, folder), 'utf8'));
}
