/** Which parameters the window of a spectrum determines, and why the others are not: said aloud in place of a number. */
import { type Arc, arcApexHz, findArcs } from '../fit/order-arcs.js';
import { type SpectrumFit, standardError } from '../fit/spectrum-fit.js';

export type ParameterState =
  /** Determined. */
  | 'determined'
  /** Determined badly (relative standard error above one half); the number stands, with its error. */
  | 'loose'
  /** Not determined from this window: no number is given. */
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
const FAR_OUTSIDE = 2;
/** Relative standard error (or absolute one of an exponent) beyond which a parameter is loose. */
const LOOSE_LOG = 0.5;
const LOOSE_EXPONENT = 0.25;

export function assessIdentifiability(fit: SpectrumFit): Identifiability {
  const { circuit, natural } = fit;
  const f = fit.spectrum.frequencyHz;
  const lowest = f.reduce((a, b) => Math.min(a, b));
  const highest = f.reduce((a, b) => Math.max(a, b));
  const looseness = circuit.parameters.map((parameter, k) => {
    const sigma = standardError(fit, k);
    return parameter.scale === 'log' ? sigma / natural[k] / LOOSE_LOG : sigma / LOOSE_EXPONENT;
  });
  const states: ParameterState[] = circuit.parameters.map((parameter, k) =>
    fit.fixed.includes(parameter.name) ? 'fixed' : looseness[k] <= 1 ? 'determined' : 'loose',
  );
  const reasons = circuit.parameters.map((parameter, k) =>
    states[k] !== 'loose' ? '' : `${parameter.name} has a standard error of ${describeError(fit, k)}`,
  );
  const outside = findArcs(circuit).flatMap((arc) => {
    const apexHz = arcApexHz(arc, natural);
    const factor = apexHz > highest ? apexHz / highest : lowest / apexHz;
    if (!(factor > 1) || states[arc.resistanceIndex] === 'fixed') return [];
    const side = apexHz > highest ? ('above' as const) : ('below' as const);
    const unseen = factor > FAR_OUTSIDE || looseness[arc.resistanceIndex] > 1;
    return [{ arc, apexHz, side, unseen }];
  });
  for (const { arc, apexHz, side, unseen } of outside) {
    if (!unseen) continue;
    const why = `the apex of its arc, near ${printHz(apexHz)}, lies ${side} the window ${printHz(lowest)} to ${printHz(highest)}`;
    for (const k of [arc.resistanceIndex, arc.capacitanceIndex, arc.exponentIndex, arc.timeConstantIndex]) {
      if (k < 0 || states[k] === 'fixed') continue;
      states[k] = 'unseen';
      reasons[k] = why;
    }
  }
  // A series resistance that an unseen fast arc trades with is just as open: only their sum is known.
  if (outside.some((entry) => entry.unseen && entry.side === 'above')) {
    circuit.parameters.forEach((parameter, k) => {
      if (states[k] === 'loose' && parameter.unit === 'Ohm' && parameter.element.startsWith('R')) {
        states[k] = 'unseen';
        reasons[k] = 'only its sum with an arc above the window is determined';
      }
    });
  }
  return { states, reasons, outside };
}

function describeError(fit: SpectrumFit, k: number): string {
  const sigma = standardError(fit, k);
  if (!Number.isFinite(sigma)) return 'any size (the data do not determine it)';
  return fit.circuit.parameters[k].scale === 'log'
    ? `${Math.round((100 * sigma) / fit.natural[k])} %`
    : sigma.toPrecision(2);
}

/** `1.2 MHz`, `50 mHz`. */
export function printHz(frequencyHz: number): string {
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
