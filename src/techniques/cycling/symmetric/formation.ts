/** When the interphase of a symmetric cell has formed, and the phases of its life. */
import { type ChangePoint, changePoints } from '../../../numerics/statistics/change-points.js';
import { scatterV } from './symmetric-cycles.js';

/** The overpotential still falls while one of the next three cycles is lower by more than this share. */
const STILL_FALLING = 0.03;
/** A fall of less than this share over all is no formation. */
const LEAST_FALL = 0.1;
/** Structure finer than this share of the overpotential is no phase of life. */
const FINEST_PHASE = 0.03;

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

export interface Phases {
  /** Places where ln(overpotential) changes its course, as indices of cycles. */
  readonly changes: readonly ChangePoint[];
}

/** Phases of life from ln(overpotential) against cycle; none are claimed from fewer than 20 cycles. */
export function phasesOfLife(overpotentialsV: readonly number[]): Phases {
  if (overpotentialsV.length < 20 || overpotentialsV.some((v) => !(v > 0))) return { changes: [] };
  const logs = overpotentialsV.map(Math.log);
  return { changes: changePoints(logs, { sigma: Math.max(FINEST_PHASE, scatterV(logs)), shortest: 4 }) };
}
