/** How a capacity fades: retention to a named cycle, loss per cycle, end of life. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95, studentTQuantile } from '../../../numerics/statistics/distributions.js';
import { theilSenSlope } from '../../../numerics/statistics/summary.js';
import { regressLine } from '../../../numerics/statistics/weighted-regression.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { scatterV as scatterOf } from '../symmetric/symmetric-cycles.js';

export interface CapacityPoint {
  readonly cycle: number;
  /** Amount of charge, C. */
  readonly chargeC: number;
  /** Standard deviation by the instant of switching, C. */
  readonly sigmaC: number;
}

export interface Fade {
  readonly reference: CapacityPoint;
  readonly last: CapacityPoint;
  /** Last over reference. */
  readonly retention: Quantity;
  /** Loss per cycle as a share of the reference; null value with fewer than five cycles. */
  readonly perCycle: Quantity;
  /** Cycle at which the end of life is reached. */
  readonly endOfLife: Quantity;
  readonly extrapolated: boolean;
}

/** A line is followed to at most this many times the cycles measured. */
const FARTHEST = 2;

/**
 * @param points whole cycles in order
 * @param referenceCycle number of the reference; @default that of the first point
 */
export function fadeOf(points: readonly CapacityPoint[], endOfLife: number, referenceCycle?: number): Fade | undefined {
  const reference = referenceCycle === undefined ? points[0] : points.find(({ cycle }) => cycle === referenceCycle);
  const last = points.at(-1);
  if (reference === undefined || last === undefined) return undefined;
  const scatterC = scatterOf(points.map(({ chargeC }) => chargeC));
  const sigmaOf = (point: CapacityPoint): number => Math.max(point.sigmaC, scatterC);
  const value = last.chargeC / reference.chargeC;
  const sigma =
    last === reference ? 0 : value * hypot(sigmaOf(last) / last.chargeC, sigmaOf(reference) / reference.chargeC);
  // The scatter is estimated from about a third as many independent bends as there are points.
  const half = studentTQuantile(0.975, Math.max(2, Math.floor((points.length - 2) / 3))) * sigma;
  const shares = points.map(({ chargeC }) => chargeC / reference.chargeC);
  const cycles = points.map(({ cycle }) => cycle);
  return {
    reference,
    last,
    retention: {
      value,
      sigma: sigma > 0 ? sigma : null,
      unit: '1',
      ...(sigma > 0 ? { interval95: [value - half, value + half] } : {}),
      note: `cycle ${last.cycle} over cycle ${reference.cycle}${sigma > 0 || last === reference ? '' : '; too few cycles for an uncertainty'}`,
    },
    perCycle: fadePerCycle(cycles, shares),
    ...lifeEnd(cycles, shares, endOfLife),
  };
}

function fadePerCycle(cycles: readonly number[], shares: readonly number[]): Quantity {
  if (cycles.length < 5) return { value: null, sigma: null, unit: '1', note: 'fewer than five cycles' };
  const stride = Math.ceil(cycles.length / 400);
  const pick = (values: readonly number[]): number[] => values.filter((_, k) => k % stride === 0);
  const { slope, interval } = theilSenSlope(pick(cycles), pick(shares));
  const [low, high] = interval;
  const sigma = low === null || high === null ? null : (high - low) / (2 * NORMAL_95);
  return { value: -slope, sigma, unit: '1', interval95: [high === null ? null : -high, low === null ? null : -low] };
}

/** The crossing by interpolation where it was measured, else along the fitted line, but never far beyond what was measured. */
function lifeEnd(
  cycles: readonly number[],
  shares: readonly number[],
  share: number,
): { endOfLife: Quantity; extrapolated: boolean } {
  const quantity = (rest: Omit<Quantity, 'unit'>): Quantity => ({ ...rest, unit: '1' });
  const crossed = shares.findIndex(
    (value, k) => k > 0 && value < share && shares.slice(k, k + 3).every((v) => v < share),
  );
  if (crossed > 0) {
    const [a, b] = [shares[crossed - 1]!, shares[crossed]!];
    const value = cycles[crossed - 1]! + ((a - share) / (a - b)) * (cycles[crossed]! - cycles[crossed - 1]!);
    return {
      endOfLife: quantity({ value, sigma: Math.max(0.5, (cycles[crossed]! - cycles[crossed - 1]!) / Math.sqrt(12)) }),
      extrapolated: false,
    };
  }
  if (cycles.length < 10)
    return { endOfLife: quantity({ value: null, sigma: null, note: 'too few cycles' }), extrapolated: false };
  const line = regressLine(cycles, shares);
  const { intercept, slope } = line;
  const value = (share - intercept) / slope;
  const range = cycles.at(-1)! - cycles[0]!;
  if (!(slope < 0) || value > cycles[0]! + FARTHEST * range) {
    const note = `not reached, and not within ${FARTHEST} times the cycles measured`;
    return {
      endOfLife: quantity({ value: null, sigma: null, interval95: [cycles.at(-1)!, null], note }),
      extrapolated: false,
    };
  }
  // d value = -(d intercept + value d slope)/slope.
  const c = line.unscaledCovariance.map((entry) => entry * (line.reducedChiSquared ?? 0));
  const sigma = Math.sqrt(Math.max(0, c[0]! + 2 * value * c[1]! + value * value * c[3]!)) / Math.abs(slope);
  const half = studentTQuantile(0.975, cycles.length - 2) * sigma;
  return {
    endOfLife: quantity({
      value,
      sigma,
      interval95: [value - half, value + half],
      note: 'along a straight line beyond the cycles measured',
    }),
    extrapolated: true,
  };
}
