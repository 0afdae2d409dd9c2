import { exp } from '../../../numerics/elementary/exp.js';
import { expm1 } from '../../../numerics/elementary/expm1.js';
import { log, log1p } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';

/**
 * Laws by which the resistance of an interphase grows, each as `R = a + b g(t; u)`: linear in a and b, with at most one
 * parameter u that is not, and b >= 0 because a layer that grows does not conduct better for it.
 *
 * Times count from the moment the interface was made (assembly, or the end of formation), not from the first spectrum:
 * a wrong zero bends every law.
 */
export type GrowthLawName =
  | 'constant'
  | 'linear'
  | 'parabolic'
  | 'parabolic-with-layer'
  | 'linear-parabolic'
  | 'logarithmic'
  | 'saturating'
  | 'power';

/** What limits the growth if the law holds. `empirical` and `none` name no mechanism. */
export type GrowthKind = 'none' | 'reaction' | 'diffusion' | 'mixed' | 'passivation' | 'saturation' | 'empirical';

/** A published parameter as a function of (a, b, u), with its derivatives by them. */
export interface LawParameter {
  readonly name: string;
  readonly value: number;
  readonly gradient: readonly [number, number, number];
  /** Power of the resistance unit and of the hour in its unit. */
  readonly resistancePower: number;
  readonly hourPower: number;
}

export interface GrowthLaw {
  readonly name: GrowthLawName;
  readonly kind: GrowthKind;
  /** For print. */
  readonly equation: string;
  /** What the law means, in words. */
  readonly meaning: string;
  readonly parameterCount: number;
  /** Exponent of t where the law is a pure power (0 for a logarithm, its limit); null where it has none. */
  readonly exponent: number | null;
  /** Laws that this one becomes at some value of its parameters. */
  readonly contains: readonly GrowthLawName[];
  /** True when a negative `a` means nothing and is held at 0. */
  readonly positiveOffset: boolean;
  /** Range of u that the times can tell apart; null for a law without u. */
  readonly searchRange: ((times: readonly number[]) => readonly [number, number]) | null;
  /** g(t; u). */
  readonly basis: (timeH: number, u: number) => number;
  /** dg/du. */
  readonly basisSlope: (timeH: number, u: number) => number;
  readonly publish: (a: number, b: number, u: number) => readonly LawParameter[];
}

const none = (): number => 0;

function parameter(
  name: string,
  value: number,
  gradient: readonly [number, number, number],
  resistancePower: number,
  hourPower: number,
): LawParameter {
  return { name, value, gradient, resistancePower, hourPower };
}

/** Range of ln(rate x time) over which a curve bends within the times measured, and a little beyond. */
function bendRange(times: readonly number[]): readonly [number, number] {
  const positive = times.filter((time) => time > 0);
  return [log(1e-3 / Math.max(...positive)), log(1e4 / Math.min(...positive))];
}

