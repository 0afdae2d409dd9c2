import { fail, isInterphaseError } from '../../../errors.js';
import { scanMinimum } from '../../../numerics/statistics/scan-minimum.js';
import { regress, regressLine } from '../../../numerics/statistics/weighted-regression.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { chooseErrorScaling, type ErrorScaling, intervalHalfWidth } from './error-scaling.js';
import { type GrowthLaw, type GrowthLawName, growthLaws } from './growth-laws.js';

/** The resistance at one time, in Ohm or Ohm cm^2 (all points alike). */
export interface GrowthPoint {
  /** Name of the recording, for messages. */
  readonly label?: string;
  readonly timeH: number;
  readonly resistance: number;
  /** Standard deviation from the fit of the spectrum. Without it in any point all count the same. */
  readonly sigma?: number;
}

/** A point list checked and turned into columns. */
export interface GrowthSeries {
  readonly times: readonly number[];
  readonly resistances: readonly number[];
  readonly weights: readonly number[];
  readonly weighting: 'errors' | 'unit';
}

export interface GrowthFit {
  readonly law: GrowthLawName;
  readonly equation: string;
  readonly parameterCount: number;
  /** R0, k, ... with their units; a note where one is at the end of its range. */
  readonly parameters: Readonly<Record<string, Quantity>>;
  readonly chiSquared: number;
  readonly degreesOfFreedom: number;
  readonly scaling: ErrorScaling;
  /** Fitted resistance at each time. */
  readonly fitted: readonly number[];
  /** R(t) = a + b g(t; u), for `evaluateGrowth`. */
  readonly coefficients: { readonly a: number; readonly b: number; readonly u: number };
  /**
   * Root mean square of what each point is off from the fit of all others: in standard deviations with `errors`, in the
   * unit of the resistance otherwise. Null when the others are fewer than the parameters.
   */
  readonly leaveOneOutError: number | null;
}

interface Shape {
  readonly a: number;
  readonly b: number;
  readonly u: number;
  readonly chiSquared: number;
  /** Where a parameter stands at the end of its range. */
  readonly bound: 'growth' | 'offset' | 'shape-low' | 'shape-high' | null;
}

/**
 * Checks the points of an ageing series. Errors count only if every point has one.
 *
 * @throws `too-few-points` below 3 different times, `invalid-option` for a negative time or a value that is no number.
 */
export function growthSeries(points: readonly GrowthPoint[]): GrowthSeries {
  points.forEach(({ timeH, resistance, sigma, label }, i) => {
    if (
      !(timeH >= 0 && Number.isFinite(timeH) && Number.isFinite(resistance)) ||
      (sigma !== undefined && !(sigma > 0 && Number.isFinite(sigma)))
    ) {
      throw fail(
        'invalid-option',
        `${label ?? `point ${i + 1} of the ageing series`} has the resistance ${resistance.toPrecision(4)} +- ${sigma?.toPrecision(2) ?? 'nothing'} at ${Number(timeH.toPrecision(6))} h`,
        'times count from the making of the interface and errors are positive; leave out spectra that give no resistance',
      );
    }
  });
  if (new Set(points.map((point) => point.timeH)).size < 3) {
    throw fail(
      'too-few-points',
      'a growth law needs spectra at three different times at least',
      'add spectra, or check the times of the series',
    );
  }
  const weighting = points.every((point) => point.sigma !== undefined) ? 'errors' : 'unit';
  return {
    times: points.map((point) => point.timeH),
    resistances: points.map((point) => point.resistance),
    weights: points.map((point) => (weighting === 'errors' ? 1 / point.sigma! ** 2 : 1)),
    weighting,
  };
}

/**
 * Weighted least squares of one law: exact in its linear parameters, a scan of the other one.
 *
 * @param resistanceUnit for print, `Ohm` or `Ohm cm^2`.
 * @throws `too-few-points` unless the points outnumber the parameters.
 */
export function fitGrowthLaw(law: GrowthLaw, series: GrowthSeries, resistanceUnit: string): GrowthFit {
  const n = series.times.length;
  const degreesOfFreedom = n - law.parameterCount;
  if (degreesOfFreedom < 1) {
    throw fail(
      'too-few-points',
      `the ${law.name} law has ${law.parameterCount} parameters for ${n} points`,
      'add spectra at other times',
    );
  }
  const shape = bestShape(law, series);
  const scaling = chooseErrorScaling(shape.chiSquared, degreesOfFreedom, series.weighting);
  return {
    law: law.name,
    equation: law.equation,
    parameterCount: law.parameterCount,
    parameters: publishedParameters(law, series, shape, scaling, resistanceUnit),
    chiSquared: shape.chiSquared,
    degreesOfFreedom,
    scaling,
    fitted: series.times.map((time) => shape.a + shape.b * law.basis(time, shape.u)),
    coefficients: { a: shape.a, b: shape.b, u: shape.u },
    leaveOneOutError: leaveOneOutError(law, series),
  };
}

/** Resistance of a fitted law at any time, in the unit of its points. */
export function evaluateGrowth(fit: GrowthFit, timeH: number): number {
  const law = growthLaws.find((candidate) => candidate.name === fit.law)!;
  return fit.coefficients.a + fit.coefficients.b * law.basis(timeH, fit.coefficients.u);
}

/** Sum of squares of a law with its nonlinear parameter held at `u`; a and b >= 0 free. */
export function chiSquaredAt(law: GrowthLaw, series: GrowthSeries, u: number): number {
  return shapeAt(law, series, u).chiSquared;
}

