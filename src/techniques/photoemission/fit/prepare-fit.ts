/** What a fit begins with: backgrounds, models, the plan of all numbers, and values to start from. */
import type { BackgroundName, BackgroundPlan, TougaardConstants } from '../background/background.js';
import { planBackground } from '../background/plan-background.js';
import type { Component } from '../component.js';
import { type SpectrumModel, spectrumModel } from '../model/spectrum-model.js';
import type { PositionRule, SeriesFit } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
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

export interface PreparedFit {
  /** Components of each spectrum, as indices. */
  readonly componentsOf: readonly (readonly number[])[];
  readonly plans: readonly BackgroundPlan[];
  readonly models: readonly SpectrumModel[];
  readonly plan: NumberPlan;
  readonly series: SeriesModel;
  /** Values of all variables, the likeliest first. */
  readonly starts: readonly Float64Array[];
}

/** @throws `invalid-option` for words about numbers that cannot be followed, and what backgrounds throw */
export function prepareFit(setup: SeriesSetup, spectra: readonly Spectrum[], request: FitRequest): PreparedFit {
  const { components, regionOf, stepCount, texts } = setup;
  const { positions } = request;
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
  const firstMovesEv = Float64Array.from(components, (_, c) => {
    const first = componentsOf.findIndex((list) => list.includes(c));
    return first < 0 ? 0 : movesEv[spectra[first]!.step]!;
  });
  const plan = planNumbers({
    spectra,
    models,
    componentsOf,
    components,
    constraints,
    positions,
    basePositionsEv,
    firstMovesEv,
  });
  const series = seriesModel(models, plan);
  const own = Array.from({ length: request.starts }, (_, k) => {
    const variant = startVariants[k % startVariants.length]!;
    return startVariables(spectra, models, plan, series, positions, movesEv, variant, constraints.start);
  });
  const starts =
    request.from === undefined ? own : [continued(request.from, spectra, models, plan, own[0]!), ...own.slice(1)];
  return { componentsOf, plans, models, plan, series, starts };
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
