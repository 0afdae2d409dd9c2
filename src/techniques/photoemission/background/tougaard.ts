import type { StaticBackground } from './background.js';
import { endMeans } from './end-means.js';
import { tougaardOperator } from './loss-operators.js';
import { needSpectrum } from './need-spectrum.js';
import { kernelArea, type TougaardKernel, tougaardKernel, UNIVERSAL_B } from './tougaard-kernel.js';

/** Loss that must still lie in the window for the tail of losses to tell B, eV: most losses of the universal function. */
const LONG_ENOUGH_EV = 30;

/**
 * Background of electrons that lost energy, from the measured spectrum itself: low end + B times the spectrum above the low
 * end under a loss function (S. Tougaard). B is that of the kernel where it has one, otherwise it makes the background meet
 * the high end, which in a short window is a fitted constant rather than a property of the solid (`physicalTougaard`).
 * `converged` is false where no positive B meets the high end; the background is then the constant low end.
 *
 * @param energiesEv ascending binding energies
 * @throws `too-few-points` below three points, `malformed-file` where a number is not finite
 */
export function tougaardBackground(
  energiesEv: Float64Array,
  values: Float64Array,
  endpointPoints: number,
  kernel: TougaardKernel,
): StaticBackground {
  needSpectrum(energiesEv, values, 3, 'a Tougaard background');
  const n = values.length;
  const [lowEnd, highEnd] = endMeans(values, endpointPoints);
  const lost = new Float64Array(n);
  tougaardOperator(energiesEv, kernel).apply(
    values.map((value) => value - lowEnd),
    lost,
  );
  const fitted = kernel.b ?? (highEnd - lowEnd) / lost[n - 1]!;
  const factor = fitted > 0 && Number.isFinite(fitted) ? fitted : 0;
  return {
    values: lost.map((value) => lowEnd + factor * value),
    lowEnd,
    highEnd,
    iterations: 1,
    converged: factor > 0,
    factor,
  };
}

/** B of a window against what is known of solids. */
export interface TougaardRemark {
  /** B over that of the universal function, other functions by their area. */
  readonly timesUniversal: number;
  readonly text: string;
}

/** What must be said of a factor B (eV^2): more than twice that of the universal loss function is no property of a solid. */
export function physicalTougaard(factor: number, kernel = tougaardKernel('tougaard')): TougaardRemark | undefined {
  const universal = UNIVERSAL_B * kernelArea(tougaardKernel('tougaard'));
  const timesUniversal = (factor * kernelArea(kernel)) / universal;
  if (!(timesUniversal > 2)) return undefined;
  return {
    timesUniversal,
    text: `factor B = ${factor.toPrecision(4)} eV^2 is ${timesUniversal.toPrecision(2)} times that of the universal loss function (2866 to 3000 eV^2): it scales the background to this window and is no property of the solid`,
  };
}

/** How much of the losses of the strongest line the window still holds. */
export interface LossWindow {
  /** From the highest point above the line between the ends to the high end, eV. */
  readonly behindPeakEv: number;
  /** At least 30 eV: enough for a Tougaard background. */
  readonly enough: boolean;
}

/** Tells whether a window is long enough behind its peak for a Tougaard background. Energies ascending, eV. */
export function lossWindow(energiesEv: ArrayLike<number>, values: ArrayLike<number>): LossWindow {
  const n = values.length;
  const [first, last] = [energiesEv[0]!, energiesEv[n - 1]!];
  const [low, high] = endMeans(values, 5);
  const slope = last > first ? (high - low) / (last - first) : 0;
  let peak = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    const height = values[i]! - low - slope * (energiesEv[i]! - first);
    if (height <= highest) continue;
    highest = height;
    peak = i;
  }
  const behindPeakEv = n === 0 ? 0 : last - energiesEv[peak]!;
  return { behindPeakEv, enough: behindPeakEv >= LONG_ENOUGH_EV };
}
