import { exp } from '../../numerics/elementary/exp.js';
import type { CrystalStructure } from '../structure.js';
import { createPhaseTables, type PhaseTables } from './phase-tables.js';
import { latticeOf, reducedOrbit } from './reduced-orbit.js';
import { type RotatedReflection, rotateReflections } from './rotated-reflection.js';
import type { SitePlan } from './site-plan.js';

/**
 * What the equivalents of each position add up to at one reflection, G = A + iB = sum T e^(2 pi i h x) with the displacement
 * factor T, and how it changes with position and displacement. All centring and inversion is in it.
 */
export interface GeometricSums {
  /** `SUMS` numbers a position, at the offsets below. */
  readonly sums: Float64Array;
  /** Sets three coordinates and six displacements a position (`u[6 p]` is uIso where it is isotropic, else U* = a*_i a*_j U_ij). */
  set(coordinates: Float64Array, u: Float64Array, hkl: Int32Array): void;
  /** Fills `sums` for a reflection; false where centring extinguishes it. Slopes are left out unless wanted. */
  at(h: number, k: number, l: number, sSquared: number, slopes: boolean): boolean;
}

/** Numbers a position, and where they start. */
export const SUMS = 20;
export const EVEN = 0;
export const ODD = 1;
/** dA/d(x, y, z) and dB/d(x, y, z). */
export const EVEN_BY_POSITION = 2;
export const ODD_BY_POSITION = 5;
/** dA and dB by U*11, U*22, U*33, U*12, U*13, U*23 where anisotropic. */
export const EVEN_BY_U = 8;
export const ODD_BY_U = 14;

const TURN = 2 * Math.PI;
const TWO_PI_SQUARED = 2 * Math.PI * Math.PI;

/** What stays the same through all reflections. */
interface Members {
  /** First member of each position, and one more at the end. */
  readonly first: Int32Array;
  /** Index of its operation, and how many positions it stands for. */
  readonly operation: Int32Array;
  readonly weight: Float64Array;
  /** 0 where an inversion centre at the origin cancels what is odd, else 1. */
  readonly odd: number;
}

export function createGeometricSums(structure: CrystalStructure, plan: readonly SitePlan[]): GeometricSums {
  const lattice = latticeOf(structure.spaceGroup.operations);
  const orbits = plan.map(({ orbitOperations, position }) => reducedOrbit(orbitOperations, position, lattice));
  const rotated = rotateReflections(
    orbits.flatMap((orbit) => orbit.operations),
    lattice.centring,
  );
  const first = new Int32Array(plan.length + 1);
  for (const [at, orbit] of orbits.entries()) first[at + 1] = first[at]! + orbit.operations.length;
  const members: Members = {
    first,
    operation: Int32Array.from(orbits.flatMap((orbit) => orbit.operations.map(rotated.indexOf))),
    weight: Float64Array.from(
      orbits.flatMap((orbit) => orbit.weights.map((weight) => weight * lattice.centring.length)),
    ),
    odd: lattice.inversionAtOrigin ? 0 : 1,
  };
  const anisotropic = plan.map(({ uFreedom }) => uFreedom !== null);
  const tables = createPhaseTables(plan.length);
  const sums = new Float64Array(SUMS * plan.length);
  const displacements = new Float64Array(6 * plan.length);

  return {
    sums,
    set(coordinates, u, hkl) {
      tables.reserve(largestIndex(rotated, hkl));
      tables.fill(coordinates);
      displacements.set(u);
    },
    at(h, k, l, sSquared, slopes) {
      if (!rotated.set(h, k, l)) return false;
      for (let p = 0; p < anisotropic.length; p++) {
        if (anisotropic[p]) sumAnisotropic(p, members, rotated, tables, displacements, slopes, sums);
        else {
          const factor = exp(-4 * TWO_PI_SQUARED * displacements[6 * p]! * sSquared);
          sumIsotropic(p, members, rotated, tables, factor, sums);
        }
      }
      return true;
    },
  };
}

function largestIndex(rotated: RotatedReflection, hkl: Int32Array): number {
  let h = 0;
  let k = 0;
  let l = 0;
  for (let i = 0; i < hkl.length; i += 3) {
    h = Math.max(h, Math.abs(hkl[i]!));
    k = Math.max(k, Math.abs(hkl[i + 1]!));
    l = Math.max(l, Math.abs(hkl[i + 2]!));
  }
  return rotated.largestIndex(h, k, l);
}

