import { describe, expect, it } from 'vitest';
import type { Result } from '../execution/task.js';
import { parseQuantity } from '../quantity/parse.js';
import { sampleSchema } from '../techniques/sample-schema.js';
import { runChecks } from './checks.js';
import { readStudy } from './load-study.js';
import type { Study, StudyCheckEntry } from './study.js';
import { resultOf } from './test-support/test-technique.js';

const size = { thickness: '1.00(2) mm', diameter: '12.0(1) mm' };
/** Pellet P1 of the reference study. */
const pellet = sampleSchema.parse({ ...size, mass: '0.341(1) g' });

function structure(quantities: Readonly<Record<string, string>>, sample = pellet): Result {
  const parsed = Object.fromEntries(
    Object.entries(quantities).map(([name, text]) => [
      name,
      parseQuantity(text, name.endsWith('weightFraction') ? '1' : undefined),
    ]),
  );
  return resultOf({
    technique: 'powder-diffraction',
    quantities: parsed,
    series: [{ label: 'nzsp', conditions: {}, quantities: parsed, findings: [] }],
    provenance: { inputs: [], options: {}, sample },
  });
}

const nzsp = structure({ 'nzsp.density': '3.2433(2) g/cm^3', 'nzsp.weightFraction': '1' });

function run(result: Result, ...checks: Omit<StudyCheckEntry, 'place'>[]) {
  const study = { checks: checks.map((check) => ({ ...check, place: {} })) } as unknown as Study;
  return runChecks(study, [{ id: 's', technique: 'powder-diffraction', fromCache: false, result }]);
}

const check = (relativeDensity?: string): Omit<StudyCheckEntry, 'place'> => ({
  check: 'density-against-structure',
  roles: { structure: 's' },
  ...(relativeDensity === undefined ? {} : { parameters: { relativeDensity } }),
});

describe('density-against-structure', () => {
  it.each(['0.930(5)', '93.0(5) %'])('agrees with the relative density stated as %s', (stated) => {
    const [finding, ...more] = run(nzsp, check(stated));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'check-agrees', severity: 'info', where: 'density-against-structure' });
    expect(finding!.message).toContain(
      '0.930(24) from 3.02(8) g/cm³ by mass and size over 3.24330(20) g/cm³ of the crystals in s, and',
    );
    expect(finding!.message).toContain('0.930(5) from other means');
  });

  it('is red when the mass is typed wrong', () => {
    const wrong = { ...pellet, mass: parseQuantity('0.381 g') };
    const [finding] = run(structure({ 'nzsp.density': '3.2433(2) g/cm^3' }, wrong), check('0.930(5)'));
    expect(finding).toMatchObject({ code: 'check-disagrees', severity: 'warning' });
    expect(finding!.message).toMatch(/is 1\.039.*standard deviations apart/);
  });

  it('holds nothing stated against what no pellet has', () => {
    expect(run(nzsp, check())[0]!.code).toBe('check-agrees');
    const heavy = { ...pellet, mass: parseQuantity('0.42 g') };
    const [finding] = run(structure({ 'nzsp.density': '3.2433(2) g/cm^3' }, heavy), check());
    expect(finding).toMatchObject({ code: 'check-disagrees', severity: 'warning' });
  });

  it('takes the density of all phases together', () => {
    const mixture = structure({
      'a.density': '4 g/cm^3',
      'a.weightFraction': '0.50(1)',
      'b.density': '2 g/cm^3',
      'b.weightFraction': '0.50(1)',
    });
    expect(run(mixture, check('0.93(2)'))[0]!.message).toMatch(/over 2\.667\(13\) g\/cm³ of the crystals in s/);
  });

  it('suggests itself where mass and size are known, once', () => {
    expect(run(nzsp).map(({ code }) => code)).toEqual(['check-agrees']);
    expect(run(nzsp, check('0.930(5)'))).toHaveLength(1);
    expect(run(structure({ 'nzsp.density': '3.24 g/cm^3' }, sampleSchema.parse(size)))).toEqual([]);
  });

  it('says why it cannot be made', () => {
    const why = (result: Result) => run(result, check('0.93(1)'))[0];
    expect(why(structure({ 'nzsp.density': '3.24 g/cm^3' }, sampleSchema.parse(size)))).toMatchObject({
      code: 'check-impossible',
      message: expect.stringContaining('needs mass, thickness, and diameter or area'),
    });
    expect(why(structure({ 'nzsp.a': '15.65 angstrom' }))!.message).toContain('no density of all its crystals');
    expect(why(structure({ 'a.density': '4 g/cm^3', 'b.density': '2 g/cm^3' }))!.code).toBe('check-impossible');
  });

  it('is read from study.yaml, and refuses a relative density with a unit', () => {
    const text = (relativeDensity: string) =>
      [
        'title: x',
        'samples: { p: { thickness: 1 mm } }',
        'analyses: { s: { technique: powder-diffraction, sample: p, recordings: a.xy, phase: [a.cif] } }',
        `checks: [{ density-against-structure: { structure: s, relativeDensity: ${relativeDensity} } }]`,
      ].join('\n');
    const { mistakes, study } = readStudy(text('0.930(5)'), 'study.yaml');
    expect(mistakes).toEqual([]);
    expect(study!.checks[0]!.parameters).toEqual({ relativeDensity: '0.930(5)' });
    expect(readStudy(text('3.0 g/cm^3'), 'study.yaml').mistakes[0]).toMatchObject({
      path: 'checks[0].density-against-structure.relativeDensity',
      message: expect.stringContaining('g/cm^3'),
    });
  });
});
