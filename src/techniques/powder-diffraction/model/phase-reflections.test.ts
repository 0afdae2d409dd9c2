import { describe, expect, it } from 'vitest';
import { madeStructure } from '../../../crystal/structure-factors/test-support/made-structure.js';
import { phaseOf, setupOf, tetragonal } from '../test-support/two-phases.js';
import { PatternModel } from './pattern-model.js';

const triclinic = (edge: number) =>
  madeStructure({ a: edge, b: edge, c: edge, alpha: 90, beta: 90, gamma: 90 }, 'P 1', [{ label: 'O1', at: [0, 0, 0] }]);

describe('the reflections of a phase', () => {
  it('are those that can fall into the pattern', () => {
    const { reflections } = new PatternModel(setupOf([phaseOf('tet', tetragonal)])).phases[0]!;
    expect(reflections.count).toBeGreaterThan(10);
    expect(reflections.count).toBeLessThan(40);
  });

  it('are not so many that nobody can wait for them: the phase is named', () => {
    expect(() => new PatternModel(setupOf([phaseOf('huge', triclinic(60))]))).toThrow(
      /^huge: more than 20000 reflections fall into the pattern/,
    );
    expect(new PatternModel(setupOf([phaseOf('large', triclinic(20))])).phases[0]!.reflections.count).toBeLessThan(
      20000,
    );
  });
});
