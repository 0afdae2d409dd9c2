import { describe, expect, it } from 'vitest';
import { madeStructure } from '../../../crystal/structure-factors/test-support/made-structure.js';
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
import { massShares, openSites } from './open-occupancies.js';
import { type RefineInput, refinePattern } from './refine-pattern.js';

// O2 is partly empty, all else is full.
const phases = [phaseOf('tet', tetragonal), phaseOf('mono', monoclinic)];

function refine(scale: number, options: Partial<RefineInput['options']>) {
  const model = new PatternModel(setupOf(phases, { range: [18, 110], step: 0.03 }));
  const truth = { W: 0.006, X: 0.03, 'background.0': 200, 'tet.scale': 0.02, 'mono.scale': scale };
  const pattern = noisyPattern(model.setup, calculatedAt(model, valuesOf(model, truth)), 2);
  const fixed = { fix: [], tie: [], bounds: [], start: [] };
  const result = refinePattern({
    pattern,
    radiation: copper,
    phases,
    options: { method: 'rietveld', background: 3, capillaryMuR: 0, refine: undefined, ...fixed, ...options },
    humps: [],
    shift: 'displacement',
    starts: new Map(),
  });
  const refined = result.refinement.parameters.flatMap(({ name, state }) =>
    /occupancy$/.test(name) && state !== 'fixed' ? [name] : [],
  );
  const held = result.choice.occupanciesHeld.map((n) => result.model.list.parameters[n]!.name);
  return { result, refined, held };
}

describe('occupancies', () => {
  it('are refined of sites that are partly empty, beside what the program chooses', () => {
    const { result, refined, held } = refine(0.01, { refine: ['+occupancies'] });
    expect(refined).toEqual(['mono.O2.occupancy']);
    expect(held).toEqual(['tet.Zr1.occupancy', 'tet.O1.occupancy', 'mono.Zr1.occupancy', 'mono.O1.occupancy']);
    expect(result.refinement.free).toEqual(expect.arrayContaining(['tet.a', 'background.0', 'W']));
  });

  it('are not refined of a phase of which there is little, but where they are named', () => {
    expect(refine(0.0004, { refine: ['+occupancies'] }).refined).toEqual([]);
    const named = refine(0.0004, { refine: ['+occupancies'], bounds: ['mono.O2.occupancy=0.2:1'] });
    expect(named.refined).toEqual(['mono.O2.occupancy']);
    expect(refine(0.0004, {}).held).toEqual([]);
  });

  it('are open where atoms share a place', () => {
    const shared = madeStructure({ a: 4, b: 4, c: 4, alpha: 90, beta: 90, gamma: 90 }, '-P 4 2 3', [
      { label: 'Sr1', at: [0, 0, 0] },
      { label: 'Ti1', at: [0.5, 0.5, 0.5], occupancy: 0.6 },
      { label: 'Zr1', at: [0.5, 0.5, 0.5], occupancy: 0.4 },
    ]);
    expect([...openSites(shared)]).toEqual(['Ti1', 'Zr1']);
  });

  it('go by the mass of the phases', () => {
    const model = new PatternModel(setupOf(phases));
    const shares = massShares(model, valuesOf(model, { 'tet.scale': 0.02, 'mono.scale': 0.02 / 4 }));
    // Two formula units in half the volume against four: a scale of a quarter is as much mass.
    expect(shares[0]! + shares[1]!).toBeCloseTo(1, 12);
    expect(shares[0]).toBeGreaterThan(0.45);
    expect(shares[0]).toBeLessThan(0.55);
  });
});
