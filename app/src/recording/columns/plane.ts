import type { Domain, Scale } from '../../../../src/figure/layout/scale.js';
import { toLinear } from '../../../../src/figure/layout/scale.js';

/** One direction of a picture: where data come to lie in pixels. */
export interface PlaneAxis {
  readonly type: Scale['type'];
  readonly domain: Domain;
  readonly reversed: boolean;
}

/** Data to pixels along one axis: `pixel = offset + factor * linear(value)`. */
export interface PixelMap {
  readonly log: boolean;
  readonly offset: number;
  readonly factor: number;
}

/** @param upward the axis' start is at `pixels`, not at 0 (a y axis of a picture that is counted from above) */
export function pixelMap(axis: PlaneAxis, pixels: number, upward: boolean): PixelMap {
  const low = toLinear(axis.type, axis.domain[0]);
  const high = toLinear(axis.type, axis.domain[1]);
  const turned = upward !== axis.reversed;
  const factor = ((turned ? -1 : 1) * pixels) / (high - low);
  return { log: axis.type === 'log', offset: (turned ? pixels : 0) - factor * low, factor };
}

/** NaN for what the axis cannot show. */
export function pixelOf({ log, offset, factor }: PixelMap, value: number): number {
  return offset + factor * (log ? Math.log10(value) : value);
}
