/**
 * How many relaxations does a spectrum show, and how strong are they? A sum of arcs grown one at a time, each where the
 * residuals ask for it most, until the Bayesian information criterion says stop. A regularised distribution shows where
 * the relaxations are; its areas are smeared by the penalty, so the numbers come from here.
 */
import { log, log10 } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { type Minimum, minimise } from '../../../numerics/least-squares/minimise.js';
import { createWorkspace, type Workspace } from '../../../numerics/least-squares/workspace.js';
import { choleskyInPlace, choleskySolveInPlace } from '../../../numerics/linear-algebra/cholesky.js';
import { normalMatrix, normalVector } from '../../../numerics/linear-algebra/normal-matrix.js';
import { ArcSum, type ArcSumTerms, seriesParameterCount } from './arc-sum.js';
import type { WeightedSpectrum } from './weighted-spectrum.js';

export interface ArcSelection {
  readonly terms: ArcSumTerms;
  readonly model: ArcSum;
  readonly minimum: Minimum;
  readonly arcCount: number;
}

/** Bounds of an exponent: below 0.4 an arc is no longer a peak, above 1 it is not passive. */
const SMALLEST_EXPONENT = 0.4;
/** An arc must earn its three parameters by this much beyond the criterion. */
const MARGIN = 2;
/** A gain this large leaves no doubt about the place of the new arc; else a second place is tried. */
const CLEAR_GAIN = 20;
const GRID_PER_DECADE = 6;
const DECREASE_TOLERANCE = 1e-9;

export interface ArcSelectionOptions {
  readonly maxArcs: number;
  /** Start of the tail exponent. */
  readonly tailExponent: number;
}

export function selectArcs(spectrum: WeightedSpectrum, terms: ArcSumTerms, options: ArcSelectionOptions): ArcSelection {
  const workspace = createWorkspace();
  const grid = tauGrid(spectrum);
  let current = fitArcs(spectrum, terms, startWithoutArcs(spectrum, terms, options.tailExponent), workspace);
  while (current.arcCount < options.maxArcs) {
    let grown: ArcSelection | null = null;
    for (const arc of newArcs(current, spectrum, grid)) {
      const attempt = fitArcs(spectrum, terms, new Float64Array([...current.minimum.parameters, ...arc]), workspace);
      if (grown === null || selectionScore(attempt) < selectionScore(grown)) grown = attempt;
      if (selectionScore(grown) + CLEAR_GAIN < selectionScore(current)) break;
    }
    if (grown === null || !(selectionScore(grown) + MARGIN < selectionScore(current))) break;
    current = grown;
  }
  return current;
}

/** The same arcs without the inductor, fitted on from where they stand. */
export function withoutInductor(spectrum: WeightedSpectrum, selection: ArcSelection): ArcSelection {
  const { parameters } = selection.minimum;
  const start = new Float64Array([parameters[0], ...parameters.subarray(2)]);
  return fitArcs(spectrum, { ...selection.terms, inductor: false }, start, createWorkspace());
}

/** Bayesian information criterion, errors known up to a factor; misfit that any instrument makes earns nothing. */
export function selectionScore({ model, minimum }: ArcSelection): number {
  const n = model.residualCount;
  const variance = minimum.sumOfSquares / n + model.varianceFloor;
  return n * log(variance) + model.parameterCount * log(n);
}

function tauGrid({ omega }: WeightedSpectrum): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const w of omega) {
    low = Math.min(low, w);
    high = Math.max(high, w);
  }
  const from = 1 / high;
  const decades = log10(high / low);
  const count = Math.max(2, Math.round(decades * GRID_PER_DECADE) + 1);
  return Float64Array.from({ length: count }, (_, k) => from * pow(10, (decades * k) / (count - 1)));
}

function startWithoutArcs(spectrum: WeightedSpectrum, terms: ArcSumTerms, tailExponent: number): Float64Array {
  const { omega, real, imaginary } = spectrum;
  let high = 0;
  let low = 0;
  for (let i = 0; i < omega.length; i++) {
    if (omega[i] > omega[high]) high = i;
    if (omega[i] < omega[low]) low = i;
  }
  const start = [Math.max(0, real[high])];
  if (terms.inductor) start.push(Math.max(0, imaginary[high] / omega[high]));
  if (terms.tail !== 'none') {
    const exponent = terms.tail === 'capacitor' ? 1 : tailExponent;
    const share = sin((exponent * Math.PI) / 2);
    start.push(log((Math.abs(imaginary[low]) / share) * pow(omega[low], exponent)));
    if (terms.tail === 'constant-phase') start.push(exponent);
  }
  return Float64Array.from(start);
}

