import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../numerics/random.js';
import { parseQuantity } from '../../../quantity/parse.js';
import type { Sample } from '../../sample.js';
import { cyclingOptions } from '../options.js';
import { prepareTest } from '../prepare-test.js';
import { RunBuilder } from '../simulate/run-builder.js';
import { type PlanarTitration, simulatePlanarTitration } from '../test-support/planar-titration.js';
import { seriesOfRun } from '../test-support/series-of-run.js';
import { titrationPart } from './titration-part.js';

/** A film of 1 um and 1 cm^2: 1e-4 cm^3; L^2/D is 10,000 s. */
const film: PlanarTitration = {
  diffusionCm2PerS: 1e-12,
  thicknessCm: 1e-4,
  areaCm2: 1,
  currentA: 5e-6,
  pulseS: 600,
  restS: 20_000,
  pulses: 6,
  ohmicOhm: 400,
  slopeV: 4e-4,
  startV: 3.2,
  noiseV: 5e-6,
  sampleS: 10,
};
const sample: Sample = { mass: parseQuantity('0.40(1) mg'), area: parseQuantity('1.00(1) cm^2') };
const geometry = { molarMass: '80 g/mol', molarVolume: '20 cm^3/mol', diffusionLength: '1 um' };

function analyse(truth: PlanarTitration, given: object = geometry, seed = 1, of: Sample = sample) {
  const options = cyclingOptions.parse({ cell: 'half', titration: 'gitt', ...given });
  return titrationPart(
    prepareTest('film', seriesOfRun(simulatePlanarTitration(truth, createRandom(seed))), of, options),
  );
}

describe('intermittent titration', () => {
  it('gives back the diffusion coefficient and the ohmic drop of a planar film', () => {
    const { quantities, findings, tables } = analyse(film);
    const { diffusionCoefficient, ohmicResistance, pulses } = quantities;
    expect(pulses!.value).toBe(6);
    expect(findings).toEqual([]);
    // The law of sqrt t itself is good to a few per cent for a pulse of 0.06 L^2/D.
    expect(diffusionCoefficient!.value! / film.diffusionCm2PerS).toBeCloseTo(1, 1);
    expect(ohmicResistance!.value! / film.ohmicOhm).toBeCloseTo(1, 1);
    const geometrySigma = 2 * Math.hypot(0.025, 0.01);
    expect(diffusionCoefficient!.sigma! / diffusionCoefficient!.value!).toBeGreaterThanOrEqual(geometrySigma);
    expect(diffusionCoefficient!.sigma! / diffusionCoefficient!.value!).toBeLessThan(1.5 * geometrySigma);
    expect(tables[0]!.rows).toHaveLength(6);
  });

  it('finds the rest potentials of rests that are a little short', () => {
    const { tables } = analyse({ ...film, restS: 8000 });
    tables[0]!.rows.forEach((row, k) => {
      const rest = row[5] as { value: number; sigma: number };
      const truth = film.startV + (film.slopeV * film.currentA * film.pulseS * (k + 1)) / film.thicknessCm;
      expect(Math.abs(rest.value - truth)).toBeLessThan(3 * rest.sigma + 2e-5);
    });
  });

  it('refuses pulses that are long against L^2/D and rests that do not settle', () => {
    const long = analyse({ ...film, pulseS: 8000, pulses: 3, sampleS: 40, restS: 40_000 });
    expect(long.quantities.diffusionCoefficient).toBeUndefined();
    expect(long.findings.map(({ code }) => code)).toContain('titration-invalid');
    const short = analyse({ ...film, restS: 900 });
    expect(short.findings.map(({ code }) => code)).toContain('rest-too-short');
  });

  it('gives no coefficient without geometry, and says what is missing', () => {
    const { quantities, findings } = analyse(film, {}, 1, {});
    expect(quantities.diffusionCoefficient).toBeUndefined();
    expect(quantities.ohmicResistance!.value).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({ code: 'titration-geometry', severity: 'warning' });
    expect(findings[0]!.message).toMatch(/contactArea.*mass.*molarVolume/);
    const untested = analyse(film, { molarMass: '80 g/mol', molarVolume: '20 cm^3/mol' });
    expect(untested.findings.map(({ code }) => code)).toEqual(['titration-untested']);
  });

  it('does not call a plateau diffusion', () => {
    const { quantities } = analyse({ ...film, slopeV: 1e-9, noiseV: 2e-5 });
    expect(quantities.diffusionCoefficient).toBeUndefined();
  });

  it('says so when there is none', () => {
    const { findings } = analyse({ ...film, pulses: 1, restS: 20, sampleS: 10 });
    expect(findings[0]!.code).toBe('no-titration');
  });
});

describe('potentiostatic titration', () => {
  /** Current into a film blocked on one side after a step at its surface: 2 Q D/L^2 times the sum of exp(-(2n+1)^2 pi^2 D t/4L^2). */
  function stepped(diffusionCm2PerS: number, thicknessCm: number) {
    const builder = new RunBuilder();
    const random = createRandom(3);
    const rate = (Math.PI ** 2 * diffusionCm2PerS) / (4 * thicknessCm ** 2);
    const lengthS = 5 / rate;
    for (let step = 0; step < 4; step++) {
      for (let k = 1; k <= 400; k++) {
        const t = (k / 400) * lengthS;
        let sum = 0;
        for (let n = 0; n < 40; n++) sum += Math.exp(-((2 * n + 1) ** 2) * rate * t);
        const currentA = (2 * 0.01 * diffusionCm2PerS * sum) / thicknessCm ** 2;
        builder.add({
          timeS: step * lengthS + t,
          potentialV: 3 + 0.01 * step + 1e-5 * random.normal(),
          currentA: currentA * (1 + 0.002 * random.normal()),
          step,
          cycle: 1,
          halfCycle: 0,
          mode: 2,
        });
      }
    }
    return seriesOfRun(builder.build());
  }

  it('gives back the diffusion coefficient of a film', () => {
    const options = cyclingOptions.parse({ cell: 'half', titration: 'pitt', diffusionLength: '1.00(2) um' });
    const { quantities, findings } = titrationPart(prepareTest('film', stepped(1e-12, 1e-4), {}, options));
    expect(quantities.potentialSteps!.value).toBe(4);
    expect(quantities.diffusionCoefficient!.value! / 1e-12).toBeCloseTo(1, 1);
    expect(quantities.diffusionCoefficient!.sigma! / 1e-12).toBeCloseTo(0.04, 2);
    expect(findings).toEqual([]);
  });

  it('needs the length, and steps', () => {
    const options = cyclingOptions.parse({ cell: 'half', titration: 'pitt' });
    const { findings } = titrationPart(prepareTest('film', stepped(1e-12, 1e-4), {}, options));
    expect(findings.map(({ code }) => code)).toEqual(['titration-geometry']);
    expect(
      analyse(film, { titration: 'pitt', diffusionLength: '1 um' }).quantities.diffusionCoefficient,
    ).toBeUndefined();
  });
});
