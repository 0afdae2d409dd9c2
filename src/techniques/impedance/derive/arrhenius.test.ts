import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { isInterphaseError } from '../../../errors.js';
import { createRandom } from '../../../numerics/random.js';
import { normalQuantile } from '../../../numerics/statistics/distributions.js';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import {
  type ArrheniusForm,
  type ArrheniusOptions,
  type ArrheniusPoint,
  fitArrhenius,
  kelvinFromCelsius,
} from './arrhenius.js';
import { conductivityAt, convertArrheniusForm, harmonicMeanTemperature } from './arrhenius-prediction.js';

const referencePath = sharedData('eis', 'expected.json');

interface ReferenceFit {
  readonly Ea_eV: number;
  readonly se_Ea_eV: number;
  readonly ci95_half_eV: number;
  readonly ln_prefactor: number;
  readonly reduced_chi2: number;
  readonly sigma_298K_S_cm: number;
  readonly sigma_298K_ci95: readonly [number, number];
}
interface Reference {
  readonly points: readonly Readonly<Record<string, number>>[];
  readonly fits: Readonly<Record<string, ReferenceFit>>;
}

function seriesOf(reference: Reference, part: string): ArrheniusPoint[] {
  const column = part === 'gb' ? 'gb_apparent' : part;
  return reference.points.map((point) => ({
    temperatureK: point.T_K!,
    conductivitySPerCm: point[`sigma_${column}_S_cm`],
    lnSigma: point[`se_R_${part}`] / point[`R_${part}`],
  }));
}

describe.skipIf(referencePath === undefined)('pellet series 140 to 200 degC (needs the shared data)', () => {
  const reference = (
    referencePath === undefined ? {} : JSON.parse(readFileSync(referencePath, 'utf8')).arrhenius_s04147
  ) as Reference;

  it('reaches all twelve reference fits to better than six digits', () => {
    expect(Object.keys(reference.fits)).toHaveLength(12);
    for (const [name, expected] of Object.entries(reference.fits)) {
      const [, part, t, weighting] = /^(\w+) ln\(sigma(T?)\) (unweighted|weighted)/.exec(name)!;
      const form: ArrheniusForm = t === 'T' ? 'ln sigma T' : 'ln sigma';
      const fit = fitArrhenius(seriesOf(reference, part!), {
        form,
        weighting: weighting === 'weighted' ? 'errors' : 'unit',
        scale: 'always',
      });
      const at25 = conductivityAt(fit, kelvinFromCelsius(25)).conductivity;
      const ea = fit.activationEnergy;
      const pairs: [number, number][] = [
        [ea.value!, expected.Ea_eV],
        [ea.sigma!, expected.se_Ea_eV],
        [(ea.interval95![1]! - ea.interval95![0]!) / 2, expected.ci95_half_eV],
        [fit.lnPrefactor.value!, expected.ln_prefactor],
        [fit.reducedChiSquared!, expected.reduced_chi2],
        [at25.value!, expected.sigma_298K_S_cm],
        [at25.interval95![0]!, expected.sigma_298K_ci95[0]],
        [at25.interval95![1]!, expected.sigma_298K_ci95[1]],
      ];
      for (const [actual, wanted] of pairs) expect(Math.abs(actual / wanted - 1)).toBeLessThan(1e-7);
      expect(fit.equation.includes('sigma T')).toBe(form === 'ln sigma T');
    }
  });

  it('gives the published activation energies with the zero of the source', () => {
    for (const [part, published] of [
      ['bulk', 0.5869],
      ['gb', 0.8919],
      ['total', 0.8555],
    ] as const) {
      const points = seriesOf(reference, part).map((point) => ({ ...point, temperatureK: point.temperatureK - 0.15 }));
      const fit = fitArrhenius(points, { form: 'ln sigma T', weighting: 'unit' });
      expect(fit.activationEnergy.value).toBeCloseTo(published, 4);
    }
  });

  it('gives the prediction band of one further measurement', () => {
    const fit = fitArrhenius(seriesOf(reference, 'total'), { form: 'ln sigma T', weighting: 'unit' });
    const { predictionInterval95, extrapolated } = conductivityAt(fit, 298.15);
    expect(predictionInterval95[0] / 2.462e-11).toBeCloseTo(1, 3);
    expect(predictionInterval95[1] / 2.573e-11).toBeCloseTo(1, 3);
    expect(extrapolated).toBe(true);
  });

  it('believes the errors where the scatter allows it, enlarges them where not, and says so', () => {
    const bulk = fitArrhenius(seriesOf(reference, 'bulk'), { form: 'ln sigma T', weighting: 'errors' });
    expect(bulk.scaling).toMatchObject({ varianceScale: 1, scatterExceedsErrors: false, quantiles: 'normal' });
    const [low, high] = bulk.activationEnergy.interval95!;
    expect((high! - low!) / 2 / bulk.activationEnergy.sigma!).toBeCloseTo(normalQuantile(0.975), 10);
    const total = fitArrhenius(seriesOf(reference, 'total'), { form: 'ln sigma T', weighting: 'errors' });
    expect(total.scaling.scatterExceedsErrors).toBe(true);
    expect(total.scaling.quantiles).toBe('t');
    expect(total.scaling.varianceScale).toBeCloseTo(2.566848641470167, 8);
    expect(total.scaling.note).toMatch(/scatter more than their errors allow/);
  });

  it('converts between the forms', () => {
    const points = seriesOf(reference, 'total');
    const sigmaT = fitArrhenius(points, { form: 'ln sigma T', weighting: 'unit' });
    const sigma = fitArrhenius(points, { form: 'ln sigma', weighting: 'unit' });
    const mean = harmonicMeanTemperature(points.map((point) => point.temperatureK));
    expect(mean).toBeCloseTo(442.2, 1);
    const law = {
      form: 'ln sigma T' as const,
      activationEnergyEv: sigmaT.activationEnergy.value!,
      lnPrefactor: sigmaT.lnPrefactor.value!,
    };
    const converted = convertArrheniusForm(law, mean);
    expect(Math.abs(converted.activationEnergyEv - sigma.activationEnergy.value!)).toBeLessThan(1e-4);
    expect(converted.lnPrefactor).toBeCloseTo(7.519, 3);
    expect(Math.abs(converted.lnPrefactor - sigma.lnPrefactor.value!)).toBeLessThan(2e-3);
    const back = convertArrheniusForm(converted, mean);
    expect(back.activationEnergyEv).toBeCloseTo(law.activationEnergyEv, 12);
    expect(back.lnPrefactor).toBeCloseTo(law.lnPrefactor, 12);
  });
});

