/** docs/impedance.md is written by hand; its tables must name what the code has, no less and no more. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { elementTypes } from './circuit/element-table.js';
import { parseCircuit } from './circuit/parse-circuit.js';
import { usualCircuits } from './fit/usual-circuits.js';
import { impedanceOptions } from './options.js';

const page = readFileSync(new URL('../../../docs/impedance.md', import.meta.url), 'utf8');

/** Cells of the table rows between a heading and the next of its rank; `\|` is a bar in a cell. */
function rowsBelow(heading: string): string[][] {
  const section = page.split(new RegExp(`^## ${heading}$`, 'm'))[1]!.split(/^## /m)[0]!;
  return section
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (option|element|code|name|\|)/.test(line))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

const bare = (cell: string) => cell.replaceAll('`', '');

describe('docs/impedance.md', () => {
  it('has every option with its flag and its default', () => {
    const rows = rowsBelow('Options');
    expect(rows.map(([option]) => bare(option))).toEqual(Object.keys(impedanceOptions.shape));
    const defaults = impedanceOptions.parse({}) as Record<string, unknown>;
    for (const [option, flag, standard] of rows.map((row) => row.map(bare))) {
      const value = defaults[option];
      const dashed = option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      expect(flag).toBe(value === true ? `--no-${dashed}` : `--${dashed}`);
      if (typeof value === 'number' || typeof value === 'string') expect(standard, option).toBe(String(value));
      if (typeof value === 'boolean') expect(standard, option).toBe(value ? 'on' : 'off');
    }
  });

  it('has every element with its formula and its parameters', () => {
    const rows = rowsBelow('Circuits').map((row) => row.map(bare));
    expect(rows.map(([symbol]) => symbol)).toEqual([...elementTypes.keys()]);
    for (const [symbol, formula, parameters] of rows) {
      const type = elementTypes.get(symbol)!;
      expect(formula).toBe(type.formula);
      const names = parseCircuit(`${symbol}1`).parameters.map((parameter) => parameter.name);
      expect(parameters.split(', ').map((parameter) => parameter.split(' ')[0])).toEqual(names);
    }
  });

  it('names the circuits that are tried', () => {
    const flat = { frequencyHz: Float64Array.of(1), real: Float64Array.of(1), imaginary: Float64Array.of(-1) };
    const list = page.slice(page.indexOf('Without a circuit these are tried'), page.indexOf('In a long series'));
    const named = [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1]).filter((text) => text !== 'L0');
    expect(named).toEqual(usualCircuits([flat]).map((circuit) => circuit.text));
  });

  it('explains every finding that the code can make', () => {
    const explained = new Set(
      rowsBelow('Findings, and what to do').flatMap(([codes]) => [...codes.matchAll(/`([a-z-]+)`/g)].map((m) => m[1])),
    );
    const made = new Set(
      sources().flatMap((text) => [...text.matchAll(/code: '([a-z-]+)'/g)].map((match) => match[1])),
    );
    // Codes that are put together, or chosen by a condition.
    for (const code of [
      'arrhenius-straight',
      'arrhenius-undecided',
      'arrhenius-too-few-points',
      'growth-law-decided',
      'growth-law-undecided',
      'no-growth',
      'circuit-chosen',
      'another-circuit-fits-better',
      'brick-layer',
      'brick-layer-violated',
      // Said for every technique alike.
      'recordings-left-out',
    ])
      made.add(code);
    // Notes of the readers, given as examples.
    for (const code of ['no-unit', 'aborted', 'sign-guessed']) explained.delete(code);
    expect([...explained].sort()).toEqual([...made].sort());
  });

  it('has anchors for its links', () => {
    const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      title
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
