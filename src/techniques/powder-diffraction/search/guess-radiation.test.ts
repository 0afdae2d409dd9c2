import { describe, expect, it } from 'vitest';
import { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import {
  calculatedAt,
  copper,
  monoclinic,
  noisyPattern,
  phaseOf,
  setupOf,
  tetragonal,
  valuesOf,
} from '../test-support/two-phases.js';
import { guessRadiation } from './guess-radiation.js';

const cobalt: Radiation = {
  ...copper,
  lines: [
    { wavelengthAngstrom: 1.788996, ratio: 1 },
    { wavelengthAngstrom: 1.792835, ratio: 0.5 },
  ],
};
const phases = [phaseOf('tet', tetragonal)];
const model = new PatternModel(setupOf(phases, { radiation: cobalt }));
const values = valuesOf(model, { W: 0.01, 'background.0': 100, 'tet.scale': 0.02 });
const pattern = noisyPattern(model.setup, calculatedAt(model, values), 1);

describe('guessRadiation', () => {
  it('names the tube that explains the pattern', () => {
    expect(guessRadiation(pattern, copper, () => phases, 20)).toBe('Co');
    expect(guessRadiation(pattern, cobalt, () => phases, 20)).toBeUndefined();
  });

  it('does so where lines are much narrower than those of a trial, and names none for another structure', () => {
    const narrow = valuesOf(model, { W: 0.004, 'background.0': 100, 'tet.scale': 0.01 });
    const sharp = noisyPattern(model.setup, calculatedAt(model, narrow), 2);
    expect(guessRadiation(sharp, copper, () => phases, 20)).toBe('Co');
    expect(guessRadiation(sharp, copper, () => [phaseOf('mono', monoclinic)], 100)).toBeUndefined();
  });

  it('leaves out tubes at which the structure would have too many lines, and then does not fail either', () => {
    const large = { ...tetragonal, cell: { ...tetragonal.cell, a: 25, b: 25, c: 25 } };
    const tried: number[] = [];
    const setupsFor = ({ lines }: Radiation) => {
      tried.push(lines[0]!.wavelengthAngstrom);
      return [phaseOf('large', large)];
    };
    expect(guessRadiation(pattern, copper, setupsFor, 3500)).toBeUndefined();
    expect(Math.min(...tried)).toBeGreaterThan(1.4);
    tried.length = 0;
    expect(guessRadiation(pattern, copper, setupsFor, 10_000)).toBeUndefined();
    expect(tried).toEqual([]);
  });
});
