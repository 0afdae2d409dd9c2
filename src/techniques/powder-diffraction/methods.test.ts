import { describe, expect, it } from 'vitest';
import { methodsOf, usedRanges } from './methods.js';
import { anatase, freeParameter, handMadeRefinement, parameter, zincite } from './test-support/hand-made-refinement.js';

const refinement = handMadeRefinement({
  phases: [{ structure: anatase }, { structure: zincite }],
  parameters: [
    freeParameter('displacement', 0.056, 0.0006, { unit: 'mm' }),
    parameter('zero', 0),
    parameter('U', 0),
    freeParameter('W', 0.01, 0.001),
    freeParameter('X', 0.02, 0.001),
    freeParameter('asymmetry', 0.03, 0.001),
    ...[0, 1, 2].map((n) => freeParameter(`background.${n}`, 10, 1)),
    freeParameter('anatase.scale', 1e-4, 1e-6),
    freeParameter('zincite.scale', 1e-4, 1e-6),
    freeParameter('anatase.O1.z', 0.2084, 0.0003),
    parameter('zincite.O1.uIso', 0.01, { state: 'tied' }),
  ],
});
const facts = { scattering: 'waasmaier-kirfel-chantler' } as const;

describe('methodsOf', () => {
  it('says what a referee asks for', () => {
    const text = methodsOf(refinement, facts).join('\n');
    expect(text).toContain('Rietveld method with Interphase: 3001 points from 20 to 80° 2θ; weights are 1/counts');
    expect(text).toContain('Cu Kalpha (1.540593 and 1.544427 Å, intensity ratio 0.5), Bragg-Brentano');
    expect(text).toContain('Gaussian widths after Caglioti (W) and Lorentzian widths X/cos θ; asymmetry');
    expect(text).toContain('Chebyshev polynomial of 3 terms');
    expect(text).toContain('10 parameters were refined: background (3), scales (2)');
    expect(text).toContain('displacement 0.0560(6) mm');
    expect(text).toContain('1 parameter is tied by hand');
    expect(text).toContain('Waasmaier and Kirfel');
    expect(text).toContain('multiplied by max(1, GOF)');
    expect(text).toContain('Hill and Howard');
    expect(text).not.toMatch(/Brindley|undefined|NaN/);
  });

  it('says what was done only where it was', () => {
    const all = methodsOf(refinement, {
      ...facts,
      microabsorption: true,
      standard: 'zincite, 10 %',
      sizeStrain: { instrumentKnown: false },
      patternCount: 7,
    }).join('\n');
    expect(all).toContain('7 patterns were each refined');
    expect(all).toContain('Brindley');
    expect(all).toContain('internal standard (zincite, 10 %)');
    expect(all).toContain('K = 0.9');
    const leBail = methodsOf({ ...refinement, method: 'le-bail' }, facts).join('\n');
    expect(leBail).toContain('Le Bail');
    expect(leBail).not.toMatch(/Waasmaier|Hill/);
    const neutrons = {
      ...refinement,
      radiation: { ...refinement.radiation, kind: 'neutron' as const, name: 'neutrons, 1.494 Å' },
    };
    expect(methodsOf(neutrons, facts).join('\n')).toMatch(/Radiation: neutrons, 1\.494 Å, .*mm\.\n/);
  });

  it('tells regions from single points', () => {
    const { pattern } = refinement;
    const used = pattern.used.slice();
    used.fill(0, 0, 50);
    used[500] = 0;
    used.fill(0, 1000, 1100);
    const { range, excluded } = usedRanges({ ...pattern, used });
    expect(range).toEqual([pattern.twoThetaDeg[50], pattern.twoThetaDeg[3000]]);
    expect(excluded).toEqual([[pattern.twoThetaDeg[1000], pattern.twoThetaDeg[1099]]]);
    expect(usedRanges({ ...pattern, used: new Uint8Array(used.length) }).range).toEqual([0, 0]);
  });
});
