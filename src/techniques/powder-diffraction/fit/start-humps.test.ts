import { describe, expect, it } from 'vitest';
import { PatternModel } from '../model/pattern-model.js';
import {
  calculatedAt,
  copper,
  indexOf,
  noisyPattern,
  phaseOf,
  setupOf,
  tetragonal,
  valuesOf,
} from '../test-support/two-phases.js';
import { solveLinearPart } from './linear-part.js';
import { refinePattern } from './refine-pattern.js';
import { startHumps } from './start-humps.js';

const phases = [phaseOf('tet', tetragonal)];
const truth = {
  'background.0': 300,
  'background.1': -60,
  'tet.scale': 3e-3,
  'hump1.position': 36,
  'hump1.width': 9,
  'hump1.height': 80,
};

/** The model of a user who expects the hump at another place. */
function simulated(positionDeg: number, widthDeg: number, changes: Readonly<Record<string, number>> = {}) {
  const plain = new PatternModel(setupOf(phases, { humps: [{ positionDeg: 36, widthDeg: 9 }] }));
  const pattern = noisyPattern(plain.setup, calculatedAt(plain, valuesOf(plain, { ...truth, ...changes })), 5);
  const { observed, sigma } = pattern;
  const model = new PatternModel({ ...plain.setup, observed, sigma, humps: [{ positionDeg, widthDeg }] });
  const linear = ['background.0', 'background.1', 'background.2', 'tet.scale', 'hump1.height'];
  const refined = new Set([...linear, 'hump1.position', 'hump1.width'].map((name) => indexOf(model, name)));
  const values = valuesOf(model, { W: 0.005 });
  const height = () => values[indexOf(model, 'hump1.height')]!;
  const position = () => values[indexOf(model, 'hump1.position')]!;
  return { model, values, refined, height, position, pattern };
}

describe('a hump', () => {
  it('gets its height with the background, where it is expected', () => {
    const { model, values, refined, height } = simulated(36, 9);
    solveLinearPart(model, values, refined);
    expect(height()).toBeGreaterThan(70);
    expect(height()).toBeLessThan(90);
  });

  it('is looked for around the place where it would have none', () => {
    const { model, values, refined, height, position } = simulated(54, 30);
    solveLinearPart(model, values, refined);
    expect(height()).toBe(0);
    startHumps(model, values, refined);
    expect(height()).toBeGreaterThan(0);
    expect(position()).toBeLessThan(50);
  });

  it('stays without height where there is none', () => {
    const { model, values, refined, height, position } = simulated(36, 9, { 'hump1.height': -20 });
    solveLinearPart(model, values, refined);
    startHumps(model, values, refined);
    expect([height(), position()]).toEqual([0, 36]);
  });

  it.each(['rietveld', 'pawley', 'le-bail'] as const)('is found by a refinement (%s)', (method) => {
    const { pattern } = simulated(36, 9);
    const { refinement } = refinePattern({
      pattern,
      radiation: copper,
      phases: method === 'rietveld' ? phases : [phaseOf('tet', tetragonal, { atoms: false })],
      options: {
        method,
        background: 3,
        capillaryMuR: 0,
        refine: undefined,
        fix: [],
        tie: [],
        bounds: [],
        start: [],
      },
      humps: [{ positionDeg: 40, widthDeg: 6 }],
      shift: 'none',
      starts: new Map(),
    });
    for (const [name, value, within] of [
      ['position', 36, 1],
      ['width', 9, 2],
      ['height', 80, 15],
    ] as const) {
      const one = refinement.parameters.find((parameter) => parameter.name === `hump1.${name}`)!;
      expect(one.state).toBe('free');
      expect(Math.abs(one.value - value)).toBeLessThan(within);
    }
  });
});
