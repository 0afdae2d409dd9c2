/**
 * Bases of the distribution of relaxation times gamma(ln tau), with `Z = R_inf + jwL + int gamma/(1 + jwt) d ln tau`:
 * what each function contributes to Z, to the penalty, to gamma and to the resistance. Gaussian functions after
 * T. H. Wan et al., Electrochim. Acta 184 (2015) 483, doi:10.1016/j.electacta.2015.09.097; piecewise linear ones are hats
 * on the nodes.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { gaussianKernel } from './gaussian-kernel.js';

export type BasisKind = 'gaussian' | 'piecewise-linear';
export type PenaltyOrder = 1 | 2;

export interface Basis {
  readonly kind: BasisKind;
  /** Nodes, s, in ascending order. */
  readonly tauS: Float64Array;
  /** Reciprocal width of the Gaussians in ln tau (0 for hats). */
  readonly epsilon: number;
  /** Integral of each function over ln tau. */
  readonly areas: Float64Array;
}

/**
 * @param tauS nodes in ascending order
 * @param widthFactor a Gaussian is as wide at half its height as 1/widthFactor mean steps of the nodes. @default 0.5
 */
export function createBasis(kind: BasisKind, tauS: Float64Array, widthFactor = 0.5): Basis {
  const n = tauS.length;
  const areas = new Float64Array(n);
  if (kind === 'piecewise-linear') {
    for (let m = 0; m < n; m++) {
      areas[m] = 0.5 * log(tauS[Math.min(n - 1, m + 1)] / tauS[Math.max(0, m - 1)]);
    }
    return { kind, tauS, epsilon: 0, areas };
  }
  const step = log(tauS[n - 1] / tauS[0]) / (n - 1);
  const epsilon = (widthFactor * 2 * Math.sqrt(Math.LN2)) / step;
  return { kind, tauS, epsilon, areas: areas.fill(Math.sqrt(Math.PI) / epsilon) };
}

/**
 * Real and imaginary part of every function of the basis at every frequency: column m of the design matrix holds the real
 * rows, then the imaginary rows.
 *
 * @param omega rad/s
 * @param design filled from `offset` on, 2 x omega.length rows per column
 */
export function fillBasisColumns(basis: Basis, omega: Float64Array, design: Float64Array, offset: number): void {
  const count = omega.length;
  const { tauS, areas } = basis;
  if (basis.kind === 'gaussian') {
    const kernel = gaussianKernel(basis.epsilon, omega, tauS);
    for (let m = 0; m < tauS.length; m++) {
      const column = offset + 2 * count * m;
      for (let i = 0; i < count; i++) kernel(omega[i] * tauS[m], design, column + i, column + count + i);
    }
    return;
  }
  // The hats are integrated as weights at their nodes, as the reference answers do.
  for (let m = 0; m < tauS.length; m++) {
    const column = offset + 2 * count * m;
    for (let i = 0; i < count; i++) {
      const u = omega[i] * tauS[m];
      const share = areas[m] / (1 + u * u);
      design[column + i] = share;
      design[column + count + i] = -u * share;
    }
  }
}

/**
 * `x'Mx` is the integral of the squared first or second derivative of gamma over ln tau.
 *
 * @param out tauS.length squared, column-major
 */
export function fillPenalty(basis: Basis, order: PenaltyOrder, out: Float64Array): void {
  if (basis.kind === 'gaussian') fillGaussianPenalty(basis, order, out);
  else fillHatPenalty(basis, order, out);
}

function fillGaussianPenalty({ tauS, epsilon }: Basis, order: PenaltyOrder, out: Float64Array): void {
  const n = tauS.length;
  const front = Math.sqrt(Math.PI / 2) * (order === 1 ? epsilon : epsilon * epsilon * epsilon);
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      const square = (epsilon * log(tauS[i] / tauS[j])) ** 2;
      const shape = order === 1 ? 1 - square : 3 - 6 * square + square * square;
      const value = front * shape * exp(-0.5 * square);
      out[i + j * n] = value;
      out[j + i * n] = value;
    }
  }
}

/** D'D with D the differences of neighbouring nodes divided by their distance, each weighted with that distance. */
function fillHatPenalty({ tauS }: Basis, order: PenaltyOrder, out: Float64Array): void {
  const n = tauS.length;
  out.fill(0, 0, n * n);
  const add = (nodes: readonly number[], weights: readonly number[], length: number): void => {
    nodes.forEach((i, p) => {
      nodes.forEach((j, q) => {
        out[i + j * n] += weights[p] * weights[q] * length;
      });
    });
  };
  for (let m = order - 1; m < n - 1; m++) {
    const after = log(tauS[m + 1] / tauS[m]);
    if (order === 1) {
      add([m, m + 1], [-1 / after, 1 / after], after);
      continue;
    }
    const before = log(tauS[m] / tauS[m - 1]);
    const mean = 0.5 * (before + after);
    add([m - 1, m, m + 1], [1 / (before * mean), -(1 / before + 1 / after) / mean, 1 / (after * mean)], mean);
  }
}

/** gamma (Ohm) at `tauS` for the coefficients `x`. */
export function evaluateDistribution(basis: Basis, x: Float64Array, tauS: Float64Array): Float64Array {
  const gamma = new Float64Array(tauS.length);
  const nodes = basis.tauS;
  for (let k = 0; k < tauS.length; k++) {
    let sum = 0;
    if (basis.kind === 'gaussian') {
      for (let m = 0; m < nodes.length; m++) {
        if (x[m] === 0) continue;
        const distance = basis.epsilon * log(tauS[k] / nodes[m]);
        if (Math.abs(distance) < 8) sum += x[m] * exp(-distance * distance);
      }
    } else {
      let m = 0;
      while (m < nodes.length - 2 && nodes[m + 1] < tauS[k]) m++;
      const share = log(tauS[k] / nodes[m]) / log(nodes[m + 1] / nodes[m]);
      if (share >= 0 && share <= 1) sum = x[m] * (1 - share) + x[m + 1] * share;
    }
    gamma[k] = sum;
  }
  return gamma;
}
