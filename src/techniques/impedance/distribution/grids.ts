/** Where the functions of a distribution stand and where it is evaluated. */
import { log10 } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { type Basis, type BasisKind, createBasis } from './basis.js';
import type { WeightedSpectrum } from './weighted-spectrum.js';

export interface GridOptions {
  /** @default 'piecewise-linear' */
  readonly basis?: BasisKind;
  /** `log`: evenly spaced and wider than the window; `frequencies`: tau = 1/f of the points. @default 'log' */
  readonly nodes?: 'log' | 'frequencies';
  /** Of `log` nodes; fewer when that makes more than 130. @default 12 */
  readonly nodesPerDecade?: number;
  /** Reciprocal width of Gaussians in steps of the nodes. @default 0.5 */
  readonly widthFactor?: number;
}

const MOST_NODES = 130;
/** Decades of the nodes beyond the window. Further out a relaxation and the series resistance are hard to tell apart. */
const BEYOND = 0.5;

/**
 * Nodes: the reciprocal frequencies, or evenly spaced from half a decade beyond the window to the other. Beside a tail they end
 * with the window: slower relaxations and the tail would share what neither can claim.
 */
export function basisFor({ omega }: WeightedSpectrum, options: GridOptions, tail: boolean): Basis {
  const kind = options.basis ?? 'piecewise-linear';
  if (options.nodes === 'frequencies') {
    const taus = [...new Set(omega.map((w) => (2 * Math.PI) / w))].sort((a, b) => a - b);
    return createBasis(kind, Float64Array.from(taus), options.widthFactor);
  }
  const from = log10(1 / omega.reduce((a, b) => Math.max(a, b))) - BEYOND;
  const to = log10(1 / omega.reduce((a, b) => Math.min(a, b))) + (tail ? 0 : BEYOND);
  const count = Math.min(MOST_NODES, Math.round((to - from) * (options.nodesPerDecade ?? 12)) + 1);
  const taus = Float64Array.from({ length: count }, (_, k) => pow(10, from + ((to - from) * k) / (count - 1)));
  return createBasis(kind, taus, options.widthFactor);
}

/** Fine enough to draw, and for the reciprocal frequencies the grid of the reference answers. */
export function evaluationGrid({ tauS }: Basis, nodes: 'log' | 'frequencies'): Float64Array {
  const n = tauS.length;
  const beyond = nodes === 'frequencies' ? 0.5 : 0;
  const count = nodes === 'frequencies' ? 10 * n : 4 * (n - 1) + 1;
  const from = log10(tauS[0]) - beyond;
  const to = log10(tauS[n - 1]) + beyond;
  return Float64Array.from({ length: count }, (_, k) => pow(10, from + ((to - from) * k) / (count - 1)));
}
