import { sin } from '../../numerics/elementary/sin.js';
import type { Cell } from '../cell/cell.js';
import { directMetric } from '../cell/metric.js';

const DEGREE = Math.PI / 180;

type Vector = readonly [number, number, number];

/**
 * Lengths and scalar products of fractional vectors, and how they change with the cell: what distances, angles and their
 * uncertainties are made of.
 */
export class MetricProducts {
  readonly #cell: Cell;
  /** Cosines and sines of alpha, beta, gamma. */
  readonly #cosines: Vector;
  readonly #sines: Vector;
  /** Products of the edges, in the order of `directMetric`. */
  readonly #metric: Float64Array;

  constructor(cell: Cell) {
    const metric = directMetric(cell);
    this.#cell = cell;
    this.#metric = metric;
    const angles = [cell.alpha, cell.beta, cell.gamma] as const;
    this.#cosines = [metric[5]! / (cell.b * cell.c), metric[4]! / (cell.a * cell.c), metric[3]! / (cell.a * cell.b)];
    this.#sines = angles.map((angle) => sin(angle * DEGREE)) as [number, number, number];
  }

  /** G v, so that u · (G v) is the scalar product in angstrom². */
  lower(v: Vector): [number, number, number] {
    const g = this.#metric;
    return [
      g[0]! * v[0] + g[3]! * v[1] + g[4]! * v[2],
      g[3]! * v[0] + g[1]! * v[1] + g[5]! * v[2],
      g[4]! * v[0] + g[5]! * v[1] + g[2]! * v[2],
    ];
  }

  /** Scalar product in angstrom². */
  product(u: Vector, v: Vector): number {
    const [x, y, z] = this.lower(v);
    return u[0] * x + u[1] * y + u[2] * z;
  }

  /** How the product changes with a, b, c (angstrom) and alpha, beta, gamma (degrees). */
  cellGradient(u: Vector, v: Vector): number[] {
    const { a, b, c } = this.#cell;
    const [cosAlpha, cosBeta, cosGamma] = this.#cosines;
    const [sinAlpha, sinBeta, sinGamma] = this.#sines;
    const ab = u[0] * v[1] + u[1] * v[0];
    const ac = u[0] * v[2] + u[2] * v[0];
    const bc = u[1] * v[2] + u[2] * v[1];
    return [
      2 * a * u[0] * v[0] + b * cosGamma * ab + c * cosBeta * ac,
      2 * b * u[1] * v[1] + a * cosGamma * ab + c * cosAlpha * bc,
      2 * c * u[2] * v[2] + a * cosBeta * ac + b * cosAlpha * bc,
      -b * c * sinAlpha * DEGREE * bc,
      -a * c * sinBeta * DEGREE * ac,
      -a * b * sinGamma * DEGREE * ab,
    ];
  }
}
