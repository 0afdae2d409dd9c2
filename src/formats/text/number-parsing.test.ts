import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupedNumber, infinityFromText, isMissingValue, numberFromText, parseNumber } from './number-parsing.js';

describe('parseNumber', () => {
  it.each([
    ['0', 0],
    ['-0.5', -0.5],
    ['+12', 12],
    ['.25', 0.25],
    ['5.', 5],
    ['10.000e+03', 10_000],
    ['1E-3', 1e-3],
    ['2.5D+02', 250],
    ['7.0000185E+006', 7000018.5],
    ['3.162299999999999833e-03', 3.1623e-3],
    ['\u22123', -3],
    ['1e400', Number.POSITIVE_INFINITY],
  ])('reads %s', (text, value) => expect(numberFromText(text)).toBe(value));

  it.each(['', '-', '.', 'e5', '1e', '1e+', '1.2.3', '1,', '1,2', 'abc', '12a', '0x10', '1 2', '--3'])(
    'is no number: "%s"',
    (text) => expect(numberFromText(text)).toBeNaN(),
  );

  it('reads the decimal comma only where it is one', () => {
    expect(numberFromText('0,5', ',')).toBe(0.5);
    expect(numberFromText('0.5', ',')).toBeNaN();
    expect(numberFromText('0.5', 'either')).toBe(0.5);
    expect(numberFromText('1,', 'either')).toBeNaN();
  });

  it('stays inside its range of the text', () => {
    expect(parseNumber('12345', 1, 3)).toBe(23);
    expect(parseNumber('1e55', 0, 3)).toBe(1e5);
    expect(parseNumber('1e55', 0, 2)).toBeNaN();
  });

  it('agrees with the language to the last bit, in every notation', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(finite, fc.integer({ min: 0, max: 20 }), (value, digits) => {
        for (const text of [String(value), value.toExponential(digits), value.toPrecision(digits + 1)]) {
          expect(numberFromText(text)).toBe(Number(text));
          expect(numberFromText(text.replace('.', ','), ',')).toBe(Number(text));
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('other cells', () => {
  it('reads grouped thousands only where nothing else can be meant', () => {
    expect(groupedNumber('1,234.5', '.')).toBe(1234.5);
    expect(groupedNumber('1,234', '.')).toBe(1234);
    expect(groupedNumber('1.234,5', ',')).toBe(1234.5);
    expect(groupedNumber('12\u00a0345,5', ',')).toBe(12345.5);
    for (const text of ['1,23', '0,123', '1,2345', '1234,567', '1,234.5.6']) expect(groupedNumber(text, '.')).toBeNaN();
  });

  it('knows infinities and the words for nothing', () => {
    expect(infinityFromText('-inf')).toBe(Number.NEGATIVE_INFINITY);
    expect(infinityFromText('Infinity')).toBe(Number.POSITIVE_INFINITY);
    expect(infinityFromText('information')).toBeNaN();
    for (const word of ['', 'NaN', '--', 'n/a', '1.#QNAN', '#N/A', '***']) expect(isMissingValue(word)).toBe(true);
    for (const word of ['0', 'rest', '1A']) expect(isMissingValue(word)).toBe(false);
  });
});
