/**
 * The residuals of a circuit on a spectrum as a function of its free parameters, for the least-squares solver.
 *
 * Free parameters are internal ones (logarithms of positive parameters, exponents as they are). A parameter may be fixed,
 * or tied to another by a factor; the solver then never sees it, and no wrapper stands in the hot loop.
 */

import { fail } from '../../../errors.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import type { ResidualModel } from '../../../numerics/least-squares/residual-model.js';
import { type Circuit, parameterIndex } from '../circuit/circuit.js';
import { type CompiledCircuit, compileCircuit, makeGrid } from '../circuit/compile-circuit.js';
import { DIFFUSION_TIME } from '../circuit/diffusion-elements.js';
import type { Spectrum } from '../spectrum.js';

/** What the user demands of single parameters, natural units. */
export interface ParameterConstraints {
  /** Held at this value. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Kept between these values. */
  readonly bounds?: Readonly<Record<string, readonly [number, number]>>;
  /** Always `factor` times another parameter (exponents: plus `ln factor` makes no sense, so factor must be 1). */
  readonly tied?: Readonly<Record<string, { readonly to: string; readonly factor: number }>>;
  /** Start value. */
  readonly start?: Readonly<Record<string, number>>;
}

/** Which internal parameter follows which free one. */
export interface ParameterLayout {
  readonly circuit: Circuit;
  readonly freeCount: number;
  /** Free parameter behind each circuit parameter, -1 for fixed ones. */
  readonly freeOf: Int32Array;
  /** Internal value = free value + shift (fixed: the value itself). */
  readonly shift: Float64Array;
  /** Names of the free parameters, in their order. */
  readonly freeNames: readonly string[];
  readonly freeScales: readonly ('log' | 'exponent')[];
  readonly freeUnits: readonly string[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

function indexOf(circuit: Circuit, name: string): number {
  const index = parameterIndex(circuit, name);
  if (index < 0) {
    throw fail(
      'invalid-option',
      `${name} is not a parameter of ${circuit.text}`,
      `its parameters are ${circuit.parameters.map((p) => p.name).join(', ')}`,
    );
  }
  return index;
}

/** Internal value of a natural one. */
export function toInternal(circuit: Circuit, index: number, natural: number): number {
  return circuit.parameters[index].scale === 'log' ? log(natural) : natural;
}

/** Guard rails of positive parameters: wide enough never to matter for real cells. */
export const positiveRange = [1e-22, 1e20] as const;
const LOG_LOWER = log(positiveRange[0]);
const LOG_UPPER = log(positiveRange[1]);

/**
 * A diffusion time this far beyond the slowest period (or short of the fastest) cannot be told from an endless (or
 * vanishing) one: beyond it the fit would slide along a plateau for ever.
 */
const DIFFUSION_REACH = 100;

/**
 * Resolves fixed, tied and bounded parameters of a circuit.
 *
 * @param spectra whose window limits the diffusion times
 */
export function makeLayout(
  circuit: Circuit,
  constraints: ParameterConstraints,
  spectra: readonly Spectrum[],
): ParameterLayout {
  const diffusion = diffusionRange(spectra);
  const n = circuit.parameters.length;
  const freeOf = new Int32Array(n).fill(-2);
  const shift = new Float64Array(n);
  for (const [name, value] of Object.entries(constraints.fixed ?? {})) {
    const k = indexOf(circuit, name);
    if (circuit.parameters[k].scale === 'log' && !(value > 0)) {
      throw fail('invalid-option', `${name} cannot be fixed at ${value}`, 'give a positive value');
    }
    freeOf[k] = -1;
    shift[k] = toInternal(circuit, k, value);
  }
  const ties = Object.entries(constraints.tied ?? {}).map(([name, { to, factor }]) => {
    const k = indexOf(circuit, name);
    const target = indexOf(circuit, to);
    if (circuit.parameters[k].scale !== circuit.parameters[target].scale || k === target || !(factor > 0)) {
      throw fail(
        'invalid-option',
        `${name} cannot be tied to ${to}`,
        'tie a parameter to another one of the same kind',
      );
    }
    if (circuit.parameters[k].scale === 'exponent' && factor !== 1) {
      throw fail('invalid-option', `exponent ${name} can only be tied as equal`, `write ${name}=${to}`);
    }
    return { k, target, shift: circuit.parameters[k].scale === 'log' ? log(factor) : 0 };
  });
  for (const tie of ties) freeOf[tie.k] = -3;
  const freeNames: string[] = [];
  const lower: number[] = [];
  const upper: number[] = [];
  for (let k = 0; k < n; k++) {
    if (freeOf[k] !== -2) continue;
    const parameter = circuit.parameters[k];
    freeOf[k] = freeNames.length;
    freeNames.push(parameter.name);
    let low = parameter.scale === 'log' ? LOG_LOWER : parameter.bounds![0];
    let high = parameter.scale === 'log' ? LOG_UPPER : parameter.bounds![1];
    if (parameter.suffix === 'tau' && parameter.meaning === DIFFUSION_TIME) [low, high] = diffusion;
    const given = constraints.bounds?.[parameter.name];
    if (given) {
      low = Math.max(low, toInternal(circuit, k, Math.max(given[0], 0)));
      high = Math.min(high, toInternal(circuit, k, given[1]));
      if (!(low < high)) {
        throw fail(
          'invalid-option',
          `bounds ${given[0]}:${given[1]} of ${parameter.name} leave nothing between them`,
          'give lower:upper',
        );
      }
    }
    lower.push(low);
    upper.push(high);
  }
  for (const name of Object.keys(constraints.bounds ?? {})) indexOf(circuit, name);
  for (const name of Object.keys(constraints.start ?? {})) indexOf(circuit, name);
  for (const tie of ties) {
    if (freeOf[tie.target] === -3) {
      throw fail('invalid-option', 'a parameter is tied to one that is itself tied', 'tie both to the same parameter');
    }
    freeOf[tie.k] = freeOf[tie.target];
    shift[tie.k] = shift[tie.target] + tie.shift;
  }
  return {
    circuit,
    freeCount: freeNames.length,
    freeOf,
    shift,
    freeNames,
    freeScales: freeNames.map((name) => circuit.parameters[parameterIndex(circuit, name)].scale),
    freeUnits: freeNames.map((name) => circuit.parameters[parameterIndex(circuit, name)].unit),
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
  };
}

function diffusionRange(spectra: readonly Spectrum[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = 0;
  for (const { frequencyHz } of spectra) {
    for (const f of frequencyHz) {
      low = Math.min(low, f);
      high = Math.max(high, f);
    }
  }
  return [log(1 / (2 * Math.PI * high * DIFFUSION_REACH)), log(DIFFUSION_REACH / (2 * Math.PI * low))];
}

/** Natural parameters of the whole circuit from the free ones. */
export function toNatural(layout: ParameterLayout, free: ArrayLike<number>, out: Float64Array): Float64Array {
  const { circuit, freeOf, shift } = layout;
  for (let k = 0; k < out.length; k++) {
    const internal = freeOf[k] < 0 ? shift[k] : free[freeOf[k]] + shift[k];
    out[k] = circuit.parameters[k].scale === 'log' ? exp(internal) : internal;
  }
  return out;
}

/** Free parameters that give (as nearly as the layout allows) the natural ones, clipped into the bounds. */
export function toFree(layout: ParameterLayout, natural: ArrayLike<number>): Float64Array {
  const free = new Float64Array(layout.freeCount);
  for (let k = layout.freeOf.length - 1; k >= 0; k--) {
    const target = layout.freeOf[k];
    if (target < 0) continue;
    const internal = toInternal(layout.circuit, k, natural[k]) - layout.shift[k];
    free[target] = Math.min(layout.upper[target], Math.max(layout.lower[target], internal));
  }
  return free;
}

export interface CircuitModel extends ResidualModel {
  readonly layout: ParameterLayout;
  readonly compiled: CompiledCircuit;
  /** Weights of Re (first half) and Im (second half). */
  readonly weights: Float64Array;
  readonly spectrum: Spectrum;
}

/** Builds the residual model w (Z_model - Z_measured): Re of all points, then Im of all points. */
export function makeCircuitModel(layout: ParameterLayout, spectrum: Spectrum, weights: Float64Array): CircuitModel {
  const compiled = compileCircuit(layout.circuit, makeGrid(spectrum.frequencyHz));
  const n = spectrum.frequencyHz.length;
  const m = 2 * n;
  const { real, imaginary } = spectrum;
  const { re, im } = compiled;
  const { freeOf, freeCount } = layout;
  const natural = new Float64Array(layout.circuit.parameters.length);
  const tied = new Set(freeOf.filter((free) => free >= 0)).size < freeOf.filter((free) => free >= 0).length;

  const evaluate = (free: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void => {
    toNatural(layout, free, natural);
    compiled.evaluate(natural, jacobian !== null);
    for (let i = 0; i < n; i++) {
      residuals[i] = weights[i] * (re[i] - real[i]);
      residuals[n + i] = weights[n + i] * (im[i] - imaginary[i]);
    }
    if (jacobian === null) return;
    if (tied) jacobian.fill(0, 0, m * freeCount);
    for (let k = 0; k < freeOf.length; k++) {
      if (freeOf[k] >= 0) compiled.writeDerivative(k, weights, jacobian, freeOf[k] * m, tied);
    }
  };
  return {
    layout,
    compiled,
    weights,
    spectrum,
    residualCount: m,
    parameterCount: freeCount,
    hasJacobian: true,
    evaluate,
  };
}
