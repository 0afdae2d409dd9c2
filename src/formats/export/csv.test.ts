import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { samples } from '../test-support/samples.js';
import { mainTable, recordingCsvPieces, recordingToCsv } from './csv.js';

const recording = (columns: Recording['tables'][number]['columns'], rows: number): Recording => ({
  name: 'a',
  format: 'x',
  settings: {},
  tables: [{ name: 'data', rows, columns }],
  sha256: '',
  diagnostics: [],
});

describe('recordingToCsv', () => {
  it('writes units, all digits, quotes where needed, and nothing for no value', () => {
    const csv = recordingToCsv(
      recording(
        [
          { name: 'time', unit: 's', kind: 'time', values: Float64Array.of(0.1 + 0.2, 1e-300) },
          { name: 'a, "b"', unit: '', values: Float64Array.of(Number.NaN, -0.5) },
          { name: 'state', unit: '', text: ['rest, long', 'on'] },
        ],
        2,
      ),
    );
    expect(csv).toBe('time/s,"a, ""b""",state\n0.30000000000000004,,"rest, long"\n1e-300,-0.5,on\n');
  });

  it('renames a column only where its meaning would be lost or turned round', () => {
    const values = Float64Array.of(1);
    const csv = recordingToCsv(
      recording(
        [
          { name: 'freq', unit: 'Hz', kind: 'frequency', values },
          { name: "Z'(a)", unit: 'Ohm', kind: 'impedance-real', values },
          { name: 'ZIm', unit: 'Ω', kind: 'impedance-imaginary-negated', values },
          { name: '<I>', unit: 'mA', values },
        ],
        1,
      ),
    );
    expect(csv.split('\n')[0]).toBe('freq/Hz,Re(Z)/Ohm,-Im(Z)/Ω,<I> (other)/mA');
  });

  it.each(samples)('$name comes back with the same numbers and meanings', async ({ name, bytes }) => {
    const original = await readRecording(fileFromBytes(name, bytes));
    const table = mainTable(original)!;
    const csv = new TextEncoder().encode(recordingToCsv(original));
    const [back] = (await readRecording(fileFromBytes('back.csv', csv))).tables;
    expect(back?.rows).toBe(table.rows);
    for (const [index, column] of table.columns.entries()) {
      const twin = back!.columns[index]!;
      if (!isNumberColumn(column)) continue;
      expect(isNumberColumn(twin) && [...twin.values]).toEqual([...column.values]);
      expect(isNumberColumn(twin) && twin.kind).toBe(column.kind);
    }
  });

  it('takes the table that was asked for, and says which there are', async () => {
    const original = await readRecording(fileFromBytes('a.DTA', samples.find(({ name }) => name === 'a.DTA')!.bytes));
    expect(mainTable(original)?.name).toBe('ZCURVE');
    expect(recordingToCsv(original, 'OCVCURVE').split('\n')[0]).toBe('Pt/#,T/s,Vf/V vs. Ref.,Over');
    expect(() => recordingToCsv(original, 'CURVE')).toThrow(/no table "CURVE"/);
  });

  it('comes in pieces that are asked for one by one, and together are the same text', () => {
    const rows = 20_000;
    const values = Float64Array.from({ length: rows }, (_, row) => row / 3);
    const long = recording([{ name: 'time', unit: 's', kind: 'time', values }], rows);
    const pieces = [...recordingCsvPieces(long)];
    expect(pieces.length).toBeGreaterThan(4);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(200_000);
    expect(pieces.join('')).toBe(recordingToCsv(long));
    expect(pieces.join('').split('\n').length).toBe(rows + 2);
    expect(() => recordingCsvPieces(long, 'other')).toThrow(/no table "other"/);
  });
});
