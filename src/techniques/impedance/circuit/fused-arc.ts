/** p(R, CPE) as one operation: the commonest branch there is, at half the work of its parts. */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import type { CircuitNode, ElementNode } from './circuit.js';
import type { ElementBuffers, FrequencyGrid } from './elements.js';

export interface ArcParts {
  readonly resistor: ElementNode;
  readonly phase: ElementNode;
}

const HALF_PI = Math.PI / 2;

/** The parts of a parallel pair of one resistor and one constant phase element, in either order. */
export function arcParts(node: CircuitNode): ArcParts | undefined {
  if (node.kind !== 'parallel' || node.children.length !== 2) return undefined;
  const [a, b] = node.children;
  if (a.kind !== 'element' || b.kind !== 'element') return undefined;
  if (a.type.symbol === 'R' && b.type.symbol === 'CPE') return { resistor: a, phase: b };
  if (b.type.symbol === 'R' && a.type.symbol === 'CPE') return { resistor: b, phase: a };
  return undefined;
}

/**
 * Z = R/(1 + u), u = R Q (jw)^n; with q = 1/(1 + u): dZ/dln R = q Z, dZ/dln Q = -u q Z, dZ/dn = -u q Z ln(jw).
 * Derivatives in the order R, Q, n.
 */
export function evaluateArc(
  p: Float64Array,
  r: number,
  c: number,
  grid: FrequencyGrid,
  out: ElementBuffers,
  withDerivatives: boolean,
): void {
  const { lnOmega, count } = grid;
  const resistance = p[r];
  const lnRq = log(resistance * p[c]);
  const n = p[c + 1];
  const cosine = cos(n * HALF_PI);
  const sine = sin(n * HALF_PI);
  const { re, im } = out;
  const [dRe0, dRe1, dRe2] = out.dRe;
  const [dIm0, dIm1, dIm2] = out.dIm;
  for (let i = 0; i < count; i++) {
    const ln = lnOmega[i];
    const size = exp(lnRq + n * ln);
    const ur = size * cosine;
    const bi = size * sine;
    const br = 1 + ur;
    const d = 1 / (br * br + bi * bi);
    const qr = br * d;
    const qi = -bi * d;
    const zr = resistance * qr;
    const zi = resistance * qi;
    re[i] = zr;
    im[i] = zi;
    if (!withDerivatives) continue;
    const ar = qr * zr - qi * zi;
    const ai = qr * zi + qi * zr;
    dRe0[i] = ar;
    dIm0[i] = ai;
    // Not q Z - Z: where u is small, that would be the rounding of Z.
    const gr = bi * ai - ur * ar;
    const gi = -ur * ai - bi * ar;
    dRe1[i] = gr;
    dIm1[i] = gi;
    dRe2[i] = gr * ln - gi * HALF_PI;
    dIm2[i] = gi * ln + gr * HALF_PI;
  }
}
