/** docs/photoemission.md is written by hand; its tables must name what the code has, no less and no more. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { photoemissionOptions } from './options.js';

const page = readFileSync(new URL('../../../docs/photoemission.md', import.meta.url), 'utf8');

/** Cells of the rows of the last table below a heading, up to the next heading of its rank. */
function rowsBelow(heading: string): string[][] {
  const section = page.split(new RegExp(`^## ${heading}$`, 'm'))[1]!.split(/^## /m)[0]!;
  return section
    .split('\n')
    .filter((line) => /^\| `/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}

function sources(): string[] {
  const folder = new URL('./', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.startsWith('test-support'))
    .map((name) => readFileSync(new URL(name.replaceAll('\\', '/'), folder), 'utf8'));
}

/** Findings that all techniques with the option `exclude` can make. */
const OF_ALL = ['recordings-left-out'];
/** Codes of errors, not of findings. */
const ERRORS = ['missing-column', 'too-many-points', 'wrong-technique', 'custom'];

describe('docs/photoemission.md', () => {
  it('has every option with its flag and its default', () => {
    const rows = rowsBelow('Options');
    expect(rows.map(([option]) => option)).toEqual(Object.keys(photoemissionOptions.shape));
    const defaults = photoemissionOptions.parse({}) as Record<string, unknown>;
    for (const [option, flag, standard] of rows) {
      const value = defaults[option!];
      const dashed = option!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(flag).toBe(value === true ? `--no-${dashed}` : `--${dashed}`);
      if (typeof value === 'number' || typeof value === 'string') expect(standard, option).toBe(String(value));
      if (typeof value === 'boolean') expect(standard, option).toBe(value ? 'on' : 'off');
    }
  });

  it('explains every finding that the code can make', () => {
    const explained = rowsBelow('Findings, and what to do').map(([code]) => code!);
    const made = sources().flatMap((text) =>
      [...text.matchAll(/code: (?:\w+ \? )?'([a-z-]+)'(?: : '([a-z-]+)')?|say\(\s*'([a-z-]+)'/g)].flatMap((match) =>
        match.slice(1).filter((code) => code !== undefined),
      ),
    );
    const codes = [...new Set([...made, ...OF_ALL])].filter((code) => !ERRORS.includes(code));
    expect([...explained].sort()).toEqual(codes.sort());
  });

  it('has anchors for its links', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, anchor] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(anchors).toContain(anchor);
  });
});
