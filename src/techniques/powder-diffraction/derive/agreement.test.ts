import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { agreementOf, type FittedPoints, phaseAgreement, WHITE_NOISE_FACTOR } from './agreement.js';

function points(observed: number[], calculated: number[], more: Partial<FittedPoints> = {}): FittedPoints {
  return {
    twoThetaDeg: Float64Array.from(observed, (_, i) => 45 + 0.02 * i),
    observed: Float64Array.from(observed),
    calculated: Float64Array.from(calculated),
    background: new Float64Array(observed.length),
    sigma: Float64Array.from(observed, (y) => Math.sqrt(Math.max(1, y))),
    used: new Uint8Array(observed.length).fill(1),
    ...more,
  };
}

const reflection = { h: 1, k: 0, l: 0, multiplicity: 2, dAngstrom: 2, twoThetaDeg: 45, fwhmDeg: 0.1 };

describe('agreementOf', () => {
  it('follows the definitions, worked by hand', () => {
    const found = agreementOf(
      points([100, 400, 100, 900], [110, 380, 100, 930], { background: Float64Array.of(100, 100, 100, 100) }),
      1,
    );
    // w d²: 100/100, 400/400, 0, 900/900; w y²: the counts themselves.
    expect(found.rwp).toBeCloseTo(100 * Math.sqrt(3 / 1500), 12);
    expect(found.rexp).toBeCloseTo(100 * Math.sqrt(3 / 1500), 12);
    expect(found.gof).toBeCloseTo(1, 12);
    expect(found.rp).toBeCloseTo((100 * 60) / 1500, 12);
    expect(found.rwpBackground).toBeCloseTo(100 * Math.sqrt(3 / (300 ** 2 / 400 + 800 ** 2 / 900)), 12);
    // D = -1, 1, 0, -1: steps 4 + 1 + 1 over 3; runs (-1), (1, 0), (-1).
    expect(found.durbinWatson).toBeCloseTo(2, 12);
    expect(found.berarLelannRaw).toBeCloseTo(1, 12);
    expect(found.berarLelann).toBe(1);
  });

  it('leaves out what is not used, and ends a run there', () => {
    const used = Uint8Array.of(1, 0, 1, 1);
    const found = agreementOf(points([101, 9e9, 101, 101], [91, 0, 91, 91], { used }), 0);
    expect(found.pointCount).toBe(3);
    const rest = 10 / Math.sqrt(101);
    expect(found.rwp).toBeCloseTo((100 * rest) / Math.sqrt(101), 10);
    // One pair of equal neighbours; runs of one and of two points.
    expect(found.durbinWatson).toBeCloseTo(0, 12);
    expect(found.berarLelannRaw).toBeCloseTo(Math.sqrt((1 + 4) / 3), 12);
  });

  it('gives white noise the factor 1.508 and d = 2', () => {
    const random = createRandom(7);
    const n = 60_000;
    const noise = Array.from({ length: n }, () => 10_000 + 100 * random.normal());
    const flat = { sigma: new Float64Array(n).fill(100) };
    const found = agreementOf(points(noise, new Array(n).fill(10_000), flat), 0);
    expect(WHITE_NOISE_FACTOR).toBeCloseTo(1.508, 3);
    expect(found.berarLelannRaw).toBeCloseTo(WHITE_NOISE_FACTOR, 1);
    expect(found.berarLelann).toBeLessThan(1.02);
    expect(Math.abs(found.durbinWatson - 2)).toBeLessThan(0.03);
    expect(Math.abs(found.gof - 1)).toBeLessThan(0.01);
  });

  it('sees rests that last over many points', () => {
    const slow = Array.from({ length: 400 }, (_, i) => 1000 + 100 * Math.sin(i / 10));
    const found = agreementOf(points(slow, new Array(400).fill(1000)), 3);
    expect(found.durbinWatson).toBeLessThan(0.1);
    expect(found.berarLelann).toBeGreaterThan(3);
  });

  it('gives R_B and R_F of each phase', () => {
    const reflections = [
      { ...reflection, calculatedFSquared: 100, observedFSquared: 121, intensity: 50 },
      { ...reflection, calculatedFSquared: 400, observedFSquared: 361, intensity: 80 },
      // Nothing of it stands in the pattern.
      { ...reflection, calculatedFSquared: 400, observedFSquared: 0, intensity: 0 },
      // It stands where the pattern is left out.
      { ...reflection, twoThetaDeg: 45.05, calculatedFSquared: 400, observedFSquared: 0, intensity: 70 },
    ];
    const used = Uint8Array.of(1, 1, 0);
    const { byPhase } = agreementOf(points([100, 100, 100], [100, 100, 100], { used }), 0, [
      { name: 'a', reflections },
    ]);
    expect(byPhase.a!.rBragg).toBeCloseTo((100 * (10.5 + 7.8)) / (60.5 + 72.2), 10);
    expect(byPhase.a!.rF).toBeCloseTo((100 * 2) / 30, 10);
  });

  it('has none of a phase without atoms, even if it is called as something that every object has', () => {
    const { byPhase } = agreementOf(points([100], [100]), 0);
    for (const name of ['constructor', 'toString', 'a']) expect(phaseAgreement({ byPhase }, name)).toBeUndefined();
    expect(phaseAgreement({ byPhase: { a: { rBragg: 1, rF: 2 } } }, 'a')).toEqual({ rBragg: 1, rF: 2 });
  });

  it('stays finite where parameters are as many as points, and where nothing is left over', () => {
    expect(agreementOf(points([100, 100], [90, 90]), 5).gof).toBeGreaterThan(0);
    const perfect = agreementOf(points([100, 100], [100, 100]), 0);
    expect(perfect.rwp).toBe(0);
    expect(perfect.durbinWatson).toBe(2);
    expect(perfect.berarLelann).toBe(1);
  });
});
