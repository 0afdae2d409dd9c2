/** Le Bail and Pawley: intensities of a simulated pattern come back, and the cell with honest uncertainties. */
import { describe, expect, it } from 'vitest';
import type { CrystalStructure } from '../../../crystal/structure.js';
import { PatternModel } from '../model/pattern-model.js';
import type { RefinedReflection, Refinement } from '../refinement.js';
import {
  calculatedAt,
  copper,
  monoclinic,
  noisyPattern,
  patternOf,
  phaseOf,
  setupOf,
  tetragonal,
  valuesOf,
} from '../test-support/two-phases.js';
import { type RefineInput, refinePattern } from './refine-pattern.js';

const truth = { U: 0.004, V: -0.004, W: 0.006, X: 0.02, 'background.0': 300, 'background.1': -50 };

interface Simulation {
  readonly pattern: ReturnType<typeof patternOf>;
  /** Area of each reflection by its indices, and where it stands. */
  readonly areas: ReadonlyMap<string, { readonly area: number; readonly positionDeg: number }>;
}

const key = ({ h, k, l }: Pick<RefinedReflection, 'h' | 'k' | 'l'>) => `${h} ${k} ${l}`;

/** @param seed none: without noise */
function simulate(structure: CrystalStructure, scale: number, seed?: number): Simulation {
  const model = new PatternModel(setupOf([phaseOf('one', structure)], { range: [20, 90], step: 0.04 }));
  const calculated = calculatedAt(model, valuesOf(model, { ...truth, 'one.scale': scale }));
  const [phase] = model.phases;
  const { hkl, count } = phase!.reflections;
  const areas = new Map(
    Array.from({ length: count }, (_, k) => [
      key({ h: hkl[3 * k]!, k: hkl[3 * k + 1]!, l: hkl[3 * k + 2]! }),
      { area: 1.5 * scale * phase!.intensities[k]!, positionDeg: phase!.positionsDeg[k]! },
    ]),
  );
  const pattern =
    seed === undefined
      ? patternOf(model.setup.grid.twoThetaDeg, calculated)
      : noisyPattern(model.setup, calculated, seed);
  return { pattern, areas };
}

interface Choice {
  /** Of the true edge a: where its refinement starts. @default 1 */
  readonly aFactor?: number;
  /** @default background, cell and widths */
  readonly refined?: NonNullable<RefineInput['options']['refine']>;
}

function refine(
  method: 'pawley' | 'le-bail',
  structure: CrystalStructure,
  { pattern }: Simulation,
  { aFactor = 1, refined = ['background', 'cell', 'widths'] }: Choice = {},
): Refinement {
  const start = { ...structure, cell: { ...structure.cell, a: structure.cell.a * aFactor } };
  const cell = structure.cell.a === structure.cell.b ? { ...start.cell, b: start.cell.a } : start.cell;
  return refinePattern({
    pattern,
    radiation: copper,
    phases: [phaseOf('one', { ...start, cell }, { atoms: false })],
    options: {
      method,
      background: 3,
      capillaryMuR: 0,
      refine: refined,
      fix: [],
      tie: [],
      bounds: [],
      start: [],
    },
    humps: [],
    shift: 'displacement',
    starts: new Map(),
  }).refinement;
}

/** Reflections in groups whose neighbours stand nearer than a part of a degree: only sums of these are in the data. */
function groups(reflections: readonly RefinedReflection[], nearDeg: number): RefinedReflection[][] {
  const out: RefinedReflection[][] = [];
  for (const one of [...reflections].sort((a, b) => a.twoThetaDeg - b.twoThetaDeg)) {
    const last = out.at(-1)?.at(-1);
    if (last !== undefined && one.twoThetaDeg - last.twoThetaDeg < nearDeg) out.at(-1)!.push(one);
    else out.push([one]);
  }
  return out;
}

