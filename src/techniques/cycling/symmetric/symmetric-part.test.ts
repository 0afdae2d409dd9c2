import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Sample } from '../../sample.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { simulateSymmetric } from '../simulate/simulate-symmetric.js';
import { overpotentialV, symmetricTruth } from '../simulate/symmetric-truth.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { symmetricPart } from './symmetric-part.js';

/** The coated cell of the reference study: 0.2 mA/cm^2, half cycles of 10 min, growth with the root of time. */
const coated = {
  cell: 'symmetric' as const,
  areaCm2: 1.131,
  currentDensity: 0.2,
  halfCycleMin: 10,
  cycles: 120,
  pelletResistance: 113.2,
  interface: { initial: 42, perRootHour: 4, formation: 401.4, formationConstant: 1.2, formationCycles: 10 },
  sampleS: 30,
};
const sample: Sample = { area: parseQuantity('1.131(19) cm^2') };

function analyse(truth: object = {}, given: object = {}, of: Sample = sample, seed = 1) {
  const options = cyclingOptions.parse({ cell: 'symmetric', ...given });
  const run = simulateSymmetric(symmetricTruth.parse({ ...coated, ...truth }), createRandom(seed));
  return symmetricPart(prepareTest('cell', seriesOfRun(run), of, options));
}

const findingsOf = ({ findings }: ReturnType<typeof analyse>, code: string) =>
  findings.filter((finding) => finding.code === code);

describe('a symmetric cell of known truth', () => {
  const truth = symmetricTruth.parse(coated);

  it('gives back overpotentials, capacities and resistances', () => {
    const part = analyse({}, { ohmicResistance: '113.2(20) Ohm cm^2' });
    const { quantities } = part;
    expect(quantities.cycles!.value).toBe(120);
    expect(quantities.halfCycles!.value).toBe(240);
    expect(quantities.initialOverpotential!.value).toBeCloseTo(overpotentialV(truth, 1), 4);
    expect(quantities.finalOverpotential!.value).toBeCloseTo(overpotentialV(truth, 120), 4);
    expect(quantities.minimumOverpotential!.value).toBeCloseTo(overpotentialV(truth, 10), 4);
    expect(quantities.minimumOverpotentialCycle!.value).toBe(10);
    expect(quantities.softShortCycle!.value).toBeNull();
    expect(quantities.currentDensity!.value).toBeCloseTo(0.2, 6);
    // Area 1.7 %, current scale 0.1 %.
    expect(quantities.currentDensity!.sigma! / 0.2).toBeCloseTo(Math.hypot(0.019 / 1.131, 0.001), 6);
    expect(quantities.arealCapacity!.value).toBeCloseTo(0.2 / 6, 6);
    expect(quantities.cumulativeCapacity!.value).toBeCloseTo(240 * (0.2 / 6), 3);
    // 8.86 um of sodium for each mAh/cm^2.
    expect(quantities.platedThickness!.value! / (0.2 / 6)).toBeCloseTo(8.86, 2);
    expect(quantities.arealResistance!.value).toBeCloseTo(1e3 * (overpotentialV(truth, 120) / 0.2), 0);
    const one = 42 + 4 * Math.sqrt(110 / 3);
    expect(Math.abs(quantities.interfaceResistance!.value! - one)).toBeLessThan(quantities.interfaceResistance!.sigma!);
    expect(
      analyse({}, { ohmicResistance: '113.2 Ohm cm^2', interfaces: 1 }).quantities.interfaceResistance!.value,
    ).toBeCloseTo(2 * one, 0);
    expect(part.findings).toEqual([]);
    expect(part.figures.map(({ id }) => id)).toEqual(['voltage', 'overpotential']);
  });

  it('names the cycles that its overpotential stands for, whatever counts as formation', () => {
    const whole = analyse().quantities;
    expect(whole.formationCycles!.value).toBe(5);
    expect(whole.overpotential!.note).toBe('median over cycles 6 to 120 (plateau)');
    const typed = analyse({}, { formationCycles: 60 }).quantities;
    expect(typed.overpotential!.value).toBeCloseTo(overpotentialV(truth, 90), 3);
    expect(typed.minimumOverpotentialCycle!.value).toBe(61);
  });

  it('has plateau, mean and end apart where the potential relaxes', () => {
    const nucleation = { share: 0.5, decayS: 60 };
    const of = (overpotential: string) => analyse({ nucleation }, { overpotential }).quantities.overpotential!.value!;
    const [plateau, mean, end] = [of('plateau'), of('mean'), of('end')];
    expect(end).toBeLessThan(plateau);
    expect(plateau).toBeLessThan(mean);
    // The mean of 1 + 0.5 exp(-t/60 s) over 600 s is 1.05, a little of it before the first row that counts.
    expect(mean / end).toBeGreaterThan(1.03);
    expect(mean / end).toBeLessThan(1.055);
  });

  it('gives asymmetry and offset with their signs', () => {
    const part = analyse({ asymmetry: 0.03, offsetV: 0 });
    expect(part.quantities.asymmetry!.value).toBeCloseTo(0.03, 4);
    const shifted = analyse({ offsetV: 2e-3 }).tables.find(({ id }) => id === 'cycles')!;
    const offset = shifted.columns.findIndex(({ name }) => name === 'offset');
    expect(shifted.rows[60]![offset]).toBeCloseTo(2e-3, 4);
  });

  it('counts the drift of a straight course and covers it', () => {
    const drift = analyse({
      interface: { initial: 42, perRootHour: 0 },
      cycles: 60,
      wobble: 0.002,
    }).quantities.overpotentialDrift!;
    expect(drift.interval95![0]!).toBeLessThan(0);
    expect(drift.interval95![1]!).toBeGreaterThan(0);
    const rising = analyse().quantities.overpotentialDrift!;
    expect(rising.interval95![0]!).toBeGreaterThan(0);
  });
});

