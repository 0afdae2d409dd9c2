import { describe, expect, it } from 'vitest';
import { madeStructure } from '../../../crystal/structure-factors/test-support/made-structure.js';
import { PatternModel } from '../model/pattern-model.js';
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
import { type PatternRefinement, type RefineInput, refinePattern } from './refine-pattern.js';

/** Widths of a usual diffractometer; X is of the diffractometer and of both phases alike. */
const truth: Readonly<Record<string, number>> = {
  displacement: 0.06,
  U: 0.004,
  V: -0.004,
  W: 0.006,
  X: 0.03,
  asymmetry: 0.03,
  'background.0': 400,
  'background.1': -100,
  'background.2': 30,
  'tet.scale': 0.02,
  'mono.scale': 0.004,
};
const phases = [phaseOf('tet', tetragonal), phaseOf('mono', monoclinic)];
const range = { range: [18, 100] as const, step: 0.03 };

function simulate(seed: number | undefined, changes: Readonly<Record<string, number>> = {}): RefineInput['pattern'] {
  const model = new PatternModel(setupOf(phases, range));
  const calculated = calculatedAt(model, valuesOf(model, { ...truth, ...changes }));
  return seed === undefined
    ? patternOf(model.setup.grid.twoThetaDeg, calculated)
    : noisyPattern(model.setup, calculated, seed);
}

function refine(
  pattern: RefineInput['pattern'],
  options: Partial<RefineInput['options']> = {},
  of: RefineInput['phases'] = phases,
  progress?: RefineInput['progress'],
): PatternRefinement {
  return refinePattern({
    pattern,
    radiation: copper,
    phases: of,
    options: {
      method: 'rietveld',
      background: 3,
      capillaryMuR: 0,
      refine: ['background', 'scale', 'cell', 'shift', 'widths', 'asymmetry'],
      fix: [],
      tie: [],
      bounds: [],
      start: [],
      ...options,
    },
    humps: [],
    shift: 'displacement',
    starts: new Map(),
    ...(progress === undefined ? {} : { progress }),
  });
}

const parameterOf = ({ refinement }: PatternRefinement, name: string) =>
  refinement.parameters.find((one) => one.name === name)!;

