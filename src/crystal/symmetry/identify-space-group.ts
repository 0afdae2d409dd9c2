import type { SymmetryOperation } from './operation.js';
import { closure, operationKey, steps } from './operations.js';
import { type Setting, settings, spaceGroupOf } from './settings.js';

interface Index {
  readonly byOperations: ReadonlyMap<string, readonly Setting[]>;
  readonly byRotations: ReadonlyMap<string, readonly Setting[]>;
}

let index: Index | undefined;

/** The settings of the tables that have just these operations. */
export function settingsWith(operations: readonly SymmetryOperation[]): readonly Setting[] {
  index ??= makeIndex();
  return index.byOperations.get(operationsKey(operations)) ?? [];
}

/**
 * The number of the space group whose setting is in no table: tries the usual changes of axes, each with all shifts of the
 * origin by multiples of 1/24. Undefined when none of them leads to a setting of the tables.
 */
export function identifySpaceGroup(operations: readonly SymmetryOperation[]): number | undefined {
  index ??= makeIndex();
  const tried = new Set<string>();
  for (const lattice of LATTICE_CHANGES) {
    for (const order of AXIS_ORDERS) {
      const changed = changeAxes(changeAxes(operations, lattice), order);
      if (changed === undefined) continue;
      const key = operationsKey(changed);
      if (tried.has(key)) continue;
      tried.add(key);
      for (const setting of index.byRotations.get(rotationsKey(changed)) ?? []) {
        if (differByOrigin(changed, spaceGroupOf(setting).operations)) return setting.number;
      }
    }
  }
  return undefined;
}

/** New axes in terms of the old ones, a column each, in sixths; every one keeps the handedness. */
const AXIS_ORDERS = [
  [6, 0, 0, 0, 6, 0, 0, 0, 6],
  [0, 0, 6, 6, 0, 0, 0, 6, 0],
  [0, 6, 0, 0, 0, 6, 6, 0, 0],
  [0, 6, 0, 6, 0, 0, 0, 0, -6],
  [0, 0, 6, 0, -6, 0, 6, 0, 0],
  [-6, 0, 0, 0, 0, 6, 0, 6, 0],
];

const LATTICE_CHANGES = [
  [6, 0, 0, 0, 6, 0, 0, 0, 6],
  // Rhombohedral lattices in reverse setting.
  [-6, 0, 0, 0, -6, 0, 0, 0, 6],
  // C or F cells of tetragonal lattices: (a+b)/2, (b-a)/2; then those about the other axes.
  [3, -3, 0, 3, 3, 0, 0, 0, 6],
  [6, 0, 0, 0, 3, -3, 0, 3, 3],
  [3, 0, -3, 0, 6, 0, 3, 0, 3],
  // H cells of hexagonal lattices: (2a+b)/3, (b-a)/3.
  [4, -2, 0, 2, 2, 0, 0, 0, 6],
  // Monoclinic cells centred on the face of the unique axis.
  [6, 0, 3, 0, 6, 0, 0, 0, 3],
  [6, 3, 0, 0, 3, 0, 0, 0, 6],
  [6, 0, 0, 0, 6, 3, 0, 0, 3],
  // Primitive cells of F and of I lattices.
  [-6, 6, 6, 6, -6, 6, 6, 6, -6],
  [0, 6, 6, 6, 0, 6, 6, 6, 0],
];

/** The operations on other axes: P⁻¹ R P and P⁻¹ t; undefined where these are no operations of a lattice. */
function changeAxes(
  operations: readonly SymmetryOperation[] | undefined,
  sixths: readonly number[],
): SymmetryOperation[] | undefined {
  if (operations === undefined) return undefined;
  const p = sixths.map((value) => value / 6);
  const inverse = invert(p);
  const generators: SymmetryOperation[] = [];
  for (let axis = 0; axis < 3; axis++) {
    const edge = wholeSteps([inverse[axis]!, inverse[3 + axis]!, inverse[6 + axis]!]);
    if (edge === undefined) return undefined;
    generators.push({ rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: edge });
  }
  for (const { rotation, translation } of operations) {
    const turned = product(product(inverse, rotation), p);
    const rounded = turned.map((factor) => Math.round(factor) + 0);
    if (turned.some((factor, i) => Math.abs(factor - rounded[i]!) > 1e-9 || Math.abs(rounded[i]!) > 1))
      return undefined;
    const shift = wholeSteps(
      [0, 1, 2].map(
        (i) =>
          inverse[3 * i]! * translation[0]! +
          inverse[3 * i + 1]! * translation[1]! +
          inverse[3 * i + 2]! * translation[2]!,
      ),
    );
    if (shift === undefined) return undefined;
    generators.push({ rotation: rounded, translation: shift });
  }
  try {
    return closure(generators);
  } catch {
    return undefined;
  }
}

