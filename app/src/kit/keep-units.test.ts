import { describe, expect, it } from 'vitest';
import { keepUnits } from './keep-units.js';

const spaces = (text: string) => text.replaceAll('\u00a0', '_');

describe('keepUnits', () => {
  it('keeps numbers and their units together', () => {
    expect(spaces(keepUnits('lost 97 % in 8.667 h, near 1.5 MHz; C l/A = 3.0e-10 F/cm, 0.31(4) eV, 25 °C'))).toBe(
      'lost 97_% in 8.667_h, near 1.5_MHz; C l/A = 3.0e-10_F/cm, 0.31(4)_eV, 25_°C',
    );
  });

  it('leaves other words after numbers alone', () => {
    const text = '5 of 60 cycles, 2 have, row 1171 and 3 more; CPE1 A, 4 min-max, 7 Starts';
    expect(spaces(keepUnits(text))).toBe('5 of 60 cycles, 2 have, row 1171 and 3 more; CPE1_A, 4_min-max, 7 Starts');
  });
});
