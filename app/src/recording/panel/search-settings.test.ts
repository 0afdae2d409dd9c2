import { describe, expect, it } from 'vitest';
import { searchSettings } from './search-settings.js';

const settings = [
  ['Technique', 'Potentio Electrochemical Impedance Spectroscopy'],
  ['fi', 7000],
  ['E range min (V)', -10],
] as const;

describe('searchSettings', () => {
  it('finds words in name and value, in any case and order', () => {
    expect(searchSettings(settings, 'impedance technique').map(([name]) => name)).toEqual(['Technique']);
    expect(searchSettings(settings, '-10').map(([name]) => name)).toEqual(['E range min (V)']);
    expect(searchSettings(settings, 'impedance 7000')).toEqual([]);
    expect(searchSettings(settings, '  ')).toBe(settings);
  });
});
