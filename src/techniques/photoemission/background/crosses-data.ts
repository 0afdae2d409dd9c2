/** A stretch of a spectrum in which the background lies above the data by more than noise. */
export interface Crossing {
  readonly lowEv: number;
  readonly highEv: number;
  /** Largest excess over a few neighbouring points, in their standard deviations. */
  readonly excess: number;
}

/** Points judged together, and the excess of their sum at which noise is ruled out (one in some hundred spectra). */
const TOGETHER = 5;
const SIGMAS = 4;

/**
 * Where a background lies above the data by more than noise: it then takes away what was never there. Five neighbours are
 * judged by their sum, since half of all points of a flat stretch lie below a good background. Energies ascending, eV.
 */
export function crossesData(
  energiesEv: ArrayLike<number>,
  values: ArrayLike<number>,
  sigmas: ArrayLike<number>,
  background: ArrayLike<number>,
): Crossing[] {
  const n = values.length;
  const width = Math.min(TOGETHER, n);
  const found: Crossing[] = [];
  let start = -1;
  let end = -1;
  let excess = 0;
  const close = (): void => {
    if (start >= 0) found.push({ lowEv: energiesEv[start]!, highEv: energiesEv[end]!, excess });
    start = -1;
    excess = 0;
  };
  for (let i = 0; width > 0 && i + width <= n; i++) {
    let above = 0;
    let variance = 0;
    for (let j = i; j < i + width; j++) {
      above += background[j]! - values[j]!;
      variance += sigmas[j]! * sigmas[j]!;
    }
    if (!(above > SIGMAS * Math.sqrt(variance))) continue;
    if (i > end) close();
    if (start < 0) start = i;
    end = i + width - 1;
    excess = Math.max(excess, variance > 0 ? above / Math.sqrt(variance) : Number.POSITIVE_INFINITY);
  }
  close();
  return found;
}
