import { describe, expect, it } from 'vitest';
import { checkBdfName } from './write-recording.js';

describe('checkBdfName', () => {
  it.each(['cell.bdf', 'cell.bdf.csv', 'out/CELL.BDF.PARQUET'])('takes %s', (name) => {
    expect(() => checkBdfName(name)).not.toThrow();
  });

  it.each([
    ['cell.csv', /cell\.bdf\.csv/],
    ['cell.parquet', /cell\.bdf\.parquet/],
    ['cell.bdf.txt', /file cell\.bdf\.csv/],
  ])('refuses %s and says how to name it', (name, hint) => {
    try {
      checkBdfName(name);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'usage', hint: expect.stringMatching(hint) });
    }
  });
});
