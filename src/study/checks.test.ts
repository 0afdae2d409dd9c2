import { describe, expect, it } from 'vitest';
import type { Result } from '../execution/task.js';
import { parseQuantity } from '../quantity/parse.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Sample } from '../techniques/sample.js';
import { sampleSchema } from '../techniques/sample-schema.js';
import { runChecks } from './checks.js';
import type { Study, StudyCheckEntry } from './study.js';
import { resultOf } from './test-support/test-technique.js';

/** Pellet P1 of the reference study: 5.30e-4 S/cm at 25 degC. */
const p1 = sampleSchema.parse({ composition: 'NZSP', thickness: '1.00(2) mm', diameter: '12.0(1) mm' });
/** Cells P2: 0.60(1) mm and 12.0(1) mm, so 113.2 Ohm cm2 are 100.1 Ohm. */
const p2 = sampleSchema.parse({ stack: ['Na', 'TiO2 3.0(2) nm', 'NZSP 0.60(1) mm', 'Na'], diameter: '12.0(1) mm' });

type Texts = Readonly<Record<string, string>>;

function quantities(texts: Texts): Record<string, Quantity> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, parseQuantity(text)]));
}

function result(
  sample: Sample,
  options: object,
  whole: Texts,
  ...series: { conditions?: Texts; quantities: Texts }[]
): Result {
  return resultOf({
    quantities: quantities(whole),
    series: series.map((entry, index) => ({
      label: `file-${index}`,
      conditions: quantities(entry.conditions ?? {}),
      quantities: quantities(entry.quantities),
      findings: [],
    })),
    provenance: { inputs: [], options: { ...options }, sample },
  });
}

const conductivity = result(
  p1,
  { cell: 'pellet' },
  { conductivity25C: '5.30(14)e-4 S/cm' },
  { conditions: { temperature: '60 degC' }, quantities: { conductivity: '1.70(4)e-3 S/cm' } },
);
const symmetricOptions = { cell: 'symmetric', interface: 'R2' };
const spectrum = { quantities: { Rtotal: '100.1(5) Ohm', R2: '74.3(4) Ohm' } };
const symmetric = result(p2, symmetricOptions, {}, spectrum);

function run(results: Record<string, Result | null>, ...checks: Omit<StudyCheckEntry, 'place'>[]) {
  const study = { checks: checks.map((check) => ({ ...check, place: {} })) } as unknown as Study;
  const failure = { code: 'x', message: 'm', hint: '', where: {} };
  const outcomes = Object.entries(results).map(([id, one]) => ({
    id,
    technique: 'impedance',
    fromCache: false,
    ...(one === null ? { failure } : { result: one }),
  }));
  return runChecks(study, outcomes);
}

const pelletCheck = { check: 'pellet-against-conductivity', roles: { symmetric: 's', conductivity: 'c' } };

