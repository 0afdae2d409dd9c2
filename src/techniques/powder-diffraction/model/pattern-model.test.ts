import { describe, expect, it } from 'vitest';
import {
  calculatedAt,
  indexOf,
  monoclinic,
  phaseOf,
  setupOf,
  tetragonal,
  valuesOf,
} from '../test-support/two-phases.js';
import { makeLinks } from './links.js';
import { PatternModel } from './pattern-model.js';
import type { ModelSetup } from './setup.js';

/** All kinds of parameters at once, none at a place where its slope is zero. */
const changes = {
  zero: 0.02,
  displacement: 0.05,
  transparency: 0.08,
  U: 0.004,
  V: -0.003,
  W: 0.006,
  X: 0.02,
  Y: 0.03,
  asymmetry: 0.035,
  'background.0': 100,
  'background.1': -30,
  'background.2': 10,
  'hump1.height': 50,
  'tet.scale': 0.02,
  'tet.sizeBroadening': 0.03,
  'tet.strainBroadening': 0.05,
  'tet.S400': 2e-5,
  'tet.S004': 1e-5,
  'tet.S220': 1e-5,
  'tet.S202': 1.5e-5,
  'tet.strainMixing': 0.6,
  'tet.marchDollase': 0.8,
  'mono.scale': 0.01,
  'mono.sizeBroadening': 0.05,
  'mono.marchDollase': 1.2,
};

function wholeModel(more: Partial<ModelSetup> = {}): PatternModel {
  const phases = [
    phaseOf('tet', tetragonal, { axis: [0, 0, 1], strain: true }),
    phaseOf('mono', monoclinic, { axis: [1, 0, 0] }),
  ];
  return new PatternModel(setupOf(phases, { humps: [{ positionDeg: 30, widthDeg: 8 }], ...more }));
}

describe('PatternModel', () => {
  const model = wholeModel();
  const values = valuesOf(model, changes);
  const { parameters } = model.list;
  const points = model.calculated.length;
  const jacobian = new Float64Array(points * parameters.length);
  const each = makeLinks(parameters.map((_, n) => [[n, 1]]));
  model.evaluate(values, jacobian, each, parameters.length, [-1, -1]);

  it('has parameters of every group', () => {
    expect(new Set(parameters.map(({ group }) => group)).size).toBe(14);
    expect(parameters.length).toBeGreaterThan(55);
  });

  it.each(parameters.map(({ name }) => name))('has the derivative by %s', (name) => {
    const n = indexOf(model, name);
    const { group, unit } = parameters[n]!;
    const byGroup = {
      cell: unit === 'deg' ? 1e-4 : 2e-6,
      shift: 1e-4,
      background: 1,
      hump: 1e-3,
      asymmetry: 1e-6,
    } as const;
    const step =
      name.includes('.S') && group === 'strain'
        ? 1e-9
        : group in byGroup
          ? byGroup[group as keyof typeof byGroup]
          : Math.max(1e-7, 1e-4 * Math.abs(values[n]!));
    const moved = (by: number) => {
      const other = values.slice();
      other[n]! += by;
      return calculatedAt(model, other);
    };
    const [up, down] = [moved(step), moved(-step)];
    let [worst, largest] = [0, 0];
    for (let i = 0; i < points; i++) {
      const slope = (up[i]! - down[i]!) / (2 * step);
      worst = Math.max(worst, Math.abs(slope - jacobian[n * points + i]!));
      largest = Math.max(largest, Math.abs(slope));
    }
    expect(largest).toBeGreaterThan(0);
    // How anisotropic displacements of the tetragonal phase turn with its cell is left out: it is nothing beside the rest.
    expect(worst / largest).toBeLessThan(name === 'tet.a' || name === 'tet.c' ? 5e-4 : 3e-5);
  });

  it('adds columns of one refined number that moves several', () => {
    const [a, b] = [indexOf(model, 'X'), indexOf(model, 'mono.scale')];
    const tied = makeLinks(parameters.map((_, n) => (n === a ? [[0, 2]] : n === b ? [[0, 3]] : [])));
    const column = new Float64Array(points);
    model.evaluate(values, column, tied, 1, [-1, -1]);
    for (let i = 0; i < points; i += 7) {
      expect(column[i]).toBeCloseTo(2 * jacobian[a * points + i]! + 3 * jacobian[b * points + i]!, 6);
    }
  });

  it('gives each reflection S m |F|² Lp as its area, both lines together', () => {
    const [low, high] = [20, 130];
    const alone = new PatternModel(setupOf([phaseOf('tet', tetragonal)], { range: [low, high], step: 0.01 }));
    // Narrow Gaussians: areas are whole.
    const own = valuesOf(alone, { W: 0.01, X: 0, 'tet.scale': 0.7 });
    const calculated = calculatedAt(alone, own);
    const [phase] = alone.phases;
    const { multiplicity } = phase!.reflections;
    let [expected, area] = [0, 0];
    for (let k = 0; k < phase!.reflections.count; k++) {
      const position = phase!.positionsDeg[k]!;
      if (!(position > low + 0.5 && position < high - 1)) continue;
      const theta = (position * Math.PI) / 360;
      const lp = (1 + 0.8 * Math.cos(2 * theta) ** 2) / (Math.sin(theta) ** 2 * Math.cos(theta));
      expected += 0.7 * multiplicity[k]! * phase!.squares[k]! * lp * 1.5;
      expect(phase!.intensities[k]! / (multiplicity[k]! * phase!.squares[k]! * lp)).toBeCloseTo(1, 10);
    }
    for (let i = 0; i < calculated.length; i++) area += calculated[i]! * 0.01;
    expect(area / expected).toBeCloseTo(1, 3);
  });

  it('weakens lines in a capillary, those at low angles most', () => {
    const plain = wholeModel();
    const capillary = wholeModel({ capillaryMuR: 0.8 });
    calculatedAt(plain, values);
    calculatedAt(capillary, values);
    const share = (k: number) => capillary.phases[1]!.intensities[k]! / plain.phases[1]!.intensities[k]!;
    const reached = [...plain.phases[1]!.positionsDeg.keys()].filter((k) => plain.phases[1]!.intensities[k]! > 0);
    const byAngle = reached.sort((a, b) => plain.phases[1]!.positionsDeg[a]! - plain.phases[1]!.positionsDeg[b]!);
    expect(share(byAngle[0]!)).toBeLessThan(0.35);
    expect(share(byAngle.at(-1)!)).toBeGreaterThan(share(byAngle[0]!));
  });

  it('is a function of its numbers alone, wherever the cell has been before', () => {
    const a = indexOf(model, 'mono.a');
    const before = calculatedAt(model, values);
    const far = values.slice();
    const largest = Math.max(...before);
    // The first is within what the list of reflections was made for, the second beyond it.
    for (const stretch of [1.01, 1.05]) {
      far[a] = values[a]! * stretch;
      calculatedAt(model, far);
      const after = calculatedAt(model, values);
      for (let i = 0; i < points; i++) expect(Math.abs(after[i]! - before[i]!)).toBeLessThan(1e-9 * largest);
    }
  });
});
