import { describe, expect, it } from 'vitest';
import { asRemark, type Remark, sayRemarks } from './remarks.js';

const remark = (detail: string, weight: number, claim = 'several starts agree'): Remark => ({
  code: 'starts',
  severity: 'info',
  claim,
  detail,
  advice: 'Good.',
  weight,
  example: 'fewest for',
});
const entry = (label: string, ...remarks: Remark[]) => ({ label, remarks });

describe('sayRemarks', () => {
  it('says them one by one of one or two spectra', () => {
    const { each, together } = sayRemarks([entry('a', remark('3 of 4', 1)), entry('b')]);
    expect(together).toEqual([]);
    expect(each).toEqual([
      [{ code: 'starts', severity: 'info', message: 'Several starts agree: 3 of 4. Good.', where: 'a' }],
      [],
    ]);
  });

  it('says once what is true of all of a series, with the strongest example', () => {
    const { each, together } = sayRemarks([
      entry('a', remark('18 of 20', -0.9)),
      entry('b', remark('5 of 20', -0.25)),
      entry('c', remark('20 of 20', -1)),
    ]);
    expect(each).toEqual([[], [], []]);
    expect(together).toEqual([
      {
        code: 'starts',
        severity: 'info',
        message: 'In all 3 recordings several starts agree; fewest for b: 5 of 20. Good.',
      },
    ]);
  });

  it('names the spectra of which it is true when it is not of all, and keeps different claims apart', () => {
    const { together } = sayRemarks([
      entry('a', remark('1', 1), remark('x', 1, 'another thing')),
      entry('b', remark('2', 2)),
      entry('c'),
    ]);
    expect(together.map((finding) => finding.message)).toEqual([
      'In 2 of 3 recordings (a, b) several starts agree; fewest for b: 2. Good.',
      'In a another thing: x. Good.',
    ]);
  });

  it('shortens a long list of names', () => {
    const many = Array.from({ length: 9 }, (_, k) => entry(`s${k}`, ...(k < 8 ? [remark('1', 1)] : [])));
    expect(sayRemarks(many).together[0].message).toMatch(
      /^In 8 of 9 recordings \(s0, s1, s2, s3, s4, s5, \.\.\.\) several/,
    );
  });

  it('repeats a finding without numbers as it is', () => {
    const plain = asRemark({ code: 'x', severity: 'info', message: 'No tail. It ends there.' });
    expect(sayRemarks([entry('a', plain)]).each[0][0].message).toBe('No tail. It ends there.');
    expect(sayRemarks([entry('a', plain), entry('b', plain), entry('c', plain)]).together[0].message).toBe(
      'In all 3 recordings no tail. It ends there.',
    );
  });
});