describe('pellet-against-conductivity', () => {
  it('is green on the consistent study, with both numbers', () => {
    const findings = run({ s: symmetric, c: conductivity }, pelletCheck);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ code: 'check-agrees', severity: 'info' });
    expect(findings[0]!.message).toContain('113.2(20) Ω cm²');
    expect(findings[0]!.message).toMatch(/and 113\(4\) Ω cm² from its thickness, 0\.600\(10\) mm/);
  });

  it('is red when the thickness of the cell is entered as that of another pellet', () => {
    const wrong = { ...p2, stack: undefined, thickness: parseQuantity('1.00(2) mm') };
    const findings = run({ s: result(wrong, symmetricOptions, {}, spectrum), c: conductivity }, pelletCheck);
    expect(findings[0]).toMatchObject({
      code: 'check-disagrees',
      severity: 'warning',
      where: 'pellet-against-conductivity',
    });
    expect(findings[0]!.message).toMatch(/189\(6\) Ω cm².*standard deviations apart/);
  });

  it('compares at the temperature of the cell, and takes what the technique names', () => {
    const warm = result(
      p2,
      symmetricOptions,
      {},
      { conditions: { temperature: '333.2 K' }, quantities: { Rtotal: '31.2(3) Ohm' } },
    );
    expect(run({ s: warm, c: conductivity }, pelletCheck)[0]!.message).toMatch(
      /35\.3.*0\.00170\(4\) S\/cm at 60\.05 °C/,
    );
  });

  it('needs an analysis of a symmetric cell', () => {
    const [finding] = run({ s: conductivity, c: conductivity }, pelletCheck);
    expect(finding!.message).toContain('s is not analysed as a symmetric cell');
  });

  it('gives the worst of a series', () => {
    const series = result(p2, symmetricOptions, {}, spectrum, {
      quantities: { ...spectrum.quantities, Rtotal: '140.1(5) Ohm' },
    });
    const findings = run({ s: series, c: conductivity }, pelletCheck);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.code).toBe('check-disagrees');
    expect(findings[0]!.message).toContain('s (file-1)');
  });

  it('says why it cannot be made', () => {
    const why = (results: Record<string, Result | null>) => {
      const [finding] = run(results, pelletCheck);
      expect(finding).toMatchObject({ code: 'check-impossible', severity: 'warning' });
      return finding!.message;
    };
    expect(why({ s: symmetric, c: null })).toContain('the analysis c failed');
    expect(run({ s: symmetric }, pelletCheck)).toEqual([]);
    expect(why({ s: result({ ...p2, stack: undefined }, symmetricOptions, {}, spectrum), c: conductivity })).toContain(
      'has no thickness',
    );
    expect(
      why({ s: result({ thickness: parseQuantity('1 mm') }, symmetricOptions, {}, spectrum), c: conductivity }),
    ).toContain('needs an area or diameter');
    expect(why({ s: symmetric, c: result(p1, {}, {}) })).toContain('c gives no conductivity at 25 °C');
    const exact = result(
      { thickness: parseQuantity('1 mm'), area: parseQuantity('1 cm^2') },
      symmetricOptions,
      {},
      { quantities: { Rtotal: '100 Ohm' } },
    );
    expect(why({ s: exact, c: result(p1, {}, { conductivity25C: '5e-4 S/cm' }) })).toContain('without uncertainties');
  });

  it('suggests itself for the same material, once', () => {
    expect(run({ s: symmetric, c: conductivity }).map(({ code }) => code)).toEqual(['check-agrees']);
    expect(run({ s: symmetric, c: conductivity }, pelletCheck)).toHaveLength(1);
    const other = result(
      { ...p2, stack: [{ material: 'LLZO', thickness: parseQuantity('0.60(1) mm') }, { material: 'Li' }] },
      symmetricOptions,
      {},
      spectrum,
    );
    expect(run({ s: other, c: conductivity })).toEqual([]);
    expect(run({ s: symmetric, c: conductivity, d: conductivity })).toEqual([]);
  });
});

describe('interface-against-interface', () => {
  const check = { check: 'interface-against-interface', roles: { first: 'a', second: 'b' } };
  const cell = (...resistances: [string, string][]) =>
    result(
      p2,
      symmetricOptions,
      {},
      ...resistances.map(([time, asr]) => ({ conditions: { time }, quantities: { interfaceResistance: asr } })),
    );

  it('compares wherever the conditions are the same, whatever their units', () => {
    const findings = run(
      {
        a: cell(['1 h', '46.0(9) Ohm cm^2'], ['100 h', '82.0(12) Ohm cm^2']),
        b: cell(['60 min', '46.5(9) Ohm cm^2'], ['100 h', '164(2) Ohm cm^2']),
      },
      check,
    );
    expect(findings.map(({ code }) => code)).toEqual(['check-agrees', 'check-disagrees']);
    expect(findings[1]!.message).toContain(
      'one interface at time 100 h is 82.0(12) Ω cm² from a and 164.0(20) Ω cm² from b',
    );
  });

  it('says why it cannot be made', () => {
    expect(
      run({ a: cell(['1 h', '46.0(9) Ohm cm^2']), b: cell(['2 h', '46.0(9) Ohm cm^2']) }, check)[0]!.message,
    ).toContain('no recording under the same conditions');
    expect(run({ a: cell(['1 h', '46.0(9) Ohm cm^2']), b: cell(['1 h', '46.0(9) Ohm']) }, check)[0]!.message).toContain(
      'cannot be converted',
    );
  });
});
