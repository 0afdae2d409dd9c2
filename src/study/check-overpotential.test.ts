import { describe, expect, it } from 'vitest';
import type { Result } from '../execution/task.js';
import { parseQuantity } from '../quantity/parse.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Sample } from '../techniques/sample.js';
import { sampleSchema } from '../techniques/sample-schema.js';
import type { SeriesEntry } from '../techniques/technique.js';
import { runChecks } from './checks.js';
import { readStudy } from './load-study.js';
import type { Study, StudyCheckEntry } from './study.js';
import { otherTechnique, resultOf, testTechnique } from './test-support/test-technique.js';

/** The coated cells of the reference study: 0.60(1) mm, 12.0(1) mm. */
const coated: Sample = {
  name: 'coated',
  ...sampleSchema.parse({ stack: ['Na', 'NZSP 0.60(1) mm', 'Na'], diameter: '12.0(1) mm' }),
};
/** Relative standard deviation of their area. */
const areaError = 2 / 120;
const q = (value: number, sigma: number | null, unit: string): Quantity => ({ value, sigma, unit });

/** Growth of one interface, Ohm cm^2, and the cell's overpotential, V, at 0.2 mA/cm^2: 10 cycles of formation, 20 min each. */
const growth = (timeH: number) => 42 + 4 * Math.sqrt(timeH);
function eta(cycle: number): number {
  const activation = 401.4 * Math.exp(-cycle / 1.2);
  return 0.2e-3 * (113.2 + 2 * (growth(Math.max(0, (cycle - 10) / 3)) + activation));
}

const columns = [
  { name: 'cycle', unit: '' },
  { name: 'time', unit: 'h' },
  { name: 'current density', unit: 'mA/cm^2' },
  { name: 'overpotential', unit: 'V' },
];
const row = (n: number) => [n, n / 3, q(0.2, 0.2 * areaError, 'mA/cm^2'), q(eta(n), 1e-4, 'V')];
function cycling(rows = Array.from({ length: 500 }, (_, k) => row(k + 1)), more: Partial<Result> = {}): Result {
  return resultOf({
    technique: 'cycling',
    tables: [{ id: 'cycles', caption: 'Cycles.', columns, rows }],
    provenance: { inputs: [], options: { cell: 'symmetric' }, sample: coated },
    ...more,
  });
}

/** Resistances times area with the errors of fit (0.5 Ohm cm^2) and area. */
const perArea = (value: number) => q(value, Math.hypot(0.5, value * areaError), 'Ohm cm^2');
function entry(interfaceOhmCm2: number, time?: string): SeriesEntry {
  return {
    label: time ?? 'fresh',
    conditions: time === undefined ? {} : { time: parseQuantity(time) },
    quantities: { pelletResistance: perArea(113.2), interfaceResistance: perArea(interfaceOhmCm2) },
    findings: [],
  };
}
const impedance = (...series: Result['series']) =>
  resultOf({ series, provenance: { inputs: [], options: { cell: 'symmetric' }, sample: coated } });

const roles = { cycling: 'c', impedance: 'i' };
const check = { check: 'overpotential-against-impedance', roles, parameters: { formation: '10' } };
function run(c: Result, i: Result, ...checks: Omit<StudyCheckEntry, 'place'>[]) {
  const study = { checks: checks.map((one) => ({ ...one, place: {} })) } as unknown as Study;
  return runChecks(study, [
    { id: 'c', technique: 'cycling', result: c, fromCache: false },
    { id: 'i', technique: 'impedance', result: i, fromCache: false },
  ]);
}
const ageing = impedance(...[1, 10, 30, 100].map((hours) => entry(growth(hours), `${hours} h`)));