function bestShape(law: GrowthLaw, series: GrowthSeries): Shape {
  const range = law.searchRange?.(series.times);
  if (range === undefined) return shapeAt(law, series, 0);
  const found = scanMinimum((u) => shapeAt(law, series, u).chiSquared, range[0], range[1]);
  const shape = shapeAt(law, series, found.x);
  if (shape.bound !== null) return shape;
  return { ...shape, bound: found.atLow ? 'shape-low' : found.atHigh ? 'shape-high' : null };
}

function shapeAt(law: GrowthLaw, series: GrowthSeries, u: number): Shape {
  const { times, resistances, weights } = series;
  const g = times.map((time) => law.basis(time, u));
  let b = 0;
  let a = 0;
  let bound: Shape['bound'] = null;
  if (law.parameterCount === 1) {
    a = weightedRatio(weights, resistances, null);
  } else {
    try {
      const line = regressLine(g, resistances, weights);
      a = line.intercept;
      b = line.slope;
    } catch (error) {
      // A basis that is flat to rounding over these times says nothing about b.
      if (!isInterphaseError(error, 'fit-failed')) throw error;
      a = weightedRatio(weights, resistances, null);
      bound = 'growth';
    }
    if (b < 0) {
      a = weightedRatio(weights, resistances, null);
      b = 0;
      bound = 'growth';
    } else if (law.positiveOffset && a < 0) {
      a = 0;
      b = Math.max(0, weightedRatio(weights, resistances, g));
      bound = 'offset';
    }
  }
  let chiSquared = 0;
  for (let i = 0; i < times.length; i++) chiSquared += weights[i] * (resistances[i] - a - b * g[i]) ** 2;
  return { a, b, u, chiSquared, bound };
}

/** Best factor of `g` (or of 1) alone. */
function weightedRatio(weights: readonly number[], y: readonly number[], g: readonly number[] | null): number {
  let above = 0;
  let below = 0;
  for (let i = 0; i < y.length; i++) {
    const x = g === null ? 1 : g[i];
    above += weights[i] * x * y[i];
    below += weights[i] * x * x;
  }
  return below > 0 ? above / below : 0;
}

function publishedParameters(
  law: GrowthLaw,
  series: GrowthSeries,
  shape: Shape,
  scaling: ErrorScaling,
  resistanceUnit: string,
): Record<string, Quantity> {
  const covariance = shapeCovariance(law, series, shape);
  const out: Record<string, Quantity> = {};
  for (const { name, value, gradient, resistancePower, hourPower } of law.publish(shape.a, shape.b, shape.u)) {
    const unit = unitText(resistanceUnit, resistancePower, hourPower);
    const variance = covariance === null ? null : scaling.varianceScale * quadraticForm(gradient, covariance);
    if (variance === null) {
      out[name] = { value, sigma: null, unit, note: boundNotes[shape.bound ?? 'undetermined'] };
    } else {
      const half = intervalHalfWidth(0.95, variance, 0, scaling);
      out[name] = { value, sigma: Math.sqrt(Math.max(0, variance)), unit, interval95: [value - half, value + half] };
    }
  }
  return out;
}

const boundNotes: Readonly<Record<NonNullable<Shape['bound']> | 'undetermined', string>> = {
  growth: 'the resistance does not grow, k is held at 0: no error',
  offset: 'the offset is held at 0: no error',
  'shape-low': 'the shape of the curve is at the end of what these times can tell: no error',
  'shape-high': 'the shape of the curve is at the end of what these times can tell: no error',
  undetermined: 'the points do not determine the parameters of this law: no error',
};

/** Covariance of (a, b, u), row-major, with zeros for what the law does not have; null on a bound or when singular. */
function shapeCovariance(law: GrowthLaw, series: GrowthSeries, shape: Shape): number[] | null {
  if (shape.bound !== null) return null;
  const { times, resistances, weights } = series;
  const columns = [times.map(() => 1), times.map((time) => law.basis(time, shape.u))];
  if (law.searchRange !== null) columns.push(times.map((time) => shape.b * law.basisSlope(time, shape.u)));
  const p = law.parameterCount;
  try {
    const { unscaledCovariance } = regress(columns.slice(0, p), resistances, weights);
    return Array.from({ length: 9 }, (_, at) => {
      const [i, j] = [Math.floor(at / 3), at % 3];
      return i < p && j < p ? unscaledCovariance[i * p + j] : 0;
    });
  } catch (error) {
    if (isInterphaseError(error, 'fit-failed')) return null;
    throw error;
  }
}

function leaveOneOutError(law: GrowthLaw, series: GrowthSeries): number | null {
  const n = series.times.length;
  if (n - 1 < law.parameterCount) return null;
  let sum = 0;
  for (let out = 0; out < n; out++) {
    const keep = (values: readonly number[]): number[] => values.filter((_, i) => i !== out);
    const rest = {
      ...series,
      times: keep(series.times),
      resistances: keep(series.resistances),
      weights: keep(series.weights),
    };
    const shape = bestShape(law, rest);
    const off = series.resistances[out] - shape.a - shape.b * law.basis(series.times[out], shape.u);
    sum += series.weights[out] * off * off;
  }
  return Math.sqrt(sum / n);
}

/** `Ohm cm^2 h^-0.5` from the powers of resistance and hour. */
function unitText(resistanceUnit: string, resistancePower: number, hourPower: number): string {
  const power = (unit: string, exponent: number): string => (exponent === 1 ? unit : `${unit}^${exponent}`);
  const parts: string[] = [];
  if (resistancePower === 1) parts.push(resistanceUnit);
  if (resistancePower === 2) parts.push(resistanceUnit === 'Ohm cm^2' ? 'Ohm^2 cm^4' : `${resistanceUnit}^2`);
  if (hourPower !== 0) parts.push(power('h', hourPower));
  return parts.length === 0 ? '1' : parts.join(' ');
}
