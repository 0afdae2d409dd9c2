import { describe, expect, it } from 'vitest';
import { phasesTechnique } from '../execution/test-support/phases-technique.js';
import { proposeOptionFiles } from './propose-option-files.js';

const proposed = (paths: readonly string[]) =>
  proposeOptionFiles(phasesTechnique, paths).map(({ option, candidates, value }) => [
    option.option,
    value ?? candidates.length,
  ]);

describe('proposeOptionFiles', () => {
  it('puts each file into the first option that takes its kind', () => {
    expect(proposed(['notes.txt', 'zno.cif', 'a=b.CIF', 'new.prm'])).toEqual([
      ['phase', ['./a=b.CIF', 'zno.cif']],
      ['instrument', 'new.prm'],
    ]);
  });

  it('leaves the choice where there are many', () => {
    const many = Array.from({ length: 11 }, (_, index) => `phase-${index}.cif`);
    expect(proposed([...many, 'old.prm', 'new.prm'])).toEqual([
      ['phase', 11],
      ['candidate', 11],
      ['instrument', 2],
    ]);
  });

  it('leaves a single file to the user, too, where it may be of another instrument', () => {
    const files = proposeOptionFiles(phasesTechnique, ['zno.cif', 'new.prm'], (path) => path !== 'new.prm');
    expect(files.map(({ value }) => value)).toEqual([['zno.cif'], undefined]);
  });
});