function fitArcs(
  spectrum: WeightedSpectrum,
  terms: ArcSumTerms,
  start: Float64Array,
  workspace: Workspace,
): ArcSelection {
  const series = seriesParameterCount(terms);
  const arcCount = (start.length - series) / 3;
  const model = new ArcSum(spectrum, terms, arcCount);
  const lower = new Float64Array(start.length).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(start.length).fill(Number.POSITIVE_INFINITY);
  const stepLimit = new Float64Array(start.length).fill(Number.POSITIVE_INFINITY);
  lower[0] = 0;
  if (terms.inductor) lower[1] = 0;
  if (terms.tail !== 'none') stepLimit[series - (terms.tail === 'capacitor' ? 1 : 2)] = 2;
  if (terms.tail === 'constant-phase') {
    lower[series - 1] = 0.2;
    upper[series - 1] = 1;
  }
  const { omega } = spectrum;
  const low = log(0.1 / omega.reduce((a, b) => Math.max(a, b)));
  // Beside a tail, an arc slower than the window is the tail a second time.
  const high = log((terms.tail === 'none' ? 10 : 1) / omega.reduce((a, b) => Math.min(a, b)));
  for (let k = 0; k < arcCount; k++) {
    const at = series + 3 * k;
    stepLimit[at] = 2;
    lower[at + 1] = low;
    upper[at + 1] = high;
    stepLimit[at + 1] = 1.5;
    lower[at + 2] = SMALLEST_EXPONENT;
    upper[at + 2] = 1;
  }
  const minimum = minimise(
    model,
    start,
    { lower, upper, stepLimit, decreaseTolerance: DECREASE_TOLERANCE, maxIterations: 60 },
    workspace,
  );
  return { terms, model, minimum, arcCount };
}

/** Starts of a further arc (ln R, ln tau, n): where a small one would lower the sum of squares most. */
function newArcs(current: ArcSelection, spectrum: WeightedSpectrum, grid: Float64Array): number[][] {
  const { model, minimum } = current;
  const rows = model.residualCount;
  const p = model.parameterCount;
  const residuals = new Float64Array(rows);
  const jacobian = new Float64Array(rows * p);
  model.evaluate(minimum.parameters, residuals, jacobian);
  const normal = new Float64Array(p * p);
  normalMatrix(jacobian, rows, p, normal);
  for (let k = 0; k < p; k++) normal[k * (p + 1)] = normal[k * (p + 1)] * (1 + 1e-9) + Number.MIN_VALUE;
  if (!choleskyInPlace(normal, p)) return [];
  const { omega, weights } = spectrum;
  const column = new Float64Array(rows);
  const shared = new Float64Array(p);
  const solved = new Float64Array(p);
  const exponent = 0.9;
  const cosine = cos((exponent * Math.PI) / 2);
  const sine = sin((exponent * Math.PI) / 2);
  const gains = new Float64Array(grid.length);
  const sizes = new Float64Array(grid.length);
  for (let g = 0; g < grid.length; g++) {
    let own = 0;
    let along = 0;
    for (let i = 0; i < omega.length; i++) {
      const size = pow(omega[i] * grid[g], exponent);
      const re = 1 + size * cosine;
      const im = size * sine;
      const share = weights[i] / (re * re + im * im);
      column[i] = re * share;
      column[omega.length + i] = -im * share;
    }
    for (let i = 0; i < rows; i++) {
      own += column[i] * column[i];
      along -= column[i] * residuals[i];
    }
    normalVector(jacobian, column, rows, p, shared);
    solved.set(shared);
    choleskySolveInPlace(normal, p, solved);
    for (let k = 0; k < p; k++) own -= shared[k] * solved[k];
    const size = along / own;
    sizes[g] = size;
    gains[g] = size > 0 ? along * size : 0;
  }
  const starts: number[][] = [];
  for (let take = 0; take < 2; take++) {
    let best = 0;
    for (let g = 1; g < grid.length; g++) if (gains[g] > gains[best]) best = g;
    if (!(gains[best] > 0)) break;
    starts.push([log(sizes[best]), log(grid[best]), exponent]);
    // The next one somewhere else.
    for (let g = Math.max(0, best - 4); g <= Math.min(grid.length - 1, best + 4); g++) gains[g] = 0;
  }
  return starts;
}
