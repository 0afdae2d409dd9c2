import { fail } from '../../errors.js';
import type { CrystalStructure } from '../structure.js';
import { expandFreedom } from './expand-freedom.js';
import {
  createGeometricSums,
  EVEN,
  EVEN_BY_POSITION,
  EVEN_BY_U,
  ODD,
  ODD_BY_POSITION,
  ODD_BY_U,
  SUMS,
} from './geometric-sums.js';
import { createScatteringPower } from './scattering-power.js';
import { planSites } from './site-plan.js';
import { structureAt } from './structure-at.js';
import type { Scatterer, StructureFactors } from './structure-factors.js';
import { layParameters } from './structure-parameters.js';

const EIGHT_PI_SQUARED = 8 * Math.PI * Math.PI;

/**
 * Structure factors of a structure with derivatives by all its free numbers. Everything is allocated here and when a longer
 * range of indices arrives; an evaluation allocates nothing.
 *
 * |F|² is that of one cell with each site summed over its distinct equivalents. `bySSquared` means the change when s² changes
 * because the cell scales: with anisotropic displacements (held as U in angstrom²) it is exact for that change only.
 *
 * @param scatterers one a site
 * @throws `invalid-structure` when scatterers are not one a site, or symmetry and a position contradict each other
 */
export function createStructureFactors(
  structure: CrystalStructure,
  scatterers: readonly Scatterer[],
): StructureFactors {
  if (scatterers.length !== structure.sites.length) {
    throw fail(
      'invalid-structure',
      `${structure.name} has ${structure.sites.length} sites and ${scatterers.length} scatterers`,
      'give one scatterer for each site',
    );
  }
  const plan = planSites(structure);
  const layout = layParameters(structure, plan);
  const power = createScatteringPower(scatterers);
  const geometry = createGeometricSums(structure, plan);
  const { sums } = geometry;
  const coordinates = new Float64Array(3 * plan.length);
  const u = new Float64Array(6 * plan.length);
  /** Of U* = a*_i a*_j U_ij for each component. */
  const axes = new Float64Array(6);
  /** Occupancy-weighted f0 + f', f'' and df0/d(s²) of each position. */
  const real = new Float64Array(plan.length);
  const imaginary = new Float64Array(plan.length);
  const slope = new Float64Array(plan.length);

  function setValues(values: Float64Array, metric: Float64Array): void {
    for (let i = 0; i < 3; i++) axes[i] = metric[i]!;
    axes[3] = Math.sqrt(metric[0]! * metric[1]!);
    axes[4] = Math.sqrt(metric[0]! * metric[2]!);
    axes[5] = Math.sqrt(metric[1]! * metric[2]!);
    for (let p = 0; p < plan.length; p++) {
      const { positionFreedom, uFreedom } = plan[p]!;
      expandFreedom(positionFreedom, values, layout.firstCoordinate[p]!, coordinates, 3 * p);
      if (uFreedom === null) {
        u[6 * p] = values[layout.firstDisplacement[p]!]!;
        continue;
      }
      expandFreedom(uFreedom, values, layout.firstDisplacement[p]!, u, 6 * p);
      for (let i = 0; i < 6; i++) u[6 * p + i]! *= axes[i]!;
    }
  }

  function setPower(sSquared: number, values: Float64Array): void {
    power.at(sSquared);
    for (let p = 0; p < plan.length; p++) {
      const { sites } = plan[p]!;
      let f = 0;
      let f2 = 0;
      let df = 0;
      for (let i = 0; i < sites.length; i++) {
        const site = sites[i]!;
        const occupancy = values[layout.occupancy[site]!]!;
        f += occupancy * power.real[site]!;
        f2 += occupancy * power.imaginary[site]!;
        df += occupancy * power.bySSquared[site]!;
      }
      real[p] = f;
      imaginary[p] = f2;
      slope[p] = df;
    }
  }

  /** Writes the slopes by the free coordinates, displacements and occupancies of a position. */
  function writeSlopes(p: number, k: number, s2: number, by: Slopes, values: Float64Array): void {
    const { sites, positionFreedom, uFreedom } = plan[p]!;
    const at = SUMS * p;
    const count = by.stride;
    let column = layout.firstCoordinate[p]! * count + k;
    for (let j = 0; j < positionFreedom.count; j++, column += count) {
      let sum = 0;
      for (let i = 0; i < 3; i++) {
        const change = by.even * sums[at + EVEN_BY_POSITION + i]! + by.odd * sums[at + ODD_BY_POSITION + i]!;
        sum += positionFreedom.matrix[i * positionFreedom.count + j]! * change;
      }
      values[column] = sum;
    }
    column = layout.firstDisplacement[p]! * count + k;
    if (uFreedom === null) values[column] = -EIGHT_PI_SQUARED * s2 * by.factor;
    else {
      for (let j = 0; j < uFreedom.count; j++, column += count) {
        let sum = 0;
        for (let i = 0; i < 6; i++) {
          const change = by.even * sums[at + EVEN_BY_U + i]! + by.odd * sums[at + ODD_BY_U + i]!;
          sum += uFreedom.matrix[i * uFreedom.count + j]! * axes[i]! * change;
        }
        values[column] = sum;
      }
    }
    for (let i = 0; i < sites.length; i++) {
      const site = sites[i]!;
      values[layout.occupancy[site]! * count + k] = by.real * power.real[site]! + by.imaginary * power.imaginary[site]!;
    }
  }

  /** d|F|²/d(s²) through one position. */
  function slopeBySSquared(p: number, s2: number, by: Slopes): number {
    const at = SUMS * p;
    const atoms = by.real * slope[p]!;
    if (plan[p]!.uFreedom === null) return atoms - EIGHT_PI_SQUARED * u[6 * p]! * by.factor;
    let scaled = 0;
    for (let i = 0; i < 6; i++) {
      scaled += u[6 * p + i]! * (by.even * sums[at + EVEN_BY_U + i]! + by.odd * sums[at + ODD_BY_U + i]!);
    }
    return s2 > 0 ? atoms + scaled / s2 : atoms;
  }

  const by: Slopes = { even: 0, odd: 0, real: 0, imaginary: 0, factor: 0, stride: 0 };

  return {
    parameters: layout.parameters,
    structureAt: (given, values) => structureAt(given, plan, layout, values),
    evaluate(hkl, sSquared, values, metric, squared, derivatives, bySSquared) {
      const count = sSquared.length;
      const wanted = derivatives !== null || bySSquared !== null;
      setValues(values, metric);
      geometry.set(coordinates, u, hkl);
      by.stride = count;
      for (let k = 0; k < count; k++) {
        const s2 = sSquared[k]!;
        squared[k] = 0;
        if (bySSquared !== null) bySSquared[k] = 0;
        if (!geometry.at(hkl[3 * k]!, hkl[3 * k + 1]!, hkl[3 * k + 2]!, s2, wanted)) {
          if (derivatives === null) continue;
          for (let column = 0; column < layout.parameters.length; column++) derivatives[column * count + k] = 0;
          continue;
        }
        setPower(s2, values);
        // F(h) = (P - Q) + i (R + S) and F(-h) = (P + Q) + i (S - R): in the mean of their squares nothing is mixed.
        let p = 0;
        let q = 0;
        let r = 0;
        let s = 0;
        for (let at = 0; at < plan.length; at++) {
          const even = sums[SUMS * at + EVEN]!;
          const odd = sums[SUMS * at + ODD]!;
          p += real[at]! * even;
          q += imaginary[at]! * odd;
          r += real[at]! * odd;
          s += imaginary[at]! * even;
        }
        squared[k] = p * p + q * q + r * r + s * s;
        if (!wanted) continue;

        let total = 0;
        for (let at = 0; at < plan.length; at++) {
          const even = sums[SUMS * at + EVEN]!;
          const odd = sums[SUMS * at + ODD]!;
          by.even = 2 * (p * real[at]! + s * imaginary[at]!);
          by.odd = 2 * (r * real[at]! + q * imaginary[at]!);
          by.real = 2 * (p * even + r * odd);
          by.imaginary = 2 * (s * even + q * odd);
          by.factor = by.even * even + by.odd * odd;
          total += slopeBySSquared(at, s2, by);
          if (derivatives !== null) writeSlopes(at, k, s2, by, derivatives);
        }
        if (bySSquared !== null) bySSquared[k] = total;
      }
    },
  };
}

/** How |F|² changes through one position. */
interface Slopes {
  /** With A and B of its geometric sum. */
  even: number;
  odd: number;
  /** With f0 + f' and f'' of an occupancy of one. */
  real: number;
  imaginary: number;
  /** With a factor to its whole sum. */
  factor: number;
  /** Reflections, one column's length. */
  stride: number;
}
