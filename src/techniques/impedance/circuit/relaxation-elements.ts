/** Elements of a single relaxation: Voigt (K), Cole-Cole (Zarc), Havriliak-Negami (HN) and Gerischer (G). */
import { atan, atan2 } from '../../../numerics/elementary/atan.js';
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

/** Voigt element R/(1 + jωτ). */
const K: ElementType = {
  symbol: 'K',
  parameters: [resistance('R', 'resistance'), timeConstant],
  formula: 'R/(1 + jωτ)',
  conductsDirectCurrent: true,
  evaluate(p, offset, grid, out, withDerivatives) {
    const r = p[offset];
    const tau = p[offset + 1];
    for (let i = 0; i < grid.count; i++) {
      const x = grid.omega[i] * tau;
      const d = 1 / (1 + x * x);
      const zr = r * d;
      const zi = -r * x * d;
      out.re[i] = zr;
      out.im[i] = zi;
      if (withDerivatives) {
        out.dRe[0][i] = zr;
        out.dIm[0][i] = zi;
        // ∂Z/∂ln τ = -R jωτ/(1 + jωτ)²
        out.dRe[1][i] = -2 * r * x * x * d * d;
        out.dIm[1][i] = -r * x * (1 - x * x) * d * d;
      }
    }
  },
};

/** Havriliak-Negami R/(1 + (jωτ)ⁿ)^β, and Zarc (Cole-Cole) as its case β = 1. */
function evaluateHavriliakNegami(
  p: Float64Array,
  offset: number,
  grid: FrequencyGrid,
  out: ElementBuffers,
  withDerivatives: boolean,
  beta: number,
  withBeta: boolean,
): void {
  const r = p[offset];
  const lnTau = log(p[offset + 1]);
  const n = p[offset + 2];
  const c = cos(n * HALF_PI);
  const s = sin(n * HALF_PI);
  for (let i = 0; i < grid.count; i++) {
    const ln = lnTau + grid.lnOmega[i];
    const modulus = exp(n * ln);
    const ur = modulus * c;
    const ui = modulus * s;
    // w = ln(1 + u)
    const br = 1 + ur;
    const b2 = br * br + ui * ui;
    const lnB = 0.5 * log(b2);
    const argB = atan2(ui, br);
    const size = r * exp(-beta * lnB);
    const zr = size * cos(beta * argB);
    const zi = -size * sin(beta * argB);
    out.re[i] = zr;
    out.im[i] = zi;
    if (!withDerivatives) continue;
    out.dRe[0][i] = zr;
    out.dIm[0][i] = zi;
    // q = u/(1 + u); ∂Z/∂ln τ = -β n q Z; ∂Z/∂n = -β q ln(jωτ) Z
    const qr = (ur * br + ui * ui) / b2;
    const qi = (ui * br - ur * ui) / b2;
    const gr = -beta * (qr * zr - qi * zi);
    const gi = -beta * (qr * zi + qi * zr);
    out.dRe[1][i] = n * gr;
    out.dIm[1][i] = n * gi;
    out.dRe[2][i] = gr * ln - gi * HALF_PI;
    out.dIm[2][i] = gi * ln + gr * HALF_PI;
    if (withBeta) {
      out.dRe[3][i] = -(lnB * zr - argB * zi);
      out.dIm[3][i] = -(lnB * zi + argB * zr);
    }
  }
}

const Zarc: ElementType = {
  symbol: 'Zarc',
  parameters: [resistance('R', 'resistance'), timeConstant, exponent('n', 0, 1, 'Cole-Cole exponent')],
  formula: 'R/(1 + (jωτ)ⁿ)',
  conductsDirectCurrent: true,
  evaluate: (p, offset, grid, out, withDerivatives) =>
    evaluateHavriliakNegami(p, offset, grid, out, withDerivatives, 1, false),
};

const HN: ElementType = {
  symbol: 'HN',
  parameters: [
    resistance('R', 'resistance'),
    timeConstant,
    exponent('n', 0, 1, 'Havriliak-Negami exponent n'),
    exponent('beta', 0, 1, 'Havriliak-Negami exponent β'),
  ],
  formula: 'R/(1 + (jωτ)ⁿ)^β',
  conductsDirectCurrent: true,
  evaluate: (p, offset, grid, out, withDerivatives) =>
    evaluateHavriliakNegami(p, offset, grid, out, withDerivatives, p[offset + 3], true),
};

/** Gerischer R/√(1 + jωτ). */
const G: ElementType = {
  symbol: 'G',
  parameters: [resistance('R', 'resistance'), timeConstant],
  formula: 'R/√(1 + jωτ)',
  conductsDirectCurrent: true,
  evaluate(p, offset, grid, out, withDerivatives) {
    const r = p[offset];
    const tau = p[offset + 1];
    for (let i = 0; i < grid.count; i++) {
      const x = grid.omega[i] * tau;
      const half = 0.5 * atan(x);
      const b2 = 1 + x * x;
      const size = r / Math.sqrt(Math.sqrt(b2));
      const zr = size * cos(half);
      const zi = -size * sin(half);
      out.re[i] = zr;
      out.im[i] = zi;
      if (withDerivatives) {
        out.dRe[0][i] = zr;
        out.dIm[0][i] = zi;
        // ∂Z/∂ln τ = -½ Z jωτ/(1 + jωτ)
        const qr = (x * x) / b2;
        const qi = x / b2;
        out.dRe[1][i] = -0.5 * (zr * qr - zi * qi);
        out.dIm[1][i] = -0.5 * (zr * qi + zi * qr);
      }
    }
  },
};

export const relaxationElements: readonly ElementType[] = [K, Zarc, HN, G];