describe('refinePattern', () => {
  it('knows the esds of a pattern whose intensities are known but for a factor', () => {
    const pattern = simulate(3);
    const normalised = {
      ...pattern,
      observed: pattern.observed.map((y) => y / 1e4),
      sigma: pattern.sigma.map((sigma) => sigma / 1e2),
      weights: 'intensities' as const,
    };
    const counted = parameterOf(refine(pattern), 'tet.a');
    const scaled = parameterOf(refine(normalised), 'tet.a');
    expect(scaled.value).toBeCloseTo(counted.value, 6);
    expect(scaled.sigma! / counted.sigma!).toBeGreaterThan(0.9);
    expect(scaled.sigma! / counted.sigma!).toBeLessThan(1.1);
  });

  it.each(['rietveld', 'pawley', 'le-bail'] as const)(
    'calculates a pattern of which nothing is refined (%s)',
    (method) => {
      const { refinement } = refine(simulate(5), { method, refine: [] });
      expect(refinement.free).toEqual([]);
      expect(refinement.agreement.parameterCount).toBe(0);
      expect(Number.isFinite(refinement.agreement.rwp)).toBe(true);
      expect(refinement.parameters.every(({ sigma }) => sigma === null)).toBe(true);
    },
  );

  it('refuses more free intensities than a pattern tells apart', () => {
    const cell = { a: 9, b: 10, c: 11, alpha: 90, beta: 90, gamma: 90 };
    const triclinic = phaseOf('triclinic', madeStructure(cell, 'P 1', [{ label: 'O1', at: [0, 0, 0] }]), {
      atoms: false,
    });
    expect(() => refine(simulate(1), { method: 'pawley' }, [triclinic])).toThrow(
      /^\d+ reflections would have intensities of their own; 1200 are the most/,
    );
  });

  it('finds the numbers of a pattern without noise', () => {
    const result = refine(simulate(undefined));
    expect(result.refinement.converged).toBe(true);
    expect(result.refinement.agreement.rwp).toBeLessThan(1e-4);
    for (const [name, value] of Object.entries(truth)) expect(parameterOf(result, name).value).toBeCloseTo(value, 5);
    expect(parameterOf(result, 'mono.beta').value).toBeCloseTo(99.2, 6);
    expect(result.refinement.phases[1]!.structure.cell.c).toBeCloseTo(5.32, 7);
  });

  it('has standard deviations that are those of repeated measurements', () => {
    const names = ['tet.a', 'tet.c', 'tet.scale', 'mono.a', 'mono.beta', 'mono.scale', 'displacement', 'X', 'W'];
    const pulls: number[] = [];
    for (let seed = 1; seed <= 12; seed++) {
      const result = refine(simulate(seed));
      expect(result.refinement.agreement.gof).toBeLessThan(1.08);
      const expected: Readonly<Record<string, number>> = {
        ...truth,
        'tet.a': 3.64,
        'tet.c': 5.27,
        'mono.a': 5.15,
        'mono.beta': 99.2,
      };
      for (const name of names) {
        const { value, sigma } = parameterOf(result, name);
        pulls.push((value - expected[name]!) / sigma!);
      }
    }
    const rms = Math.sqrt(pulls.reduce((sum, pull) => sum + pull * pull, 0) / pulls.length);
    expect(rms).toBeGreaterThan(0.8);
    expect(rms).toBeLessThan(1.25);
    expect(Math.max(...pulls.map(Math.abs))).toBeLessThan(4.5);
  });

  it('never makes a stage worse than the one before, and tells progress', () => {
    const shares: number[] = [];
    const { refinement } = refine(simulate(3), {}, phases, (share) => shares.push(share));
    refinement.stages.forEach((stage, k) => {
      expect(stage.kept).toBe(true);
      if (k > 0) expect(stage.rwp).toBeLessThanOrEqual(refinement.stages[k - 1]!.rwp * (1 + 1e-9));
    });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares.every((share, k) => share > 0 && share < 1 && (k === 0 || share > shares[k - 1]!))).toBe(true);
  });

  it('stops where progress throws', () => {
    const stop = () => {
      throw new Error('cancelled');
    };
    expect(() => refine(simulate(3), {}, phases, stop)).toThrow('cancelled');
  });

  it.each([1.012, 0.99])(
    'finds a cell that starts %d times too large, lines many widths from their places',
    (factor) => {
      const { cell } = tetragonal;
      const off = { ...tetragonal, cell: { ...cell, a: cell.a * factor, b: cell.b * factor, c: cell.c * factor } };
      const pattern = simulate(5, { 'mono.scale': 0 });
      const alone = [phaseOf('tet', off)];
      const found = refine(pattern, {}, alone);
      const usual = refine(pattern, {}, [phases[0]!]);
      expect(found.refinement.agreement.rwp).toBeCloseTo(usual.refinement.agreement.rwp, 5);
      expect(parameterOf(found, 'tet.a').value).toBeCloseTo(3.64, 3);
    },
  );

  it('finds next to nothing of a phase that is not there, and the others as they are', () => {
    // Its lines fall between those of the pattern.
    const { cell } = tetragonal;
    const other = phaseOf('other', {
      ...tetragonal,
      cell: { ...cell, a: cell.a * 1.07, b: cell.b * 1.07, c: cell.c * 1.11 },
    });
    const result = refine(simulate(undefined, { 'mono.scale': 0 }), {}, [phases[0]!, other]);
    expect(parameterOf(result, 'other.scale').value).toBeLessThan(1e-5);
    expect(parameterOf(result, 'tet.a').value).toBeCloseTo(3.64, 4);
  });

  it('names a combination that the data do not determine', () => {
    // The Lorentzian width of the diffractometer and that of the grains of all phases are one number.
    const { refinement } = refine(simulate(4), {
      refine: ['background', 'scale', 'cell', 'shift', 'widths', 'size'],
      tie: ['mono.sizeBroadening=tet.sizeBroadening'],
      // A bound asks for the number although the sizes hold it.
      bounds: ['X=-1:1'],
    });
    expect(refinement.singular).toHaveLength(1);
    const names = refinement.singular[0]!.terms.map(([name]) => name);
    expect(names).toContain('tet.sizeBroadening');
    expect(refinement.parameters.find(({ name }) => name === 'tet.sizeBroadening')!.state).toBe('singular');
  });

  it('keeps to fixed values, ties, bounds and starts', () => {
    const result = refine(simulate(6), {
      fix: ['V=-0.0039', 'asymmetry'],
      tie: ['mono.scale=0.2*tet.scale'],
      bounds: ['tet.a=3.6405:3.66'],
      start: ['asymmetry=0.031'],
    });
    expect(parameterOf(result, 'V')).toMatchObject({ value: -0.0039, sigma: null, state: 'fixed' });
    expect(parameterOf(result, 'asymmetry')).toMatchObject({ value: 0.031, state: 'fixed' });
    expect(parameterOf(result, 'mono.scale').value).toBeCloseTo(0.2 * parameterOf(result, 'tet.scale').value, 12);
    expect(parameterOf(result, 'mono.scale').state).toBe('tied');
    expect(parameterOf(result, 'tet.a')).toMatchObject({ value: 3.6405, state: 'bound' });
  });
});
