import type { Domain, Scale } from '../layout/scale.js';
import { positionOn } from '../layout/scale.js';

/** Marks above this many points are thinned before they enter a drawing. */
export const MOST_POINTS = 20_000;
/** Picture columns per point of paper: four are finer than any printer's line. */
const COLUMNS_PER_POINT = 4;

/** Indices of the points that stay. */
export type Kept = readonly number[];

/**
 * Thins a curve so that its drawing does not change: of every run of points inside one picture column only the first,
 * lowest, highest and last stay (the M4 scheme, U. Jugel et al., Proc. VLDB Endow. 7 (2014) 797,
 * doi:10.14778/2732951.2732953). Runs, not columns, so that curves which turn back (Nyquist loops) keep their course.
 */
export function decimateLine(x: readonly number[], y: readonly number[], scale: Scale, width: number): Kept {
  if (x.length <= MOST_POINTS) return x.map((_, i) => i);
  const kept: number[] = [];
  let column = Number.NaN;
  let first = 0;
  let lowest = 0;
  let highest = 0;
  const close = (last: number): void => {
    for (const i of [...new Set([first, lowest, highest, last])].sort((a, b) => a - b)) kept.push(i);
  };
  for (let i = 0; i < x.length; i++) {
    const here = Math.floor(positionOn(scale, x[i]!, width) * COLUMNS_PER_POINT);
    // A gap (NaN) is a run of its own, so that the line breaks where it broke.
    const gap = !Number.isFinite(y[i]!) || Number.isNaN(here);
    if (i > 0 && here === column && !gap && Number.isFinite(y[i - 1]!)) {
      if (y[i]! < y[lowest]!) lowest = i;
      if (y[i]! > y[highest]!) highest = i;
      continue;
    }
    if (i > 0) close(i - 1);
    column = here;
    first = lowest = highest = i;
  }
  close(x.length - 1);
  return kept;
}

/**
 * Thins markers: of those that fall on the same small square of paper only the first stays. Squares are a quarter point
 * wide, or wider until few enough are left; at that density markers cover one another anyway.
 */
export function decimatePoints(
  x: readonly number[],
  y: readonly number[],
  scales: { readonly x: Scale; readonly y: Scale },
  width: number,
  height: number,
): Kept {
  let kept = x.map((_, i) => i);
  for (let perPoint = COLUMNS_PER_POINT; kept.length > MOST_POINTS; perPoint /= 2) {
    kept = oncePerSquare(kept, x, y, scales, width * perPoint, height * perPoint);
  }
  return kept;
}

function oncePerSquare(
  candidates: Kept,
  x: readonly number[],
  y: readonly number[],
  scales: { readonly x: Scale; readonly y: Scale },
  columns: number,
  rows: number,
): number[] {
  const seen = new Set<number>();
  return candidates.filter((i) => {
    const column = Math.floor(positionOn(scales.x, x[i]!, columns));
    const row = Math.floor(positionOn(scales.y, y[i]!, rows));
    const square = row * (Math.ceil(columns) + 1) + column;
    if (Number.isNaN(square) || seen.has(square)) return false;
    seen.add(square);
    return true;
  });
}

/** Whether a value lies on an axis, with a hair's breadth of slack for its ends. */
export function within(domain: Domain, value: number): boolean {
  const slack = 1e-9 * Math.abs(domain[1] - domain[0]);
  return value >= domain[0] - slack && value <= domain[1] + slack;
}
