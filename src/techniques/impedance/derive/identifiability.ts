/** Which parameters the window of a spectrum determines, and why the others are not: said aloud in place of a number. */
import { type Arc, arcApexHz, findArcs } from '../fit/order-arcs.js';
import { correlation, type SpectrumFit, standardError } from '../fit/spectrum-fit.js';

export type ParameterState =
  /** Determined. */
  | 'determined'
  /** Determined badly (relative standard error above one half); the number stands, with its error. */
  | 'loose'
  /** Not determined from this window (or not at all): no number is given. */
  | 'unseen'
  /** Held by the user. */
  | 'fixed';

export interface Identifiability {
  readonly states: readonly ParameterState[];
  /** Why, for parameters that are not simply determined. */
  readonly reasons: readonly string[];
  /** Arcs whose apex lies outside the window. */
  readonly outside: readonly {
    readonly arc: Arc;
    readonly apexHz: number;
    readonly side: 'above' | 'below';
    readonly unseen: boolean;
  }[];
}

/** An apex further outside the window than this factor is not seen at all. */
const FAR_OUTSIDE = 1.5;
/** Relative standard error (or absolute one of an exponent) beyond which a parameter is loose. */
const LOOSE_LOG = 0.5;
const LOOSE_EXPONENT = 0.25;
/** Beside an arc above the window a series resistance must be known this well to stand by itself. */
const SHARPLY_KNOWN = 0.1;
/** Correlation of two resistances below which one is bought with the other, and what the error must then stay under. */
const TRADING = -0.9;
const KNOWN_THOUGH_TRADING = 0.02;
/** Beyond these a number would be noise: one standard error is a factor of twenty, or the whole range of an exponent. */
const VOID_LOG = 3;
const VOID_EXPONENT = 1;

export function assessIdentifiability(fit: SpectrumFit): Identifiability {
  const { circuit, natural } = fit;
  const f = fit.spectrum.frequencyHz;
  const lowest = f.reduce((a, b) => Math.min(a, b));
  const highest = f.reduce((a, b) => Math.max(a, b));
  const errors = circuit.parameters.map((_, k) => errorThatCounts(fit, k));
  const beyond = (k: number, ofLog: number, ofExponent: number) =>
    !(errors[k] <= (circuit.parameters[k].scale === 'log' ? ofLog : ofExponent));
  const states = circuit.parameters.map((parameter, k): ParameterState => {
    if (fit.fixed.includes(parameter.name)) return 'fixed';
    if (beyond(k, VOID_LOG, VOID_EXPONENT)) return 'unseen';
    return beyond(k, LOOSE_LOG, LOOSE_EXPONENT) ? 'loose' : 'determined';
  });
  const reasons = circuit.parameters.map((parameter, k) => {
    if (states[k] === 'unseen') return `any ${parameter.name} within reason fits as well`;
    return states[k] === 'loose' ? `${parameter.name} has a standard error of ${describeError(fit, k)}` : '';
  });
  const outside = findArcs(circuit).flatMap((arc) => {
    const apexHz = arcApexHz(arc, natural);
    const factor = apexHz > highest ? apexHz / highest : lowest / apexHz;
    if (!(factor > 1) || states[arc.resistanceIndex] === 'fixed') return [];
    const side = apexHz > highest ? ('above' as const) : ('below' as const);
    const unseen = factor > FAR_OUTSIDE || beyond(arc.resistanceIndex, LOOSE_LOG, LOOSE_EXPONENT);
    return [{ arc, apexHz, side, unseen }];
  });
  for (const { arc, apexHz, side, unseen } of outside) {
    if (!unseen) continue;
    const apex = isRealistic(apexHz)
      ? `the apex of its arc, near ${printHz(apexHz)}, lies`
      : 'an apex of its arc would lie far';
    const why = `${apex} ${side} the window ${printHz(lowest)} to ${printHz(highest)}`;
    for (const k of [arc.resistanceIndex, arc.capacitanceIndex, arc.exponentIndex, arc.timeConstantIndex]) {
      if (k < 0 || states[k] === 'fixed') continue;
      states[k] = 'unseen';
      reasons[k] = why;
    }
  }
  // A series resistance that an unseen fast arc trades with is just as open: only their sum is known.
  const unseenAbove = outside.filter((entry) => entry.unseen && entry.side === 'above');
  if (unseenAbove.length > 0) {
    const inArcs = findArcs(circuit).map((arc) => arc.resistanceIndex);
    circuit.parameters.forEach((parameter, k) => {
      const trades = unseenAbove.some((entry) => correlation(fit, k, entry.arc.resistanceIndex) < TRADING);
      const open = states[k] === 'unseen' || errors[k] > (trades ? KNOWN_THOUGH_TRADING : SHARPLY_KNOWN);
      if (
        !open ||
        states[k] === 'fixed' ||
        parameter.name !== parameter.element ||
        parameter.unit !== 'Ohm' ||
        inArcs.includes(k)
      )
        return;
      states[k] = 'unseen';
      reasons[k] = 'only its sum with an arc above the window is determined';
    });
  }
  return { states, reasons, outside };
}

/**
 * Standard error by which a parameter is judged: of ln p, or of an exponent. Q of a constant phase element is worth as
 * much as its impedance at the frequency that knows it best: the rest of its error is that of n, written in other units.
 */
function errorThatCounts(fit: SpectrumFit, k: number): number {
  const { parameters } = fit.circuit;
  const p = parameters.length;
  const variance = fit.covariance[k * p + k];
  const partner = parameters[k + 1];
  if (parameters[k].suffix === 'Q' && partner?.element === parameters[k].element && partner.scale === 'exponent') {
    const ofExponent = fit.covariance[(k + 1) * p + k + 1];
    if (ofExponent > 0) return Math.sqrt(Math.max(0, variance - fit.covariance[k * p + k + 1] ** 2 / ofExponent));
  }
  return Math.sqrt(Math.max(0, variance));
}

function describeError(fit: SpectrumFit, k: number): string {
  const sigma = standardError(fit, k);
  return fit.circuit.parameters[k].scale === 'log'
    ? `${Math.round((100 * sigma) / fit.natural[k])} %`
    : sigma.toPrecision(2);
}

/** False for the apex of an arc that is none: its capacitance vanished, or has no end. */
function isRealistic(apexHz: number): boolean {
  return apexHz > 1e-12 && apexHz < 1e15;
}

/** `1.2 MHz`, `50 mHz`. */
export function printHz(frequencyHz: number): string {
  if (frequencyHz < 1e-7 || frequencyHz > 1e12) return `${frequencyHz.toExponential(1)} Hz`;
  const steps: readonly [number, string][] = [
    [1e9, 'GHz'],
    [1e6, 'MHz'],
    [1e3, 'kHz'],
    [1, 'Hz'],
    [1e-3, 'mHz'],
  ];
  const [size, unit] = steps.find(([limit]) => frequencyHz >= limit * 0.9995) ?? [1e-6, 'µHz'];
  return `${Number((frequencyHz / size).toPrecision(3))} ${unit}`;
}
