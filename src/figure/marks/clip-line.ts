import { fromLinear, type Scale, toLinear } from '../layout/scale.js';

export interface Vertex {
  /** Null for a gap in a line. */
  readonly x: number | null;
  readonly y: number | null;
}

/**
 * The part of a curve that lies inside a panel, cut exactly at the frame (Liang and Barsky, ACM Trans. Graph. 3 (1984)
 * 1, doi:10.1145/357332.357333) in the coordinates in which the axes are linear. Cutting the data leaves no clip paths
 * in the drawing, which editors of vector graphics handle badly.
 */
export function clipLine(points: readonly Vertex[], x: Scale, y: Scale): Vertex[] {
  const left = toLinear(x.type, x.domain[0]);
  const right = toLinear(x.type, x.domain[1]);
  const low = toLinear(y.type, y.domain[0]);
  const high = toLinear(y.type, y.domain[1]);
  // A hair's breadth of slack, so that a curve that ends on the frame is not cut there.
  const slackX = 1e-9 * (right - left);
  const slackY = 1e-9 * (high - low);
  const inside = (px: number, py: number): boolean =>
    px >= left - slackX && px <= right + slackX && py >= low - slackY && py <= high + slackY;

  const out: Vertex[] = [];
  let penDown = false;
  const lift = (): void => {
    // A new one each time: who draws them may write on them.
    if (penDown) out.push({ x: null, y: null });
    penDown = false;
  };
  let previous: { px: number; py: number; vertex: Vertex } | null = null;
  for (const vertex of points) {
    if (vertex.x === null || vertex.y === null) {
      lift();
      previous = null;
      continue;
    }
    const current = { px: toLinear(x.type, vertex.x), py: toLinear(y.type, vertex.y), vertex };
    if (previous === null) {
      if (inside(current.px, current.py)) {
        out.push(vertex);
        penDown = true;
      }
    } else if (inside(previous.px, previous.py) && inside(current.px, current.py)) {
      out.push(vertex);
      penDown = true;
    } else {
      const piece = cut(previous, current, [left, right, low, high]);
      if (piece === null) {
        lift();
      } else {
        const at = (share: number): Vertex => ({
          x: fromLinear(x.type, previous!.px + share * (current.px - previous!.px)),
          y: fromLinear(y.type, previous!.py + share * (current.py - previous!.py)),
        });
        if (piece[0] > 0) {
          lift();
          out.push(at(piece[0]));
        }
        out.push(piece[1] < 1 ? at(piece[1]) : vertex);
        penDown = true;
        if (piece[1] < 1) lift();
      }
    }
    previous = current;
  }
  if (out.at(-1)?.x === null) out.pop();
  return out;
}

/** Shares of a segment at which it enters and leaves the box; null when it misses. */
function cut(
  a: { px: number; py: number },
  b: { px: number; py: number },
  [left, right, low, high]: readonly [number, number, number, number],
): [number, number] | null {
  let enter = 0;
  let leave = 1;
  const dx = b.px - a.px;
  const dy = b.py - a.py;
  for (const [p, q] of [
    [-dx, a.px - left],
    [dx, right - a.px],
    [-dy, a.py - low],
    [dy, high - a.py],
  ] as const) {
    if (p === 0) {
      if (q < 0) return null;
    } else if (p < 0) {
      enter = Math.max(enter, q / p);
    } else {
      leave = Math.min(leave, q / p);
    }
  }
  return enter < leave ? [enter, leave] : null;
}

export interface BandVertex {
  readonly x: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** The part of a band inside a panel: cut at the sides, held at foot and top. Both edges have the same x. */
export function clipBand(lower: readonly Vertex[], upper: readonly Vertex[], x: Scale, y: Scale): BandVertex[] {
  const [left, right] = x.domain.map((value) => toLinear(x.type, value)) as [number, number];
  const hold = (value: number): number => Math.min(y.domain[1], Math.max(y.domain[0], value));
  const out: BandVertex[] = [];
  for (let i = 0; i < lower.length; i++) {
    const [a, b] = [lower[i]!, upper[i]!];
    if (a.x === null || a.y === null || b.y === null) {
      if (out.length > 0 && out[out.length - 1]!.x !== null) out.push({ x: null, lower: null, upper: null });
      continue;
    }
    const here = toLinear(x.type, a.x);
    if (here >= left && here <= right) {
      out.push({ x: a.x, lower: hold(a.y), upper: hold(b.y) });
      continue;
    }
    // Outside: only the crossing towards a neighbour inside is drawn.
    for (const j of [i - 1, i + 1]) {
      const [c, d] = [lower[j], upper[j]];
      if (c === undefined || d === undefined || c.x === null || c.y === null || d.y === null) continue;
      const there = toLinear(x.type, c.x);
      const crosses = here < left ? there > left : there < right;
      if (!crosses) continue;
      const edge = here < left ? left : right;
      const mix = (from: number, to: number): number => {
        const f = toLinear(y.type, from);
        return fromLinear(y.type, f + ((edge - here) / (there - here)) * (toLinear(y.type, to) - f));
      };
      out.push({ x: fromLinear(x.type, edge), lower: hold(mix(a.y, c.y)), upper: hold(mix(b.y, d.y)) });
    }
  }
  return out;
}
