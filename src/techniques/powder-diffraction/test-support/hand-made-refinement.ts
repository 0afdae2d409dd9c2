/** Refinements made by hand: what a fit would give, of numbers chosen by the test. */
import type { Cell } from '../../../crystal/cell/cell.js';
import { cellVolume, inverseSquareD, reciprocalMetric } from '../../../crystal/cell/metric.js';
import type { CrystalStructure, Site } from '../../../crystal/structure.js';
import type { SymmetryOperation } from '../../../crystal/symmetry/operation.js';
import { exp } from '../../../numerics/elementary/exp.js';
import { asin } from '../../../numerics/elementary/inverse-circular.js';
import { sin } from '../../../numerics/elementary/sin.js';
import { createRandom } from '../../../numerics/random.js';
import { agreementOf } from '../derive/agreement.js';
import type { Radiation } from '../model/radiation.js';
import type { RefinedParameter, RefinedPhase, RefinedReflection, Refinement } from '../refinement.js';

const LAMBDA = 1.540593;

export const copper: Radiation = {
  name: 'Cu Kalpha',
  kind: 'x-ray',
  lines: [
    { wavelengthAngstrom: LAMBDA, ratio: 1 },
    { wavelengthAngstrom: 1.544427, ratio: 0.5 },
  ],
  polarizationK: 1,
  geometry: 'bragg-brentano',
  radiusMm: 200,
  given: true,
};

const identity: SymmetryOperation = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };
const turn = (...rotation: number[]): SymmetryOperation => ({ rotation, translation: [0, 0, 0] });

/** The rotations of P422: a group, as whatever averages over it needs. */
export const tetragonal: readonly SymmetryOperation[] = [
  identity,
  turn(0, -1, 0, 1, 0, 0, 0, 0, 1),
  turn(-1, 0, 0, 0, -1, 0, 0, 0, 1),
  turn(0, 1, 0, -1, 0, 0, 0, 0, 1),
  turn(-1, 0, 0, 0, 1, 0, 0, 0, -1),
  turn(1, 0, 0, 0, -1, 0, 0, 0, -1),
  turn(0, 1, 0, 1, 0, 0, 0, 0, -1),
  turn(0, -1, 0, -1, 0, 0, 0, 0, -1),
];
export const triclinic: readonly SymmetryOperation[] = [identity];

export function site(label: string, element: string, more: Partial<Site> = {}): Site {
  return { label, element, position: [0, 0, 0], occupancy: 1, uIso: 0.01, multiplicity: 1, ...more };
}

export function structureOf(name: string, cell: Cell, sites: readonly Site[]): CrystalStructure {
  const isTetragonal = cell.a === cell.b && cell.alpha === 90 && cell.beta === 90 && cell.gamma === 90;
  return {
    name,
    cell,
    sites,
    spaceGroup: {
      symbol: isTetragonal ? 'P 4 2 2' : 'P 1',
      number: isTetragonal ? 89 : 1,
      operations: isTetragonal ? tetragonal : triclinic,
      laueClass: isTetragonal ? '4/mmm' : '-1',
      system: isTetragonal ? 'tetragonal' : 'triclinic',
      centrosymmetric: false,
    },
  };
}

/** Anatase: 4 Ti and 8 O in 136 angstrom³. */
export const anatase = structureOf('anatase', { a: 3.785, b: 3.785, c: 9.514, alpha: 90, beta: 90, gamma: 90 }, [
  site('Ti1', 'Ti', { multiplicity: 4, uIso: 0.005 }),
  site('O1', 'O', { multiplicity: 8, position: [0, 0, 0.2084], uIso: 0.006 }),
]);

/** Zinc oxide in its cell, without its symmetry: 2 Zn and 2 O in 47.6 angstrom³. */
export const zincite = structureOf('zincite', { a: 3.2497, b: 3.2497, c: 5.2064, alpha: 90, beta: 90, gamma: 120 }, [
  site('Zn1', 'Zn', { multiplicity: 2, position: [1 / 3, 2 / 3, 0] }),
  site('O1', 'O', { multiplicity: 2, position: [1 / 3, 2 / 3, 0.3821] }),
]);

export interface HandMadePhase {
  readonly structure: CrystalStructure;
  /** Hill and Howard's S; the intensities of the picture follow it. @default 1e-4 */
  readonly scale?: number;
  readonly metricCovariance?: Float64Array;
  /** Observed |F|² over calculated. @default 1 */
  readonly observedShare?: number;
  readonly reflections?: readonly RefinedReflection[];
}

export interface HandMade {
  readonly phases?: readonly HandMadePhase[];
  readonly parameters?: readonly RefinedParameter[];
  /** Names and covariance of the free parameters; without it the free ones are independent. */
  readonly covariance?: Float64Array;
  /** Lines that no phase explains. */
  readonly strangers?: readonly { readonly twoThetaDeg: number; readonly height: number }[];
  /** Of the observed over the calculated counts. @default 1 */
  readonly noise?: number;
  readonly range?: readonly [number, number];
  readonly stepDeg?: number;
  readonly more?: Partial<Refinement>;
}

export function parameter(name: string, value: number, more: Partial<RefinedParameter> = {}): RefinedParameter {
  return { name, value, sigma: null, unit: '1', state: 'fixed', start: value, ...more };
}

