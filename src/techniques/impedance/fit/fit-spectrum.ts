/** The fit of one circuit to one spectrum, from given start values or from none. */
import { fail } from '../../../errors.js';
import { estimateCovariance } from '../../../numerics/least-squares/covariance.js';
import type { Minimum } from '../../../numerics/least-squares/minimise.js';
import type { Workspace } from '../../../numerics/least-squares/workspace.js';
import { type Circuit, parameterIndex } from '../circuit/circuit.js';
import type { Spectrum } from '../spectrum.js';
import {
  type CircuitModel,
  makeCircuitModel,
  makeLayout,
  type ParameterConstraints,
  type ParameterLayout,
  toNatural,
} from './circuit-model.js';
import { type SearchResult, searchMinimum } from './search-minimum.js';
import type { SpectrumFit } from './spectrum-fit.js';
import type { RelaxationPeak } from './start-values.js';
import { makeWeights, type Weighting } from './weights.js';

export interface FitOptions {
  /** @default 'modulus' */
  readonly weighting?: Weighting;
  readonly constraints?: ParameterConstraints;
  /** Automatic starts. @default 20 */
  readonly starts?: number;
  /** @default 1 */
  readonly seed?: number;
  /** Whole sets of natural parameters tried first (a neighbour in the series). */
  readonly given?: readonly ArrayLike<number>[];
  /** Relaxations seen in the spectrum, for the automatic starts. */
  readonly peaks?: readonly RelaxationPeak[];
  readonly workspace?: Workspace;
}

/**
 * Fits a circuit. Positive parameters are searched as logarithms, so their scale (1e6 ohm beside 1e-11 S sⁿ) does not
 * matter; several starts run to their minima, the lowest that the data determine is the answer.
 *
 * @throws `too-few-points` when there are fewer real values than parameters; `invalid-option` for constraints that name
 *   no parameter of the circuit.
 */
export function fitSpectrum(circuit: Circuit, spectrum: Spectrum, options: FitOptions = {}): SpectrumFit {
  const { weighting = 'modulus', constraints = {}, starts = 20, seed = 1 } = options;
  const layout = makeLayout(circuit, constraints, [spectrum]);
  const model = makeCircuitModel(layout, spectrum, makeWeights(spectrum, weighting));
  if (model.residualCount <= layout.freeCount) {
    throw fail(
      'too-few-points',
      `${spectrum.frequencyHz.length} points cannot determine the ${layout.freeCount} parameters of ${circuit.text}`,
      'use a simpler circuit or fix parameters',
    );
  }
  const given = [...startFromUser(circuit, constraints), ...(options.given ?? [])];
  const search = searchMinimum(model, constraints, {
    starts: given.length === 0 ? Math.max(1, starts) : starts,
    seed,
    given,
    ...(options.peaks ? { peaks: options.peaks } : {}),
    ...(options.workspace ? { workspace: options.workspace } : {}),
  });
  return describeMinimum(model, search, weighting);
}

/** The user's start values, when they name every parameter; incomplete ones guide the automatic starts instead. */
function startFromUser(circuit: Circuit, constraints: ParameterConstraints): Float64Array[] {
  const values = { ...constraints.start, ...constraints.fixed };
  const natural = Float64Array.from(circuit.parameters, (p) => values[p.name] ?? Number.NaN);
  for (const [name, tie] of Object.entries(constraints.tied ?? {})) {
    natural[parameterIndex(circuit, name)] = natural[parameterIndex(circuit, tie.to)] * tie.factor;
  }
  return natural.some(Number.isNaN) || Object.keys(constraints.start ?? {}).length === 0 ? [] : [natural];
}

/** A minimum with its covariance and everything later rooms need. */
export function describeMinimum(model: CircuitModel, search: SearchResult, weighting: Weighting): SpectrumFit {
  const { layout, spectrum } = model;
  const { circuit } = layout;
  const free = search.best.parameters;
  const natural = toNatural(layout, free, new Float64Array(circuit.parameters.length));
  const estimate = estimateCovariance(model, search.best, { scale: weighting === 'supplied' ? 'known' : 'residuals' });
  model.compiled.evaluate(natural, false);
  return {
    circuit,
    spectrum,
    weighting,
    natural,
    covariance: expandCovariance(layout, estimate.covariance),
    freeCount: layout.freeCount,
    sumOfSquares: search.best.sumOfSquares,
    degreesOfFreedom: model.residualCount - layout.freeCount,
    reducedChiSquare: search.best.sumOfSquares / (model.residualCount - layout.freeCount),
    rank: estimate.rank,
    condition: estimate.condition,
    atBound: layout.freeNames.filter((_, k) => atBound(layout, free, k)),
    fixed: circuit.parameters.filter((_, k) => layout.freeOf[k] < 0).map((p) => p.name),
    converged: search.best.converged,
    stopReason: search.best.stopReason,
    startsTried: search.tried,
    startsAgreeing: search.agreeing,
    runnerUpSumOfSquares: sumOf(search.runnerUp),
    degenerateSumOfSquares: sumOf(search.degenerate),
    modelReal: Float64Array.from(model.compiled.re),
    modelImaginary: Float64Array.from(model.compiled.im),
  };
}

const sumOf = (minimum: Minimum | undefined): number | null => minimum?.sumOfSquares ?? null;

function atBound(layout: ParameterLayout, free: Float64Array, k: number): boolean {
  return free[k] <= layout.lower[k] || free[k] >= layout.upper[k];
}

/** Covariance of all circuit parameters from that of the free ones; tied parameters move together, fixed ones not at all. */
export function expandCovariance(layout: ParameterLayout, ofFree: Float64Array): Float64Array {
  const p = layout.freeOf.length;
  const out = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b < p; b++) {
      const i = layout.freeOf[a];
      const j = layout.freeOf[b];
      if (i >= 0 && j >= 0) out[a * p + b] = ofFree[i * layout.freeCount + j];
    }
  }
  return out;
}
