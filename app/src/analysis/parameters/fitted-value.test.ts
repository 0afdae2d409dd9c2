import { describe, expect, it } from 'vitest';
import { allRecordings, asSet, boundText, fittedValue } from './fitted-value.js';

const R1 = { name: 'R1', unit: 'Ohm', bounds: [0, null] } as const;
const entry = (label: string, value: number | null, note?: string) => ({
  label,
  conditions: {},
  findings: [],
  quantities: { R1: { value, sigma: value === null ? null : 2, unit: 'Ohm', ...(note !== undefined && { note }) } },
});

describe('fittedValue', () => {
  const series = [entry('a', 118), entry('b', 95), entry('c', null, 'the arc lies outside the window')];

  it('gives the value of one recording', () => {
    expect(fittedValue(R1, series, 'a')).toEqual({ printed: '118.0(20) Ω', value: 118, missing: false });
  });

  it('says why there is none', () => {
    expect(fittedValue(R1, series, 'c')).toEqual({
      printed: 'not identifiable',
      value: null,
      missing: true,
      note: 'the arc lies outside the window',
    });
    expect(fittedValue({ ...R1, name: 'R9' }, series, 'a')).toEqual({ printed: '–', value: null, missing: true });
    expect(fittedValue(R1, series, 'gone')).toEqual({ printed: '–', value: null, missing: true });
  });

  it('gives the range of all recordings, their median, and how many have none', () => {
    expect(fittedValue(R1, series, allRecordings)).toEqual({
      printed: '95 to 118 Ω',
      value: 106.5,
      missing: false,
      note: 'not known in 1 of 3 recordings',
    });
    expect(fittedValue(R1, [entry('a', 1), entry('b', 5), entry('c', 2)], allRecordings).value).toBe(2);
  });

  it('gives the only recording with its uncertainty', () => {
    expect(fittedValue(R1, [entry('a', 118)], allRecordings).printed).toBe('118.0(20) Ω');
  });
});

describe('asSet', () => {
  it('keeps six digits', () => {
    expect(asSet(0.930123456)).toBe('0.930123');
    expect(asSet(1.234567891e-7)).toBe('1.23457e-7');
    expect(asSet(150)).toBe('150');
  });
});

describe('boundText', () => {
  it('is empty without a bound', () => {
    expect([boundText(null), boundText(0), boundText(-0.5)]).toEqual(['', '0', '-0.5']);
  });
});
