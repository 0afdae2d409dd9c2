import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../errors.js';
import { parseQuantity } from '../quantity/parse.js';
import { areaCm2, checkSample, pelletLayer, thicknessCm } from './sample.js';
import { sampleSchema } from './sample-schema.js';

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
  }
  return undefined;
}

/** The sample of study.yaml text fields. */
function sample(fields: object) {
  return sampleSchema.parse(fields);
}

describe('areaCm2', () => {
  it('is as given, or of the disc, whose relative uncertainty counts twice', () => {
    expect(areaCm2(sample({ area: '0.785(4) cm^2' }))).toEqual({ value: 0.785, sigma: expect.closeTo(0.004, 12) });
    const disc = areaCm2(sample({ diameter: '12.0(1) mm' }))!;
    expect(disc.value).toBeCloseTo(1.13097, 5);
    expect(disc.sigma! / disc.value).toBeCloseTo((2 * 0.1) / 12, 10);
    expect(areaCm2(sample({ diameter: '12.0 mm' }))!.sigma).toBeNull();
    expect(areaCm2(sample({ mass: '3 mg' }))).toBeUndefined();
  });

  it('refuses an area that contradicts the diameter and lets roundings pass', () => {
    expect(areaCm2(sample({ area: '1.131 cm^2', diameter: '12.0 mm' }))!.value).toBe(1.131);
    const error = errorOf(() => areaCm2(sample({ area: '0.785 cm^2', diameter: '12.0(1) mm' })));
    expect(error?.code).toBe('invalid-geometry');
    expect(error?.message).toBe(
      'a diameter of 12.00(10) mm makes an area of 1.131(19) cm^2, but the area given is 0.785 cm^2',
    );
  });
});

describe('thicknessCm', () => {
  it('is as given, or that of the thickest layer', () => {
    expect(thicknessCm(sample({ thickness: '1.18(2) mm' }))).toEqual({ value: 0.118, sigma: 0.002 });
    const stack = sample({ stack: ['Na', 'TiO2 20(2) nm', 'NZSP 0.60(1) mm', 'TiO2 20(2) nm', 'Na'] });
    expect(pelletLayer(stack)?.material).toBe('NZSP');
    expect(thicknessCm(stack)).toEqual({ value: expect.closeTo(0.06, 12), sigma: expect.closeTo(0.001, 12) });
    expect(thicknessCm(sample({ stack: ['Na', 'NZSP'] }))).toBeUndefined();
  });

  it('refuses a thickness that contradicts the stack', () => {
    const error = errorOf(() => thicknessCm(sample({ thickness: '1.00 mm', stack: ['Na', 'NZSP 0.60(1) mm', 'Na'] })));
    expect(error?.code).toBe('invalid-geometry');
    expect(error?.where.path).toBe('thickness');
  });
});

describe('checkSample', () => {
  it.each([
    [{ thickness: '0 mm' }, 'thickness', 'must be more than zero'],
    [{ diameter: '-12 mm' }, 'diameter', 'must be more than zero'],
    [{ thickness: '1.18 m' }, 'thickness', 'which no sample has'],
    [{ thickness: '0.9 nm' }, 'thickness', 'which no sample has'],
    [{ diameter: '1 nm' }, 'diameter', 'which no sample has'],
    [{ area: '70 um^2' }, 'area', 'which no sample has'],
    [{ stack: ['Na', 'NZSP 0.5 nm'] }, 'stack', 'which no sample has'],
    [{ thickness: '1.18 +- 2 mm' }, 'thickness', 'half of it or more'],
    [{ stack: ['NZSP 1 mm', 'TiO2 3(3) nm'] }, 'stack.1', 'as large as itself'],
    [{ mass: '3 +- 1.5 mg' }, 'mass', 'half of it or more'],
    [{ area: '3 km^2' }, 'area', 'which no sample has'],
    [{ mass: '0 mg' }, 'mass', 'must be more than zero'],
    [{ density: '3300 g/cm^3' }, 'density', 'which no sample has'],
    [{ stack: ['Na', 'NZSP 0 mm'] }, 'stack.1', 'must be more than zero'],
  ])('refuses %j', (fields, path, words) => {
    const error = errorOf(() => checkSample(sample(fields)));
    expect(error?.code).toBe('invalid-geometry');
    expect(error?.where.path).toBe(path);
    expect(error?.message).toContain(words);
    expect(error?.hint).not.toBe('');
  });

  it('refuses what is not a number, and a quantity of another dimension', () => {
    expect(errorOf(() => checkSample({ thickness: { value: Number.NaN, sigma: null, unit: 'mm' } }))?.code).toBe(
      'invalid-geometry',
    );
    expect(errorOf(() => checkSample({ thickness: { value: null, sigma: null, unit: 'mm' } }))?.code).toBe(
      'invalid-geometry',
    );
    const wrong = errorOf(() => areaCm2({ area: parseQuantity('3 mm') }));
    expect(wrong?.code).toBe('wrong-dimension');
    expect(wrong?.where.path).toBe('area');
  });

  it('accepts the samples of the reference study', () => {
    checkSample(
      sample({ composition: 'Na3Zr2Si2PO12', thickness: '1.00(2) mm', diameter: '12.0(1) mm', mass: '0.341(1) g' }),
    );
    checkSample(sample({ stack: ['Na', 'TiO2 20(2) nm', 'NZSP 0.60(1) mm', 'Na'], diameter: '12.0(1) mm' }));
    checkSample({});
  });

  it('accepts the smallest that are made', () => {
    checkSample(sample({ thickness: '1 nm', diameter: '10 um' }));
    checkSample(sample({ stack: ['Na', 'TiO2 0.3(2) nm', 'LiPON 1.0 um', 'Na'], area: '79 um^2' }));
  });
});

describe('sampleSchema', () => {
  const messages = (fields: object) => sampleSchema.safeParse(fields).error?.issues.map((issue) => issue.message) ?? [];

  it('says what to write when the unit is missing or wrong', () => {
    expect(messages({ thickness: 1.18 })).toEqual(['1.18 has no unit; write the unit after the number, e.g. 1.18 mm']);
    expect(messages({ thickness: '1.18' })[0]).toContain('has no unit');
    expect(messages({ area: '3 mm' })[0]).toContain('"3 mm" is a length (mm), but an area (cm^2) is needed');
    expect(messages({ mass: '3 mgg' })[0]).toContain('did you mean "mg"?');
    expect(messages({ stack: ['Na', 'TiO2 20 parsec'] })[0]).toContain('layer "TiO2 20 parsec"');
    expect(messages({ stack: ['Na'] })[0]).toContain('at least two layers');
  });

  it('leaves absent fields absent', () => {
    expect(Object.keys(sample({ composition: 'NZSP' }))).toEqual(['composition']);
  });
});
