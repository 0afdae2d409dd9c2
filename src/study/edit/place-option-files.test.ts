import { describe, expect, it, vi } from 'vitest';
import { placeOptionFiles } from './place-option-files.js';

vi.mock('../../techniques/registry.js', async (importOriginal) => {
  const { registryWithPhases } = await import('../../execution/test-support/phases-technique.js');
  return registryWithPhases(await importOriginal<typeof import('../../techniques/registry.js')>());
});

const one = `title: t
analyses:
  first:
    technique: ph
    recordings: a.xy
    phase: [zro2=zirconia.cif]   # the impurity
  other: { technique: impedance, recordings: a.z }
`;
const two = `${one}  second: { technique: ph, recordings: b.xy, instrument: old.prm }\n`;

describe('placeOptionFiles', () => {
  it('puts files behind those that the looked-at analysis names, and leaves the rest of the text', () => {
    const { text, placed } = placeOptionFiles(two, ['nzsp.cif', 'zirconia.cif', 'notes.txt', 'new.prm'], 'first');
    expect(text).toBe(
      two
        .replace('[zro2=zirconia.cif]', '[zro2=zirconia.cif, nzsp.cif]')
        .replace('# the impurity\n', '# the impurity\n    instrument: new.prm\n'),
    );
    expect(placed).toEqual([
      { analysis: 'first', option: 'phase', paths: ['nzsp.cif'] },
      { analysis: 'first', option: 'instrument', paths: ['new.prm'] },
    ]);
  });

  it('puts a file into the first option of its kind, and not where another names it', () => {
    const text = one.replace('phase: [zro2=zirconia.cif]', 'candidate: [a.cif]');
    expect(placeOptionFiles(text, ['a.cif', 'b.cif']).placed).toEqual([
      { analysis: 'first', option: 'phase', paths: ['b.cif'] },
    ]);
  });

  it('keeps the file of an option that takes one', () => {
    expect(placeOptionFiles(two, ['new.prm'], 'second')).toEqual({ text: two, placed: [] });
    expect(placeOptionFiles(two, ['new.prm', 'newer.prm'], 'first').placed).toEqual([
      { analysis: 'first', option: 'instrument', paths: ['new.prm'] },
    ]);
  });

  it('takes the only analysis that can name them, and none of several', () => {
    expect(placeOptionFiles(one, ['a.cif'], 'other').placed).toMatchObject([{ analysis: 'first' }]);
    expect(placeOptionFiles(two, ['a.cif'], 'other')).toEqual({ text: two, placed: [] });
    expect(placeOptionFiles(one, ['a.txt'])).toEqual({ text: one, placed: [] });
  });

  it('mends a text that lacks the file, and leaves alone what is no study', () => {
    const broken = one.replace('recordings: a.xy', 'recordings: 7');
    expect(placeOptionFiles(broken, ['a.cif']).placed).toHaveLength(1);
    for (const text of ['', '- x', 'analyses: [', 'analyses: 3']) {
      expect(placeOptionFiles(text, ['a.cif'])).toEqual({ text, placed: [] });
    }
  });
});
