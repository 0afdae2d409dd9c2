import { exp } from '../../numerics/elementary/exp.js';
import type { Scatterer } from './structure-factors.js';

/** Real scattering factors of all sites at one s², each kind of atom computed once. */
export interface ScatteringPower {
  /** f0 + f' of each site at the last s². */
  readonly real: Float64Array;
  /** Their derivative with s². */
  readonly bySSquared: Float64Array;
  /** f'' of each site. */
  readonly imaginary: Float64Array;
  at(sSquared: number): void;
}

export function createScatteringPower(scatterers: readonly Scatterer[]): ScatteringPower {
  const kinds: Scatterer[] = [];
  const kindOf = Int32Array.from(scatterers, (scatterer) => {
    const known = kinds.findIndex((kind) => kind === scatterer || isSame(kind, scatterer));
    return known >= 0 ? known : kinds.push(scatterer) - 1;
  });
  // One row of c + f', then pairs a b, for each kind; all of the same length, padded with zeros.
  const terms = Math.max(0, ...kinds.map((kind) => kind.a.length));
  const stride = 1 + 2 * terms;
  const rows = new Float64Array(kinds.length * stride);
  for (const [at, { a, b, c, fPrime }] of kinds.entries()) {
    rows[at * stride] = c + fPrime;
    for (let i = 0; i < a.length; i++) rows.set([a[i]!, b[i]!], at * stride + 1 + 2 * i);
  }
  const kindReal = new Float64Array(kinds.length);
  const kindSlope = new Float64Array(kinds.length);
  const real = new Float64Array(scatterers.length);
  const bySSquared = new Float64Array(scatterers.length);

  return {
    real,
    bySSquared,
    imaginary: Float64Array.from(scatterers, (scatterer) => scatterer.fDoublePrime),
    at(sSquared) {
      for (let kind = 0; kind < kindReal.length; kind++) {
        const row = kind * stride;
        let sum = rows[row]!;
        let slope = 0;
        for (let i = row + 1; i < row + stride; i += 2) {
          const term = rows[i]! * exp(-rows[i + 1]! * sSquared);
          sum += term;
          slope -= rows[i + 1]! * term;
        }
        kindReal[kind] = sum;
        kindSlope[kind] = slope;
      }
      for (let site = 0; site < real.length; site++) {
        real[site] = kindReal[kindOf[site]!]!;
        bySSquared[site] = kindSlope[kindOf[site]!]!;
      }
    },
  };
}

function isSame(one: Scatterer, other: Scatterer): boolean {
  return (
    one.c === other.c &&
    one.fPrime === other.fPrime &&
    one.a.length === other.a.length &&
    one.a.every((a, i) => a === other.a[i] && one.b[i] === other.b[i])
  );
}
