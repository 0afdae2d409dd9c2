import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellLayout, Separator } from './cells.js';
import { CellSpans } from './cells.js';
import { NumberCells } from './number-cells.js';
import { type DecimalMark, parseNumber } from './number-parsing.js';
import { TextLines } from './text-lines.js';

const cell = fc.oneof(
  fc.double({ noDefaultInfinity: true }).map(String),
  fc.integer().map(String),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => value.toFixed(6)),
  fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((value) => value.toExponential(12).toUpperCase()),
  fc.constantFrom(
    '',
    ' ',
    '-',
    '+',
    '.',
    '1.',
    '.5',
    ',5',
    '1,',
    '+1',
    '--1',
    '1e',
    '1e+',
    '1e5',
    '1d3',
    '1E400',
    '1e-30',
  ),
  fc.constantFrom(
    '0,25',
    '1,234',
    '12:30:00',
    'Rest',
    '"a,b"',
    '"',
    'NaN',
    '-0',
    '\u22121.5',
    '123456789012345678',
    '1 2',
  ),
  fc.constantFrom(
    '000000001',
    '1234567890',
    '12345678.9',
    '123456789.',
    '1.234567890123',
    ' 1.5 ',
    '9007199254740993',
    '1.5.2',
  ),
);
const separators: Separator[] = ['\t', ';', ',', '|', ' '];
const decimals: DecimalMark[] = ['.', ',', 'either'];

describe('NumberCells', () => {
  it('finds the same cells and numbers as a split and a parse', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { maxLength: 12 }),
        fc.constantFrom(...separators),
        fc.constantFrom(...decimals),
        fc.constantFrom('\n', '\r\n', ''),
        (cells, separator, decimal, end) => {
          const lines = new TextLines(`first${separator}1\n${cells.join(separator)}${end}`);
          const layout: CellLayout = { separator, decimal };
          const fast = new NumberCells();
          const plain = new CellSpans();
          for (let line = 0; line < lines.count; line++) {
            fast.splitNumbers(lines, line, layout);
            plain.split(lines, line, separator);
            expect(fast.count).toBe(plain.count);
            for (let k = 0; k < plain.count; k++) {
              expect([fast.starts[k], fast.ends[k]]).toEqual([plain.starts[k], plain.ends[k]]);
              if (fast.plain[k] !== 1) continue;
              expect(fast.values[k]).toBe(parseNumber(lines.text, plain.starts[k]!, plain.ends[k]!, decimal));
            }
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('does not leave plain numbers to the slow way', () => {
    const lines = new TextLines('1.5\t-0.25e-3\t123456789.5\t0\n');
    const cells = new NumberCells();
    cells.splitNumbers(lines, 0, { separator: '\t', decimal: '.' });
    expect([...cells.plain.slice(0, 4)]).toEqual([1, 1, 1, 1]);
    expect([...cells.values.slice(0, 4)]).toEqual([1.5, -0.25e-3, 123456789.5, 0]);
  });

  it('has room for more cells than it began with', () => {
    const lines = new TextLines(`${Array.from({ length: 300 }, (_, k) => k).join(',')}\n`);
    const cells = new NumberCells();
    cells.splitNumbers(lines, 0, { separator: ',', decimal: '.' });
    expect(cells.count).toBe(300);
    expect(cells.values[299]).toBe(299);
  });
});
