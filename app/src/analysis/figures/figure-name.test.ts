import { describe, expect, it } from 'vitest';
import { figureName } from './figure-name.js';

describe('figureName', () => {
  it('takes the spelling of the caption', () => {
    expect(figureName({ id: 'kramers-kronig', caption: 'Residuals of the Kramers-Kronig test.' })).toBe(
      'Kramers-Kronig',
    );
    expect(figureName({ id: 'critical-current', caption: 'The critical current density.' })).toBe('Critical current');
  });

  it('makes words of the id elsewhere', () => {
    expect(figureName({ id: 'current-voltage', caption: '' })).toBe('Current voltage');
    expect(figureName({ id: 'bode', caption: 'A bodega.' })).toBe('Bode');
  });
});
