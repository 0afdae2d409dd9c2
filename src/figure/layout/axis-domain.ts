import type { Axis, Mark, Shape } from '../figure.js';
import { type Domain, fixedDomain, fromLinear, type Scale, toLinear } from './scale.js';

/** What the data say about one axis. Empty ranges have their low end above the high one. */
export interface Extent {
  low: number;
  high: number;
  /** Range of what has a size (markers, bars, curves seen from the side) and needs room around it. */
  sizedLow: number;
  sizedHigh: number;
  /** A raster or a drawing fills the axis to its ends: no room is added anywhere. */
  tight: boolean;
}

const PAD = 0.05;
const SCAN = 250;

type Use = (values: readonly number[], sized: boolean) => void;

function visit(mark: Mark, direction: 'x' | 'y', use: Use): void {
  switch (mark.type) {
    case 'points':
      // A scan of a thousand dots is a curve along x.
      use(mark[direction], direction === 'y' || mark.x.length <= SCAN);
      break;
    case 'line':
      use(mark[direction], direction === 'y');
      break;
    case 'error-bars':
    case 'band':
      if (direction === 'x') {
        use(mark.x, mark.type === 'error-bars');
      } else {
        use(mark.lower, true);
        use(mark.upper, true);
      }
      break;
    case 'heat-map':
      use(direction === 'x' ? mark.xEdges : mark.yEdges, false);
      break;
    case 'image':
      use(mark[direction], false);
      break;
    case 'rule':
      if (mark.axis === direction) use([mark.at], true);
      break;
    case 'text':
      use([mark[direction]], true);
      break;
    case 'ticks':
      break;
    case 'shapes':
      for (const shape of mark.shapes) use(reach(shape, direction === 'x' ? 0 : 1), false);
      break;
  }
}

/** Ends of a shape along one direction. */
function reach(shape: Shape, axis: 0 | 1): readonly number[] {
  if ('outline' in shape) return shape.outline.map((point) => point[axis]);
  return [shape.centre[axis] - shape.radius, shape.centre[axis] + shape.radius];
}

/** Extent of finite (on a log axis: positive) data along one direction; undefined when there are none. */
export function dataExtent(marks: readonly Mark[], direction: 'x' | 'y', type: Scale['type']): Extent | undefined {
  const extent: Extent = {
    low: Number.POSITIVE_INFINITY,
    high: Number.NEGATIVE_INFINITY,
    sizedLow: Number.POSITIVE_INFINITY,
    sizedHigh: Number.NEGATIVE_INFINITY,
    tight: false,
  };
  const use: Use = (values, sized) => {
    for (const value of values) {
      if (!Number.isFinite(value) || (type === 'log' && value <= 0)) continue;
      if (value < extent.low) extent.low = value;
      if (value > extent.high) extent.high = value;
      if (!sized) continue;
      if (value < extent.sizedLow) extent.sizedLow = value;
      if (value > extent.sizedHigh) extent.sizedHigh = value;
    }
  };
  for (const mark of marks) visit(mark, direction, use);
  // Tick strokes alone (a panel of reflections) still need an axis.
  if (extent.low > extent.high && direction === 'x') {
    for (const mark of marks) if (mark.type === 'ticks') use(mark.x, true);
  }
  if (extent.low > extent.high) return undefined;
  extent.tight = marks.some(({ type }) => type === 'heat-map' || type === 'image' || type === 'shapes');
  return extent;
}

/**
 * Limits of an axis: the fixed ones, or the data with a little room. Data that start near zero start at zero, as the
 * eye expects of times, counts and resistances; a single value gets a window around it.
 *
 * @param zeroReach how near zero means, as a share of the data's span
 */
export function axisScale(axis: Axis, extent: Extent | undefined, zeroReach: number): Scale {
  const type = axis.scale ?? 'linear';
  const reversed = axis.reversed ?? false;
  const fixedLimits = fixedDomain(axis);
  if (fixedLimits !== undefined) return { type, domain: fixedLimits, reversed };
  if (extent === undefined) return { type, domain: type === 'log' ? [1, 10] : [0, 1], reversed };
  return { type, domain: padded(type, extent, zeroReach), reversed };
}

function padded(type: Scale['type'], extent: Extent, zeroReach: number): Domain {
  const low = toLinear(type, extent.low);
  const high = toLinear(type, extent.high);
  if (extent.tight && high > low) return [extent.low, extent.high];
  const span = high - low;
  if (span <= 1e-12 * Math.max(Math.abs(low), Math.abs(high))) {
    const half = type === 'log' ? 0.5 : low === 0 ? 1 : 0.1 * Math.abs(low);
    return [fromLinear(type, low - half), fromLinear(type, high + half)];
  }
  const room = PAD * span;
  // Curves alone have no size along x: then the data's own ends are the limits.
  const sized = extent.sizedLow <= extent.sizedHigh;
  const paddedLow = sized ? Math.min(low, toLinear(type, extent.sizedLow) - room) : low;
  const paddedHigh = sized ? Math.max(high, toLinear(type, extent.sizedHigh) + room) : high;
  if (type === 'log') return [10 ** paddedLow, 10 ** paddedHigh];
  // A marker on zero, or all but on it, keeps its room; otherwise the axis may begin at zero itself.
  const clear = 0.03 * span;
  const fromZero = low >= 0 && low < zeroReach * span && extent.sizedLow >= clear;
  const toZero = high <= 0 && -high < zeroReach * span && -extent.sizedHigh >= clear;
  return [fromZero ? 0 : paddedLow, toZero ? 0 : paddedHigh];
}
