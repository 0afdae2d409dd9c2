/** Where the functions of a distribution stand and where it is evaluated. */
import { type Basis, createBasis } from './basis.js';
import type { DistributionOptions } from './distribution.js';
import type { WeightedSpectrum } from './weighted-spectrum.js';

const MOST_NODES = 130;

/**
 * Nodes: the reciprocal frequencies, or from one decade beyond the window to the other. Beside a tail they end with the
 * window: slower relaxations and the tail would share what neither can claim.
 */
export function basisFor({ omega }: WeightedSpectrum, options: DistributionOptions, tail: boolean): Basis {
  const kind = options.basis ?? 'piecewise-linear';
  if (options.nodes === 'frequencies') {
    const taus = [...new Set(omega.map((w) => (2 * Math.PI) / w))].sort((a, b) => a - b);
    return createBasis(kind, Float64Array.from(taus), options.widthFactor);
  }
  const from = Math.log10(1 / omega.reduce((a, b) => Math.max(a, b))) - 1;
  const to = Math.log10(1 / omega.reduce((a, b) => Math.min(a, b))) + (tail ? 0 : 1);
  const count = Math.min(MOST_NODES, Math.round((to - from) * (options.nodesPerDecade ?? 12)) + 1);
  const taus = Float64Array.from({ length: count }, (_, k) => 10 ** (from + ((to - from) * k) / (count - 1)));
  return createBasis(kind, taus, options.widthFactor);
}

/** Fine enough to draw, and for the reciprocal frequencies the grid of the reference answers. */
export function evaluationGrid({ tauS }: Basis, nodes: 'log' | 'frequencies'): Float64Array {
  const n = tauS.length;
  const beyond = nodes === 'frequencies' ? 0.5 : 0;
  const count = nodes === 'frequencies' ? 10 * n : 4 * (n - 1) + 1;
  const from = Math.log10(tauS[0]) - beyond;
  const to = Math.log10(tauS[n - 1]) + beyond;
  return Float64Array.from({ length: count }, (_, k) => 10 ** (from + ((to - from) * k) / (count - 1)));
}