/** All laws, simplest first. */
export const growthLaws: readonly GrowthLaw[] = [
  {
    name: 'constant',
    kind: 'none',
    equation: 'R = R0',
    meaning: 'no growth',
    parameterCount: 1,
    exponent: null,
    contains: [],
    positiveOffset: false,
    searchRange: null,
    basis: none,
    basisSlope: none,
    publish: (a) => [parameter('R0', a, [1, 0, 0], 1, 0)],
  },
  {
    name: 'linear',
    kind: 'reaction',
    equation: 'R = R0 + k t',
    meaning: 'growth at a constant rate, as expected when the reaction limits it',
    parameterCount: 2,
    exponent: 1,
    contains: ['constant'],
    positiveOffset: false,
    searchRange: null,
    basis: (t) => t,
    basisSlope: none,
    publish: (a, b) => [parameter('R0', a, [1, 0, 0], 1, 0), parameter('k', b, [0, 1, 0], 1, -1)],
  },
  {
    name: 'parabolic',
    kind: 'diffusion',
    equation: 'R = R0 + k sqrt(t)',
    meaning:
      'growth as expected when diffusion limits it, through a layer that starts at t = 0 beside a resistance R0 of other origin',
    parameterCount: 2,
    exponent: 0.5,
    contains: ['constant'],
    positiveOffset: false,
    searchRange: null,
    basis: (t) => Math.sqrt(t),
    basisSlope: none,
    publish: (a, b) => [parameter('R0', a, [1, 0, 0], 1, 0), parameter('k', b, [0, 1, 0], 1, -0.5)],
  },
  {
    name: 'parabolic-with-layer',
    kind: 'diffusion',
    equation: 'R = Rs + sqrt(Ri^2 + K t)',
    meaning:
      'growth as expected when diffusion limits it, through a layer that is there at t = 0 with the resistance Ri',
    parameterCount: 3,
    exponent: null,
    contains: ['constant', 'parabolic'],
    positiveOffset: true,
    searchRange: bendRange,
    basis: (t, u) => Math.sqrt(1 + exp(u) * t),
    basisSlope: (t, u) => (exp(u) * t) / (2 * Math.sqrt(1 + exp(u) * t)),
    publish: (a, b, u) => {
      const k = exp(u) * b * b;
      return [
        parameter('Rs', a, [1, 0, 0], 1, 0),
        parameter('Ri', b, [0, 1, 0], 1, 0),
        parameter('K', k, [0, 2 * exp(u) * b, k], 2, -1),
      ];
    },
  },
  {
    // x^2 + a x = c t solved for x, R = Rs + b x: Deal and Grove, J. Appl. Phys. 36 (1965) 3770, DOI 10.1063/1.1713945.
    // Their time shift and this a cannot both be had from R(t); with a shift the curve is the same, so it is left out.
    name: 'linear-parabolic',
    kind: 'mixed',
    equation: 'R = Rs + sqrt(A^2/4 + C t) - A/2',
    meaning: 'growth limited first by the reaction, later by diffusion (Deal and Grove)',
    parameterCount: 3,
    exponent: null,
    contains: ['constant', 'linear', 'parabolic', 'parabolic-with-layer'],
    positiveOffset: true,
    searchRange: bendRange,
    basis: (t, u) => {
      const z = exp(u) * t;
      // sqrt(1 + z) - 1 without cancellation.
      return z / (1 + Math.sqrt(1 + z));
    },
    basisSlope: (t, u) => (exp(u) * t) / (2 * Math.sqrt(1 + exp(u) * t)),
    publish: (a, b, u) => {
      const c = exp(u) * b * b;
      const rate = (exp(u) * b) / 2;
      return [
        parameter('Rs', a, [1, 0, 0], 1, 0),
        parameter('A', 2 * b, [0, 2, 0], 1, 0),
        parameter('C', c, [0, 2 * exp(u) * b, c], 2, -1),
        parameter('initialRate', rate, [0, exp(u) / 2, rate], 1, -1),
      ];
    },
  },
  {
    name: 'logarithmic',
    kind: 'passivation',
    equation: 'R = R0 + k ln(1 + t/t0)',
    meaning: 'growth that slows down by itself, as in a passivating layer',
    parameterCount: 3,
    exponent: 0,
    contains: ['constant', 'linear'],
    positiveOffset: false,
    searchRange: (times) => {
      const positive = times.filter((time) => time > 0);
      return [log(Math.min(...positive) / 1e3), log(1e2 * Math.max(...positive))];
    },
    basis: (t, u) => log1p(t / exp(u)),
    basisSlope: (t, u) => -t / (exp(u) + t),
    publish: (a, b, u) => [
      parameter('R0', a, [1, 0, 0], 1, 0),
      parameter('k', b, [0, 1, 0], 1, 0),
      parameter('t0', exp(u), [0, 0, exp(u)], 0, 1),
    ],
  },
  {
    name: 'saturating',
    kind: 'saturation',
    equation: 'R = R0 + dR (1 - exp(-t/tau))',
    meaning: 'growth towards an end value, as when a reactant is used up',
    parameterCount: 3,
    exponent: null,
    contains: ['constant', 'linear'],
    positiveOffset: false,
    searchRange: (times) => {
      const positive = times.filter((time) => time > 0);
      return [log(Math.min(...positive) / 10), log(1e2 * Math.max(...positive))];
    },
    basis: (t, u) => -expm1(-t / exp(u)),
    basisSlope: (t, u) => (-t / exp(u)) * exp(-t / exp(u)),
    publish: (a, b, u) => [
      parameter('R0', a, [1, 0, 0], 1, 0),
      parameter('dR', b, [0, 1, 0], 1, 0),
      parameter('tau', exp(u), [0, 0, exp(u)], 0, 1),
    ],
  },
  {
    name: 'power',
    kind: 'empirical',
    equation: 'R = R0 + k t^m',
    meaning: 'a description, not a mechanism: an exponent of 0.5 does not prove diffusion',
    parameterCount: 3,
    exponent: null,
    contains: ['constant', 'linear', 'parabolic'],
    positiveOffset: false,
    // An exponent of 0 is the logarithm; above 3 nothing is left to tell apart.
    searchRange: () => [0.01, 3],
    basis: (t, u) => pow(t, u),
    basisSlope: (t, u) => (t > 0 ? pow(t, u) * log(t) : 0),
    publish: (a, b, u) => [
      parameter('R0', a, [1, 0, 0], 1, 0),
      // The unit of k depends on m; it is the growth in the first hour.
      parameter('k', b, [0, 1, 0], 1, 0),
      parameter('m', u, [0, 0, 1], 0, 0),
    ],
  },
];
