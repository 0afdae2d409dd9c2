import { describe, expect, it } from 'vitest';
import { PatternModel } from '../model/pattern-model.js';
import {
  hasReferenceData,
  measuredPattern,
  referencePhase,
  refineReference,
  sharedStructure,
} from '../test-support/reference-models.js';
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
import { type PatternRefinement, type RefineInput, refinePattern } from './refine-pattern.js';

const instrument = { U: 0.004, V: -0.004, W: 0.006, X: 0.03, Y: 0.02, asymmetry: 0.03 };
const common = { displacement: 0.03, 'background.0': 400, 'tet.scale': 0.02 };
const tet = phaseOf('tet', tetragonal, { strain: true });
const plain = phaseOf('tet', tetragonal);
const mono = phaseOf('mono', monoclinic);

function refine(
  truth: Readonly<Record<string, number>>,
  phases: RefineInput['phases'],
  options: Partial<RefineInput['options']> = {},
  more: Partial<RefineInput> = {},
): PatternRefinement {
  const model = new PatternModel(setupOf(phases, { range: [18, 110], step: 0.03 }));
  const pattern = noisyPattern(model.setup, calculatedAt(model, valuesOf(model, { ...common, ...truth })), 7);
  const fixed = { fix: [], tie: [], bounds: [], start: [] };
  return refinePattern({
    pattern,
    radiation: copper,
    phases,
    options: { method: 'rietveld', background: 3, capillaryMuR: 0, refine: undefined, ...fixed, ...options },
    humps: [],
    shift: 'displacement',
    starts: new Map(),
    ...more,
  });
}

const one = ({ refinement }: PatternRefinement, name: string) =>
  refinement.parameters.find((parameter) => parameter.name === name)!;
/** Full width over tan(theta) by anisotropic strain, degrees. */
function strainDeg({ refinement }: PatternRefinement, h: number, k: number, l: number): number {
  const termOf = (name: string) => refinement.parameters.find((own) => own.name === `tet.${name}`)!.value;
  const { names, term } = tet.strain!;
  const sum = names.reduce((all, name, n) => all + termOf(name) * term(n, h, k, l), 0);
  const { a, c } = refinement.phases[0]!.structure.cell;
  const inverseSquare = (h * h + k * k) / (a * a) + (l * l) / (c * c);
  return (Math.sqrt(Math.max(0, sum)) / inverseSquare) * (180 / Math.PI);
}

describe('widths of the phases', () => {
  it('begin with anisotropic strain that was asked for, and find it', () => {
    // Strained along c only: 0.3 deg of tan(theta) at 00l, a third of it across.
    const s004 = (0.3 * (Math.PI / 180)) ** 2 / 5.27 ** 4;
    const s400 = (0.1 * (Math.PI / 180)) ** 2 / 3.64 ** 4;
    const result = refine({ W: 0.006, X: 0.03, 'tet.S400': s400, 'tet.S004': s004, 'tet.S220': 2 * s400 }, [tet]);
    const { refinement } = result;
    expect(refinement.singular).toEqual([]);
    expect(refinement.converged).toBe(true);
    expect(refinement.agreement.gof).toBeLessThan(1.05);
    expect(one(result, 'tet.S004').state).toBe('free');
    expect(strainDeg(result, 0, 0, 2)).toBeCloseTo(0.3, 1);
    expect(strainDeg(result, 2, 0, 0)).toBeCloseTo(0.1, 1);
    // The common width and the strain broaden the lines alike.
    expect(one(result, 'Y')).toMatchObject({ value: 0, state: 'fixed' });
  });

  it('find next to no anisotropic strain where there is none', () => {
    const result = refine({ W: 0.006, X: 0.03 }, [tet]);
    expect(result.refinement.agreement.gof).toBeLessThan(1.05);
    expect(strainDeg(result, 0, 0, 2)).toBeLessThan(0.03);
    expect(strainDeg(result, 2, 0, 0)).toBeLessThan(0.03);
  });

  it('take the place of X and Y where both are asked for', () => {
    const refined = ['background', 'scale', 'cell', 'shift', 'widths', 'size', 'strain', 'asymmetry'] as const;
    const result = refine({ ...instrument, 'mono.scale': 0.004 }, [plain, mono], { refine: [...refined] });
    expect(result.refinement.singular).toEqual([]);
    expect(one(result, 'X')).toMatchObject({ value: 0, state: 'fixed' });
    expect(one(result, 'Y')).toMatchObject({ value: 0, state: 'fixed' });
    expect(one(result, 'tet.sizeBroadening').value).toBeCloseTo(0.03, 1);
    expect(one(result, 'tet.strainBroadening').state).toBe('free');
    expect(result.choice.widthsHeld).toHaveLength(2);
  });

  it('are what is refined where the instrument is known', () => {
    const truth = { ...instrument, 'tet.sizeBroadening': 0.05, 'tet.strainBroadening': 0.1 };
    const held = Object.entries(instrument).filter(([name]) => name !== 'asymmetry');
    for (const result of [
      refine(truth, [plain], {}, { starts: new Map(Object.entries(instrument)), instrumentGiven: true }),
      refine(truth, [plain], { fix: held.map(([name, value]) => `${name}=${value}`) }),
    ]) {
      for (const [name, value] of held) expect(one(result, name)).toMatchObject({ value, state: 'fixed' });
      const [size, strain] = [one(result, 'tet.sizeBroadening'), one(result, 'tet.strainBroadening')];
      expect(Math.abs(size.value - 0.05)).toBeLessThan(4 * size.sigma!);
      expect(Math.abs(strain.value - 0.1)).toBeLessThan(4 * strain.sigma!);
      expect(result.choice.own.instrumentKnown).toBe(true);
    }
  });

  it('leave the widths free where they are asked for beside a known instrument', () => {
    const starts = new Map(Object.entries(instrument));
    const result = refine(instrument, [plain], { refine: ['+widths'] }, { starts, instrumentGiven: true });
    expect(one(result, 'W').sigma).toBeGreaterThan(0);
    expect(one(result, 'X').sigma).toBeGreaterThan(0);
    expect(one(result, 'tet.Zr1.uIso').state).toBe('free');
  });

  it.skipIf(!hasReferenceData)(
    'find the anisotropic strain of measured zincite (needs the shared data)',
    async () => {
      const pattern = await measuredPattern('dara_TiO2_0p4009-ZnO_0p6010--8min.xrdml', [20, 100]);
      const phases = ['zno', 'anatase', 'rutile'].map((name) => referencePhase(name, sharedStructure(name)));
      const { strain } = phaseOf('zno', phases[0]!.structure, { strain: true });
      const strained = [{ ...phases[0]!, strain: strain! }, ...phases.slice(1)];
      const { refinement } = refineReference(pattern, copper, strained, {});
      const terms = refinement.parameters.filter(({ name }) => /^zno\.S\d+$/.test(name));
      expect(terms.map(({ state }) => state)).toEqual(['free', 'free', 'free']);
      expect(terms.every(({ value, sigma }) => sigma! > 0 && value > 0)).toBe(true);
      const isotropic = refineReference(pattern, copper, phases, {});
      expect(refinement.agreement.rwp).toBeLessThan(isotropic.refinement.agreement.rwp - 0.1);
    },
    60_000,
  );
});
