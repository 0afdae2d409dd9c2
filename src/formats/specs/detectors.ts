/**
 * A hemispherical analyser with several channel detectors: each records at an energy of its own, so that their counts must
 * be shifted before they are added. What a scan stores reaches beyond its points on both sides (head and tail) for that.
 */

export interface DetectorLayout {
  /** Points of the spectrum. */
  readonly points: number;
  /** Positions that were measured before the first and after the last point. */
  readonly head: number;
  readonly tail: number;
  /** Energy of each detector above that of the analyser, in parts of the pass energy. */
  readonly shifts: readonly number[];
  readonly passEnergyEv: number;
  readonly stepEv: number;
}

/** Values that a scan of this layout stores. */
export function storedValues({ points, head, tail, shifts }: DetectorLayout): number {
  return (points + head + tail) * shifts.length;
}

/**
 * Counts of all detectors at each point, every detector taken where it saw that energy: between two positions its counts
 * are interpolated.
 *
 * @param counts position after position, detectors fastest
 * @returns NaN where a detector has not reached
 */
export function alignedSum(counts: ArrayLike<number>, layout: DetectorLayout): Float64Array {
  const { points, head, tail, shifts, passEnergyEv, stepEv } = layout;
  const width = shifts.length;
  const last = points + head + tail - 1;
  const sum = new Float64Array(points);
  for (let detector = 0; detector < width; detector++) {
    const offset = head - (shifts[detector]! * passEnergyEv) / stepEv;
    for (let point = 0; point < points; point++) {
      const at = point + offset;
      const below = Math.floor(at);
      const part = at - below;
      if (!(below >= 0 && (below < last || (below === last && part === 0)))) {
        sum[point] = Number.NaN;
        continue;
      }
      const low = counts[below * width + detector]!;
      sum[point]! += part === 0 ? low : low + part * (counts[(below + 1) * width + detector]! - low);
    }
  }
  return sum;
}

/** Counts of all detectors at each point as if all had seen the same energy: peaks are smeared by it. */
export function unalignedSum(counts: ArrayLike<number>, layout: DetectorLayout): Float64Array {
  const { points, head, shifts } = layout;
  const width = shifts.length;
  const sum = new Float64Array(points);
  for (let point = 0; point < points; point++) {
    for (let detector = 0; detector < width; detector++) sum[point]! += counts[(point + head) * width + detector]!;
  }
  return sum;
}