describe('overpotential-against-impedance', () => {
  it('is green at the end of formation, with both numbers', () => {
    const [finding, ...others] = run(cycling(), impedance(entry(42)), check);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ code: 'check-agrees', severity: 'info' });
    expect(finding!.message).toContain('at the end of formation, cycle 10, is 42.1(8) Ω cm² from c');
    expect(finding!.message).toContain('42.0(9) Ω cm² from i (0.2 standard deviations apart)');
  });

  it('is red when the factor of two is missed', () => {
    const [finding] = run(cycling(), impedance(entry(84)), check);
    expect(finding).toMatchObject({ code: 'check-disagrees', severity: 'warning' });
    expect(finding!.message).toMatch(/42\.1\(8\).*84\.0\(15\)/);
  });

  it('compares ageing at the cycle of its time, and tells the worst', () => {
    const green = run(cycling(), ageing, check);
    expect(green).toHaveLength(1);
    expect(green[0]!.code).toBe('check-agrees');
    const mislabelled = impedance(...ageing.series.slice(0, 3), entry(growth(164), '100 h'));
    const [red] = run(cycling(), mislabelled, check);
    expect(red!.code).toBe('check-disagrees');
    expect(red!.message).toMatch(/100 h after formation, cycle 310, is 82\.0.*93\.2/);
  });

  it('does not let a common area hide a difference', () => {
    // 3 Ohm cm^2 are 1.3 standard deviations of both sides, and 4 of their difference.
    const wide = { ...coated, diameter: parseQuantity('12.0(5) mm') };
    const relative = 10 / 120;
    const wider = (value: number) => q(value, Math.hypot(0.5, value * relative), 'Ohm cm^2');
    const quantities = { pelletResistance: wider(113.2), interfaceResistance: wider(45) };
    const provenance = { inputs: [], options: { cell: 'symmetric' }, sample: wide };
    const spectrum = resultOf({ series: [{ ...entry(45), quantities }], provenance });
    const rows = [[10, 3.3, q(0.2, 0.2 * relative, 'mA/cm^2'), q(eta(10), 1e-4, 'V')]];
    expect(run(cycling(rows, { provenance }), spectrum, check)[0]!.code).toBe('check-disagrees');
    const other = { ...provenance, sample: { ...wide, name: 'another cell' } };
    expect(run(cycling(rows, { provenance: other }), spectrum, check)[0]!.code).toBe('check-agrees');
  });

  it('says why it cannot be made', () => {
    const why = (c: Result, i: Result, formation = '10') => {
      const [finding] = run(c, i, { ...check, parameters: { formation } });
      expect(finding).toMatchObject({ code: 'check-impossible', severity: 'warning' });
      return finding!.message;
    };
    expect(why(cycling([]), ageing)).toContain('has no cycle with overpotential');
    expect(why(resultOf({ technique: 'cycling' }), ageing)).toContain('has no table of cycles');
    expect(why(cycling(), ageing, '501')).toContain('has no cycle 501');
    expect(why(cycling(), impedance(entry(90, '200 h')))).toContain('no cycle 200 h after its formation');
    expect(why(cycling(), impedance())).toContain('i has no recordings');
    expect(why(cycling(), impedance({ ...entry(42), quantities: {} }))).toContain('its pellet');
    const warm = { ...entry(42), conditions: { temperature: parseQuantity('60 degC') } };
    expect(why(cycling(), impedance(warm))).toContain('not at one temperature (60 °C and 25 °C)');
  });

  it('suggests itself for the same sample, with what the cycling says of its formation', () => {
    const knowing = cycling(undefined, { quantities: { formationCycles: q(10, null, '1') } });
    expect(run(knowing, ageing).map(({ code }) => code)).toEqual(['check-agrees']);
    expect(run(knowing, ageing, check)).toHaveLength(1);
    const elsewhere = { inputs: [], options: { cell: 'symmetric' }, sample: { ...coated, name: 'bare' } };
    expect(run(cycling(undefined, { provenance: elsewhere }), ageing)).toEqual([]);
  });

  it('asks for the formation where nobody gave it', () => {
    const [finding] = run(cycling(), impedance(entry(42)));
    expect(finding!.code).toBe('check-disagrees');
    expect(finding!.message).toContain('say how many cycles are formation');
  });
});

describe('parameters of a check in study.yaml', () => {
  const text = (formation: string) => `title: t
analyses:
  c: { technique: gc, recordings: a }
  i: { technique: eis, recordings: a }
checks:
  - overpotential-against-impedance: { cycling: c, impedance: i, formation: ${formation} }
`;
  const read = (formation: string) => readStudy(text(formation), 'study.yaml', [testTechnique, otherTechnique]);

  it('are numbers or text', () => {
    for (const formation of ['10', '"10"']) {
      expect(read(formation).mistakes).toEqual([]);
      expect(read(formation).study!.checks[0]).toMatchObject({ roles, parameters: { formation: '10' } });
    }
  });

  it('are checked where they stand', () => {
    expect(read('ten').mistakes).toEqual([
      {
        line: 6,
        column: 77,
        path: 'checks[0].overpotential-against-impedance.formation',
        message: '"ten": expected a whole number of cycles, e.g. 10',
      },
    ]);
    const [misspelt] = readStudy(text('10').replace('formation:', 'formatoin:'), 's', [
      testTechnique,
      otherTechnique,
    ]).mistakes;
    expect(misspelt!.message).toContain('did you mean "formation"?');
  });
});