function sumIsotropic(
  p: number,
  { first, operation, weight, odd }: Members,
  rotated: RotatedReflection,
  tables: PhaseTables,
  factor: number,
  sums: Float64Array,
): void {
  const { cosines, sines, middle, stride } = tables;
  const zero = middle + 3 * p * stride;
  let a = 0;
  let ax = 0;
  let ay = 0;
  let az = 0;
  let b = 0;
  let bx = 0;
  let by = 0;
  let bz = 0;
  for (let member = first[p]!; member < first[p + 1]!; member++) {
    const op = operation[member]!;
    const h = rotated.hkl[3 * op]!;
    const k = rotated.hkl[3 * op + 1]!;
    const l = rotated.hkl[3 * op + 2]!;
    const atX = zero + h;
    const atY = zero + stride + k;
    const atZ = zero + 2 * stride + l;
    const cosXY = cosines[atX]! * cosines[atY]! - sines[atX]! * sines[atY]!;
    const sinXY = sines[atX]! * cosines[atY]! + cosines[atX]! * sines[atY]!;
    const cosXYZ = cosXY * cosines[atZ]! - sinXY * sines[atZ]!;
    const sinXYZ = sinXY * cosines[atZ]! + cosXY * sines[atZ]!;
    const w = weight[member]!;
    const c = w * (cosXYZ * rotated.cosines[op]! - sinXYZ * rotated.sines[op]!);
    const s = w * (sinXYZ * rotated.cosines[op]! + cosXYZ * rotated.sines[op]!);
    a += c;
    b += s;
    ax -= h * s;
    ay -= k * s;
    az -= l * s;
    bx += h * c;
    by += k * c;
    bz += l * c;
  }
  const at = SUMS * p;
  const even = TURN * factor;
  sums[at + EVEN] = factor * a;
  sums[at + EVEN_BY_POSITION] = even * ax;
  sums[at + EVEN_BY_POSITION + 1] = even * ay;
  sums[at + EVEN_BY_POSITION + 2] = even * az;
  sums[at + ODD] = odd * factor * b;
  sums[at + ODD_BY_POSITION] = odd * even * bx;
  sums[at + ODD_BY_POSITION + 1] = odd * even * by;
  sums[at + ODD_BY_POSITION + 2] = odd * even * bz;
}

function sumAnisotropic(
  p: number,
  { first, operation, weight, odd }: Members,
  rotated: RotatedReflection,
  tables: PhaseTables,
  u: Float64Array,
  slopes: boolean,
  sums: Float64Array,
): void {
  const { cosines, sines, middle, stride } = tables;
  const zero = middle + 3 * p * stride;
  const at = SUMS * p;
  const uAt = 6 * p;
  for (let i = at; i < at + SUMS; i++) sums[i] = 0;
  for (let member = first[p]!; member < first[p + 1]!; member++) {
    const op = operation[member]!;
    const h = rotated.hkl[3 * op]!;
    const k = rotated.hkl[3 * op + 1]!;
    const l = rotated.hkl[3 * op + 2]!;
    const atX = zero + h;
    const atY = zero + stride + k;
    const atZ = zero + 2 * stride + l;
    const cosXY = cosines[atX]! * cosines[atY]! - sines[atX]! * sines[atY]!;
    const sinXY = sines[atX]! * cosines[atY]! + cosines[atX]! * sines[atY]!;
    const cosXYZ = cosXY * cosines[atZ]! - sinXY * sines[atZ]!;
    const sinXYZ = sinXY * cosines[atZ]! + cosXY * sines[atZ]!;
    const straight = h * h * u[uAt]! + k * k * u[uAt + 1]! + l * l * u[uAt + 2]!;
    const mixed = h * k * u[uAt + 3]! + h * l * u[uAt + 4]! + k * l * u[uAt + 5]!;
    const w = weight[member]! * exp(-TWO_PI_SQUARED * (straight + 2 * mixed));
    const c = w * (cosXYZ * rotated.cosines[op]! - sinXYZ * rotated.sines[op]!);
    const s = odd * w * (sinXYZ * rotated.cosines[op]! + cosXYZ * rotated.sines[op]!);
    sums[at + EVEN]! += c;
    sums[at + ODD]! += s;
    if (!slopes) continue;
    // The slope of the even half with the position is odd, so what cancels the odd half must not cancel it.
    const turn = TURN * w * (sinXYZ * rotated.cosines[op]! + cosXYZ * rotated.sines[op]!);
    sums[at + EVEN_BY_POSITION]! -= h * turn;
    sums[at + EVEN_BY_POSITION + 1]! -= k * turn;
    sums[at + EVEN_BY_POSITION + 2]! -= l * turn;
    sums[at + ODD_BY_POSITION]! += odd * TURN * h * c;
    sums[at + ODD_BY_POSITION + 1]! += odd * TURN * k * c;
    sums[at + ODD_BY_POSITION + 2]! += odd * TURN * l * c;
    addByU(h, k, l, -TWO_PI_SQUARED * c, sums, at + EVEN_BY_U);
    addByU(h, k, l, -TWO_PI_SQUARED * s, sums, at + ODD_BY_U);
  }
}

/** What a member adds to the slopes with U*: h h, k k, l l, 2 h k, 2 h l, 2 k l times its share. */
function addByU(h: number, k: number, l: number, share: number, out: Float64Array, at: number): void {
  out[at]! += h * h * share;
  out[at + 1]! += k * k * share;
  out[at + 2]! += l * l * share;
  out[at + 3]! += 2 * h * k * share;
  out[at + 4]! += 2 * h * l * share;
  out[at + 5]! += 2 * k * l * share;
}
