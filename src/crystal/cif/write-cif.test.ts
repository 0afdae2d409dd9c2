import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiText } from './ascii-text.js';
import { cifNumber, parseCif } from './parse-cif.js';
import { printCifNumber } from './print-cif-number.js';
import { CifWriter } from './write-cif.js';

describe('printCifNumber', () => {
  it.each([
    [9.37284, 0.00021, '9.3728(2)'],
    [9.37284, 0.00019, '9.37284(19)'],
    [9.37284, 0.000196, '9.3728(2)'],
    [0.25, 0.0149, '0.250(15)'],
    [0.25, 0.0097, '0.250(10)'],
    [5543, 160, '5540(160)'],
    [5543, 96, '5540(100)'],
    [-0.0004, 0.002, '0.000(2)'],
    [-1.5, 0.2, '-1.5(2)'],
    [120, 0, '120'],
    [1 / 3, null, '0.333333333'],
    [-1e-7, undefined, '-0.0000001'],
    [0, 0.001, '0.0000(10)'],
    [Number.NaN, 0.1, '?'],
    [null, null, '?'],
  ])('prints %s with %s as %s', (value, sigma, text) => {
    expect(printCifNumber(value, sigma)).toBe(text);
  });

  it('is read back within the uncertainty, with the uncertainty within a quarter', () => {
    const value = fc.double({ min: -1e5, max: 1e5, noNaN: true });
    const power = fc.double({ min: -6, max: 3, noNaN: true });
    fc.assert(
      fc.property(value, power, (number, exponent) => {
        const sigma = 10 ** exponent;
        const text = printCifNumber(number, sigma);
        const read = cifNumber(text)!;
        expect(Math.abs(read.value - number)).toBeLessThan(0.3 * sigma);
        expect(Math.abs(read.sigma! / sigma - 1)).toBeLessThan(0.26);
        expect(/\((\d+?)0*\)$/.exec(text)).not.toBeNull();
        expect(Number(/\((\d+?)0*\)$/.exec(text)![1])).toBeLessThan(20);
      }),
    );
  });
});

describe('asciiText', () => {
  it('writes what CIF has codes for', () => {
    expect(asciiText('Å, é, ö, 5 °C, α–β, Ø, x²')).toBe('\\%A, \\\'e, \\"o, 5 \\%C, \\a-\\b, \\/O, x2');
    expect(asciiText('plain #1')).toBe('plain #1');
    expect(asciiText('水')).toBe('?');
  });
});

describe('CifWriter', () => {
  it('writes items, tables and comments that people can read', () => {
    const text = new CifWriter()
      .comment('made for a test')
      .block('a name')
      .item('_cell_length_a', printCifNumber(9.372, 0.002))
      .item('_chemical_name_common', "sodium 'super' conductor")
      .item('_number', 5)
      .loop(
        ['_a', '_b'],
        [
          ['x y', 1],
          ['?', '.'],
        ],
      )
      .loop(['_empty'], [])
      .toString();
    expect(text).toBe(
      [
        '#\\#CIF_1.1',
        '# made for a test',
        '',
        'data_a_name',
        '_cell_length_a                     9.372(2)',
        '_chemical_name_common              "sodium \'super\' conductor"',
        '_number                            5',
        '',
        'loop_',
        ' _a',
        ' _b',
        " 'x y' 1",
        ' ? .',
        '',
      ].join('\n'),
    );
  });

  it('refuses rows that do not fit their tags', () => {
    expect(() => new CifWriter().block('x').loop(['_a', '_b'], [['1']])).toThrow(RangeError);
  });

  it('writes whatever text there is so that it is read back', () => {
    const piece = fc.constantFrom(
      "'",
      '"',
      ';',
      ' ',
      '\n',
      '\n;',
      '_x',
      '#',
      'data_',
      'loop_',
      '?',
      'word',
      '[1]',
      '$',
      '\\',
      'a long piece of prose that goes on and on ',
    );
    const value = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 6 }), (values) => {
        const writer = new CifWriter().block('x');
        values.forEach((text, i) => {
          writer.item(`_item_${i}`, text);
        });
        writer
          .loop(
            values.map((_, i) => `_column_${i}`),
            [values, values],
          )
          .item('_last', 1);
        const written = writer.toString();
        const { blocks, diagnostics } = parseCif(written);
        expect(diagnostics).toEqual([]);
        const words = (text: string | undefined) =>
          (text ?? '').split(/\s+/).filter((word) => word !== '' && word !== '?');
        values.forEach((text, i) => {
          // Line breaks may move to other blanks; words stay.
          expect(words(blocks[0]!.item(`_item_${i}`))).toEqual(words(text));
          expect(words(blocks[0]!.loop('_column_0')!.column(`_column_${i}`)![1])).toEqual(words(text));
        });
        expect(blocks[0]!.item('_last')).toBe('1');
      }),
      { numRuns: 300 },
    );
  });

  it('keeps lines to 80 characters', () => {
    const long = 'words and more words, '.repeat(30);
    const text = new CifWriter()
      .comment(long)
      .block('x')
      .item('_a_rather_long_tag_for_a_value_that_is_long', 'a value that has a good many characters')
      .item('_prose', long)
      .loop(
        Array.from({ length: 12 }, (_, i) => `_c${i}`),
        [Array.from({ length: 12 }, () => 'some_value')],
      )
      .toString();
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });
});
