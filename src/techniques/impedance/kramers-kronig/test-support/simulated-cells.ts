/** Cells for tests: impedance as a function of angular frequency and of a factor on one resistance, which may drift. */
import { createRandom, type Random } from '../../../../numerics/random.js';
import type { Spectrum } from '../../spectrum.js';

export interface Complex {
  readonly re: number;
  readonly im: number;
}

export type Cell = (omega: number, growth: number) => Complex;

export const sum = (...parts: readonly Complex[]): Complex => ({
  re: parts.reduce((s, p) => s + p.re, 0),
  im: parts.reduce((s, p) => s + p.im, 0),
});

export const resistor = (ohm: number): Complex => ({ re: ohm, im: 0 });

export const inductor = (omega: number, henry: number): Complex => ({ re: 0, im: omega * henry });

/** 1/(Q (jw)^n). */
export function constantPhase(omega: number, q: number, n: number): Complex {
  const size = 1 / (q * omega ** n);
  return { re: size * Math.cos((n * Math.PI) / 2), im: -size * Math.sin((n * Math.PI) / 2) };
}

/** R/(1 + (jwt)^n); a growth of R at constant Q lengthens tau too. */
export function arc(omega: number, ohm: number, tauS: number, n: number, growth = 1): Complex {
  const x = (omega * tauS) ** n * growth;
  const re = 1 + x * Math.cos((n * Math.PI) / 2);
  const im = x * Math.sin((n * Math.PI) / 2);
  const size = (ohm * growth) / (re * re + im * im);
  return { re: re * size, im: -im * size };
}

/** Charge transfer and Warburg diffusion beside a constant phase element, behind a resistor. */
export const randles: Cell = (w, growth) => {
  const branch = sum(resistor(120 * growth), constantPhase(w, 0.02, 0.5));
  const layer = constantPhase(w, 2e-5, 0.9);
  const admittance = sum(inverse(branch), inverse(layer));
  return sum(resistor(8), inverse(admittance));
};

export const twoArcs: Cell = (w, growth) => sum(resistor(40), arc(w, 300, 2e-5, 0.9), arc(w, 500, 5e-3, 0.82, growth));

export const blockingPellet: Cell = (w, growth) =>
  sum(resistor(20), arc(w, 4000, 1e-6, 0.88, growth), constantPhase(w, 4e-6, 0.83));

export const inductiveStart: Cell = (w, growth) =>
  sum(inductor(w, 8e-7), resistor(12), arc(w, 80, 2e-4, 0.9), arc(w, 150, 2e-2, 0.85, growth));

export const lowFrequencyLoop: Cell = (w) =>
  sum(resistor(15), arc(w, 100, 2e-4, 0.9), arc(w, 150, 1e-2, 0.85), arc(w, -60, 0.6, 1));

function inverse(z: Complex): Complex {
  const square = z.re * z.re + z.im * z.im;
  return { re: z.re / square, im: -z.im / square };
}

export interface Measured {
  readonly fromHz?: number;
  readonly toHz?: number;
  readonly perDecade?: number;
  /** Share of |Z| for Re and Im each. */
  readonly noise: number;
  readonly seed: number;
  /** Relative growth of one resistance over the sweep, in proportion to time: two periods and 0.3 s for each point. */
  readonly drift?: number;
}

/** A sweep from high to low frequency. */
export function measure(cell: Cell, setting: Measured): Spectrum {
  const random: Random = createRandom(setting.seed);
  const from = setting.fromHz ?? 1e6;
  const to = setting.toHz ?? 0.1;
  const count = Math.round(Math.log10(from / to) * (setting.perDecade ?? 10)) + 1;
  const frequencyHz = Float64Array.from({ length: count }, (_, i) => from * (to / from) ** (i / (count - 1)));
  const durations = frequencyHz.map((f) => 2 / f + 0.3);
  const total = durations.reduce((s, d) => s + d, 0);
  const real = new Float64Array(count);
  const imaginary = new Float64Array(count);
  let elapsed = 0;
  for (let i = 0; i < count; i++) {
    const share = (elapsed + durations[i] / 2) / total;
    elapsed += durations[i];
    const z = cell(2 * Math.PI * frequencyHz[i], 1 + (setting.drift ?? 0) * share);
    const modulus = Math.hypot(z.re, z.im);
    real[i] = z.re + setting.noise * modulus * random.normal();
    imaginary[i] = z.im + setting.noise * modulus * random.normal();
  }
  return { frequencyHz, real, imaginary };
}
