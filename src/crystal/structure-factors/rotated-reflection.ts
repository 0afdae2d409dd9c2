import { cos, sin } from '../../numerics/elementary/sin.js';
import type { SymmetryOperation } from '../symmetry/operation.js';
import { operationKey, steps } from '../symmetry/operations.js';

/** A reflection as every operation sees it: h R, and the phase e^(2 pi i h t). */
export interface RotatedReflection {
  /** Three whole numbers for each operation. */
  readonly hkl: Int32Array;
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
  /** Which of the operations is this one. */
  indexOf(operation: SymmetryOperation): number;
  /** False where centring extinguishes the reflection; nothing is computed then. */
  set(h: number, k: number, l: number): boolean;
  /** Largest |index| that a reflection with |h|, |k|, |l| up to these can have anywhere. */
  largestIndex(h: number, k: number, l: number): number;
}

/** Translations are multiples of 1/24, so phases are multiples of 15 degrees. */
const cosineOfStep = Float64Array.from({ length: 24 }, (_, step) => cos((step * Math.PI) / 12));
const sineOfStep = Float64Array.from({ length: 24 }, (_, step) => sin((step * Math.PI) / 12));

export function rotateReflections(
  operations: readonly SymmetryOperation[],
  centring: readonly (readonly number[])[],
): RotatedReflection {
  const unique = new Map<number, SymmetryOperation>();
  for (const operation of operations) unique.set(operationKey(operation), operation);
  const keys = [...unique.keys()];
  const list = [...unique.values()];
  const rotations = Int8Array.from(list.flatMap((operation) => operation.rotation));
  const shifts = Int32Array.from(list.flatMap((operation) => operation.translation.map(steps)));
  const centrings = Int32Array.from(centring.flatMap((shift) => shift.map(steps)));
  const hkl = new Int32Array(3 * list.length);
  const cosines = new Float64Array(list.length);
  const sines = new Float64Array(list.length);

  return {
    hkl,
    cosines,
    sines,
    indexOf: (operation) => keys.indexOf(operationKey(operation)),
    set(h, k, l) {
      for (let i = 0; i < centrings.length; i += 3) {
        if ((h * centrings[i]! + k * centrings[i + 1]! + l * centrings[i + 2]!) % 24 !== 0) return false;
      }
      for (let at = 0; at < cosines.length; at++) {
        const r = 9 * at;
        const i = 3 * at;
        hkl[i] = h * rotations[r]! + k * rotations[r + 3]! + l * rotations[r + 6]!;
        hkl[i + 1] = h * rotations[r + 1]! + k * rotations[r + 4]! + l * rotations[r + 7]!;
        hkl[i + 2] = h * rotations[r + 2]! + k * rotations[r + 5]! + l * rotations[r + 8]!;
        const step = (h * shifts[i]! + k * shifts[i + 1]! + l * shifts[i + 2]!) % 24;
        const phase = step < 0 ? step + 24 : step;
        cosines[at] = cosineOfStep[phase]!;
        sines[at] = sineOfStep[phase]!;
      }
      return true;
    },
    largestIndex(h, k, l) {
      let most = 0;
      for (let r = 0; r < rotations.length; r += 9) {
        for (let i = r; i < r + 3; i++) {
          const sum = Math.abs(rotations[i]!) * h + Math.abs(rotations[i + 3]!) * k + Math.abs(rotations[i + 6]!) * l;
          most = Math.max(most, sum);
        }
      }
      return most;
    },
  };
}
