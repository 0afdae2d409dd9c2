import { describe, expect, it } from 'vitest';
import { hasBareWord, withParameterWords, withWord, wordOf } from './parameter-words.js';

const options = {
  fix: ['R1=150', ' CPE1.n = 1 '],
  tie: ['CPE2.n=CPE1.n', 'R3=2*R1'],
  start: 'R1=1',
  bounds: [5, 'R1', 'R10=1:2'],
};

describe('wordOf', () => {
  it('gives the right-hand side of the word about exactly this parameter', () => {
    expect(wordOf(options, 'fix', 'R1')).toBe('150');
    expect(wordOf(options, 'fix', 'CPE1.n')).toBe('1');
    expect(wordOf(options, 'tie', 'R3')).toBe('2*R1');
    expect(wordOf(options, 'tie', 'R1')).toBeUndefined();
    expect(wordOf(options, 'bounds', 'R1')).toBeUndefined();
    expect(wordOf(options, 'start', 'R1')).toBeUndefined();
    expect(wordOf({}, 'start', 'R1')).toBeUndefined();
  });
});

describe('hasBareWord', () => {
  it('tells a parameter that stands alone', () => {
    expect(hasBareWord(options, 'bounds', 'R1')).toBe(true);
    expect(hasBareWord(options, 'bounds', 'R10')).toBe(false);
    expect(hasBareWord({ fix: ['R1', 'R1=2'] }, 'fix', 'R1')).toBe(false);
  });
});

describe('withWord', () => {
  it('changes one word in its place and leaves the others as they were typed', () => {
    expect(withWord(options, 'fix', 'R1', ' 200 ')).toEqual(['R1=200', ' CPE1.n = 1 ']);
    expect(withWord(options, 'fix', 'CPE1.n', '0.9')).toEqual(['R1=150', 'CPE1.n=0.9']);
    expect(withWord(options, 'tie', 'R4', 'R3')).toEqual([...options.tie, 'R4=R3']);
    expect(withWord({}, 'bounds', 'R1', '1:10')).toEqual(['R1=1:10']);
    expect(withWord(options, 'bounds', 'R10', '1:3')).toEqual(['R1', 'R10=1:3']);
    expect(withWord({ fix: ['R2', 'R1'] }, 'fix', 'R1', '4')).toEqual(['R2', 'R1=4']);
    expect(withWord({ fix: ['R2', 'R1'] }, 'fix', 'R1', undefined)).toEqual(['R2']);
  });

  it('takes a word away, all of it where it stands twice, and the list with its last', () => {
    expect(withWord({ fix: ['R1=1', 'R2=2', 'R1=3'] }, 'fix', 'R1', undefined)).toEqual(['R2=2']);
    expect(withWord({ fix: ['R1=1', 'R2=2', 'R1=3'] }, 'fix', 'R1', '4')).toEqual(['R1=4', 'R2=2']);
    expect(withWord({ fix: ['R1=1'] }, 'fix', 'R1', undefined)).toBeUndefined();
    expect(withWord({ fix: ['R1=1'] }, 'fix', 'R1', ' ')).toBeUndefined();
    expect(withWord({}, 'fix', 'R1', undefined)).toBeUndefined();
  });
});

describe('withParameterWords', () => {
  it('lets a parameter be held or tied, not both', () => {
    const { fix, tie } = options;
    expect(withParameterWords({ fix, tie }, 'R3', 'fix', '10')).toEqual({
      fix: [...fix, 'R3=10'],
      tie: ['CPE2.n=CPE1.n'],
      bounds: undefined,
      start: undefined,
    });
    expect(withParameterWords({ fix, tie, start: ['R1=1'] }, 'R1', 'tie', 'R2')).toEqual({
      fix: [' CPE1.n = 1 '],
      tie: [...tie, 'R1=R2'],
      bounds: undefined,
      start: ['R1=1'],
    });
  });

  it('takes nothing away from the other when a word goes, or is about bounds or the start', () => {
    const both = { fix: ['R1=1'], tie: ['R1=R2'] };
    expect(withParameterWords(both, 'R1', 'fix', undefined)).toMatchObject({ fix: undefined, tie: ['R1=R2'] });
    expect(withParameterWords(both, 'R1', 'fix', '')).toMatchObject({ fix: undefined, tie: ['R1=R2'] });
    expect(withParameterWords(both, 'R1', 'start', '5')).toEqual({ ...both, start: ['R1=5'], bounds: undefined });
  });
});
