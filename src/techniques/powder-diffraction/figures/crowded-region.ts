import type { Refinement } from '../refinement.js';

/** Width of the region that is shown enlarged, as far as the pattern is longer than that. */
const NARROWEST_DEG = 5;
const WIDEST_DEG = 8;
/** Lines weaker than this share of the strongest are not what a reader looks for. */
const WEAKEST = 0.01;

/**
 * The stretch of the pattern where most intensity of many lines stands close together: what a reader would enlarge to see
 * whether the fit is good. Undefined where there are too few lines, or the whole pattern is hardly wider.
 */
export function crowdedRegion({ pattern, phases }: Refinement): readonly [number, number] | undefined {
  const first = pattern.used.indexOf(1);
  const last = pattern.used.lastIndexOf(1);
  if (first < 0) return undefined;
  const [from, to] = [pattern.twoThetaDeg[first], pattern.twoThetaDeg[last]];
  const width = Math.min(WIDEST_DEG, Math.max(NARROWEST_DEG, 0.07 * (to - from)));
  if (to - from < 2.5 * width) return undefined;
  const lines = phases
    .flatMap(({ reflections }) => reflections)
    .filter(({ twoThetaDeg }) => twoThetaDeg >= from && twoThetaDeg <= to)
    .sort((a, b) => a.twoThetaDeg - b.twoThetaDeg);
  const strongest = Math.max(0, ...lines.map(({ intensity }) => intensity));
  const shown = lines.filter(({ intensity }) => intensity > WEAKEST * strongest);
  if (shown.length < 4) return undefined;
  let best = 0;
  let region: readonly [number, number] | undefined;
  for (let k = 0; k < shown.length; k++) {
    let sum = 0;
    let end = k;
    for (; end < shown.length && shown[end].twoThetaDeg - shown[k].twoThetaDeg < 0.8 * width; end++) {
      sum += shown[end].intensity;
    }
    // Intensity first, but one strong line alone leaves little to see.
    const score = sum * Math.sqrt(end - k);
    if (score <= best) continue;
    best = score;
    const middle = (shown[k].twoThetaDeg + shown[end - 1].twoThetaDeg) / 2;
    const low = Math.min(Math.max(from, middle - width / 2), to - width);
    region = [low, low + width];
  }
  return region;
}
