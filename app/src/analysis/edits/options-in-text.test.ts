import { describe, expect, it } from 'vitest';
import { listOf, optionsInText, quotedEntry } from './options-in-text.js';

const text = `title: t
analyses:
  a:
    technique: impedance
    fix: [CPE1.n=1]
    ohmicResistance: "{b.pelletResistance}"
    starts: twenty
`;

describe('optionsInText', () => {
  it('gives options as typed, also references and what is no valid value', () => {
    expect(optionsInText(text, 'a')).toEqual({
      technique: 'impedance',
      fix: ['CPE1.n=1'],
      ohmicResistance: '{b.pelletResistance}',
      starts: 'twenty',
    });
  });

  it('gives nothing where there is nothing', () => {
    expect(optionsInText(text, 'b')).toEqual({});
    expect(optionsInText(text, 'toString')).toEqual({});
    expect(optionsInText('', 'a')).toEqual({});
    expect(optionsInText('analyses: [', 'a')).toEqual({});
    expect(optionsInText('analyses: { a: 3 }', 'a')).toEqual({});
  });
});

describe('listOf', () => {
  it('takes lists, single texts and nothing', () => {
    expect(listOf(['a', 1])).toEqual(['a', '1']);
    expect(listOf('a')).toEqual(['a']);
    expect(listOf(undefined)).toEqual([]);
    expect(listOf(null)).toEqual([]);
    expect(listOf([{ a: 1 }])).toEqual([]);
  });
});

describe('quotedEntry', () => {
  it('finds the entry that a message is about', () => {
    const list = ['R1=5', 'CPE2.n=CPE1.n'];
    expect(quotedEntry('tie "CPE2.n=CPE1.n": CPE2.n is not a parameter of R0', list)).toBe('CPE2.n=CPE1.n');
    expect(quotedEntry('R1=5 is wrong', list)).toBeUndefined();
    expect(quotedEntry('"R1=50" is wrong', list)).toBeUndefined();
  });
});
