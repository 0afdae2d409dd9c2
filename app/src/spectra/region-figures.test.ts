import { describe, expect, it } from 'vitest';
import { fileEnergy, regionOfFigure } from './region-figures.js';

describe('regionOfFigure', () => {
  it('finds the region by its numbers, else by the line it is named after', () => {
    expect(regionOfFigure({ id: 'region-na-kll-survey' }, ['Na KLL (survey).background'])).toBe('Na KLL (survey)');
    expect(regionOfFigure({ id: 'region-ti-2p' }, [])).toBe('Ti 2p');
    expect(regionOfFigure({ id: 'region-valence-band' }, [])).toBe('valence band');
    expect(regionOfFigure({ id: 'shares' }, ['Ti 2p.background'])).toBeUndefined();
  });
});

describe('fileEnergy', () => {
  it('adds what the reference took off', () => {
    const axis = { title: '', unit: '' };
    const handle = {
      label: 'Ti4+ (start)',
      sets: { parameter: 'Ti4+.position' },
      x: 458.6,
      y: 0,
      moves: 'x',
      offset: 0.7,
      gradient: 1,
      unit: 'eV',
    } as const;
    const panel = { x: axis, y: axis, marks: [] };
    expect(fileEnergy({ panels: [{ ...panel, handles: [handle] }] }, 0, 458)).toBeCloseTo(458.7, 10);
    expect(fileEnergy({ panels: [panel] }, 0, 458)).toBe(458);
  });
});
