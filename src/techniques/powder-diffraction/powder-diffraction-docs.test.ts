/** docs/powder-diffraction.md is written by hand; its tables must name what the code has, no less and no more. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { powderDiffractionOptions } from './options.js';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/powder-diffraction.md', root), 'utf8');

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

describe('docs/powder-diffraction.md', () => {
  it('has every option with its flag and its default', () => {
    const rows = rowsBelow('Options').map((row) => row.map(bare));
    expect(rows.map(([option]) => option)).toEqual(Object.keys(powderDiffractionOptions.shape));
    const defaults = powderDiffractionOptions.parse({}) as Record<string, unknown>;
    for (const [option, flag, standard] of rows) {
      const value = defaults[option!];
      const dashed = option!.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(flag).toBe(value === true ? `--no-${dashed}` : `--${dashed}`);
      if (typeof value === 'number' || typeof value === 'string') expect(standard, option).toBe(String(value));
      if (typeof value === 'boolean') expect(standard, option).toBe(value ? 'on' : 'off');
      if (Array.isArray(value) && !['bounds', 'start'].includes(option!)) expect(standard, option).toBe('none');
    }
  });

  it('names every group that can be refined', () => {
    const list = page.slice(page.indexOf('Groups of `refine`:'), page.indexOf('## Quantities'));
    const named = [...list.matchAll(/`([a-z]+)`/g)].map((match) => match[1]!).filter((word) => word !== 'refine');
    const options = powderDiffractionOptions.shape.refine.unwrap().element.options;
    expect([...new Set(named)]).toEqual(options.filter((one) => !one.startsWith('+')));
  });

  it('explains every finding that the code can make', () => {
    const explained = rowsBelow('Findings, and what to do').flatMap(([codes]) =>
      [...codes!.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]!),
    );
    const made = sources().flatMap((text) =>
      [...text.matchAll(/(?:code: |say\(\s*)'([a-z-]+)'/g)].map((match) => match[1]!),
    );
    expect([...explained].sort()).toEqual([...new Set(made)].sort());
  });

  it('has anchors for its links, and names files that are there', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map((match) =>
      match[1]!
        .toLowerCase()
        .replace(/[^a-z0-9 -]/g, '')
        .replaceAll(' ', '-'),
    );
    for (const [, link] of page.matchAll(/\]\(#([a-z0-9-]+)\)/g)) expect(anchors).toContain(link);
    for (const [path] of page.matchAll(/examples\/reference-study\/[\w./-]+\.\w+/g))
      expect(existsSync(fileURLToPath(new URL(path, root))), path).toBe(true);
  });
});

function sources(): string[] {
  const folder = new URL('.', import.meta.url);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.startsWith('test-support'))
    .map((path) => readFileSync(new URL(path, folder), 'utf8'));
}
