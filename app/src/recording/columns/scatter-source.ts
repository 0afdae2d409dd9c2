import { LEVEL_SHIFT, type Pyramid } from './pyramid.js';

/** A curve whose x goes back and forth: both columns with their pyramids, and whether successive rows are joined. */
export interface ScatterSource {
  readonly x: Pyramid;
  readonly y: Pyramid;
  readonly rows: number;
  /** Lines between successive rows; dots alone otherwise. */
  readonly lines: boolean;
}

/** Bounds of some successive rows in data units; one low above its high where there is nothing to see. */
export interface Box {
  lowX: number;
  highX: number;
  lowY: number;
  highY: number;
}

export function emptyBox(): Box {
  return { lowX: 0, highX: 0, lowY: 0, highY: 0 };
}

/** Row after the last one of a block of level `level` (16, 256, 4096 rows for 1, 2, 3). */
export function blockEnd({ rows }: ScatterSource, level: number, block: number): number {
  return Math.min(rows, (block + 1) << (LEVEL_SHIFT * level));
}

/** What the block and the line from its last row to the next block's first one stay within. */
export function boxOf(source: ScatterSource, level: number, block: number, into: Box): Box {
  const { x, y, rows, lines } = source;
  into.lowX = x.low[level - 1]![block]!;
  into.highX = x.high[level - 1]![block]!;
  into.lowY = y.low[level - 1]![block]!;
  into.highY = y.high[level - 1]![block]!;
  const next = blockEnd(source, level, block);
  if (lines && next < rows) {
    const nextX = x.values[next]!;
    const nextY = y.values[next]!;
    // Comparisons with NaN are false: a missing row changes nothing. What a log axis cannot show is not joined to.
    if (!(x.positive && nextX <= 0) && !(y.positive && nextY <= 0)) {
      if (nextX < into.lowX) into.lowX = nextX;
      if (nextX > into.highX) into.highX = nextX;
      if (nextY < into.lowY) into.lowY = nextY;
      if (nextY > into.highY) into.highY = nextY;
    }
  }
  return into;
}

/** Level of the largest blocks that are looked at one after the other; 4096 rows where there are as many. */
export function topLevel({ x }: ScatterSource): number {
  return Math.min(3, x.low.length);
}
