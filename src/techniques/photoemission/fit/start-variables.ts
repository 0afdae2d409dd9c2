/** Values of all variables to start a fit from: positions and widths known, amplitudes and backgrounds from the data. */
import { createNonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import type { SpectrumModel } from '../model/spectrum-model.js';
import type { PositionRule } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import { type NumberPlan, shiftKey } from './number-plan.js';
import type { SeriesModel } from './series-model.js';
import { withoutStraightLine } from './start-positions.js';

/** How one start differs from the usual one: factors of the widths, a move of all positions in eV. */
export interface StartVariant {
  readonly widthFactor: number;
  readonly moveEv: number;
  /** Share of a Lorentzian width that is kept. */
  readonly lorentzFactor: number;
  /**
   * How steps move: as found, all as the first, or not at all. Where one state is left of two, what looks like its move may be
   * that of the other.
   */
  readonly moves: 'found' | 'first' | 'none';
}

/** In the order they are tried. */
export const startVariants: readonly StartVariant[] = [
  { widthFactor: 1, moveEv: 0, lorentzFactor: 1, moves: 'found' },
  { widthFactor: 1.3, moveEv: 0, lorentzFactor: 0.5, moves: 'none' },
  { widthFactor: 0.8, moveEv: 0, lorentzFactor: 2, moves: 'first' },
  { widthFactor: 1.2, moveEv: 0.35, lorentzFactor: 1, moves: 'found' },
  { widthFactor: 1.6, moveEv: -0.35, lorentzFactor: 0.3, moves: 'found' },
  { widthFactor: 0.7, moveEv: 0.3, lorentzFactor: 3, moves: 'first' },
  { widthFactor: 2.2, moveEv: 0.2, lorentzFactor: 2, moves: 'found' },
  { widthFactor: 0.9, moveEv: -0.7, lorentzFactor: 0.7, moves: 'none' },
];

export function startVariables(
  spectra: readonly Spectrum[],
  models: readonly SpectrumModel[],
  plan: NumberPlan,
  series: SeriesModel,
  positions: PositionRule,
  foundMovesEv: Float64Array,
  variant: StartVariant,
  typed: ReadonlyMap<string, number>,
): Float64Array {
  const values = Float64Array.from(plan.variables, ({ usual }) => (Number.isNaN(usual) ? 0 : usual));
  const movesEv = movesOf(variant, spectra, foundMovesEv);
  const firstOf = new Map<string, number>();
  for (const { region, step } of spectra) {
    const key = positions === 'common' ? '' : region;
    firstOf.set(key, Math.min(step, firstOf.get(key) ?? step));
  }
  // Positions of the first step, then what each further step moves.
  spectra.forEach(({ region, step }, s) => {
    const first = firstOf.get(positions === 'common' ? '' : region)!;
    models[s]!.numbers.numbers.forEach((number, k) => {
      if (number.role !== 'position') return;
      for (const { variable } of plan.dependences[s]![k]!.terms) {
        const { name, usual } = plan.variables[variable]!;
        if (name === 'shift' || typed.has(name)) continue;
        const origin = positions === 'free' ? step : first;
        values[variable] = usual + movesEv[origin]! + variant.moveEv;
      }
    });
    const shift = plan.shifts.get(shiftKey(step, region, positions));
    if (shift !== undefined) values[shift] = movesEv[step]! - movesEv[first]!;
  });
  plan.variables.forEach(({ name }, v) => {
    if (typed.has(name)) return;
    if (/\.(?:gaussian|fwhm)$/.test(name)) values[v]! *= variant.widthFactor;
    if (name.endsWith('.lorentzian')) values[v]! *= variant.lorentzFactor;
  });
  clamp(values, plan);
  spectra.forEach((spectrum, s) => {
    amplitudes(spectrum, models[s]!, s, plan, series, values);
  });
  clamp(values, plan);
  return values;
}

function movesOf({ moves }: StartVariant, spectra: readonly Spectrum[], foundEv: Float64Array): Float64Array {
  if (moves === 'found') return foundEv;
  const first = spectra.reduce((least, { step }) => Math.min(least, step), foundEv.length - 1);
  return foundEv.map(() => (moves === 'first' ? foundEv[first]! : 0));
}

function clamp(values: Float64Array, { variables }: NumberPlan): void {
  variables.forEach(({ lower, upper }, v) => {
    values[v] = Math.min(upper, Math.max(lower, values[v]!));
  });
}

/** Amplitudes of the lines of one spectrum by linear least squares, and the background they leave. */
function amplitudes(
  spectrum: Spectrum,
  model: SpectrumModel,
  s: number,
  plan: NumberPlan,
  series: SeriesModel,
  variables: Float64Array,
): void {
  const { numbers, offset, slope, step, places } = model.numbers;
  const own = new Float64Array(numbers.length);
  series.numbersOf(s, variables, own);
  const free = places.flatMap(({ amplitude }, c) => {
    const terms = plan.dependences[s]![amplitude]!.terms;
    return terms.length === 1 && plan.locals[s]!.includes(terms[0]!.variable)
      ? [{ c, amplitude, variable: terms[0]!.variable }]
      : [];
  });
  const fixedBackground = offset < 0;
  const y = fixedBackground ? withoutMade(spectrum, model, own) : withoutStraightLine(spectrum);
  const n = y.length;
  const columns = free.map(({ c, amplitude }) => {
    const before = own[amplitude]!;
    own[amplitude] = 1;
    const column = model.curve(c, own);
    own[amplitude] = before;
    return column;
  });
  const size = free.length;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < size; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (columns[a]![i]! * columns[b]![i]!) / spectrum.sigmas[i]! ** 2;
      gram[b * size + a] = sum;
    }
    for (let i = 0; i < n; i++) right[a]! += (columns[a]![i]! * y[i]!) / spectrum.sigmas[i]! ** 2;
  }
  const { x: found } = createNonNegativeSolver(Math.max(1, size)).solve(gram, right, size);
  const tallest = Math.max(...spectrum.values.map((value) => Math.abs(value)), 1e-12);
  free.forEach(({ variable }, a) => {
    // A line that is not seen starts small rather than at nothing, where its position and widths have no slope.
    const peak = Math.max(...columns[a]!, 1e-300);
    variables[variable] = Math.max(found[a]!, (1e-3 * tallest) / peak);
  });
  if (fixedBackground) return;
  series.numbersOf(s, variables, own);
  const set = (number: number, value: number): void => {
    const terms = number < 0 ? [] : plan.dependences[s]![number]!.terms;
    if (terms.length === 1 && plan.variables[terms[0]!.variable]!.usual === 0) variables[terms[0]!.variable] = value;
  };
  const few = Math.max(1, Math.min(5, n >> 3));
  const low = mean(spectrum.values, 0, few);
  const high = mean(spectrum.values, n - few, n);
  const span = spectrum.energiesEv[n - 1]! - spectrum.energiesEv[0]!;
  set(offset, low);
  if (step < 0) {
    set(slope, span > 0 ? (high - low) / span : 0);
    return;
  }
  own[offset] = 0;
  if (slope >= 0) own[slope] = 0;
  own[step] = 1;
  const rise = model.background(own)[n - 1]!;
  set(step, rise > 0 ? Math.max(0, (high - low) / rise) : 0);
}

function withoutMade({ values }: Spectrum, model: SpectrumModel, own: Float64Array): Float64Array {
  const made = model.background(own);
  return values.map((value, i) => value - made[i]!);
}

function mean(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i]!;
  return sum / (to - from);
}
