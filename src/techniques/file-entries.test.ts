import { describe, expect, it } from 'vitest';
import { fileEntries, namesFile, withFile } from './file-entries.js';

const phase = { option: 'phase', extensions: ['.cif'], named: true, many: true };
const instrument = { option: 'instrument', extensions: ['.prm'], named: false, many: false };

describe('withFile', () => {
  it('puts files behind the others, once, and takes them out by their path', () => {
    const one = withFile(undefined, 'a.cif', phase, true);
    expect(one).toEqual(['a.cif']);
    const two = withFile(one, 'x=y.cif', phase, true);
    expect(two).toEqual(['a.cif', './x=y.cif']);
    expect(withFile(two, 'a.cif', phase, true)).toBe(two);
    expect(withFile(['z=./a.cif', 'b.cif'], 'a.cif', phase, false)).toEqual(['b.cif']);
    expect(withFile(['a.cif'], 'a.cif', phase, false)).toBeUndefined();
    expect(withFile(['a.cif'], 'b.cif', phase, false)).toEqual(['a.cif']);
  });

  it('takes a single text for a list of one', () => {
    expect(withFile('a.cif', 'b.cif', phase, true)).toEqual(['a.cif', 'b.cif']);
    expect(fileEntries(['a.cif', 7, null])).toEqual(['a.cif']);
    expect(fileEntries(undefined)).toEqual([]);
  });

  it('replaces the file of an option that takes one', () => {
    expect(withFile('a.prm', 'b.prm', instrument, true)).toBe('b.prm');
    expect(withFile('a.prm', 'a.prm', instrument, false)).toBeUndefined();
    expect(namesFile('x=a.prm', 'a.prm', instrument)).toBe(false);
  });
});
