import { describe, expect, it } from 'vitest';
import { csvName } from './csv-name.js';
import { printBytes } from './print-bytes.js';

describe('csvName', () => {
  it('names the table where the file has several or a name for it', () => {
    expect(csvName('cell.mpr', 'VMP data')).toBe('cell.VMP-data.csv');
    expect(csvName('a.b.DTA', '(ZCURVE)')).toBe('a.b.ZCURVE.csv');
    expect(csvName('run.csv', 'data')).toBe('run.csv');
  });
});

describe('printBytes', () => {
  it('uses the unit that people would', () => {
    expect([0, 999, 1000, 2530801, 530007572, 1e12].map(printBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '2.5 MB',
      '530 MB',
      '1000 GB',
    ]);
  });
});