const studyTemperatures = [25, 30, 40, 50, 60, 70, 80].map(kelvinFromCelsius);

/** Exact Arrhenius line of the sigma T form through 5.3e-4 S/cm at 25 degC. */
function exactSeries(ea = 0.31, lnSigma = 0.02): ArrheniusPoint[] {
  return studyTemperatures.map((temperatureK) => ({
    temperatureK,
    conductivitySPerCm:
      ((5.3e-4 * 298.15) / temperatureK) * Math.exp((-ea / boltzmannEvPerK) * (1 / temperatureK - 1 / 298.15)),
    lnSigma,
  }));
}

describe('Arrhenius line', () => {
  it('returns the energy of an exact series and k T less in the other form', () => {
    const sigmaT = fitArrhenius(exactSeries(), { form: 'ln sigma T', weighting: 'errors' });
    const sigma = fitArrhenius(exactSeries(), { form: 'ln sigma', weighting: 'errors' });
    expect(sigmaT.activationEnergy.value).toBeCloseTo(0.31, 12);
    expect(sigma.activationEnergy.value).toBeCloseTo(0.2822, 3);
    expect(conductivityAt(sigmaT, 298.15).conductivity.value! / 5.3e-4).toBeCloseTo(1, 10);
    expect(sigmaT.prefactor.unit).toBe('S K/cm');
    expect(sigma.prefactor.unit).toBe('S/cm');
  });

  it('gives the energies of the split reference study', () => {
    const resistances = [188.7, 156.9, 110.6, 79.9, 58.9, 44.4, 34.0];
    const points = resistances.map((ohmCm2, i) => ({
      temperatureK: studyTemperatures[i],
      conductivitySPerCm: 0.1 / ohmCm2,
    }));
    const energy = (form: ArrheniusForm) => fitArrhenius(points, { form, weighting: 'unit' }).activationEnergy.value;
    expect(energy('ln sigma T')).toBeCloseTo(0.311, 3);
    expect(energy('ln sigma')).toBeCloseTo(0.283, 3);
  });

  it('puts the geometry on the prefactor and leaves the energy alone', () => {
    const options = { form: 'ln sigma T', weighting: 'errors' } as const;
    const plain = fitArrhenius(exactSeries(), options);
    const shaped = fitArrhenius(exactSeries(), { ...options, geometryVariance: 0.03 ** 2 });
    expect(shaped.activationEnergy).toEqual(plain.activationEnergy);
    expect(shaped.lnPrefactor.sigma).toBeCloseTo(Math.hypot(plain.lnPrefactor.sigma!, 0.03), 12);
    const at = (fit: typeof plain) => conductivityAt(fit, 310).conductivity;
    expect(at(shaped).sigma! / at(shaped).value!).toBeCloseTo(
      Math.hypot(at(plain).sigma! / at(plain).value!, 0.03),
      12,
    );
    expect(conductivityAt(shaped, 310).predictionInterval95).toEqual(conductivityAt(plain, 310).predictionInterval95);
  });

  it('shifts prefactor and energy by a thermometer offset as refitting does', () => {
    const options: ArrheniusOptions = { form: 'ln sigma T', weighting: 'errors', temperatureOffsetSigmaK: 1 };
    const fit = fitArrhenius(exactSeries(), options);
    const moved = fitArrhenius(
      exactSeries().map((point) => ({ ...point, temperatureK: point.temperatureK + 0.01 })),
      options,
    );
    const slope = (of: 'activationEnergy' | 'lnPrefactor') => (moved[of].value! - fit[of].value!) / 0.01;
    expect(Math.sqrt(fit.commonCovariance[3]) / Math.abs(slope('activationEnergy'))).toBeCloseTo(1, 3);
    expect(Math.sqrt(fit.commonCovariance[0]) / Math.abs(slope('lnPrefactor'))).toBeCloseTo(1, 3);
    // 1 K everywhere is 0.7 % of Ea, far below the 3.5 % that it is for a single point.
    expect(Math.sqrt(fit.commonCovariance[3])).toBeLessThan(0.0025);
  });

  it('weights by temperature scatter as effective variance', () => {
    const points = exactSeries(0.3, 1e-9).map((point) => ({ ...point, temperatureSigmaK: 1 }));
    const fit = fitArrhenius(points, { form: 'ln sigma', weighting: 'errors' });
    const ea = fit.activationEnergy.value!;
    studyTemperatures.forEach((t, i) => {
      expect(1 / Math.sqrt(fit.weights[i])).toBeCloseTo(ea / (boltzmannEvPerK * t * t), 8);
    });
    expect(0.3 / (boltzmannEvPerK * 300 * 300)).toBeCloseTo(0.0387, 4);
  });

  it('refuses what has no line', () => {
    const options = { form: 'ln sigma T', weighting: 'unit' } as const;
    const points = exactSeries();
    for (const [attempt, code] of [
      [() => fitArrhenius(points.slice(0, 2), options), 'too-few-points'],
      [() => fitArrhenius(points.slice(0, 1), { ...options, weighting: 'errors' }), 'too-few-points'],
      [() => fitArrhenius([...points, { temperatureK: -3, conductivitySPerCm: 1 }], options), 'invalid-option'],
      [() => fitArrhenius([...points, { temperatureK: 300, conductivitySPerCm: 0 }], options), 'invalid-option'],
      [
        () =>
          fitArrhenius([...points, { temperatureK: 300, conductivitySPerCm: 1 }], { ...options, weighting: 'errors' }),
        'invalid-option',
      ],
    ] as const) {
      let caught: unknown;
      try {
        attempt();
      } catch (error) {
        caught = error;
      }
      expect(isInterphaseError(caught, code)).toBe(true);
    }
    const two = fitArrhenius(points.slice(0, 2), { form: 'ln sigma T', weighting: 'errors' });
    expect(two.scaling).toMatchObject({ varianceScale: 1, pValue: null, quantiles: 'normal' });
  });
});

