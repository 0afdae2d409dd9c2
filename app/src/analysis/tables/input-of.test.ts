import { describe, expect, it } from 'vitest';
import { inputOf } from './input-of.js';

const input = (label: string) => ({
  name: `${label}.mpt`,
  path: `raw/${label}.mpt`,
  label,
  conditions: {},
  sha256: '',
  bytes: 1,
  format: '',
});

describe('inputOf', () => {
  it('finds the file by its label, and that of a numbered entry', () => {
    const inputs = [input('run'), input('run#1'), input('other')];
    expect(inputOf('other', inputs)?.label).toBe('other');
    expect(inputOf('run#2', inputs)?.label).toBe('run');
    expect(inputOf('run#1', inputs)?.label).toBe('run#1');
    expect(inputOf('run#1#2', inputs)?.label).toBe('run#1');
  });

  it('takes the only file, and guesses nothing among several', () => {
    expect(inputOf('all of it', [input('a')])?.label).toBe('a');
    expect(inputOf('all of it', [input('a'), input('b')])).toBeUndefined();
  });
});
