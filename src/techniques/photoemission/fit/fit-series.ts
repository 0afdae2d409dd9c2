/** A whole series from prepared spectra to its fit: one minimum of all residuals, from several starts. */
import { fail, isInterphaseError } from '../../../errors.js';
import type { Component } from '../component.js';
import type { SeriesFit, SpectrumFit } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import { fittedNumbers, variableCovariance } from './fitted-numbers.js';
import { minimiseSeries, type SeriesMinimum } from './minimise-series.js';
import { type FitRequest, type PreparedFit, prepareFit, type SeriesSetup } from './prepare-fit.js';
import { inTypedOrder } from './typed-order.js';

/** Sums of squares that agree to this share are one minimum. */
const SAME_MINIMUM = 1e-6;
/** ... and to this share that cannot be told from rounding. */
const EQUAL = 1e-7;
/** How often weights are made anew from the fit. */
const REWEIGHTINGS = 2;

/** @throws `fit-failed` when no start has finite residuals, `invalid-option` for words about numbers that cannot be followed */
export function fitSeries(setup: SeriesSetup, request: FitRequest): SeriesFit {
  const first = fitWeighted(setup, setup.spectra, request);
  if (request.weights === 'counts') return first;
  let fit = first;
  for (let times = 0; times < REWEIGHTINGS; times++) {
    const spectra = setup.spectra.map((spectrum, s) => reweighted(spectrum, fit.spectra[s]!));
    fit = fitWeighted(setup, spectra, { ...request, from: fit });
  }
  return fit;
}

/** Uncertainties from the model in place of the data, which are low where they happened to count few. */
function reweighted(spectrum: Spectrum, { envelope }: SpectrumFit): Spectrum {
  if (spectrum.sigmaSource === 'equal') return spectrum;
  const { values, sigmas } = spectrum;
  return {
    ...spectrum,
    sigmas: sigmas.map((sigma, i) => {
      // sigma^2 = value / countsPerUnit, so the same factor turns a fitted value into its variance.
      const perUnit = values[i]! > 0 ? (sigma * sigma) / values[i]! : sigma * sigma;
      return Math.sqrt(perUnit * Math.max(envelope[i]!, perUnit));
    }),
  };
}

function fitWeighted(setup: SeriesSetup, spectra: readonly Spectrum[], request: FitRequest): SeriesFit {
  const prepared = prepareFit(setup, spectra, request);
  const minima = prepared.starts.flatMap((start) => tryFrom(prepared, start, request.onStep) ?? []);
  const least = Math.min(...minima.map(({ sumOfSquares }) => sumOfSquares));
  const isLeast = ({ sumOfSquares }: SeriesMinimum): boolean => sumOfSquares <= least * (1 + EQUAL) + 1e-12;
  const found = minima.find(isLeast);
  const typed = found && inTypedOrder(setup.components, prepared, valuesOf(prepared, found));
  const again = typed && tryFrom(prepared, typed, request.onStep);
  const best = again !== undefined && isLeast(again) ? again : found;
  if (best === undefined) {
    throw fail(
      'fit-failed',
      'the model has no finite value at any of its starts',
      'check the windows and the positions of the components',
    );
  }
  const agreeing = minima.filter(({ sumOfSquares }) => sumOfSquares <= best.sumOfSquares * (1 + SAME_MINIMUM) + 1e-12);
  return describe(setup, spectra, prepared, best, request, {
    tried: prepared.starts.length,
    agreeing: agreeing.length,
  });
}

function tryFrom(
  { series, plan }: PreparedFit,
  start: Float64Array,
  onStep: (() => void) | undefined,
): SeriesMinimum | undefined {
  try {
    return minimiseSeries(series, plan, start, onStep);
  } catch (error) {
    if (isInterphaseError(error, 'fit-failed')) return undefined;
    throw error;
  }
}

/** All variables at a minimum, in the order of the plan. */
function valuesOf({ plan }: Pick<PreparedFit, 'plan'>, minimum: SeriesMinimum): Float64Array {
  const variables = new Float64Array(plan.variables.length);
  plan.shared.forEach((v, place) => {
    variables[v] = minimum.shared[place]!;
  });
  plan.locals.forEach((list, s) => {
    list.forEach((v, place) => {
      variables[v] = minimum.locals[s]![place]!;
    });
  });
  return variables;
}

function describe(
  { components, regionOf }: SeriesSetup,
  spectra: readonly Spectrum[],
  { componentsOf, models, plans, plan, series }: PreparedFit,
  minimum: SeriesMinimum,
  request: FitRequest,
  starts: SeriesFit['starts'],
): SeriesFit {
  const variables = valuesOf({ plan }, minimum);
  const covariance = variableCovariance(series, plan, minimum.locals, minimum.shared);
  const points = spectra.reduce((sum, { values }) => sum + values.length, 0);
  const degreesOfFreedom = points - covariance.rank;
  const reducedChiSquare = degreesOfFreedom > 0 ? minimum.sumOfSquares / degreesOfFreedom : Number.NaN;
  const numbers = fittedNumbers({
    spectra,
    models,
    plan,
    variables,
    covariance,
    scale: degreesOfFreedom > 0 ? reducedChiSquare : Number.NaN,
  });
  return {
    components,
    regionOf,
    background: request.background,
    positions: request.positions,
    spectra: spectra.map((spectrum, s) => {
      const model = models[s]!;
      const own = new Float64Array(model.numbers.numbers.length);
      series.numbersOf(s, variables, own);
      const background = model.background(own);
      const curves = componentsOf[s]!.map((component, place) => {
        const curve = model.curve(place, own);
        return {
          component,
          curve,
          area: areaOf(components[component]!, own[model.numbers.places[place]!.amplitude]!, curve, spectrum),
        };
      });
      const envelope = background.slice();
      for (const { curve } of curves) for (let i = 0; i < envelope.length; i++) envelope[i]! += curve[i]!;
      const residuals = envelope.map((value, i) => (spectrum.values[i]! - value) / spectrum.sigmas[i]!);
      return { spectrum, plan: plans[s]!, background, envelope, curves, residuals, chiSquare: minimum.setSums[s]! };
    }),
    numbers,
    chiSquare: minimum.sumOfSquares,
    degreesOfFreedom,
    reducedChiSquare,
    freeCount: covariance.rank,
    converged: minimum.converged,
    starts,
    undetermined: covariance.undetermined.map((list) => [...new Set(list.map((v) => plan.variables[v]!.name))]),
  };
}

function areaOf({ shape }: Component, amplitude: number, curve: Float64Array, { energiesEv }: Spectrum): number {
  if (shape.amplitude === 'area') return amplitude;
  let area = 0;
  for (let i = 1; i < curve.length; i++) {
    area += 0.5 * (curve[i]! + curve[i - 1]!) * (energiesEv[i]! - energiesEv[i - 1]!);
  }
  return area;
}
