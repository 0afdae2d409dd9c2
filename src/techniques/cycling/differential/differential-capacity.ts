/** dQ/dV and dV/dQ of one half cycle, raw and smooth. */
import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { localPolynomial } from '../../../numerics/signal/local-polynomial.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';
import { chargeByPotential, forEachInterval } from './charge-by-potential.js';
import { potentialResolutionV } from './resolution.js';

export interface DifferentialCapacity {
  readonly potentialV: Float64Array;
  /** Amounts, C/V: counted into steps, and smoothed. */
  readonly rawCPerV: Float64Array;
  readonly smoothCPerV: Float64Array;
  readonly stepV: number;
  /** Full width of the window in use: the one asked for, or wider where the instrument's levels ask for it. */
  readonly windowV: number;
  /** Distance of the instrument's levels; 0 where it shows none. */
  readonly resolutionV: number;
  /** Charge under current control, C, and the integral of the smooth curve over it. */
  readonly chargeC: number;
  readonly areaShare: number;
}

/** The window holds so many steps, and at least so many levels of the instrument. */
const STEPS_IN_WINDOW = 10;
const LEVELS_IN_WINDOW = 6;

/**
 * dQ/dV from the charge counted into steps of potential (a tenth of the window, whole multiples of the instrument's levels), smoothed with
 * local parabolas over the window. Undefined where the potential spans less than two windows.
 *
 * @param windowV full width of the smoothing window
 */
export function differentialCapacity(
  series: TimeSeries,
  half: HalfCycle,
  windowV: number,
  thresholdA: number,
): DifferentialCapacity | undefined {
  const resolutionV = potentialResolutionV(series, half);
  const window = Math.max(windowV, LEVELS_IN_WINDOW * resolutionV);
  const wished = window / STEPS_IN_WINDOW;
  const stepV = resolutionV === 0 ? wished : Math.max(1, Math.round(wished / resolutionV)) * resolutionV;
  // Edges halfway between two levels: each step holds as many levels as any other.
  const offsetV = resolutionV === 0 ? 0 : series.potentialV[half.from]! + resolutionV / 2;
  const counted = chargeByPotential(series, half, stepV, thresholdA, offsetV);
  if (counted === undefined || counted.potentialV.length * counted.stepV < 2 * window) return undefined;
  const { potentialV } = counted;
  const rawCPerV = counted.chargeC.map((charge) => charge / counted.stepV);
  const halfWidth = Math.max(window / 2, 1.5 * counted.stepV) * (1 + 1e-9);
  const smoothCPerV = localPolynomial(potentialV, rawCPerV, potentialV, { halfWidth }).values;
  const chargeC = counted.countedC + counted.leftOutC;
  const area = smoothCPerV.reduce((sum, value) => sum + value, 0) * counted.stepV;
  return {
    potentialV,
    rawCPerV,
    smoothCPerV,
    stepV: counted.stepV,
    windowV: 2 * halfWidth,
    resolutionV,
    chargeC,
    areaShare: area / chargeC,
  };
}

export interface VoltageDerivative {
  /** Amount of charge since the beginning of the half cycle, C. */
  readonly chargeC: Float64Array;
  /** Amount of dV/dQ along the direction of the half cycle, V/C; negative where the potential turns back. */
  readonly slopeVPerC: Float64Array;
  /** Full width of the window, C. */
  readonly windowC: number;
}

/** Places where dV/dQ is given, and the window as a share of the charge. */
const PLACES = 250;
const WINDOW_SHARE = 0.01;

/** dV/dQ along the charge by local parabolas; charge only grows, so turning points of the potential are no trouble. */
export function voltageDerivative(
  series: TimeSeries,
  half: HalfCycle,
  thresholdA: number,
): VoltageDerivative | undefined {
  const charges: number[] = [];
  const potentials: number[] = [];
  let total = 0;
  forEachInterval(series, half, thresholdA, (row, charge) => {
    total += charge;
    charges.push(total);
    potentials.push(series.potentialV[row]!);
  });
  if (charges.length < 10 || !(total > 0)) return undefined;
  const [begin, end] = [charges[0]!, total];
  const chargeC = Float64Array.from({ length: PLACES }, (_, k) => begin + ((k + 0.5) / PLACES) * (end - begin));
  const halfWidth = (WINDOW_SHARE / 2) * total;
  const { slopes } = localPolynomial(charges, potentials, chargeC, { halfWidth });
  return { chargeC, slopeVPerC: slopes.map((slope) => half.sign * slope), windowC: 2 * halfWidth };
}
