/** A whole series from prepared spectra to its fit: one minimum of all residuals, from several starts. */
import { fail, isInterphaseError } from '../../../errors.js';
import type { BackgroundName, BackgroundPlan, TougaardConstants } from '../background/background.js';
import { planBackground } from '../background/plan-background.js';
import type { Component } from '../component.js';
import { type SpectrumModel, spectrumModel } from '../model/spectrum-model.js';
import type { PositionRule, SeriesFit, SpectrumFit } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import { fittedNumbers, variableCovariance } from './fitted-numbers.js';
import { minimiseSeries, type SeriesMinimum } from './minimise-series.js';
import { type NumberPlan, planNumbers } from './number-plan.js';
import { type NumberTexts, readNumberTexts } from './number-texts.js';
import { type SeriesModel, seriesModel } from './series-model.js';
import { startPositions } from './start-positions.js';
import { startVariables, startVariants } from './start-variables.js';

export interface SeriesSetup {
  /** Cut to their windows; only those with components. */
  readonly spectra: readonly Spectrum[];
  readonly components: readonly Component[];
  /** Region of each component. */
  readonly regionOf: readonly string[];
  readonly stepCount: number;
  readonly texts: NumberTexts;
}

export interface FitRequest {
  readonly background: BackgroundName;
  readonly tougaard?: TougaardConstants | undefined;
  readonly slope: boolean;
  readonly endpoints: number;
  readonly positions: PositionRule;
  readonly weights: 'counts' | 'model';
  readonly starts: number;
  /** A fit of the same setup whose numbers are the first of the starts. */
  readonly from?: SeriesFit | undefined;
  readonly onStep?: (() => void) | undefined;
}

/** Sums of squares that agree to this share are one minimum. */
const SAME_MINIMUM = 1e-6;
/** The fit has arrived when a step promises less than this share of the sum of squares. */
const DECREASE = 1e-13;
const MOST_ITERATIONS = 400;
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
  const { components, regionOf, stepCount, texts } = setup;
  const componentsOf = spectra.map(({ region }) => components.flatMap((_, c) => (regionOf[c] === region ? [c] : [])));
  const plans = spectra.map((spectrum) =>
    planBackground(request.background, spectrum, {
      endpointPoints: request.endpoints,
      slope: request.slope,
      ...(request.tougaard === undefined ? {} : { tougaard: request.tougaard }),
    }),
  );
  const models = spectra.map((spectrum, s) =>
    spectrumModel(
      spectrum,
      componentsOf[s]!.map((c) => components[c]!),
      plans[s]!,
    ),
  );
  const constraints = readNumberTexts(
    models.flatMap(({ numbers }) => numbers.numbers),
    texts,
  );
  const { basePositionsEv, movesEv } = startPositions(spectra, componentsOf, components, stepCount);
  const plan = planNumbers({
    spectra,
    models,
    componentsOf,
    components,
    constraints,
    positions: request.positions,
    basePositionsEv,
  });
  const series = seriesModel(models, plan);
  const own = Array.from({ length: request.starts }, (_, k) =>
    startVariables(
      spectra,
      models,
      plan,
      series,
      request.positions,
      movesEv,
      startVariants[k % startVariants.length]!,
      constraints.start,
    ),
  );
  const starts =
    request.from === undefined ? own : [continued(request.from, spectra, models, plan, own[0]!), ...own.slice(1)];
  const minima = starts.flatMap((start) => tryFrom(series, plan, start, request.onStep) ?? []);
  const best = minima.reduce<SeriesMinimum | undefined>(
    (least, minimum) => (least === undefined || minimum.sumOfSquares < least.sumOfSquares ? minimum : least),
    undefined,
  );
  if (best === undefined) {
    throw fail(
      'fit-failed',
      'the model has no finite value at any of its starts',
      'check the windows and the positions of the components',
    );
  }
  const agreeing = minima.filter(({ sumOfSquares }) => sumOfSquares <= best.sumOfSquares * (1 + SAME_MINIMUM) + 1e-12);
  return describe(setup, spectra, componentsOf, models, plans, plan, series, best, request, {
    tried: starts.length,
    agreeing: agreeing.length,
  });
}

function tryFrom(
  series: SeriesModel,
  plan: NumberPlan,
  start: Float64Array,
  onStep: (() => void) | undefined,
): SeriesMinimum | undefined {
  try {
    return minimiseSeries(series, plan, start, {
      decreaseTolerance: DECREASE,
      maxIterations: MOST_ITERATIONS,
      ...(onStep === undefined ? {} : { onStep }),
    });
  } catch (error) {
    if (isInterphaseError(error, 'fit-failed')) return undefined;
    throw error;
  }
}

/** The numbers of an earlier fit as values of the variables of this plan, where the two have a name in common. */
function continued(
  from: SeriesFit,
  spectra: readonly Spectrum[],
  models: readonly SpectrumModel[],
  plan: NumberPlan,
  fallback: Float64Array,
): Float64Array {
  const values = fallback.slice();
  const set = new Set<number>();
  spectra.forEach(({ step }, s) => {
    models[s]!.numbers.numbers.forEach(({ name }, k) => {
      const terms = plan.dependences[s]![k]!.terms;
      const before = from.numbers.find(name, step)?.value;
      if (before === undefined) return;
      // What is not known yet of a sum of variables takes the rest: a base first, then the shift of a later step.
      const open = terms.filter(({ variable }) => !set.has(variable));
      const known = terms.filter(({ variable }) => set.has(variable));
      const last = open[0];
      if (last === undefined || open.length > 1) return;
      const rest = known.reduce(
        (sum, { variable, factor }) => sum - factor * values[variable]!,
        before - plan.dependences[s]![k]!.constant,
      );
      values[last.variable] = rest / last.factor;
      set.add(last.variable);
    });
  });
  plan.variables.forEach(({ lower, upper }, v) => {
    values[v] = Math.min(upper, Math.max(lower, values[v]!));
  });
  return values;
}

function describe(
  { components, regionOf }: SeriesSetup,
  spectra: readonly Spectrum[],
  componentsOf: readonly (readonly number[])[],
  models: readonly SpectrumModel[],
  plans: readonly BackgroundPlan[],
  plan: NumberPlan,
  series: SeriesModel,
  minimum: SeriesMinimum,
  request: FitRequest,
  starts: SeriesFit['starts'],
): SeriesFit {
  const variables = new Float64Array(plan.variables.length);
  plan.shared.forEach((v, place) => {
    variables[v] = minimum.shared[place]!;
  });
  plan.locals.forEach((list, s) => {
    list.forEach((v, place) => {
      variables[v] = minimum.locals[s]![place]!;
    });
  });
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
