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
import { type RefineInput, refinePattern } from './refine-pattern.js';

const tet = phaseOf('tet', tetragonal);
const mono = phaseOf('mono', monoclinic);

/** Tetragonal zirconia alone refined against a pattern that holds as much of another phase. */
function refine(options: Partial<RefineInput['options']>, phases: RefineInput['phases'] = [tet]) {
  const model = new PatternModel(setupOf([tet, mono], { range: [18, 110], step: 0.03 }));
  const truth = { W: 0.006, X: 0.03, 'background.0': 200, 'tet.scale': 0.02, 'mono.scale': 0.01 };
  const pattern = noisyPattern(model.setup, calculatedAt(model, valuesOf(model, truth)), 2);
  const result = refinePattern({
    pattern,
    radiation: copper,
    phases,
    options: {
      method: 'rietveld',
      background: 3,
      capillaryMuR: 0,
      refine: undefined,
      fix: [],
      tie: [],
      bounds: [],
      start: [],
      ...options,
    },
    humps: [],
    shift: 'displacement',
    starts: new Map(),
  });
  const state = (name: string) => result.refinement.parameters.find((one) => one.name === name)!.state;
  return { result, state };
}

describe('atoms', () => {
  it('stay where most of the pattern is unexplained', () => {
    const { result, state } = refine({});
    expect(result.atomsWithheld).toBeGreaterThan(0.4);
    expect(state('tet.Zr1.uIso')).toBe('fixed');
    expect(state('tet.O1.z')).toBe('fixed');
    expect(state('tet.a')).toBe('free');
    expect(result.refinement.converged).toBe(true);
  });

  it('are refined all the same where they are asked for', () => {
    const { result, state } = refine({ refine: ['+displacements'] });
    expect(result.atomsWithheld).toBe(null);
    expect(state('tet.Zr1.uIso')).not.toBe('fixed');
    const named = refine({ bounds: ['tet.Zr1.uIso=0:0.1'] });
    expect(named.state('tet.Zr1.uIso')).not.toBe('fixed');
    expect(named.state('tet.O1.z')).toBe('fixed');
  });

  it('are refined where the pattern is explained', () => {
    const { result, state } = refine({}, [tet, mono]);
    expect(result.atomsWithheld).toBe(null);
    expect(state('tet.Zr1.uIso')).toBe('free');
  });
});
