import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { median } from '../../../numerics/statistics/summary.js';
import { boltzmannEvPerK } from '../../../quantity/constants.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { type ArrheniusFit, type ArrheniusForm, arrheniusAbscissa } from './arrhenius.js';
import { intervalHalfWidth } from './error-scaling.js';

export interface PredictedConductivity {
  readonly temperatureK: number;
  /** S/cm on the line. Sigma and interval (confidence band) say how well the line is known, common errors included. */
  readonly conductivity: Quantity;
  /**
   * Where one further recording on the same pellet, in the same set-up, falls with 95 %: scatter of one point added,
   * common errors left out because it would share them.
   */
  readonly predictionInterval95: readonly [number, number];
  /** True outside the temperatures measured. */
  readonly extrapolated: boolean;
}

/** Conductivity on the fitted line at any temperature, with its confidence band and prediction band. */
export function conductivityAt(fit: ArrheniusFit, temperatureK: number): PredictedConductivity {
  const row = [1, arrheniusAbscissa(temperatureK)];
  const ordinate = row[0] * fit.lnPrefactor.value! + row[1] * fit.activationEnergy.value!;
  const lnValue = ordinate - (fit.form === 'ln sigma T' ? log(temperatureK) : 0);
  const value = exp(lnValue);
  const random = quadraticForm(row, fit.randomCovariance);
  const common = quadraticForm(row, fit.commonCovariance);
  const half = intervalHalfWidth(0.95, random, common, fit.scaling);
  // A further point of middling quality: the median variance of those measured.
  const onePoint = fit.scaling.varianceScale / median(fit.weights);
  const halfOfPoint = intervalHalfWidth(0.95, random + onePoint, 0, fit.scaling);
  return {
    temperatureK,
    conductivity: {
      value,
      sigma: value * Math.sqrt(random + common),
      unit: 'S/cm',
      interval95: [value * exp(-half), value * exp(half)],
    },
    predictionInterval95: [value * exp(-halfOfPoint), value * exp(halfOfPoint)],
    extrapolated: temperatureK < Math.min(...fit.temperaturesK) || temperatureK > Math.max(...fit.temperaturesK),
  };
}

/** Harmonic mean: the temperature about which the two forms of the law are converted. */
export function harmonicMeanTemperature(temperaturesK: readonly number[]): number {
  return temperaturesK.length / temperaturesK.reduce((sum, temperature) => sum + 1 / temperature, 0);
}

/**
 * The other form of an Arrhenius law to first order about a temperature: `Ea(ln sigma) = Ea(ln sigma T) - k T_m` and
 * `ln sigma_0 = ln A - ln T_m - 1`. For a published value whose form differs from one's own; with data at hand fit both.
 */
export function convertArrheniusForm(
  law: { readonly form: ArrheniusForm; readonly activationEnergyEv: number; readonly lnPrefactor: number },
  meanTemperatureK: number,
): { readonly form: ArrheniusForm; readonly activationEnergyEv: number; readonly lnPrefactor: number } {
  const sign = law.form === 'ln sigma T' ? -1 : 1;
  return {
    form: law.form === 'ln sigma T' ? 'ln sigma' : 'ln sigma T',
    activationEnergyEv: law.activationEnergyEv + sign * boltzmannEvPerK * meanTemperatureK,
    lnPrefactor: law.lnPrefactor + sign * (log(meanTemperatureK) + 1),
  };
}
