/**
 * Elements made of tanh and coth: finite-length diffusion (Wo, Ws and their generalised forms), the finite Gerischer
 * element (Gs) and the blocking pore of de Levie (TLMQ). All are written with E = exp(-2s), Re s > 0, so that nothing
 * overflows: coth s = (1 + E)/(1 - E), 1/sinh² s = 4E/(1 - E)².
 */
import { atan } from '../../../numerics/elementary/atan.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import {
  type ElementBuffers,
  type ElementType,
  exponent,
  type FrequencyGrid,
  resistance,
  timeConstant,
} from './elements.js';

const HALF_PI = Math.PI / 2;

/** coth(s) and s·d coth/ds, or tanh(s) and s·d tanh/ds, left in module scratch to avoid an allocation per point. */
let fRe = 0;
let fIm = 0;
let sdfRe = 0;
let sdfIm = 0;

function hyperbolic(sr: number, si: number, open: boolean): void {
  // Below |s| ~ 1e-4 the closed form of coth loses digits in 1 - E: use the series coth s = 1/s + s/3, tanh s = s.
  const s2 = sr * sr + si * si;
  if (s2 < 1e-8) {
    if (open) {
      const ir = sr / s2;
      const ii = -si / s2;
      fRe = ir + sr / 3;
      fIm = ii + si / 3;
      sdfRe = -ir + sr / 3;
      sdfIm = -ii + si / 3;
    } else {
      fRe = sr;
      fIm = si;
      sdfRe = sr;
      sdfIm = si;
    }
    return;
  }
  const decay = exp(-2 * sr);
  const er = decay * cos(2 * si);
  const ei = -decay * sin(2 * si);
  // numerator 1 ± E, denominator 1 ∓ E
  const sign = open ? 1 : -1;
  const nr = 1 + sign * er;
  const ni = sign * ei;
  const dr = 1 - sign * er;
  const di = -sign * ei;
  const d2 = dr * dr + di * di;
  fRe = (nr * dr + ni * di) / d2;
  fIm = (ni * dr - nr * di) / d2;
  // d coth/ds = -4E/(1 - E)², d tanh/ds = +4E/(1 + E)²
  const ddr = dr * dr - di * di;
  const ddi = 2 * dr * di;
  const q2 = d2 * d2;
  const gr = (-sign * 4 * (er * ddr + ei * ddi)) / q2;
  const gi = (-sign * 4 * (ei * ddr - er * ddi)) / q2;
  sdfRe = sr * gr - si * gi;
  sdfIm = sr * gi + si * gr;
}

/** Z = R f(s)/s with s = (jωτ)^a; derivatives by ln R, ln τ and, for the generalised forms, a. */
function finiteLength(
  p: Float64Array,
  offset: number,
  grid: FrequencyGrid,
  out: ElementBuffers,
  withDerivatives: boolean,
  open: boolean,
  generalised: boolean,
): void {
  const r = p[offset];
  const lnTau = log(p[offset + 1]);
  const a = generalised ? p[offset + 2] : 0.5;
  const c = cos(a * HALF_PI);
  const q = sin(a * HALF_PI);
  for (let i = 0; i < grid.count; i++) {
    const ln = lnTau + grid.lnOmega[i];
    const modulus = exp(a * ln);
    const sr = modulus * c;
    const si = modulus * q;
    hyperbolic(sr, si, open);
    const s2 = modulus * modulus;
    const zr = (r * (fRe * sr + fIm * si)) / s2;
    const zi = (r * (fIm * sr - fRe * si)) / s2;
    out.re[i] = zr;
    out.im[i] = zi;
    if (!withDerivatives) continue;
    out.dRe[0][i] = zr;
    out.dIm[0][i] = zi;
    // s ∂Z/∂s = R (s f'/s) - Z; ∂/∂ln τ = a s∂/∂s; ∂/∂a = ln(jωτ) s∂/∂s
    const hr = (r * (sdfRe * sr + sdfIm * si)) / s2 - zr;
    const hi = (r * (sdfIm * sr - sdfRe * si)) / s2 - zi;
    out.dRe[1][i] = a * hr;
    out.dIm[1][i] = a * hi;
    if (generalised) {
      out.dRe[2][i] = ln * hr - HALF_PI * hi;
      out.dIm[2][i] = ln * hi + HALF_PI * hr;
    }
  }
}

/** Meaning of the time constant of finite-length diffusion, which the window of a spectrum limits. */
export const DIFFUSION_TIME = 'diffusion time L²/D';

const diffusion = (symbol: string, open: boolean, generalised: boolean): ElementType => ({
  symbol,
  parameters: [
    resistance('R', 'diffusion resistance'),
    { ...timeConstant, meaning: DIFFUSION_TIME },
    ...(generalised ? [exponent('n', 0.05, 0.5, 'diffusion exponent')] : []),
  ],
  formula: `R ${open ? 'coth' : 'tanh'}(s)/s, s = (jωτ)^${generalised ? 'n' : '½'}`,
  conductsDirectCurrent: !open,
  evaluate: (p, offset, grid, out, withDerivatives) =>
    finiteLength(p, offset, grid, out, withDerivatives, open, generalised),
});

