import { describe, expect, it, vi } from 'vitest';
import { readStudy } from '../../../src/study/load-study.js';
import { treeMove, typedAhead } from './tree-keys.js';
import { MOST_FILES, type TreeRow, treeRows, usedFiles } from './tree-rows.js';

vi.mock('../../../src/techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../../../src/execution/test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../../../src/techniques/registry.js')>());
});

const text = `
title: t
samples:
  pellet: { composition: NZSP, thickness: 1 mm, diameter: 12 mm }
  cell: { diameter: 12 mm }
analyses:
  conductivity: { technique: eis, sample: pellet, recordings: "raw/a/p-{temperature}C.mpt" }
  loose: { technique: eis, recordings: [{ file: raw/b/x.z }] }
`;
const study = readStudy(text, 'study.yaml').study!;
const paths = ['study.yaml', 'notes.txt', 'raw/a/p-25C.mpt', 'raw/a/p-30C.mpt', 'raw/a/other.mpt', 'raw/b/x.z'];
const closed = { opened: {}, filter: '' };
const keys = (rows: readonly TreeRow[]) => rows.map(({ key }) => key);

describe('treeRows', () => {
  it('shows samples with their analyses, analyses without one, and files by folder', () => {
    const rows = treeRows(study, paths, closed);
    expect(keys(rows)).toEqual([
      'sample:pellet',
      'analysis:conductivity',
      'sample:cell',
      'group:no-sample',
      'analysis:loose',
      'group:files',
      'folder:raw/',
      'file:notes.txt',
    ]);
    expect(rows[0]).toMatchObject({ level: 1, expanded: true, place: 1, siblings: 4 });
    expect(rows[1]).toMatchObject({ level: 2, parent: 'sample:pellet', technique: 'impedance', siblings: 1 });
    expect(rows[2]?.expanded).toBeUndefined();
  });

  it('opens what was opened and closes what was closed', () => {
    const opened = { 'folder:raw/': true, 'folder:raw/a/': true, 'sample:pellet': false };
    const rows = treeRows(study, paths, { opened, filter: '' });
    expect(keys(rows)).toContain('file:raw/a/p-25C.mpt');
    expect(keys(rows)).not.toContain('file:raw/b/x.z');
    expect(keys(rows)).not.toContain('analysis:conductivity');
  });

  it('joins folders that hold one folder only', () => {
    const rows = treeRows(null, ['raw/2024/a.z', 'raw/2024/b.z'], closed);
    expect(rows.map(({ label }) => label)).toEqual(['Files', 'raw/2024']);
  });

  it('finds analyses by their technique and files by their name, with what stands above them', () => {
    expect(keys(treeRows(study, paths, { opened: {}, filter: 'x.z' }))).toEqual([
      'group:files',
      'folder:raw/',
      'folder:raw/b/',
      'file:raw/b/x.z',
    ]);
    expect(keys(treeRows(study, paths, { opened: {}, filter: 'IMPED' }))).toContain('analysis:loose');
  });

  it('shows all of a sample that is found by its own name', () => {
    expect(keys(treeRows(study, paths, { opened: {}, filter: 'pellet' }))).toEqual([
      'sample:pellet',
      'analysis:conductivity',
    ]);
  });

  it('does not draw thousands of files at once', () => {
    const many = Array.from({ length: MOST_FILES + 7 }, (_, index) => `f${index}.z`);
    const rows = treeRows(null, many, closed);
    expect(rows).toHaveLength(MOST_FILES + 2);
    expect(rows.at(-1)).toMatchObject({ kind: 'more', label: 'and 7 more' });
  });
});

describe('usedFiles', () => {
  it('counts files that options name', () => {
    const named = 'title: t\nanalyses: {a: {technique: phases, recordings: a.xy, phase: [x=./cif/a.cif]}}\n';
    const files = ['a.xy', 'cif/a.cif', 'cif/b.cif'];
    expect([...usedFiles(readStudy(named, 'study.yaml').study!, files)]).toEqual(['a.xy', 'cif/a.cif']);
  });

  it('follows patterns and files written out', () => {
    expect([...usedFiles(study, paths)]).toEqual(['raw/a/p-25C.mpt', 'raw/a/p-30C.mpt', 'raw/b/x.z']);
  });
});

describe('treeMove', () => {
  const rows = treeRows(study, paths, closed);
  const press = (at: string, key: string, shift = false) => treeMove(rows, at, { key, shift });

  it('walks up and down and stops at the ends', () => {
    expect(press('sample:pellet', 'ArrowDown')).toEqual({ do: 'focus', key: 'analysis:conductivity' });
    expect(press('sample:pellet', 'ArrowUp')).toBeUndefined();
    expect(press('sample:cell', 'End')).toEqual({ do: 'focus', key: 'file:notes.txt' });
  });

  it('opens with right, closes with left, and goes to the parent from a leaf', () => {
    expect(press('folder:raw/', 'ArrowRight')).toEqual({ do: 'open', key: 'folder:raw/' });
    expect(press('sample:pellet', 'ArrowRight')).toEqual({ do: 'focus', key: 'analysis:conductivity' });
    expect(press('sample:pellet', 'ArrowLeft')).toEqual({ do: 'close', key: 'sample:pellet' });
    expect(press('analysis:conductivity', 'ArrowLeft')).toEqual({ do: 'focus', key: 'sample:pellet' });
  });

  it('shows the menu with the keys that every desktop has for it', () => {
    expect(press('sample:cell', 'F10', true)).toEqual({ do: 'menu', key: 'sample:cell' });
    expect(press('sample:cell', 'F10')).toBeUndefined();
  });

  it('goes on from match to match with one letter, and stays with more', () => {
    expect(typedAhead(rows, 'sample:pellet', 'c')).toBe('analysis:conductivity');
    expect(typedAhead(rows, 'analysis:conductivity', 'c')).toBe('sample:cell');
    expect(typedAhead(rows, 'analysis:conductivity', 'co')).toBe('analysis:conductivity');
    expect(typedAhead(rows, 'sample:pellet', 'zz')).toBeUndefined();
  });
});
