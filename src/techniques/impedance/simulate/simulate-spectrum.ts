import { hypot } from '../../../numerics/elementary/hypot.js';
import { log10 } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { Random } from '../../../numerics/random.js';
import type { Circuit } from '../circuit/circuit.js';
import { parameterIndex } from '../circuit/circuit.js';
import { compileCircuit, makeGrid } from '../circuit/compile-circuit.js';
import type { Spectrum } from '../spectrum.js';

export interface SimulateOptions {
  /** Relative standard deviation of Re and Im, each a share of |Z|. @default 0 */
  readonly noise?: number;
  readonly random?: Random;
  /** A parameter that changes in proportion to the time elapsed since the first point. */
  readonly drift?: { readonly parameter: string; readonly relative: number };
}

/** How many frequencies `logFrequenciesHz` gives. */
export function countFrequencies(from: number, to: number, pointsPerDecade: number): number {
  return Math.max(2, Math.round(Math.abs(log10(from / to)) * pointsPerDecade) + 1);
}

/** Logarithmically spaced frequencies from high to low, both ends included. */
export function logFrequenciesHz(from: number, to: number, pointsPerDecade: number): Float64Array {
  const count = countFrequencies(from, to, pointsPerDecade);
  return Float64Array.from({ length: count }, (_, i) => from * pow(to / from, i / (count - 1)));
}

/** A spectrum of known truth. Each point takes two periods and 50 ms, which is what drift is counted in. */
export function simulateSpectrum(
  circuit: Circuit,
  natural: Float64Array,
  frequencyHz: Float64Array,
  options: SimulateOptions = {},
): Spectrum {
  const { noise = 0, random, drift } = options;
  const n = frequencyHz.length;
  const real = new Float64Array(n);
  const imaginary = new Float64Array(n);
  if (drift) {
    const index = parameterIndex(circuit, drift.parameter);
    const seconds = Float64Array.from(frequencyHz, (f) => 2 / f + 0.05);
    const total = seconds.reduce((a, b) => a + b, 0);
    let elapsed = 0;
    for (let i = 0; i < n; i++) {
      const point = compileCircuit(circuit, makeGrid([frequencyHz[i]]));
      const now = Float64Array.from(natural);
      elapsed += seconds[i];
      now[index] *= 1 + (drift.relative * (elapsed - seconds[i] / 2)) / total;
      point.evaluate(now, false);
      real[i] = point.re[0];
      imaginary[i] = point.im[0];
    }
  } else {
    const compiled = compileCircuit(circuit, makeGrid(frequencyHz));
    compiled.evaluate(natural, false);
    real.set(compiled.re);
    imaginary.set(compiled.im);
  }
  if (noise > 0 && random) {
    for (let i = 0; i < n; i++) {
      const modulus = hypot(real[i], imaginary[i]);
      real[i] += noise * modulus * random.normal();
      imaginary[i] += noise * modulus * random.normal();
    }
  }
  return { frequencyHz, real, imaginary };
}
