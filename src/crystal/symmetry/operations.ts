import { fail } from '../../errors.js';
import type { SymmetryOperation } from './operation.js';
import { printOperation } from './print-operation.js';

/** A face-centred cubic cell has this many operations, and no conventional cell has more. */
export const MOST_OPERATIONS = 192;

export const IDENTITY: SymmetryOperation = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] };

/** First `second`, then `first`: x' = R1 (R2 x + t2) + t1, the translation brought into [0, 1). */
export function compose(first: SymmetryOperation, second: SymmetryOperation): SymmetryOperation {
  const rotation: number[] = [];
  const translation: number[] = [];
  for (let i = 0; i < 3; i++) {
    let shift = first.translation[i]!;
    for (let j = 0; j < 3; j++) {
      let sum = 0;
      for (let k = 0; k < 3; k++) sum += first.rotation[3 * i + k]! * second.rotation[3 * k + j]!;
      rotation.push(sum);
      shift += first.rotation[3 * i + j]! * second.translation[j]!;
    }
    translation.push(steps(shift) / 24);
  }
  return { rotation, translation };
}

/** True when both map every point onto the same point of the lattice's cell. */
export function sameOperation(first: SymmetryOperation, second: SymmetryOperation): boolean {
  return operationKey(first) === operationKey(second);
}

/** One whole number for each operation; operations that differ by lattice translations share it. */
export function operationKey(operation: SymmetryOperation): number {
  let key = 0;
  for (const factor of operation.rotation) key = key * 3 + factor + 1;
  for (const shift of operation.translation) key = key * 24 + steps(shift);
  return key;
}

/** The same operations with translations in [0, 1), each once, the identity first and otherwise in the order given. */
export function normaliseOperations(operations: readonly SymmetryOperation[]): SymmetryOperation[] {
  const seen = new Set<number>([operationKey(IDENTITY)]);
  const out: SymmetryOperation[] = [IDENTITY];
  for (const { rotation, translation } of operations) {
    const operation = {
      rotation: rotation.map(positiveZero),
      translation: translation.map((shift) => steps(shift) / 24),
    };
    const key = operationKey(operation);
    if (seen.has(key)) continue;
    seen.add(key);
    out.push(operation);
  }
  return out;
}

/**
 * The group that a few operations make: all their products. `invalid-structure` when these never end (more than 192
 * operations, or rotations that repeat at no power).
 */
export function closure(generators: readonly SymmetryOperation[]): SymmetryOperation[] {
  const seen = new Set<number>([operationKey(IDENTITY)]);
  const group: SymmetryOperation[] = [IDENTITY];
  const unique = normaliseOperations(generators).slice(1);
  if (unique.length >= MOST_OPERATIONS) throw tooMany();
  for (let at = 0; at < group.length; at++) {
    for (const generator of unique) {
      const product = compose(generator, group[at]!);
      const key = operationKey(product);
      if (seen.has(key)) continue;
      if (group.length === MOST_OPERATIONS || product.rotation.some((factor) => Math.abs(factor) > 1)) throw tooMany();
      seen.add(key);
      group.push(product);
    }
  }
  return group;
}

/** Throws `invalid-structure` when a product of two operations is missing among them. */
export function requireGroup(operations: readonly SymmetryOperation[]): void {
  if (operations.length > MOST_OPERATIONS) throw tooMany();
  const known = new Set(operations.map(operationKey));
  for (const first of operations) {
    for (const second of operations) {
      const product = compose(first, second);
      if (known.has(operationKey(product)) && !product.rotation.some((factor) => Math.abs(factor) > 1)) continue;
      throw fail(
        'invalid-structure',
        `the symmetry operations make no group: "${printOperation(first)}" after "${printOperation(second)}" is ` +
          `"${printOperation(product)}", which is not among them`,
        'give all operations of the space group, those of the centring too, or leave them out and give its symbol',
      );
    }
  }
}

/** The rotation parts, each once, as one array with nine numbers for each; with `friedel` also their negatives. */
export function pointGroup(operations: readonly SymmetryOperation[], friedel = false): Int8Array {
  const seen = new Set<number>();
  const out: number[] = [];
  for (const { rotation } of operations) {
    for (const sign of friedel ? [1, -1] : [1]) {
      let key = 0;
      for (const factor of rotation) key = key * 3 + sign * factor + 1;
      if (seen.has(key)) continue;
      seen.add(key);
      for (const factor of rotation) out.push(sign * factor);
    }
  }
  return Int8Array.from(out);
}

/** A translation in steps of 1/24, 0 to 23. */
export function steps(shift: number): number {
  const count = Math.round(shift * 24) % 24;
  return count < 0 ? count + 24 : count + 0;
}

function positiveZero(value: number): number {
  return value + 0;
}

function tooMany(): Error {
  return fail(
    'invalid-structure',
    `the symmetry operations make a group of more than ${MOST_OPERATIONS}, or none at all`,
    'look for an operation that does not belong to this cell',
  );
}