/** Whether a shift of the origin by multiples of 1/24 turns the one group into the other, which has the same rotations. */
function differByOrigin(group: readonly SymmetryOperation[], target: readonly SymmetryOperation[]): boolean {
  const wanted = new Map<string, Set<number>>();
  for (const { rotation, translation } of target) {
    const key = rotation.join();
    const set = wanted.get(key) ?? new Set<number>();
    set.add((steps(translation[0]!) * 24 + steps(translation[1]!)) * 24 + steps(translation[2]!));
    wanted.set(key, set);
  }
  let origins = Array.from({ length: 24 * 24 * 24 }, (_, i) => i);
  for (const { rotation: r, translation } of group) {
    const set = wanted.get(r.join())!;
    const [s, t, u] = [steps(translation[0]!), steps(translation[1]!), steps(translation[2]!)];
    origins = origins.filter((origin) => {
      const z = origin % 24;
      const y = ((origin - z) / 24) % 24;
      const x = (origin - z - 24 * y) / 576;
      // 2400 is a multiple of 24 that keeps the remainders positive.
      const i = (2400 + s + x - r[0]! * x - r[1]! * y - r[2]! * z) % 24;
      const j = (2400 + t + y - r[3]! * x - r[4]! * y - r[5]! * z) % 24;
      const k = (2400 + u + z - r[6]! * x - r[7]! * y - r[8]! * z) % 24;
      return set.has((i * 24 + j) * 24 + k);
    });
    if (origins.length === 0) return false;
  }
  return true;
}

function makeIndex(): Index {
  const byOperations = new Map<string, Setting[]>();
  const byRotations = new Map<string, Setting[]>();
  for (const setting of settings) {
    const { operations } = spaceGroupOf(setting);
    push(byOperations, operationsKey(operations), setting);
    push(byRotations, rotationsKey(operations), setting);
  }
  return { byOperations, byRotations };
}

function push(map: Map<string, Setting[]>, key: string, setting: Setting): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [setting]);
  else there.push(setting);
}

function operationsKey(operations: readonly SymmetryOperation[]): string {
  return operations
    .map(operationKey)
    .sort((p, q) => p - q)
    .join();
}

/** The rotations, and the translations of the centring. */
function rotationsKey(operations: readonly SymmetryOperation[]): string {
  const rotations = new Set(operations.map(({ rotation }) => rotation.join('')));
  const centring = operations.filter(({ rotation }) => rotation.join('') === '100010001').map(operationKey);
  return `${[...rotations].sort().join()};${centring.sort((p, q) => p - q).join()}`;
}

function wholeSteps(shift: readonly number[]): number[] | undefined {
  if (shift.some((part) => Math.abs(part * 24 - Math.round(part * 24)) > 1e-6)) return undefined;
  return shift.map((part) => steps(part) / 24);
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) => a[3 * i]! * b[j]! + a[3 * i + 1]! * b[3 + j]! + a[3 * i + 2]! * b[6 + j]!),
  );
}

function invert(m: readonly number[]): number[] {
  const cofactor = (i: number, j: number): number => {
    const [a, b] = [(i + 1) % 3, (i + 2) % 3];
    const [p, q] = [(j + 1) % 3, (j + 2) % 3];
    return m[3 * a + p]! * m[3 * b + q]! - m[3 * a + q]! * m[3 * b + p]!;
  };
  const determinant = m[0]! * cofactor(0, 0) + m[1]! * cofactor(0, 1) + m[2]! * cofactor(0, 2);
  return [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => cofactor(j, i) / determinant));
}