/** A refined parameter with its esd. */
export function freeParameter(
  name: string,
  value: number,
  sigma: number,
  more: Partial<RefinedParameter> = {},
): RefinedParameter {
  return parameter(name, value, { sigma, state: 'free', ...more });
}

/** Lines of width 0.12 degrees on a background of 200 counts, of two lines of copper, counted without noise or with. */
export function handMadeRefinement(made: HandMade = {}): Refinement {
  const [from, to] = made.range ?? [20, 80];
  const step = made.stepDeg ?? 0.02;
  const count = Math.round((to - from) / step) + 1;
  const twoThetaDeg = Float64Array.from({ length: count }, (_, i) => from + i * step);
  const background = new Float64Array(count).fill(200);
  const phases = (made.phases ?? [{ structure: anatase }]).map((phase) => handMadePhase(phase, twoThetaDeg, to));
  const calculated = background.map((b, i) => phases.reduce((sum, { contribution }) => sum + contribution[i], b));
  const random = createRandom(11);
  const noise = made.noise ?? 1;
  const observed = calculated.map((y, i) => {
    const strange = (made.strangers ?? []).reduce(
      (sum, { twoThetaDeg: at, height }) => sum + height * bell(twoThetaDeg[i] - at, 0.12),
      0,
    );
    return Math.max(0, Math.round(y + strange + noise * Math.sqrt(y) * random.normal()));
  });
  const sigma = observed.map((y) => Math.sqrt(Math.max(1, y)));
  const used = new Uint8Array(count).fill(1);
  const parameters = made.parameters ?? [];
  const free = parameters.filter(({ state }) => state === 'free');
  const covariance = made.covariance ?? new Float64Array(free.length * free.length);
  if (made.covariance === undefined) {
    free.forEach(({ sigma: one }, i) => {
      covariance[i * free.length + i] = (one ?? 0) * (one ?? 0);
    });
  }
  return {
    method: 'rietveld',
    pattern: {
      label: 'mixture',
      twoThetaDeg,
      observed,
      sigma,
      used,
      rows: Int32Array.from({ length: count }, (_, i) => i + 1),
      weights: 'counts',
    },
    radiation: copper,
    calculated,
    background,
    phases,
    parameters,
    free: free.map(({ name }) => name),
    covariance,
    agreement: agreementOf({ twoThetaDeg, observed, calculated, background, sigma, used }, free.length, phases),
    stages: [],
    converged: true,
    lastShift: 0.001,
    singular: [],
    correlations: [],
    ...made.more,
  };
}

function handMadePhase(made: HandMadePhase, twoThetaDeg: Float64Array, to: number): RefinedPhase {
  const { structure, scale = 1e-4, observedShare = 1 } = made;
  const metric = reciprocalMetric(structure.cell);
  const reflections =
    made.reflections ?? reflectionsOf(metric, to, scale * 1e8, observedShare, cellVolume(structure.cell));
  const contribution = new Float64Array(twoThetaDeg.length);
  for (const { twoThetaDeg: at, intensity, fwhmDeg } of reflections) {
    const second = 2 * asin(Math.min(1, (1.544427 / LAMBDA) * sinDeg(at / 2))) * (180 / Math.PI);
    const height = intensity / (1.5 * 1.0645 * fwhmDeg);
    for (let i = 0; i < twoThetaDeg.length; i++) {
      contribution[i] += height * (bell(twoThetaDeg[i] - at, fwhmDeg) + 0.5 * bell(twoThetaDeg[i] - second, fwhmDeg));
    }
  }
  return {
    name: structure.name,
    structure,
    metric,
    metricCovariance: made.metricCovariance ?? new Float64Array(36),
    scale,
    reflections,
    contribution,
  };
}

/** One reflection for each d, h >= k >= 0 and l >= 0, of an intensity that falls off with the angle. */
function reflectionsOf(
  metric: Float64Array,
  to: number,
  strength: number,
  share: number,
  volume: number,
): RefinedReflection[] {
  const found = new Map<string, RefinedReflection>();
  for (let h = 0; h <= 4; h++) {
    for (let k = 0; k <= h; k++) {
      for (let l = 0; l <= 6; l++) {
        if ((h + k + l) % 2 === 1 || h + k + l === 0) continue;
        const inverse = inverseSquareD(metric, h, k, l);
        const sine = (LAMBDA / 2) * Math.sqrt(inverse);
        if (sine >= sinDeg(to / 2)) continue;
        const fSquared = (900 * (1 + ((7 * h + 3 * k + l) % 5))) / (1 + inverse);
        found.set(inverse.toFixed(8), {
          h,
          k,
          l,
          multiplicity: 4,
          dAngstrom: 1 / Math.sqrt(inverse),
          twoThetaDeg: 2 * asin(sine) * (180 / Math.PI),
          calculatedFSquared: fSquared,
          observedFSquared: fSquared * share,
          intensity: (strength * fSquared) / (volume * 50),
          fwhmDeg: 0.12,
        });
      }
    }
  }
  return [...found.values()].sort((a, b) => b.dAngstrom - a.dAngstrom);
}

function bell(x: number, fwhm: number): number {
  return exp((-4 * Math.LN2 * x * x) / (fwhm * fwhm));
}

function sinDeg(angle: number): number {
  return sin((angle * Math.PI) / 180);
}
