import type { Grid } from '../model/grid.js';

/** Full width of the strongest line, degrees: a start for the widths of all; undefined where nothing stands out like a line. */
export function strongestWidth({ twoThetaDeg }: Grid, observed: Float64Array, sigma: Float64Array): number | undefined {
  const top = highest(observed);
  const [before, after] = [valley(observed, top, -1), valley(observed, top, 1)];
  const floor = (observed[before]! + observed[after]!) / 2;
  const height = observed[top]! - floor;
  // Noise on a flat pattern is no line.
  if (!(height > 8 * sigma[top]!)) return undefined;
  const half = floor + height / 2;
  const width = crossing(twoThetaDeg, observed, top, 1, half) - crossing(twoThetaDeg, observed, top, -1, half);
  return width > 0 && Number.isFinite(width) ? width : undefined;
}

function highest(observed: Float64Array): number {
  // A point that its neighbours do not share is a spike of the detector.
  let best = 1;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 1; i < observed.length - 1; i++) {
    const value = Math.min(observed[i]!, Math.max(observed[i - 1]!, observed[i + 1]!) * 2);
    if (value > most) {
      most = value;
      best = i;
    }
  }
  return best;
}

/** Down from the top to where the pattern has not fallen any more for as long as it took to get there. */
function valley(observed: Float64Array, top: number, direction: 1 | -1): number {
  let lowest = top;
  for (let i = top + direction; i >= 0 && i < observed.length; i += direction) {
    if (observed[i]! < observed[lowest]!) lowest = i;
    if (Math.abs(i - lowest) > 3 + Math.abs(lowest - top)) break;
  }
  return lowest;
}

function crossing(angles: Float64Array, observed: Float64Array, top: number, direction: 1 | -1, level: number): number {
  for (let i = top; i + direction >= 0 && i + direction < observed.length; i += direction) {
    const [here, next] = [observed[i]!, observed[i + direction]!];
    if (next > level) continue;
    const part = here === next ? 0 : (here - level) / (here - next);
    return angles[i]! + part * (angles[i + direction]! - angles[i]!);
  }
  return Number.NaN;
}
