import { describe, expect, it } from 'vitest';
import { PatternModel } from '../model/pattern-model.js';
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
import { searchPhases } from './search-phases.js';

const withCell = (a: number, c: number) => ({ ...tetragonal, cell: { ...tetragonal.cell, a, b: a, c } });
const strangers = [
  phaseOf('long', withCell(4.59, 6.1)),
  phaseOf('short', withCell(3.25, 5.9)),
  phaseOf('flat', withCell(5.05, 3.9)),
];
const there = [phaseOf('tet', tetragonal), phaseOf('mono', monoclinic)];
const model = new PatternModel(setupOf(there, { radiation: copper }));

/** Scales of the two phases; a pattern with counting noise. */
const patternOf = (tet: number, mono: number) =>
  noisyPattern(
    model.setup,
    calculatedAt(model, valuesOf(model, { W: 0.01, 'background.0': 200, 'tet.scale': tet, 'mono.scale': mono })),
    5,
  );
const taken = (found: ReturnType<typeof searchPhases>) =>
  found.filter(({ round }) => round !== null).map(({ name }) => name);

describe('searchPhases', () => {
  it('takes in what is in the pattern, and nothing else', () => {
    const found = searchPhases({
      pattern: patternOf(0.004, 0.02),
      radiation: copper,
      phases: [],
      candidates: [...strangers, ...there],
    });
    expect(taken(found)).toEqual(['mono', 'tet']);
    expect(found[0].covered).toBeGreaterThan(0.85);
    expect(found).toHaveLength(5);
  });

  it('does not fill up with strangers what belongs to a phase it was not given', () => {
    const found = searchPhases({
      pattern: patternOf(0.02, 0.03),
      radiation: copper,
      phases: [],
      candidates: [...strangers, there[0]],
    });
    expect(taken(found)).toEqual(['tet']);
    expect(found[0].covered).toBeGreaterThan(0.9);
  });

  it('takes what is given as sure, and looks for the rest', () => {
    const found = searchPhases({
      pattern: patternOf(0.004, 0.02),
      radiation: copper,
      phases: [there[1]],
      candidates: [there[0], ...strangers],
    });
    expect(taken(found)).toEqual(['tet']);
  });
});
