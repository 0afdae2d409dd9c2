/** What bare columns of numbers may be, and which sign an unsigned imaginary part has. Guesses say that they are. */
import { hypot } from '../../numerics/elementary/hypot.js';
import { log, log10 } from '../../numerics/elementary/log.js';
import type { ColumnKind, Diagnostic } from '../recording.js';

/** Frequencies of a sweep span at least so much. */
const MIN_DECADES = 2;
const MIN_POINTS = 5;
/** Headers that say "imaginary" without saying of what, or with which sign people plot it. */
const VAGUE_NAMES = /^(?:z[ _]?)?im(?:ag|ag\.?|g|aginary)?(?:[ _]?(?:part|impedance))?$/i;

/**
 * Meanings of unnamed columns if they are a spectrum: a first column that is positive, monotonic, evenly spaced on a
 * logarithmic scale over two decades or more, and two others. Undefined when they are something else.
 */
export function guessSpectrum(
  columns: readonly (Float64Array | readonly string[])[],
): (ColumnKind | undefined)[] | undefined {
  const numbers = columns.filter((column) => column instanceof Float64Array);
  if (numbers.length !== columns.length || columns.length < 3) return undefined;
  const [frequency, real, imaginary] = numbers as [Float64Array, Float64Array, Float64Array];
  if (!isSweep(frequency)) return undefined;
  const more = numbers.slice(3);
  const modulus = more.findIndex((column) => agrees(column, real, imaginary, hypot));
  // Further columns are believed to be part of a spectrum only when one of them can be computed from the first.
  if (more.length > 0 && modulus < 0) return undefined;
  const kinds: (ColumnKind | undefined)[] = ['frequency', 'impedance-real', 'impedance-imaginary'];
  for (let index = 0; index < more.length; index++) kinds.push(index === modulus ? 'impedance-modulus' : undefined);
  return kinds;
}

/** Positive, strictly monotonic, and more even on a logarithmic scale than on a linear one. */
export function isSweep(values: Float64Array): boolean {
  if (values.length < MIN_POINTS || !values.every((value) => value > 0)) return false;
  const rising = values[1]! > values[0]!;
  const linear: number[] = [];
  const logarithmic: number[] = [];
  for (let row = 1; row < values.length; row++) {
    const step = values[row]! - values[row - 1]!;
    if (step === 0 || step > 0 !== rising) return false;
    linear.push(Math.abs(step));
    logarithmic.push(Math.abs(log(values[row]! / values[row - 1]!)));
  }
  const decades = Math.abs(log10(values.at(-1)! / values[0]!));
  return decades >= MIN_DECADES && spread(logarithmic) < spread(linear);
}

export interface ImaginarySign {
  readonly kind: 'impedance-imaginary' | 'impedance-imaginary-negated';
  readonly diagnostic?: Diagnostic;
}

/**
 * Sign of a column whose header names Im Z without a minus. In this order: the phase beside it decides; values that are
 * mostly negative (capacitive) fit Im Z; mostly positive values are -Im Z if the header is vague about it, and
 * questionable if the header is explicit.
 *
 * @param name header of the column, `''` when it has none
 */
export function imaginarySign(name: string, imaginary: Float64Array, phase: Float64Array | undefined): ImaginarySign {
  const label = name === '' ? 'the third column' : `column "${name}"`;
  const agreement = phase === undefined ? 0 : signAgreement(imaginary, phase);
  if (agreement >= 0.9) return { kind: 'impedance-imaginary' };
  if (agreement <= -0.9) {
    return {
      kind: 'impedance-imaginary-negated',
      diagnostic: {
        code: 'sign-from-phase',
        severity: 'info',
        message: `${label} has the opposite sign of the phase beside it: it is read as -Im Z`,
      },
    };
  }
  if (phase !== undefined && agreement !== 0) return contradictory(label, imaginary, agreement);
  const negative = shareNegative(imaginary);
  if (negative >= 0.5) {
    if (name !== '') return { kind: 'impedance-imaginary' };
    const message = `the file does not name its columns: ${label} is read as Im Z, because most of its values are negative, as in a capacitive cell`;
    return { kind: 'impedance-imaginary', diagnostic: { code: 'sign-guessed', severity: 'info', message } };
  }
  if (name === '' || VAGUE_NAMES.test(name)) {
    const message = `${label} is read as -Im Z, because most of its values are positive and a passive cell is mostly capacitive; name it "Im(Z)" or "-Im(Z)" to settle it`;
    return { kind: 'impedance-imaginary-negated', diagnostic: { code: 'sign-guessed', severity: 'warning', message } };
  }
  const message = `${label} is Im Z by its name, yet most of its values are positive (inductive); if it is -Im Z, name it "-Im(Z)"`;
  return { kind: 'impedance-imaginary', diagnostic: { code: 'sign-doubtful', severity: 'warning', message } };
}

/** A column that agrees with its phase in some rows only: someone has taken absolute values, or edited it. */
function contradictory(label: string, imaginary: Float64Array, agreement: number): ImaginarySign {
  const kind = agreement > 0 ? 'impedance-imaginary' : 'impedance-imaginary-negated';
  const meaning = agreement > 0 ? 'Im Z' : '-Im Z';
  const share = Math.round(50 * (1 - Math.abs(agreement)));
  const absolute = imaginary.every((value) => !(value < 0)) ? ' (it looks like an absolute value)' : '';
  const message = `${label} is read as ${meaning}, but in ${share} % of the rows the phase beside it has the other sign${absolute}: compute Im Z from |Z| and phase`;
  return { kind, diagnostic: { code: 'sign-inconsistent', severity: 'error', message } };
}

/** 1 when all signs agree, -1 when all are opposite; pairs of which one is near zero count for nothing. */
function signAgreement(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  let weight = 0;
  const smallA = 1e-3 * largest(a);
  const smallB = 1e-3 * largest(b);
  for (let row = 0; row < a.length; row++) {
    if (!(Math.abs(a[row]!) > smallA && Math.abs(b[row]!) > smallB)) continue;
    sum += Math.sign(a[row]!) * Math.sign(b[row]!);
    weight += 1;
  }
  return weight === 0 ? 0 : sum / weight;
}

function shareNegative(values: Float64Array): number {
  let negative = 0;
  let counted = 0;
  for (const value of values) {
    if (value < 0) negative += 1;
    if (value < 0 || value > 0) counted += 1;
  }
  return counted === 0 ? 1 : negative / counted;
}

function agrees(
  column: Float64Array,
  a: Float64Array,
  b: Float64Array,
  combine: (x: number, y: number) => number,
): boolean {
  // Printed numbers have two or three digits in the worst files.
  return column.every((value, row) => Math.abs(value - combine(a[row]!, b[row]!)) <= 0.02 * Math.abs(value));
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) if (Math.abs(value) > most) most = Math.abs(value);
  return most;
}

/** Standard deviation over mean. */
function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return Math.sqrt(variance) / mean;
}
