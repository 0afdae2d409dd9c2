import { describe, expect, it, vi } from 'vitest';
import {
  fileSeries,
  hasUnnamedNumber,
  proposeFileOptions,
  proposeName,
  proposeRecordings,
} from './analysis-proposal.js';

vi.mock('../../../src/techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../../../src/execution/test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../../../src/techniques/registry.js')>());
});

const all = ['raw/a/p-25C.mpt', 'raw/a/p-30C.mpt', 'raw/a/p-40C.mpt', 'raw/b/x.z', 'raw/odd{1}.z'];

describe('fileSeries', () => {
  it('offers files that differ in numbers as one series', () => {
    expect(fileSeries(all)).toEqual([
      { title: 'raw/a/p-{temperature:degC}C.mpt', files: all.slice(0, 3) },
      { title: 'raw/b/x.z', files: ['raw/b/x.z'] },
      { title: 'raw/odd{1}.z', files: ['raw/odd{1}.z'] },
    ]);
  });
});

describe('proposeRecordings', () => {
  it('writes a pattern for a whole series', () => {
    expect(proposeRecordings(all.slice(0, 3), all)).toBe('raw/a/p-{temperature:degC}C.mpt');
  });

  it('lists files where a pattern would take more than was chosen', () => {
    expect(proposeRecordings(all.slice(0, 2), all)).toEqual(['raw/a/p-25C.mpt', 'raw/a/p-30C.mpt']);
  });

  it('names files whose names would read as a pattern', () => {
    expect(proposeRecordings(['raw/b/x.z', 'raw/odd{1}.z'], all)).toEqual(['raw/b/x.z', { file: 'raw/odd{1}.z' }]);
    expect(proposeRecordings(['raw/odd{1}.z'], all)).toEqual([{ file: 'raw/odd{1}.z' }]);
  });

  it('tells numbers that nothing names', () => {
    expect(hasUnnamedNumber(proposeRecordings(['m1.z', 'm2.z'], ['m1.z', 'm2.z']))).toBe(true);
    expect(hasUnnamedNumber(proposeRecordings(all.slice(0, 3), all))).toBe(false);
  });
});

describe('proposeFileOptions', () => {
  it('names files of the right kind that are known to be no recordings', () => {
    const found = new Map([
      ['a.xy', 'phases'],
      ['measured.cif', 'phases'],
      ['nzsp.cif', null],
      ['x.prm', null],
    ]);
    const paths = [...found.keys(), 'not-looked-at.cif'];
    expect(proposeFileOptions('phases', paths, found)).toEqual({ phase: ['nzsp.cif'], instrument: 'x.prm' });
    expect(proposeFileOptions('impedance', paths, found)).toEqual({});
  });
});

describe('proposeName', () => {
  it('takes the folder, else the file, else the technique, and finds a free one', () => {
    expect(proposeName(['raw/ageing/aged-1h.z'], 'impedance', [])).toBe('ageing');
    expect(proposeName(['raw/NZSP pellet-25C.mpt'], 'impedance', [])).toBe('nzsp-pellet');
    expect(proposeName(['25C.mpt'], 'impedance', [])).toBe('impedance');
    expect(proposeName(['raw/ageing/aged-1h.z'], 'impedance', ['ageing'])).toBe('ageing-2');
  });
});
