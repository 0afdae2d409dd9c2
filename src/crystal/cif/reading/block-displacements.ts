import { reciprocalLengths } from '../../cell/metric.js';
import type { AnisotropicU } from '../../structure.js';
import type { CifBlock, CifLoop } from '../cif-block.js';
import { cifNumber } from '../cif-number.js';

const EIGHT_PI_SQUARED = 8 * Math.PI * Math.PI;
const COMPONENTS = ['11', '22', '33', '12', '13', '23'] as const;
/** Axes of the six components. */
const AXES = [
  [0, 0],
  [1, 1],
  [2, 2],
  [0, 1],
  [0, 2],
  [1, 2],
] as const;

/** Uiso of a row of the list of atoms in angstrom², from U or from B = 8 pi² U; undefined where neither is given. */
export function isotropicU(loop: CifLoop, row: number): number | undefined {
  const u = numberAt(loop, '_atom_site_u_iso_or_equiv', row);
  if (u !== undefined) return u;
  const b = numberAt(loop, '_atom_site_b_iso_or_equiv', row);
  return b === undefined ? undefined : b / EIGHT_PI_SQUARED;
}

function numberAt(loop: CifLoop, tag: string, row: number): number | undefined {
  return cifNumber(loop.value(tag, row)?.trim() ?? '')?.value;
}

/**
 * The anisotropic displacements of a block by label, in angstrom² as CIF has U: from U, from B = 8 pi² U or from the
 * exponents beta = 2 pi² a*_i a*_j U_ij. Rows without six numbers, and those of zeros, are none.
 *
 * @param metric reciprocal metric of the cell
 */
export function anisotropicU(block: CifBlock, metric: Float64Array): ReadonlyMap<string, AnisotropicU> {
  const found = new Map<string, AnisotropicU>();
  const lengths = reciprocalLengths(metric);
  const kinds = [
    { stem: '_atom_site_aniso_u_', factor: () => 1 },
    { stem: '_atom_site_aniso_b_', factor: () => 1 / EIGHT_PI_SQUARED },
    {
      stem: '_atom_site_aniso_beta_',
      factor: (axis: number) => {
        const [i, j] = AXES[axis]!;
        return 4 / (EIGHT_PI_SQUARED * lengths[i]! * lengths[j]!);
      },
    },
  ];
  for (const { stem, factor } of kinds) {
    const loop = block.loop(`${stem}11`);
    // Some files list them beside the positions, where the label has no `aniso` in its name.
    const labels = loop?.column('_atom_site_aniso_label') ?? loop?.column('_atom_site_label');
    if (loop === undefined || labels === undefined) continue;
    const columns = COMPONENTS.map((component) => loop.numbers(stem + component)?.values);
    labels.forEach((label, row) => {
      const u = columns.map((column, axis) => (column?.[row] ?? Number.NaN) * factor(axis));
      if (found.has(label) || u.some(Number.isNaN) || u.every((value) => value === 0)) return;
      found.set(label, u as unknown as AnisotropicU);
    });
  }
  return found;
}

/** Equivalent isotropic displacement: a third of the sum of U_ij a*_i a*_j (a_i · a_j), which is the trace in Cartesian axes. */
export function equivalentU(u: AnisotropicU, metric: Float64Array, directMetric: Float64Array): number {
  const lengths = reciprocalLengths(metric);
  let sum = 0;
  AXES.forEach(([i, j], axis) => {
    sum += (i === j ? 1 : 2) * u[axis]! * lengths[i]! * lengths[j]! * directMetric[axis]!;
  });
  return sum / 3;
}

/** True when an atom with these displacements moves in every direction by a positive mean square. */
export function isPositive(u: AnisotropicU): boolean {
  const [a, b, c, d, e, f] = u;
  return (
    a > 0 && b > 0 && c > 0 && a * b - d * d > 0 && a * (b * c - f * f) - d * (d * c - f * e) + e * (d * f - b * e) > 0
  );
}

/**
 * The mean of a displacement tensor over the operations that leave its atom in place: what they allow of it.
 *
 * @param rotations rotation parts of these operations
 */
export function averageU(
  u: AnisotropicU,
  rotations: readonly (readonly number[])[],
  metric: Float64Array,
): AnisotropicU {
  if (rotations.length <= 1) return u;
  const lengths = reciprocalLengths(metric);
  // As a contravariant tensor U* = a*_i a*_j U_ij it turns as R U* Rᵀ.
  const star = (i: number, j: number) => u[i === j ? i : i + j + 2]! * lengths[i]! * lengths[j]!;
  const sum = [0, 0, 0, 0, 0, 0];
  for (const r of rotations) {
    AXES.forEach(([i, j], axis) => {
      for (let k = 0; k < 3; k++) {
        for (let l = 0; l < 3; l++) sum[axis]! += r[3 * i + k]! * star(k, l) * r[3 * j + l]!;
      }
    });
  }
  const mean = sum.map((value, axis) => {
    const [i, j] = AXES[axis]!;
    return value / (rotations.length * lengths[i]! * lengths[j]!) + 0;
  });
  // Rounding alone is no reason to change the numbers of the file; a zero that symmetry asks for is one.
  const size = Math.max(...u.map(Math.abs));
  return mean.map((value, axis) => {
    if (Math.abs(value) < 1e-12 * size) return 0;
    return Math.abs(value - u[axis]!) < 1e-12 * size ? u[axis]! : value;
  }) as unknown as AnisotropicU;
}