describe('what a referee would ask', () => {
  it('is nothing in silence when the geometry is missing', () => {
    const part = analyse({}, {}, {});
    expect(findingsOf(part, 'no-geometry')[0]!.severity).toBe('warning');
    expect(part.quantities).not.toHaveProperty('currentDensity');
    expect(part.quantities.overpotential!.value).toBeGreaterThan(0.03);
  });

  it('is more than two cycles, and two electrodes alike', () => {
    expect(findingsOf(analyse({ cycles: 2 }), 'few-cycles')).toHaveLength(1);
    expect(findingsOf(analyse({ asymmetry: 0.2 }), 'asymmetry')[0]!.message).toMatch(
      /20 % of their mean in 115 of 115/,
    );
    expect(findingsOf(analyse({ asymmetry: 0.05 }), 'asymmetry')).toEqual([]);
  });

  it('is the charge balance of the coating', () => {
    const stack = ['Na', 'TiO2', 'NZSP', 'TiO2', 'Na'].map((material) =>
      material === 'TiO2' ? { material, thickness: parseQuantity('3.0(2) nm') } : { material },
    );
    // 0.84 ions in 3.0 nm at 3.7 g/cm^3 are 0.313 uAh/cm^2: 5.6 s at 0.2 mA/cm^2.
    const [finding] = findingsOf(analyse({}, { filmIons: '0.84' }, { ...sample, stack }), 'film-filling');
    expect(finding!.message).toMatch(/0\.84 ions per formula unit, 3\.7 g\/cm³\) after 5\.6 s/);
    expect(findingsOf(analyse({}, {}, { ...sample, stack: [] }), 'film-filling')).toEqual([]);
    const unformed = analyse({ interface: { initial: 42, perRootHour: 4 } }, {}, { ...sample, stack });
    expect(findingsOf(unformed, 'film-filling')).toEqual([]);
  });
});

describe('shorts', () => {
  it('end what is sound, and are told with the cycle, the time and the evidence', () => {
    const part = analyse({ short: { cycle: 80, half: 'second', at: 0.6, loss: 0.5 } });
    expect(part.quantities.softShortCycle!.value).toBe(80);
    expect(part.quantities.finalOverpotential!.note).toBe('cycle 79');
    const [finding] = findingsOf(part, 'soft-short');
    expect(finding!.severity).toBe('error');
    expect(finding!.message).toMatch(
      /from cycle 80 on: .*the potential lost 50 % at constant current and stayed low in cycle 80/,
    );
    expect(finding!.message).toMatch(/\(26\.\d+ h, row \d+\)/);
    const evidence = part.tables.find(({ id }) => id === 'short-evidence')!;
    expect(evidence.rows[0]!.slice(0, 2)).toEqual([80, 160]);
    const drawn = part.figures[0]!.panels[0]!.marks.find((mark) => mark.type === 'points');
    expect(drawn).toMatchObject({ label: 'short' });
  });

  it('that were there from the start are seen against the ohmic floor alone', () => {
    const shorted = { pelletResistance: 20, interface: { initial: 2 }, cycles: 30 };
    expect(analyse(shorted).quantities.softShortCycle!.value).toBeNull();
    const part = analyse(shorted, { ohmicResistance: '113.2(20) Ohm cm^2' });
    expect(part.quantities.softShortCycle!.value).toBe(1);
    expect(findingsOf(part, 'soft-short')[0]!.message).toMatch(/79 % below what the electrolyte alone takes/);
  });

  it('that leave wires only are hard, however small the current', () => {
    const part = analyse({ short: { cycle: 50, at: 0, loss: 0.9999 } });
    expect(findingsOf(part, 'soft-short')[0]!.message).toMatch(
      /^The cell is shorted from cycle 50 on: no potential at all/,
    );
    // 0.2 mV, but of a current of a microampere: a resistance as cells have it.
    const small = analyse({ currentDensity: 1e-3, noiseV: 1e-7, cycles: 20 });
    expect(small.quantities.softShortCycle!.value).toBeNull();
  });
});
