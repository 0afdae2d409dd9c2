import { describe, expect, it } from 'vitest';
import { isAnySet, textMistake, textsOf, wordFor } from './parameter-texts.js';

const typed = {
  fix: ['CPE1.n=1'],
  tie: ['CPE2.n = CPE1.n'],
  bounds: ['R1=10 : 1000', 'R2=5:1e20'],
  start: ['R1=150'],
};
const R1 = { name: 'R1', bounds: [0, null] } as const;
const n = { name: 'CPE1.n', bounds: [0, 1] } as const;
const nothing = { fix: '', tie: '', low: '', high: '', start: '' };
const names = ['R1', 'R2', 'CPE1.n'];

describe('textsOf', () => {
  it('reads what the options say of a parameter', () => {
    expect(textsOf(typed, R1)).toEqual({ ...nothing, low: '10', high: '1000', start: '150' });
    expect(textsOf(typed, n)).toEqual({ ...nothing, fix: '1' });
    expect(textsOf(typed, { ...n, name: 'CPE2.n' })).toEqual({ ...nothing, tie: 'CPE1.n' });
    expect(textsOf(typed, { ...R1, name: 'L0' })).toEqual(nothing);
  });

  it('shows an open end, and one that holds anyway, as none', () => {
    expect(textsOf({ bounds: ['CPE1.n=0:0.9'] }, n)).toEqual({ ...nothing, high: '0.9' });
    expect(textsOf(typed, { ...R1, name: 'R2' })).toEqual({ ...nothing, low: '5' });
  });
});

describe('wordFor', () => {
  it('makes the right-hand side of a word, or takes it away', () => {
    expect(wordFor(R1, nothing, 'start', ' 150 ')).toEqual({ kind: 'start', right: '150' });
    expect(wordFor(R1, nothing, 'tie', '2*R2')).toEqual({ kind: 'tie', right: '2*R2' });
    expect(wordFor(R1, { ...nothing, fix: '1' }, 'fix', '')).toEqual({ kind: 'fix', right: undefined });
  });

  it('completes bounds with what the parameter can be', () => {
    expect(wordFor(R1, nothing, 'low', '10').right).toBe('10:1e20');
    expect(wordFor(R1, nothing, 'high', '500').right).toBe('0:500');
    expect(wordFor(n, nothing, 'low', '0.7').right).toBe('0.7:1');
    expect(wordFor(n, { ...nothing, low: '0.7', high: '0.9' }, 'high', '0.8').right).toBe('0.7:0.8');
    expect(wordFor(n, { ...nothing, low: '0.7' }, 'low', '')).toEqual({ kind: 'bounds', right: undefined });
    expect(wordFor(n, nothing, 'high', '1')).toEqual({ kind: 'bounds', right: undefined });
  });

  it('shows one that is held where it starts', () => {
    const texts = textsOf({ fix: ['R1'], tie: ['R2=R3'] }, R1);
    expect(texts).toEqual({ ...nothing, fix: 'start' });
    expect([isAnySet(texts), isAnySet(nothing)]).toEqual([true, false]);
  });

  it('gives back what it was read from', () => {
    const { right } = wordFor(R1, nothing, 'low', '10');
    expect(textsOf({ bounds: [`R1=${right}`] }, R1)).toEqual({ ...nothing, low: '10' });
  });
});

describe('textMistake', () => {
  it('takes numbers and nothing', () => {
    for (const text of ['150', '1.5e2', ' .5 ', ''])
      expect(textMistake(R1, nothing, 'start', text, names)).toBeUndefined();
    for (const text of ['1,5', '150 Ohm', 'Infinity', '0x10'])
      expect(textMistake(R1, nothing, 'start', text, names), text).toContain('is no number');
  });

  it('keeps within what the parameter can be', () => {
    expect(textMistake(n, nothing, 'fix', '1.1', names)).toBe('CPE1.n lies between 0 and 1');
    expect(textMistake(R1, nothing, 'start', '-1', names)).toBe('R1 cannot be below 0');
    expect(textMistake(R1, nothing, 'fix', '0', names)).toBe('R1 must be above 0');
    expect(textMistake(R1, nothing, 'low', '0', names)).toBeUndefined();
  });

  it('keeps bounds in order and values within them', () => {
    const bound = { ...nothing, low: '10', high: '100' };
    expect(textMistake(R1, bound, 'low', '100', names)).toBe('bounds 100:100 of R1 leave nothing between them');
    expect(textMistake(R1, bound, 'high', '5', names)).toContain('leave nothing');
    expect(textMistake(R1, bound, 'start', '101', names)).toBe('101 is outside the bounds of R1, 10 to 100');
    expect(textMistake(R1, bound, 'fix', '9', names)).toContain('outside');
    expect(textMistake(R1, { ...nothing, low: '10' }, 'fix', '1e9', names)).toBeUndefined();
  });

  it('ties to another parameter that there is', () => {
    expect(textMistake(R1, nothing, 'tie', 'R2', names)).toBeUndefined();
    expect(textMistake(R1, nothing, 'tie', '0.5 * R2', names)).toBeUndefined();
    expect(textMistake(R1, nothing, 'tie', 'R1', names)).toContain('itself');
    expect(textMistake(R1, nothing, 'tie', 'R9', names)).toContain('no parameter R9');
    expect(textMistake(R1, nothing, 'tie', '2R2', names)).toContain('cannot be read');
    const many = Array.from({ length: 40 }, (_, index) => `zro2-m.O${index}'.uIso`);
    expect(textMistake(R1, nothing, 'tie', `2*${many[39]}`, many)).toBeUndefined();
    expect(textMistake(R1, nothing, 'tie', 'R2', many)).toMatch(/O11'.uIso \.\.\.$/);
  });
});
