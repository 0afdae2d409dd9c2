/** When the interphase of a symmetric cell has formed. */

/** The overpotential still falls while one of the next three cycles is lower by more than this share. */
const STILL_FALLING = 0.03;
/** A fall of less than this share over all is no formation. */
const LEAST_FALL = 0.1;

/** How many first cycles are formation: until the overpotential stops falling. 0 where it never fell. */
export function formationCycles(overpotentialsV: readonly number[]): number {
  const n = overpotentialsV.length;
  for (let k = 0; k < n; k++) {
    const next = overpotentialsV.slice(k + 1, k + 4);
    if (next.length > 0 && Math.min(...next) < (1 - STILL_FALLING) * overpotentialsV[k]!) continue;
    return overpotentialsV[k]! < (1 - LEAST_FALL) * overpotentialsV[0]! ? k : 0;
  }
  return 0;
}
