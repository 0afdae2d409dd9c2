import { describe, expect, it } from 'vitest';
import { leftOutRows } from './left-out-rows.js';

describe('leftOutRows', () => {
  it('reads rows, single rows and whole recordings', () => {
    expect(leftOutRows('nzsp-25C:1-3,17')).toEqual({ recording: 'nzsp-25C', rows: 'rows 1–3, 17' });
    expect(leftOutRows('nzsp-25C:4')).toEqual({ recording: 'nzsp-25C', rows: 'row 4' });
    expect(leftOutRows('nzsp-25C')).toEqual({ recording: 'nzsp-25C' });
    expect(leftOutRows('run 12:30:*')).toEqual({ recording: 'run 12:30' });
  });

  it('keeps what cannot be read', () => {
    expect(leftOutRows('a:3-1')).toEqual({ recording: 'a:3-1' });
  });
});
