import { describe, expect, it } from 'vitest';
import { fileChoices, withTypedFile } from './file-choices.js';

const phase = { option: 'phase', extensions: ['.cif'], named: true, many: true };

describe('fileChoices', () => {
  it('are the files of the study that end in the right way', () => {
    const files = ['a.xy', 'b.CIF', 'cif/a.cif', 'study.yaml'].map((path) => ({ path }));
    expect(fileChoices(files, phase)).toEqual(['b.CIF', 'cif/a.cif']);
  });
});

describe('withTypedFile', () => {
  it('adds what was typed, with its name, once', () => {
    expect(withTypedFile(undefined, ' zro2=cif/a.cif ', phase)).toEqual(['zro2=cif/a.cif']);
    expect(withTypedFile(['b.cif'], 'c.cif', phase)).toEqual(['b.cif', 'c.cif']);
    const value = ['zro2=./cif/a.cif'];
    expect(withTypedFile(value, 'cif/a.cif', phase)).toBe(value);
    expect(withTypedFile(value, ' ', phase)).toBe(value);
  });
});
