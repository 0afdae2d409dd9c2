/**
 * The laws by which a current approaches its steady value: a steady part and what decays beside it. All are sums of few
 * functions with linear amplitudes, so only time constants and exponents have to be searched for.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { SeparableModel } from '../../../numerics/least-squares/separable-model.js';
import type { BinnedDecay } from './binned-decay.js';

export type DecayLaw =
  | 'constant'
  | 'exponential'
  | 'two exponentials'
  | 'three exponentials'
  | 'power'
  | 'root'
  | 'exponential and root'
  | 'two exponentials and root'
  | 'stretched exponential'
  | 'stretched exponential and root';

interface Shape {
  /** Time constants, as logarithms. */
  readonly exponentials: number;
  readonly root: boolean;
  readonly power: boolean;
  readonly stretched: boolean;
}

const shapes: Readonly<Record<DecayLaw, Shape>> = {
  constant: { exponentials: 0, root: false, power: false, stretched: false },
  exponential: { exponentials: 1, root: false, power: false, stretched: false },
  'two exponentials': { exponentials: 2, root: false, power: false, stretched: false },
  'three exponentials': { exponentials: 3, root: false, power: false, stretched: false },
  power: { exponentials: 0, root: false, power: true, stretched: false },
  root: { exponentials: 0, root: true, power: false, stretched: false },
  'exponential and root': { exponentials: 1, root: true, power: false, stretched: false },
  'two exponentials and root': { exponentials: 2, root: true, power: false, stretched: false },
  'stretched exponential': { exponentials: 0, root: false, power: false, stretched: true },
  'stretched exponential and root': { exponentials: 0, root: true, power: false, stretched: true },
};

export const decayLaws = Object.keys(shapes) as readonly DecayLaw[];

export interface LawModel {
  readonly model: SeparableModel;
  readonly starts: readonly Float64Array[];
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Exponents of the power law, and of the stretched exponential. */
const POWER = [0.25, 1.5] as const;
const STRETCH = [0.3, 1] as const;

/**
 * The law as a model of the points, each divided by its sigma. Linear coefficients: the steady current first, then the
 * amplitudes; nonlinear parameters: ln tau of each exponential; n of the power; ln tau and the exponent of the stretched one.
 */
export function lawModel(law: DecayLaw, points: BinnedDecay): LawModel {
  const { exponentials, root, power, stretched } = shapes[law];
  const { timeS, currentA, sigmaA } = points;
  const rows = timeS.length;
  const [first, last] = [timeS[0]!, timeS[rows - 1]!];
  const nonlinearCount = exponentials + (power ? 1 : 0) + (stretched ? 2 : 0);
  const linearCount = 1 + exponentials + (power ? 1 : 0) + (stretched ? 1 : 0) + (root ? 1 : 0);
  const dependencies: [number, number][] = [];
  for (let k = 0; k < exponentials; k++) dependencies.push([1 + k, k]);
  if (power) dependencies.push([1, 0]);
  if (stretched) dependencies.push([1, 0], [1, 1]);
  const model: SeparableModel = {
    residualCount: rows,
    nonlinearCount,
    linearCount,
    data: Float64Array.from(currentA, (current, k) => current / sigmaA[k]!),
    dependencies,
    evaluate(nonlinear, basis, derivatives) {
      for (let i = 0; i < rows; i++) {
        const weight = 1 / sigmaA[i]!;
        const t = timeS[i]!;
        basis[i] = weight;
        for (let k = 0; k < exponentials; k++) {
          const x = t / exp(nonlinear[k]!);
          const value = weight * exp(-x);
          basis[(1 + k) * rows + i] = value;
          if (derivatives !== null) derivatives[k * rows + i] = value * x;
        }
        if (power) {
          const value = weight * pow(t / first, -nonlinear[0]!);
          basis[rows + i] = value;
          if (derivatives !== null) derivatives[i] = -value * log(t / first);
        }
        if (stretched) {
          const x = t / exp(nonlinear[0]!);
          const power = pow(x, nonlinear[1]!);
          const value = weight * exp(-power);
          basis[rows + i] = value;
          if (derivatives !== null) {
            derivatives[i] = value * power * nonlinear[1]!;
            derivatives[rows + i] = -value * power * log(x);
          }
        }
        if (root) basis[(linearCount - 1) * rows + i] = weight * Math.sqrt(first / t);
      }
    },
  };
  const [low, high] = [log(first / 3), log(30 * last)];
  const box = (which: 0 | 1): Float64Array =>
    power
      ? Float64Array.of(POWER[which])
      : stretched
        ? Float64Array.of(which === 0 ? low : high, STRETCH[which])
        : new Float64Array(nonlinearCount).fill(which === 0 ? low : high);
  return { model, starts: startsOf(shapes[law], log(first), log(last)), lower: box(0), upper: box(1) };
}

function startsOf({ exponentials, power, stretched }: Shape, low: number, high: number): Float64Array[] {
  const at = (share: number): number => low + share * (high - low);
  if (power) return [Float64Array.of(0.5), Float64Array.of(0.9)];
  if (stretched)
    return [0.4, 0.65, 0.85].flatMap((share) => [Float64Array.of(at(share), 0.5), Float64Array.of(at(share), 0.8)]);
  if (exponentials === 0) return [new Float64Array(0)];
  const places = {
    1: [[0.4], [0.6], [0.8]],
    2: [
      [0.3, 0.7],
      [0.5, 0.85],
      [0.6, 0.95],
    ],
    3: [
      [0.2, 0.5, 0.8],
      [0.4, 0.65, 0.9],
    ],
  }[exponentials]!;
  return places.map((shares) => Float64Array.from(shares, at));
}
