import { describe, expect, it } from 'vitest';
import { anatase, freeParameter, handMadeRefinement, zincite } from '../test-support/hand-made-refinement.js';
import { correctedFractions, phaseAttenuation } from './corrected-fractions.js';
import { weightFractions } from './weight-fractions.js';

/** Read as 64.1 to 35.9 where 60 to 40 were weighed. */
const scales = [0.359 / (4 * 79.865 * 136.3), 0.641 / (2 * 81.38 * 47.616)];
const refinement = handMadeRefinement({
  phases: [
    { structure: anatase, scale: scales[0] },
    { structure: zincite, scale: scales[1] },
  ],
  parameters: [
    freeParameter('anatase.scale', scales[0], 0.004 * scales[0]),
    freeParameter('zincite.scale', scales[1], 0.002 * scales[1]),
  ],
});
const weights = weightFractions(refinement)!;
const grains = (valueUm: number, sigmaUm: number | null = null) => [
  { valueUm, sigmaUm },
  { valueUm, sigmaUm },
];

describe('correctedFractions', () => {
  it('knows what absorbs', () => {
    // Tables: about 290 and 500 per cm, scattering included.
    expect(phaseAttenuation(refinement, refinement.phases[0])).toBeGreaterThan(440);
    expect(phaseAttenuation(refinement, refinement.phases[0])).toBeLessThan(520);
    expect(phaseAttenuation(refinement, refinement.phases[1])).toBeGreaterThan(240);
    expect(phaseAttenuation(refinement, refinement.phases[1])).toBeLessThan(300);
    const neutrons = { radiation: { ...refinement.radiation, kind: 'neutron' as const } };
    expect(phaseAttenuation(neutrons, refinement.phases[0])).toBeUndefined();
  });

  it('takes diameters: grains of 11 um across give what was weighed', () => {
    const found = correctedFractions(refinement, weights, grains(11))!;
    expect(found.fractions[0].value).toBeCloseTo(0.4, 2);
    expect(found.fractions[0].value! + found.fractions[1].value!).toBeCloseTo(1, 12);
    expect(found.correction.verdict).toBe('trusted');
  });

  it('keeps the uncertainty of the fit and adds that of the diameters', () => {
    const plain = correctedFractions(refinement, weights, grains(0))!;
    expect(plain.fractions[0].value).toBeCloseTo(weights.fractions[0], 12);
    expect(plain.fractions[0].sigma).toBeCloseTo(Math.sqrt(weights.covariance[0]), 12);
    const sharp = correctedFractions(refinement, weights, grains(5))!;
    const vague = correctedFractions(refinement, weights, grains(5, 2))!;
    expect(vague.fractions[0].value).toBe(sharp.fractions[0].value);
    expect(vague.fractions[0].sigma).toBeGreaterThan(2 * sharp.fractions[0].sigma!);
    expect(vague.fractions[0].sigma).toBeLessThan(0.02);
  });
});
