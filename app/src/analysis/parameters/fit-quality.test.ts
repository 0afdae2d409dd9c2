import { describe, expect, it } from 'vitest';
import { fitQuality } from './fit-quality.js';

const column = (name: string) => ({ name, unit: '' });
const table = {
  id: 'parameters',
  caption: '',
  columns: ['recording', 'temperature', 'R1', 'C1', 'reduced chi-square', 'starts agreeing'].map(column),
  rows: [
    ['a', 25, 1, 2, 1.26345e-6, '6 of 20'],
    ['b', 30, 1, 2, null, '20 of 20'],
  ],
};

describe('fitQuality', () => {
  it('takes what stands behind the parameters in the row of the recording', () => {
    expect(fitQuality([table], ['R1', 'C1'], 'a')).toEqual([
      { name: 'reduced chi-square', text: '1.26×10⁻⁶' },
      { name: 'starts agreeing', text: '6 of 20' },
    ]);
    expect(fitQuality([table], ['R1', 'C1'], 'b')).toEqual([{ name: 'starts agreeing', text: '20 of 20' }]);
  });

  it('is empty without a table of all parameters, and for all recordings at once', () => {
    expect(fitQuality([table], ['R1', 'R2'], 'a')).toEqual([]);
    expect(fitQuality([table], [], 'a')).toEqual([]);
    expect(fitQuality([table], ['R1'], '')).toEqual([]);
  });
});
