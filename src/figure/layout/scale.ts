import { fail } from '../../errors.js';
import type { Axis } from '../figure.js';

/** Lower and upper end of an axis in data units, ascending. */
export type Domain = readonly [low: number, high: number];

/** How data become length along an axis. */
export interface Scale {
  readonly type: 'linear' | 'log';
  readonly domain: Domain;
  readonly reversed: boolean;
}

/** Data to the coordinate in which the axis is linear: the value itself, or its decimal logarithm. */
export function toLinear(type: Scale['type'], value: number): number {
  return type === 'log' ? Math.log10(value) : value;
}

export function fromLinear(type: Scale['type'], value: number): number {
  return type === 'log' ? 10 ** value : value;
}

/**
 * Distance from the axis' start (left, bottom) in the unit of `length`; NaN for what the axis cannot show. Results that
 * went through JSON hold null where a number was not determined, whatever their type says.
 */
export function positionOn(scale: Scale, value: number, length: number): number {
  if (!Number.isFinite(value)) return Number.NaN;
  const low = toLinear(scale.type, scale.domain[0]);
  const high = toLinear(scale.type, scale.domain[1]);
  const share = (toLinear(scale.type, value) - low) / (high - low);
  return length * (scale.reversed ? 1 - share : share);
}

/** The same scale with room added at its low and high end, given in shares of the present length. */
export function extended(scale: Scale, below: number, above: number): Scale {
  const low = toLinear(scale.type, scale.domain[0]);
  const high = toLinear(scale.type, scale.domain[1]);
  const span = high - low;
  return {
    ...scale,
    domain: [fromLinear(scale.type, low - below * span), fromLinear(scale.type, high + above * span)],
  };
}

/** Fixed limits of an axis in ascending order, checked; undefined where the data decide. */
export function fixedDomain(axis: Axis): Domain | undefined {
  if (axis.domain === undefined) return undefined;
  const [a, b] = axis.domain;
  const domain: Domain = a < b ? [a, b] : [b, a];
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === b || (axis.scale === 'log' && domain[0] <= 0)) {
    throw fail(
      'invalid-option',
      `the limits ${a} to ${b} of the axis "${axis.title}" cannot be drawn${axis.scale === 'log' ? ' on a logarithmic axis' : ''}`,
      'give two different finite numbers, above zero on a logarithmic axis',
    );
  }
  return domain;
}
