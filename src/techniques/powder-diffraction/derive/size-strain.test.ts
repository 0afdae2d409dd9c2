import { describe, expect, it } from 'vitest';
import { anatase, freeParameter, handMadeRefinement, parameter } from '../test-support/hand-made-refinement.js';
import { describeSizeStrain, sizeStrainOf } from './size-strain.js';

const of = (...parameters: Parameters<typeof freeParameter>[]) =>
  handMadeRefinement({ phases: [{ structure: anatase }], parameters: parameters.map((one) => freeParameter(...one)) });

describe('sizeStrainOf', () => {
  it('is Scherrer: 0.1 degrees at theta = 0 of copper are 79.4 nm with K = 0.9', () => {
    const refinement = of(['anatase.sizeBroadening', 0.1, 0.002]);
    const { size, strain } = sizeStrainOf(refinement, refinement.phases[0], { instrumentKnown: true });
    expect(size?.value).toBeCloseTo((0.9 * 0.1540593) / ((0.1 * Math.PI) / 180), 6);
    expect(size?.value).toBeCloseTo(79.4, 1);
    expect(size?.sigma).toBeCloseTo(0.02 * 79.4, 2);
    expect(size?.unit).toBe('nm');
    expect(size?.note).toBeUndefined();
    expect(strain).toBeUndefined();
  });

  it('of a width that follows another one has the uncertainty of that', () => {
    const tied = (value: number) =>
      handMadeRefinement({
        phases: [{ structure: anatase }],
        parameters: [parameter('anatase.sizeBroadening', value, { state: 'tied', sigma: 0.002 })],
      });
    const sizeOf = (value: number) => sizeStrainOf(tied(value), tied(value).phases[0], { instrumentKnown: true }).size;
    expect(sizeOf(0.1)?.sigma).toBeCloseTo(0.02 * 79.4, 2);
    expect(sizeOf(1e-5)).toMatchObject({ value: null, note: 'no broadening by size is seen' });
  });

  it('is none of a phase that is not seen', () => {
    const refinement = of(['anatase.sizeBroadening', 0.1, 0.002]);
    expect(sizeStrainOf(refinement, { ...refinement.phases[0]!, scale: 0 }, { instrumentKnown: true })).toEqual({});
  });

  it('is smaller by pi/2 with the integral breadth of a Lorentzian', () => {
    const refinement = of(['anatase.sizeBroadening', 0.1, 0.002]);
    const options = { instrumentKnown: true, breadth: 'integral', shapeFactor: 1 } as const;
    const { size } = sizeStrainOf(refinement, refinement.phases[0], options);
    expect(size?.value).toBeCloseTo(0.1540593 / ((0.1 * Math.PI) / 180) / (Math.PI / 2), 6);
    expect(describeSizeStrain(options)).toContain('K = 1,');
  });

  it('gives e = beta / (4 tan theta) in per cent', () => {
    // A spread of d by one part in a thousand (FWHM) widens 2theta by 2 tan(theta) / 1000 radian: e is half of it.
    const deg = (2e-3 * 180) / Math.PI;
    const refinement = of(['anatase.strainBroadening', deg, deg / 50]);
    const { strain } = sizeStrainOf(refinement, refinement.phases[0], { instrumentKnown: true });
    expect(strain?.value).toBeCloseTo(0.05, 10);
    expect(strain?.sigma).toBeCloseTo(0.001, 10);
  });

  it('counts the width of the instrument in where it is not known, with its covariance, and says so', () => {
    const refinement = handMadeRefinement({
      parameters: [
        freeParameter('X', 0.06, 0.004),
        freeParameter('anatase.sizeBroadening', 0.04, 0.003),
        parameter('Y', 0),
      ],
      covariance: Float64Array.of(16e-6, -11e-6, -11e-6, 9e-6),
    });
    const { size } = sizeStrainOf(refinement, refinement.phases[0], { instrumentKnown: false });
    expect(size?.value).toBeCloseTo(79.4, 1);
    expect(size!.sigma! / size!.value!).toBeCloseTo(Math.sqrt(3e-6) / 0.1, 8);
    expect(size?.note).toContain('lower limit');
    // The instrument's own width is none of the sample's.
    const alone = sizeStrainOf(refinement, refinement.phases[0], { instrumentKnown: true });
    expect(alone.size?.value).toBeCloseTo(79.4 / 0.4, 0);
  });

  it('gives a limit where no broadening is seen', () => {
    const refinement = of(['anatase.sizeBroadening', 0.001, 0.002], ['anatase.strainBroadening', 0, 0.01]);
    const { size, strain } = sizeStrainOf(refinement, refinement.phases[0], { instrumentKnown: true });
    expect(size?.value).toBeNull();
    expect(size?.interval95?.[0]).toBeGreaterThan(1000);
    expect(size?.interval95?.[1]).toBeNull();
    expect(strain?.value).toBeNull();
    expect(strain?.interval95?.[1]).toBeCloseTo(25 * 0.0196 * (Math.PI / 180), 8);
    // An interval from nothing to nothing would tell nobody anything.
    const below = of(['anatase.strainBroadening', -0.04, 0.01]);
    const negative = sizeStrainOf(below, below.phases[0], { instrumentKnown: true }).strain;
    expect(negative).toMatchObject({ value: null, note: 'the width that goes with tan(theta) came out below zero' });
    expect(negative?.interval95).toBeUndefined();
  });

  it('says nothing of widths that were not refined', () => {
    const refinement = handMadeRefinement({ parameters: [parameter('X', 0.1), parameter('Y', 0.1)] });
    expect(sizeStrainOf(refinement, refinement.phases[0], { instrumentKnown: false })).toEqual({});
  });
});
