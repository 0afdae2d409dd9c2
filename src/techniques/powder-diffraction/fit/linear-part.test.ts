import { describe, expect, it } from 'vitest';
import { linearLeastSquares } from '../../../numerics/linear-algebra/linear-least-squares.js';
import { PatternModel } from '../model/pattern-model.js';
import {
  calculatedAt,
  indexOf,
  monoclinic,
  noisyPattern,
  phaseOf,
  setupOf,
  tetragonal,
  valuesOf,
} from '../test-support/two-phases.js';
import { solveLinearPart } from './linear-part.js';

const phases = [phaseOf('tet', tetragonal), phaseOf('mono', monoclinic)];
const truth = { 'background.0': 200, 'background.1': -40, 'background.2': 15, 'tet.scale': 3e-3, 'mono.scale': 1e-3 };

function simulated(changes: Readonly<Record<string, number>>): PatternModel {
  const plain = new PatternModel(setupOf(phases));
  const pattern = noisyPattern(plain.setup, calculatedAt(plain, valuesOf(plain, changes)), 7);
  return new PatternModel({ ...plain.setup, observed: pattern.observed, sigma: pattern.sigma });
}

/** Weighted curves of the linear numbers, column by column, and the weighted observations less what is not free. */
function asLinear(model: PatternModel, values: Float64Array, names: readonly string[]) {
  const { observed, sigma } = model.setup;
  const rest = valuesOf(model);
  rest.set(values);
  for (const name of names) rest[indexOf(model, name)] = 0;
  const base = calculatedAt(model, rest);
  const design = new Float64Array(observed.length * names.length);
  names.forEach((name, c) => {
    const one = rest.slice();
    one[indexOf(model, name)] = 1;
    const curve = calculatedAt(model, one);
    for (let i = 0; i < observed.length; i++) design[c * observed.length + i] = (curve[i]! - base[i]!) / sigma[i]!;
  });
  return { design, right: Float64Array.from(observed, (y, i) => (y - base[i]!) / sigma[i]!) };
}

describe('solveLinearPart', () => {
  it('is the linear least-squares solution for background and scales', () => {
    const model = simulated(truth);
    const values = valuesOf(model);
    const names = Object.keys(truth);
    const { design, right } = asLinear(model, values, names);
    const { solution } = linearLeastSquares(design, right.length, names.length, right);
    solveLinearPart(model, values, new Set(names.map((name) => indexOf(model, name))));
    names.forEach((name, c) => void expect(values[indexOf(model, name)]! / solution[c]!).toBeCloseTo(1, 8));
    // And near the truth, within noise.
    for (const [name, value] of Object.entries(truth))
      expect(Math.abs(values[indexOf(model, name)]! / value - 1)).toBeLessThan(0.05);
  });

  it('leaves alone what is not to be refined', () => {
    const model = simulated(truth);
    const values = valuesOf(model, { 'background.1': 12, 'mono.scale': 5e-4 });
    const names = ['background.0', 'background.2', 'tet.scale'];
    const { design, right } = asLinear(model, values, names);
    const { solution } = linearLeastSquares(design, right.length, names.length, right);
    solveLinearPart(model, values, new Set(names.map((name) => indexOf(model, name))));
    names.forEach((name, c) => void expect(values[indexOf(model, name)]! / solution[c]!).toBeCloseTo(1, 8));
    expect(values[indexOf(model, 'background.1')]).toBe(12);
    expect(values[indexOf(model, 'mono.scale')]).toBe(5e-4);
  });

  it('gives a phase that is not there the scale zero, never less', () => {
    const model = simulated({ ...truth, 'mono.scale': 0 });
    const { parameters } = model.list;
    const linear = new Set(
      parameters.flatMap(({ group }, n) => (group === 'background' || group === 'scale' ? [n] : [])),
    );
    // A cell too large: its lines fall where the background is, and a negative scale would fit noise.
    for (const stretch of [1, 1.01, 1.02, 1.03]) {
      const values = valuesOf(model, { 'mono.a': 5.15 * stretch });
      solveLinearPart(model, values, linear);
      const scale = values[indexOf(model, 'mono.scale')]!;
      expect(scale).toBeGreaterThanOrEqual(0);
      expect(scale).toBeLessThan(1e-5);
    }
  });
});
