import { fixed, superscript } from '../text/typeset.js';
import type { Domain } from './scale.js';

export interface Ticks {
  readonly major: readonly number[];
  readonly minor: readonly number[];
  /** One label per major tick, as printed. */
  readonly labels: readonly string[];
  /** Power of ten that was taken out of the labels and belongs in front of the unit; 0 for none. */
  readonly powerOfTen: number;
  /** Distance of major ticks on a linear axis, in data units. */
  readonly step?: number;
  /** Digits after the point of linear labels. */
  readonly decimals?: number;
}

/** A step of 1, 2 or 5 times a power of ten such that at most `maxCount` of them fit into `range`. */
export function niceStep(range: number, maxCount: number): number {
  const rough = range / Math.max(1, maxCount);
  const power = 10 ** Math.floor(Math.log10(rough));
  const mantissa = rough / power;
  // The small slack keeps an exact 2 from being pushed to 5 by rounding.
  const nice = mantissa <= 1.000001 ? 1 : mantissa <= 2.000001 ? 2 : mantissa <= 5.000001 ? 5 : 10;
  return nice * power;
}

/** Multiples of `step` inside the domain, free of the rounding of repeated addition. */
function multiples(step: number, [low, high]: Domain): number[] {
  const slack = 1e-9 * (high - low);
  const first = Math.ceil((low - slack) / step);
  const last = Math.floor((high + slack) / step);
  // Dividing by an integer inverse keeps 0.3 from printing as 0.30000000000000004.
  const inverse = 1 / step;
  const exact = step < 1 && Math.abs(inverse - Math.round(inverse)) < 1e-6 * inverse;
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const k = first + i;
    return k === 0 ? 0 : exact ? k / Math.round(inverse) : k * step;
  });
}

/**
 * Ticks of a linear axis. Labels of very large or very small numbers share a power of ten (a multiple of three), which
 * goes into the title, so that no label is longer than about five characters.
 *
 * @param maxCount most major ticks that the axis has room for
 * @param step distance of major ticks, where another axis dictates it (equal aspect)
 */
export function linearTicks(domain: Domain, maxCount: number, step = niceStep(domain[1] - domain[0], maxCount)): Ticks {
  const major = multiples(step, domain);
  const largest = Math.max(Math.abs(domain[0]), Math.abs(domain[1]));
  const powerOfTen = largest >= 1e5 || largest < 1e-3 ? 3 * Math.floor(Math.log10(largest) / 3 + 1e-9) : 0;
  const stepPrinted = step / 10 ** powerOfTen;
  const decimals = Math.max(0, -Math.floor(Math.log10(stepPrinted) + 1e-9));
  const mantissa = Math.round(step / 10 ** Math.floor(Math.log10(step) + 1e-9));
  const minor = multiples(step / (mantissa === 5 ? 5 : 2), domain).filter(
    (value) => !major.some((tick) => Math.abs(tick - value) < step * 1e-6),
  );
  const labels = major.map((value) => fixed(value / 10 ** powerOfTen, decimals));
  return { major, minor, labels, powerOfTen, step, decimals };
}

/** Which multiples of a power of ten bear a label, richest first. */
const LABELLED_MANTISSAS = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 6, 8],
  [1, 2, 5],
  [1, 3],
];

/** A number on a logarithmic axis that is no power of ten: `200`, `0.05`, `5 × 10⁻⁴`. */
function plainLogLabel(mantissa: number, exponent: number): string {
  if (exponent >= 4 || exponent <= -4) return `${mantissa} × 10${superscript(exponent)}`;
  return fixed(mantissa * 10 ** exponent, Math.max(0, -exponent));
}

/**
 * Ticks of a logarithmic axis: powers of ten (every second, third, ... where decades are many) with 2 to 9 as minor
 * ticks; 1-2-5 steps with plain numbers where the axis spans less than about a decade.
 */
export function logTicks(domain: Domain, maxCount: number): Ticks {
  const low = Math.log10(domain[0]);
  const high = Math.log10(domain[1]);
  const first = Math.ceil(low - 1e-9);
  const last = Math.floor(high + 1e-9);
  const inside = (value: number): boolean => {
    const l = Math.log10(value);
    return l >= low - 1e-9 && l <= high + 1e-9;
  };
  const power = (exponent: number): number => Number(`1e${exponent}`);

  if (last - first < 1) {
    const apart = (a: number, b: number): boolean => (Math.log10(b / a) * maxCount) / (high - low) >= 1;
    const all = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((mantissa) =>
      [first - 1, first].map((exponent) => ({ mantissa, exponent, value: Number(`${mantissa}e${exponent}`) })),
    );
    const shown = all.filter(({ value }) => inside(value)).sort((a, b) => a.value - b.value);
    const labelled = LABELLED_MANTISSAS.map((set) => shown.filter(({ mantissa }) => set.includes(mantissa))).find(
      (candidates) => candidates.every((tick, i) => i === 0 || apart(candidates[i - 1]!.value, tick.value)),
    );
    if (labelled !== undefined && labelled.length >= 2) {
      const values = labelled.map(({ value }) => value);
      return {
        major: values,
        minor: shown.map(({ value }) => value).filter((value) => !values.includes(value)),
        labels: labelled.map(({ mantissa, exponent }) => plainLogLabel(mantissa, exponent)),
        powerOfTen: 0,
      };
    }
    // Less than a factor of two: the axis is as good as linear, and so are its ticks.
    return { ...linearTicks(domain, maxCount), minor: [] };
  }

  const every = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, maxCount)));
  const exponents = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const labelled = exponents.filter((exponent) => exponent % every === 0);
  const rest = exponents.filter((exponent) => exponent % every !== 0).map(power);
  const between =
    last - first > 9
      ? []
      : [first - 1, ...exponents].flatMap((exponent) =>
          [2, 3, 4, 5, 6, 7, 8, 9].map((mantissa) => Number(`${mantissa}e${exponent}`)).filter(inside),
        );
  return {
    major: labelled.map(power),
    minor: [...rest, ...between].sort((a, b) => a - b),
    labels: labelled.map((exponent) => `10${superscript(exponent)}`),
    powerOfTen: 0,
  };
}