describe('coverage of the activation energy, 3000 simulated series of 7 temperatures', () => {
  /** Shares of intervals that hold the truth, with errors understated by `understated`. */
  function coverage(options: ArrheniusOptions, understated: number, seed: number) {
    const truth = exactSeries();
    const random = createRandom(seed);
    const [spread, spreadT] = [0.03, 0.5];
    let sigma = 0;
    let inner = 0;
    let outer = 0;
    let band = 0;
    for (let trial = 0; trial < 3000; trial++) {
      const points = truth.map((point) => ({
        temperatureK: point.temperatureK + spreadT * random.normal(),
        conductivitySPerCm: point.conductivitySPerCm * Math.exp(spread * random.normal()),
        lnSigma: spread / understated,
        temperatureSigmaK: spreadT / understated,
      }));
      const fit = fitArrhenius(points, options);
      const off = Math.abs(fit.activationEnergy.value! - 0.31);
      if (off <= fit.activationEnergy.sigma!) sigma++;
      if (off <= (fit.activationEnergyInterval68[1] - fit.activationEnergyInterval68[0]) / 2) inner++;
      if (off <= (fit.activationEnergy.interval95![1]! - fit.activationEnergy.interval95![0]!) / 2) outer++;
      const [low, high] = conductivityAt(fit, 298.15).conductivity.interval95!;
      if (5.3e-4 >= low! && 5.3e-4 <= high!) band++;
    }
    return { sigma: sigma / 30, inner: inner / 30, outer: outer / 30, band: band / 30 };
  }

  it('is 68 and 95 % with errors of the right size', () => {
    const share = coverage({ form: 'ln sigma T', weighting: 'errors' }, 1, 1);
    expect(Math.abs(share.inner - 68.27)).toBeLessThan(3);
    expect(Math.abs(share.outer - 95)).toBeLessThan(2);
    expect(Math.abs(share.band - 95)).toBeLessThan(2);
    expect(Math.abs(share.sigma - 68.27)).toBeLessThan(3);
  });
  it('is 68 and 95 % with unit weights, where value +- sigma alone holds less', () => {
    const share = coverage({ form: 'ln sigma T', weighting: 'unit' }, 1, 2);
    expect(Math.abs(share.inner - 68.27)).toBeLessThan(3);
    expect(Math.abs(share.outer - 95)).toBeLessThan(2);
    expect(Math.abs(share.band - 95)).toBeLessThan(2);
    expect(share.sigma).toBeLessThan(67);
  });
  it('stays near 95 % with errors twice too small, because the scatter gives them away', () => {
    const share = coverage({ form: 'ln sigma T', weighting: 'errors' }, 2, 3);
    expect(share.outer).toBeGreaterThan(88);
  });
});
