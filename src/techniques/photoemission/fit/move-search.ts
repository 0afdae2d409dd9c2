/** How much of a spectrum bell-shaped lines of usual width explain when all its components move together. */
import { createNonNegativeSolver, type NonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import type { Component } from '../component.js';
import type { Spectrum } from '../spectrum.js';

/** Half the foot of a bell over its full width at half maximum: (1 - 1/(2 REACH)^2)^6 is a half. */
const REACH = 1.51374;

/** What all moves of a spectrum have in common. */
export interface MoveSearch {
  readonly energiesEv: Float64Array;
  readonly weights: Float64Array;
  /** Weights times the straightened data, and the weighted square sum of these. */
  readonly weighted: Float64Array;
  readonly total: number;
  /** Where the lines of each component stand unmoved, eV, and how high. */
  readonly bells: readonly (readonly { readonly atEv: number; readonly height: number }[])[];
  readonly reachesEv: readonly number[];
  /** Work: each component's lines, and the rows between which they are not zero. */
  readonly columns: readonly Float64Array[];
  readonly first: Int32Array;
  readonly end: Int32Array;
  readonly gram: Float64Array;
  readonly right: Float64Array;
  readonly solver: NonNegativeSolver;
}

/**
 * @param y the data less a straight line
 * @param list components of the spectrum, as indices into `components`
 * @param base positions of all components, eV
 */
export function moveSearch(
  { energiesEv, sigmas }: Spectrum,
  y: Float64Array,
  list: readonly number[],
  components: readonly Component[],
  base: Float64Array,
): MoveSearch {
  const weights = sigmas.map((sigma) => 1 / (sigma * sigma));
  const size = list.length;
  return {
    energiesEv,
    weights,
    weighted: weights.map((weight, i) => weight * y[i]!),
    total: weights.reduce((sum, weight, i) => sum + weight * y[i]! * y[i]!, 0),
    bells: list.map((c) => {
      const { doublet } = components[c]!.line;
      const major = { atEv: base[c]!, height: 1 };
      return doublet === undefined ? [major] : [major, { atEv: base[c]! + doublet.splittingEv, height: doublet.ratio }];
    }),
    reachesEv: list.map((c) => {
      const { shape } = components[c]!;
      return REACH * shape.fwhmEv(Float64Array.from(shape.parameters, ({ usual }) => usual));
    }),
    columns: list.map(() => new Float64Array(energiesEv.length)),
    first: new Int32Array(size),
    end: new Int32Array(size),
    gram: new Float64Array(size * size),
    right: new Float64Array(size),
    solver: createNonNegativeSolver(Math.max(1, size)),
  };
}

/** The part of a spectrum's weighted square sum that lines at moved positions leave. */
export function unexplained(search: MoveSearch, moveEv: number): number {
  const { weights, weighted, total, columns, first, end, gram, right, solver } = search;
  const size = columns.length;
  for (let a = 0; a < size; a++) {
    raiseBells(search, a, moveEv);
    const one = columns[a]!;
    let sum = 0;
    for (let i = first[a]!; i < end[a]!; i++) sum += one[i]! * weighted[i]!;
    right[a] = sum;
    for (let b = 0; b <= a; b++) {
      const two = columns[b]!;
      const to = Math.min(end[a]!, end[b]!);
      let product = 0;
      for (let i = Math.max(first[a]!, first[b]!); i < to; i++) product += weights[i]! * one[i]! * two[i]!;
      gram[b * size + a] = product;
      gram[a * size + b] = product;
    }
  }
  const { x: heights } = solver.solve(gram, right, size);
  let gained = 0;
  for (let a = 0; a < size; a++) {
    gained += 2 * heights[a]! * right[a]!;
    for (let b = 0; b < size; b++) gained -= heights[a]! * heights[b]! * gram[b * size + a]!;
  }
  return total > 0 ? Math.max(0, 1 - gained / total) : 0;
}

/** The lines of component a: bells (1 - (d/reach)^2)^6, close to Gaussians but with an end. */
function raiseBells(
  { energiesEv: x, bells, reachesEv, columns, first, end }: MoveSearch,
  a: number,
  moveEv: number,
): void {
  const column = columns[a]!;
  const reach = reachesEv[a]!;
  column.fill(0);
  first[a] = x.length;
  end[a] = 0;
  for (const { atEv, height } of bells[a]!) {
    const centre = atEv + moveEv;
    let i = lowerBound(x, centre - reach);
    if (i < first[a]!) first[a] = i;
    for (; i < x.length && x[i]! < centre + reach; i++) {
      const d = (x[i]! - centre) / reach;
      const square = 1 - d * d;
      const cube = square * square * square;
      column[i]! += height * cube * cube;
    }
    if (i > end[a]!) end[a] = i;
  }
}

/** First row whose energy is not below. */
function lowerBound(x: Float64Array, energy: number): number {
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! < energy) low = middle + 1;
    else high = middle;
  }
  return low;
}
