/**
 * Atomic fractions of a homogeneous sample: n = A/(RSF T lambda), x = n / sum n, by step. Errors of sensitivity factors and
 * path lengths are the same in every step and every line of a kind, so they do not average down and stay in the covariance.
 *
 * M. P. Seah, I. S. Gilmore, S. J. Spencer, J. Electron Spectrosc. Relat. Phenom. 120 (2001) 93.
 */
import { numberAt, propagateNumbers, type UncertainNumbers } from './propagate-numbers.js';

/** One area that counts for the composition. */
export interface CountedLine {
  /** Element, or element and state: areas of one species in one step are added. */
  readonly species: string;
  /** Index of the step; fractions of a step add up to 1. */
  readonly step: number;
  /** RSF x T x lambda of what the area holds (of a doublet: both lines); any unit, the same for all lines. */
  readonly sensitivity: number;
}

/** An error that several sensitivities share: line i is off by the factor 1 + relative[i] z, with one z of sigma 1. */
export interface CommonError {
  /** `sensitivity of Ti 2p`, `attenuation length`. */
  readonly name: string;
  /** For each line; 0 where it does not suffer from it. */
  readonly relative: ArrayLike<number>;
}

export interface SpeciesFraction {
  readonly species: string;
  readonly step: number;
  readonly fraction: number;
  /** Statistical and common errors together; null where an area is not determined. */
  readonly sigma: number | null;
  readonly statistical: number | null;
  readonly fromSensitivities: number;
}

export interface Composition {
  readonly fractions: readonly SpeciesFraction[];
  /** The same numbers in the same order with all errors; the covariances of a step's numbers sum to zero by row. */
  readonly numbers: UncertainNumbers;
  /** Of each step (by its index): the sum of A / sensitivity. */
  readonly amounts: ReadonlyMap<number, number>;
}

/**
 * @param lines one for each area
 * @param areas in the same order, of one or more steps
 * @param commonErrors relative errors of the sensitivities, each independent of the others
 * @returns undefined where the amounts of a step do not add up to something above zero
 */
export function composition(
  lines: readonly CountedLine[],
  areas: UncertainNumbers,
  commonErrors: readonly CommonError[] = [],
): Composition | undefined {
  const amount = lines.map(({ sensitivity }, i) => areas.values[i]! / sensitivity);
  const amounts = new Map<number, number>();
  lines.forEach(({ step }, i) => {
    amounts.set(step, (amounts.get(step) ?? 0) + amount[i]!);
  });
  if ([...amounts.values()].some((sum) => !(sum > 0))) return undefined;
  const species: { species: string; step: number }[] = [];
  for (const line of lines) {
    if (!species.some((one) => one.species === line.species && one.step === line.step)) species.push(line);
  }
  const values = species.map((one) => {
    const own = lines.reduce((sum, line, i) => sum + (isOf(line, one) ? amount[i]! : 0), 0);
    return own / amounts.get(one.step)!;
  });
  // dx_k/dn_i = (delta - x_k)/S within a step; a sensitivity acts by dn_i = -n_i dln(sensitivity).
  const slope = (k: number, i: number): number => {
    const { step } = species[k]!;
    return lines[i]!.step === step ? ((isOf(lines[i]!, species[k]!) ? 1 : 0) - values[k]!) / amounts.get(step)! : 0;
  };
  const statistical = propagateNumbers(
    areas,
    values,
    species.map((_, k) => lines.map(({ sensitivity }, i) => slope(k, i) / sensitivity)),
  );
  const size = species.length;
  const common = new Float64Array(size * size);
  for (const { relative } of commonErrors) {
    const pull = species.map((_, k) => lines.reduce((sum, _, i) => sum - slope(k, i) * amount[i]! * relative[i]!, 0));
    for (let k = 0; k < size; k++) for (let l = 0; l < size; l++) common[k * size + l]! += pull[k]! * pull[l]!;
  }
  const numbers = { values: statistical.values, covariance: statistical.covariance.map((c, i) => c + common[i]!) };
  const fractions = species.map((one, k) => ({
    species: one.species,
    step: one.step,
    fraction: values[k]!,
    sigma: numberAt(numbers, k).sigma,
    statistical: numberAt(statistical, k).sigma,
    fromSensitivities: Math.sqrt(common[k * size + k]!),
  }));
  return { fractions, numbers, amounts };
}

function isOf(line: CountedLine, one: { readonly species: string; readonly step: number }): boolean {
  return line.species === one.species && line.step === one.step;
}

/** For each sensitivity that errs by itself: one error common to the lines of that name in all steps. */
export function errorsByLine(names: readonly string[], relativeSigmas: ReadonlyMap<string, number>): CommonError[] {
  return [...new Set(names)].flatMap((name) => {
    const sigma = relativeSigmas.get(name) ?? 0;
    return sigma > 0 ? [{ name, relative: names.map((other) => (other === name ? sigma : 0)) }] : [];
  });
}

/**
 * Largest fraction of an element whose line was not seen: the smallest area that would have been, as a share of all.
 *
 * @param area e.g. three sigma of the background under the line, see `detectionLimit`
 * @param sensitivity RSF x T x lambda of that line
 * @param amounts sum of A / sensitivity of what was seen in the step
 */
export function undetectedFraction(area: number, sensitivity: number, amounts: number): number {
  const own = area / sensitivity;
  return own / (amounts + own);
}
