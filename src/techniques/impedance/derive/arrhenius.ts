/**
 * Activation energies from the conductivities of a temperature series. Two forms of the law are in use,
 * `ln sigma = ln sigma_0 - Ea/(k T)` and `ln(sigma T) = ln A - Ea/(k T)`; their activation energies differ by about k T
 * (0.03 eV at room temperature), which is more than the error of either, so every result names its form.
 */

import { fail } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { type LineFit, regressLine } from '../../../numerics/statistics/weighted-regression.js';
import { boltzmannEvPerK, zeroCelsiusK } from '../../../quantity/constants.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { chooseErrorScaling, type ErrorScaling, intervalHalfWidth } from './error-scaling.js';

export type ArrheniusForm = 'ln sigma' | 'ln sigma T';

/** One conductivity of the series. Only errors that are new for each recording belong here. */
export interface ArrheniusPoint {
  /** Name of the recording, for messages. */
  readonly label?: string;
  readonly temperatureK: number;
  readonly conductivitySPerCm: number;
  /** Standard deviation of ln(sigma) from the fit of this spectrum, without the geometry; not needed for unit weights. */
  readonly lnSigma?: number;
  /** Scatter of the temperature from recording to recording. @default 0 */
  readonly temperatureSigmaK?: number;
}

export interface ArrheniusOptions {
  readonly form: ArrheniusForm;
  /**
   * `errors`: weights from the errors of ln(sigma) and of the temperature (effective variance, iterated); `unit`: every
   * point counts the same.
   */
  readonly weighting: 'errors' | 'unit';
  /** `always`: errors scaled by the scatter whatever it is; `auto`: see `chooseErrorScaling`. @default 'auto' */
  readonly scale?: 'auto' | 'always';
  /** Variance of ln(l/A), common to all points: moves the prefactor only. @default 0 */
  readonly geometryVariance?: number;
  /** Standard deviation of an offset of the thermometer, common to all points. @default 0 */
  readonly temperatureOffsetSigmaK?: number;
}

export interface ArrheniusFit {
  readonly form: ArrheniusForm;
  readonly weighting: 'errors' | 'unit';
  /** The fitted law, to be printed with the numbers. */
  readonly equation: string;
  /** eV. Sigma is the standard error; sigma and interval hold random and common errors. */
  readonly activationEnergy: Quantity;
  /** 68.27 % interval of Ea: wider than value +- sigma where t is used, because sigma itself is then uncertain. */
  readonly activationEnergyInterval68: readonly [number, number];
  /** ln of the prefactor in S/cm (form `ln sigma`) or S K/cm (form `ln sigma T`). */
  readonly lnPrefactor: Quantity;
  /** The prefactor itself; its interval is that of its logarithm mapped back. */
  readonly prefactor: Quantity;
  /** Covariance of (ln prefactor, Ea in eV), row-major: random errors, already scaled. */
  readonly randomCovariance: readonly [number, number, number, number];
  /** The same for the errors common to all points (geometry, thermometer offset). */
  readonly commonCovariance: readonly [number, number, number, number];
  readonly chiSquared: number;
  /** chi-square per degree of freedom, s^2; null without degrees of freedom. */
  readonly reducedChiSquared: number | null;
  readonly scaling: ErrorScaling;
  readonly temperaturesK: readonly number[];
  /** ln(sigma) or ln(sigma T) of the points. */
  readonly ordinates: readonly number[];
  /** Weights of the points as used: 1/(effective variance of the ordinate), or 1. */
  readonly weights: readonly number[];
  /** Ordinates minus the line. */
  readonly residuals: readonly number[];
}

/** K = C + 273.15. */
export function kelvinFromCelsius(temperatureC: number): number {
  return temperatureC + zeroCelsiusK;
}

/**
 * Weighted straight line through ln(sigma) or ln(sigma T) against -1/(k T).
 *
 * With `errors`, the variance of a point is `var(ln sigma) + (c/T - Ea/(k T^2))^2 s_T^2`, c = 1 for ln(sigma T) and 0 for
 * ln(sigma): a warmer point conducts better, and 1 K at 300 K and 0.3 eV is worth 3.5 %. The common errors enter after
 * the fit: the geometry as a constant on ln(prefactor), the thermometer offset through the same derivative.
 *
 * @throws `too-few-points` below 3 points (2 with errors), `invalid-option` for values without a logarithm or a point
 * without an error where errors are asked for.
 */
