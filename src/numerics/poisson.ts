/** Counts as detectors give them. */
import { exp } from './elementary/exp.js';
import type { Random } from './random.js';

/** From here on a Poisson distribution is told from a rounded normal one by nobody. */
const NORMAL_FROM = 300;

/** Counts with this mean: below 300 by multiplying uniform numbers until e^(-mean) is passed. */
export function poisson(mean: number, random: Random): number {
  if (!(mean > 0)) return 0;
  if (mean > NORMAL_FROM) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  const limit = exp(-mean);
  let count = 0;
  for (let product = random.uniform(); product > limit; product *= random.uniform()) count++;
  return count;
}