describe.each(['le-bail', 'pawley'] as const)('%s without noise', (method) => {
  it.each([
    ['separate lines', tetragonal, 1e-2],
    ['many lines, some on top of each other', monoclinic, 5e-3],
  ])('finds areas and cell: %s', (_, structure, scale) => {
    const simulation = simulate(structure, scale);
    const { phases, parameters, agreement, converged } = refine(method, structure, simulation, { aFactor: 1.001 });
    expect(converged).toBe(true);
    expect(agreement.rwp).toBeLessThan(method === 'pawley' ? 0.05 : 0.3);
    const a = parameters.find(({ name }) => name === 'one.a')!;
    expect(Math.abs(a.value - structure.cell.a)).toBeLessThan(method === 'pawley' ? 2e-5 : 2e-4);
    const largest = Math.max(...[...simulation.areas.values()].map(({ area }) => area));
    const found = groups(phases[0]!.reflections, 0.12);
    expect(found.length).toBeGreaterThan(12);
    for (const group of found) {
      // At the end of the pattern a line is cut.
      if (group.some(({ twoThetaDeg }) => twoThetaDeg > 89)) continue;
      const sum = group.reduce((all, { intensity }) => all + intensity, 0);
      const expected = group.reduce((all, one) => all + simulation.areas.get(key(one))!.area, 0);
      expect(Math.abs(sum - expected) / largest, group.map(key).join(', ')).toBeLessThan(
        method === 'pawley' ? 1e-4 : 3e-3,
      );
    }
  });
});

describe('pawley with noise', () => {
  it('has no negative intensity, and gives lines on top of each other like shares', () => {
    // a and b so near that h00 and 0k0 coincide.
    const nearly = { ...monoclinic, cell: { ...monoclinic.cell, a: 5.2, b: 5.20001, beta: 90.001 } };
    const simulation = simulate(nearly, 2e-3, 5);
    const { phases, singular } = refine('pawley', nearly, simulation, { refined: ['background', 'widths'] });
    const { reflections } = phases[0]!;
    for (const { intensity } of reflections) expect(intensity).toBeGreaterThanOrEqual(0);
    expect(singular).toEqual([]);
    const on = (h: number, k: number, l: number) => reflections.find((one) => key(one) === `${h} ${k} ${l}`)!;
    const [one, other] = [on(2, 0, 0), on(0, 2, 0)];
    expect(one.intensity / other.intensity).toBeGreaterThan(0.7);
    expect(one.intensity / other.intensity).toBeLessThan(1.4);
    const sum = simulation.areas.get('2 0 0')!.area + simulation.areas.get('0 2 0')!.area;
    expect((one.intensity + other.intensity) / sum).toBeCloseTo(1, 0);
  });

  it('counts the intensities among its parameters, coincident ones once', () => {
    const { agreement, free, phases } = refine('pawley', tetragonal, simulate(tetragonal, 4e-3, 3));
    const inside = groups(
      phases[0]!.reflections.filter(({ intensity }) => intensity > 0),
      0.02,
    ).length;
    const intensities = agreement.parameterCount - free.length;
    expect(inside).toBeGreaterThan(12);
    // A few lines just outside reach into the pattern with their tails.
    expect(intensities).toBeGreaterThanOrEqual(inside - 1);
    expect(intensities).toBeLessThan(inside + 5);
    const { gof, rwp, rexp } = agreement;
    expect(gof).toBeCloseTo(rwp / rexp, 10);
  });

  it('has standard deviations of the cell that are those of repeated measurements', () => {
    const pulls: number[] = [];
    for (let seed = 1; seed <= 24; seed++) {
      const { parameters, agreement } = refine('pawley', tetragonal, simulate(tetragonal, 4e-3, seed));
      expect(agreement.gof).toBeLessThan(1.15);
      for (const name of ['a', 'c'] as const) {
        const { value, sigma } = parameters.find((one) => one.name === `one.${name}`)!;
        pulls.push((value - tetragonal.cell[name]) / sigma!);
      }
    }
    const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length);
    expect(rms).toBeGreaterThan(0.75);
    expect(rms).toBeLessThan(1.3);
    expect(Math.max(...pulls.map(Math.abs))).toBeLessThan(4);
  });
});