export function fitArrhenius(points: readonly ArrheniusPoint[], options: ArrheniusOptions): ArrheniusFit {
  const { form, weighting } = options;
  checkPoints(points, weighting);
  const x = points.map((point) => arrheniusAbscissa(point.temperatureK));
  const ordinates = points.map(
    (point) => log(point.conductivitySPerCm) + (form === 'ln sigma T' ? log(point.temperatureK) : 0),
  );
  let weights = points.map(() => 1);
  let line = regressLine(x, ordinates);
  for (let pass = 0; weighting === 'errors' && pass < 50; pass++) {
    const before = line.slope;
    weights = points.map((point) => {
      const fromTemperature = pullOfTemperature(form, point.temperatureK, before) * (point.temperatureSigmaK ?? 0);
      return 1 / (point.lnSigma! ** 2 + fromTemperature ** 2);
    });
    line = regressLine(x, ordinates, weights);
    if (pass > 0 && Math.abs(line.slope - before) <= 1e-12 * Math.abs(line.slope)) break;
  }
  const scaling = chooseErrorScaling(line.chiSquared, line.degreesOfFreedom, weighting, options.scale === 'always');
  const randomCovariance = scaled(line.unscaledCovariance, scaling.varianceScale);
  const pulls = points.map((point) => pullOfTemperature(form, point.temperatureK, line.slope));
  const [shiftLnA, shiftEa] = shiftByOffset(line, x, weights, pulls);
  const offsetVariance = (options.temperatureOffsetSigmaK ?? 0) ** 2;
  const commonCovariance = scaled(
    [shiftLnA ** 2, shiftLnA * shiftEa, shiftLnA * shiftEa, shiftEa ** 2],
    offsetVariance,
  );
  commonCovariance[0] += options.geometryVariance ?? 0;
  const lnPrefactor = quantityWith(line.intercept, '1', randomCovariance[0], commonCovariance[0], scaling);
  const prefactor = exp(line.intercept);
  const half68 = intervalHalfWidth(0.6826894921370859, randomCovariance[3], commonCovariance[3], scaling);
  return {
    form,
    weighting,
    equation: form === 'ln sigma T' ? 'ln(sigma T) = ln A - Ea/(k T)' : 'ln sigma = ln sigma_0 - Ea/(k T)',
    activationEnergy: quantityWith(line.slope, 'eV', randomCovariance[3], commonCovariance[3], scaling),
    activationEnergyInterval68: [line.slope - half68, line.slope + half68],
    lnPrefactor,
    prefactor: {
      value: prefactor,
      sigma: prefactor * lnPrefactor.sigma!,
      unit: form === 'ln sigma T' ? 'S K/cm' : 'S/cm',
      interval95: [exp(lnPrefactor.interval95![0]!), exp(lnPrefactor.interval95![1]!)],
    },
    randomCovariance,
    commonCovariance,
    chiSquared: line.chiSquared,
    reducedChiSquared: line.reducedChiSquared,
    scaling,
    temperaturesK: points.map((point) => point.temperatureK),
    ordinates,
    weights,
    residuals: [...line.residuals],
  };
}

/** -1/(k T) in 1/eV: the slope against it is Ea itself. */
export function arrheniusAbscissa(temperatureK: number): number {
  return -1 / (boltzmannEvPerK * temperatureK);
}

/** Change of ordinate minus line per kelvin that a temperature is read too high, with a slope of `ea` eV. */
function pullOfTemperature(form: ArrheniusForm, temperatureK: number, ea: number): number {
  return (form === 'ln sigma T' ? 1 / temperatureK : 0) - ea / (boltzmannEvPerK * temperatureK * temperatureK);
}

/** Change of (ln prefactor, Ea) per kelvin that all temperatures are read too high. */
function shiftByOffset(
  line: LineFit,
  x: readonly number[],
  weights: readonly number[],
  pulls: readonly number[],
): [number, number] {
  let first = 0;
  let second = 0;
  for (let i = 0; i < x.length; i++) {
    first += weights[i] * pulls[i];
    second += weights[i] * pulls[i] * x[i];
  }
  const c = line.unscaledCovariance;
  return [c[0] * first + c[1] * second, c[2] * first + c[3] * second];
}

function scaled(matrix: ArrayLike<number>, factor: number): [number, number, number, number] {
  return [matrix[0] * factor, matrix[1] * factor, matrix[2] * factor, matrix[3] * factor];
}

function quantityWith(value: number, unit: string, random: number, common: number, scaling: ErrorScaling): Quantity {
  const half = intervalHalfWidth(0.95, random, common, scaling);
  return { value, sigma: Math.sqrt(random + common), unit, interval95: [value - half, value + half] };
}

function checkPoints(points: readonly ArrheniusPoint[], weighting: 'errors' | 'unit'): void {
  const least = weighting === 'errors' ? 2 : 3;
  if (points.length < least) {
    throw fail(
      'too-few-points',
      `an activation energy needs at least ${least} temperatures, got ${points.length}`,
      'add recordings at other temperatures, or check the conditions of the series',
    );
  }
  points.forEach((point, i) => {
    const { temperatureK, conductivitySPerCm, lnSigma } = point;
    if (!(temperatureK > 0 && conductivitySPerCm > 0 && Number.isFinite(conductivitySPerCm))) {
      throw fail(
        'invalid-option',
        `${nameOf(point, i)} has ${conductivitySPerCm.toPrecision(3)} S/cm at ${round(temperatureK)} K (${round(temperatureK - zeroCelsiusK)} degC)`,
        'temperatures are absolute and conductivities positive; leave out recordings that give none',
      );
    }
    if (weighting === 'errors' && !(lnSigma !== undefined && lnSigma > 0 && Number.isFinite(lnSigma))) {
      throw fail(
        'invalid-option',
        `${nameOf(point, i)} (${round(temperatureK)} K) has no error to weight it by`,
        "leave the point out or weight all points alike (weighting 'unit')",
      );
    }
  });
}

const round = (value: number): string => String(Number(value.toPrecision(6)));

const nameOf = ({ label }: ArrheniusPoint, i: number): string => label ?? `point ${i + 1} of the Arrhenius line`;
