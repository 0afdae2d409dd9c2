/** How often stated errors covered the truth. */

/** What a trial says about one quantity. A quantity without a value is counted as not given. */
export function compare(name, quantity, truth) {
  const { value, sigma, interval95 } = quantity ?? {};
  if (value === null || value === undefined || !(sigma > 0)) return { name, given: false };
  const [low, high] = interval95 ?? [null, null];
  return {
    name,
    given: true,
    pull: (value - truth) / sigma,
    covered68: Math.abs(value - truth) <= sigma,
    covered95: interval95 !== undefined && (low === null || low <= truth) && (high === null || truth <= high),
    hasInterval: interval95 !== undefined,
  };
}

/** Counts by quantity, in the order of first appearance. */
export function tally(comparisons) {
  const counts = new Map();
  for (const one of comparisons) {
    const count = counts.get(one.name) ?? {
      name: one.name,
      given: 0,
      missing: 0,
      covered68: 0,
      covered95: 0,
      intervals: 0,
      sum: 0,
      squares: 0,
    };
    counts.set(one.name, count);
    if (!one.given) {
      count.missing++;
      continue;
    }
    count.given++;
    count.covered68 += one.covered68 ? 1 : 0;
    count.intervals += one.hasInterval ? 1 : 0;
    count.covered95 += one.covered95 ? 1 : 0;
    count.sum += one.pull;
    count.squares += one.pull * one.pull;
  }
  return [...counts.values()].map((count) => ({
    ...count,
    share68: count.covered68 / count.given,
    share95: count.covered95 / count.intervals,
    meanPull: count.sum / count.given,
    rmsPull: Math.sqrt(count.squares / count.given),
  }));
}

/** Standard deviation that chance gives a share of `count` trials. */
export const chance = (share, count) => Math.sqrt((share * (1 - share)) / count);
