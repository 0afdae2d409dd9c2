import { describe, expect, it } from 'vitest';
import { lineChoices, lineMistake } from './line-choices.js';

const lines = (question: Parameters<typeof lineChoices>[0]) => lineChoices(question).map(({ line }) => line);

describe('lineChoices', () => {
  it('has the line that the region is named after first', () => {
    expect(lines({ energyEv: 458.6, region: 'Ti 2p' })[0]).toBe('Ti 2p');
    expect(lineChoices({ energyEv: 458.6, region: 'Ti 2p' })[0]?.note).toMatch(/eV$/);
  });

  it('knows lines without any region, each once', () => {
    const found = lines({ energyEv: 284.8 });
    expect(found).toContain('C 1s');
    expect(new Set(found).size).toBe(found.length);
  });

  it('does not believe a name that cannot be right', () => {
    expect(lines({ energyEv: 530, region: 'Ti 2p' })).not.toContain('Ti 2p');
    expect(lines({ energyEv: 530, region: 'Survey' })).toContain('O 1s');
  });

  it('places Auger lines where the photon energy is known', () => {
    const sodium = { energyEv: 496.8 };
    expect(lines(sodium).some((line) => line.startsWith('Na K'))).toBe(false);
    expect(lines({ ...sodium, excitationEv: 1486.6 }).some((line) => line.startsWith('Na K'))).toBe(true);
  });

  it('has none without an energy', () => {
    expect(lineChoices({ energyEv: Number.NaN, region: 'Ti 2p' })).toEqual([]);
  });
});

describe('lineMistake', () => {
  it('says what is no line', () => {
    expect(lineMistake('Ti 2p')).toBeUndefined();
    expect(lineMistake('Tj 2p')).toContain('Tj 2p');
  });
});