/** Finite Gerischer R/(√(1 + jωτ) tanh(φ√(1 + jωτ))). */
const Gs: ElementType = {
  symbol: 'Gs',
  parameters: [
    resistance('R', 'resistance'),
    timeConstant,
    { suffix: 'phi', unit: '1', scale: 'log', amplitudePower: 0, meaning: 'ratio of thickness to reaction length' },
  ],
  formula: 'R/(√(1 + jωτ) tanh(φ√(1 + jωτ)))',
  conductsDirectCurrent: true,
  evaluate(p, offset, grid, out, withDerivatives) {
    const r = p[offset];
    const tau = p[offset + 1];
    const phi = p[offset + 2];
    for (let i = 0; i < grid.count; i++) {
      const x = grid.omega[i] * tau;
      const b2 = 1 + x * x;
      const size = Math.sqrt(Math.sqrt(b2));
      const half = 0.5 * atan(x);
      const br = size * cos(half);
      const bi = size * sin(half);
      hyperbolic(phi * br, phi * bi, true);
      const s2 = size * size;
      // Z = R coth(φb)/b
      const zr = (r * (fRe * br + fIm * bi)) / s2;
      const zi = (r * (fIm * br - fRe * bi)) / s2;
      out.re[i] = zr;
      out.im[i] = zi;
      if (!withDerivatives) continue;
      out.dRe[0][i] = zr;
      out.dIm[0][i] = zi;
      // ∂Z/∂ln φ = R (φb coth'(φb))/b; b ∂Z/∂b = that - Z; ∂ ln b/∂ ln τ = ½ jωτ/(1 + jωτ)
      const pr = (r * (sdfRe * br + sdfIm * bi)) / s2;
      const pi = (r * (sdfIm * br - sdfRe * bi)) / s2;
      out.dRe[2][i] = pr;
      out.dIm[2][i] = pi;
      const qr = (0.5 * x * x) / b2;
      const qi = (0.5 * x) / b2;
      const hr = pr - zr;
      const hi = pi - zi;
      out.dRe[1][i] = hr * qr - hi * qi;
      out.dIm[1][i] = hr * qi + hi * qr;
    }
  },
};

/** Blocking pore: Z = √(R Z_s) coth √(R/Z_s) with the pore wall Z_s = 1/(Q (jω)ⁿ), i.e. R coth(s)/s, s² = R Q (jω)ⁿ. */
const TLMQ: ElementType = {
  symbol: 'TLMQ',
  parameters: [
    resistance('R', 'ionic resistance of the pore'),
    {
      suffix: 'Q',
      unit: 'S s^n',
      scale: 'log',
      amplitudePower: -1,
      meaning: 'CPE coefficient of the pore wall, Q form',
    },
    exponent('n', 0, 1, 'CPE exponent of the pore wall'),
  ],
  formula: '√(R Zs) coth √(R/Zs), Zs = 1/(Q (jω)ⁿ)',
  conductsDirectCurrent: false,
  evaluate(p, offset, grid, out, withDerivatives) {
    const r = p[offset];
    const lnRQ = log(r) + log(p[offset + 1]);
    const n = p[offset + 2];
    const c = cos((n * HALF_PI) / 2);
    const q = sin((n * HALF_PI) / 2);
    for (let i = 0; i < grid.count; i++) {
      const ln = grid.lnOmega[i];
      const modulus = exp(0.5 * (lnRQ + n * ln));
      const sr = modulus * c;
      const si = modulus * q;
      hyperbolic(sr, si, true);
      const s2 = modulus * modulus;
      const zr = (r * (fRe * sr + fIm * si)) / s2;
      const zi = (r * (fIm * sr - fRe * si)) / s2;
      out.re[i] = zr;
      out.im[i] = zi;
      if (!withDerivatives) continue;
      const hr = 0.5 * ((r * (sdfRe * sr + sdfIm * si)) / s2 - zr);
      const hi = 0.5 * ((r * (sdfIm * sr - sdfRe * si)) / s2 - zi);
      out.dRe[0][i] = zr + hr;
      out.dIm[0][i] = zi + hi;
      out.dRe[1][i] = hr;
      out.dIm[1][i] = hi;
      out.dRe[2][i] = ln * hr - HALF_PI * hi;
      out.dIm[2][i] = ln * hi + HALF_PI * hr;
    }
  },
};

export const diffusionElements: readonly ElementType[] = [
  diffusion('Wo', true, false),
  diffusion('Ws', false, false),
  diffusion('Wog', true, true),
  diffusion('Wsg', false, true),
  Gs,
  TLMQ,
];
