/** Shares of the components of each line in each step, with what other backgrounds make of them. */
import type { Share } from '../analysed.js';
import { takeNumbers } from '../derive/propagate-numbers.js';
import { type StateFractions, stateFractions } from '../derive/state-fractions.js';
import type { SeriesFit } from '../series-fit.js';

/** Components of one line in one region: those whose areas may be compared without sensitivities. */
export function groupsOf({ components, regionOf }: SeriesFit): readonly (readonly number[])[] {
  const groups = new Map<string, number[]>();
  components.forEach(({ line, shape }, c) => {
    const key = `${regionOf[c]}|${line.title}|${shape.amplitude}`;
    groups.set(key, [...(groups.get(key) ?? []), c]);
  });
  return [...groups.values()];
}

export function sharesOf(fit: SeriesFit, others: readonly SeriesFit[], stepCount: number): Share[] {
  return groupsOf(fit).flatMap((group) =>
    Array.from({ length: stepCount }, (_, step) => step).flatMap((step): Share[] => {
      const own = fractionsOf(fit, group, step);
      if (own === undefined) return [];
      const rest = others.flatMap((other) => {
        const found = fractionsOf(other, group, step);
        return found === undefined ? [] : [{ background: other.background, found }];
      });
      return group.map((component, k) => {
        const { share, sigma, upperLimit95 } = own.shares[k]!;
        const withBackgrounds = rest.map(({ background, found }) => ({ background, value: found.shares[k]!.share }));
        return {
          component,
          step,
          value: share,
          sigma: group.length === 1 ? null : sigma,
          withBackgrounds: group.length === 1 ? [] : withBackgrounds,
          backgroundSpread:
            group.length === 1 || rest.length === 0
              ? null
              : deviation([share, ...withBackgrounds.map(({ value }) => value)]),
          atMost: upperLimit95,
        };
      });
    }),
  );
}

function fractionsOf(fit: SeriesFit, group: readonly number[], step: number): StateFractions | undefined {
  const names = group.map((c) => fit.components[c]!.name);
  const { amplitude } = fit.components[group[0]!]!.shape;
  const areas = takeNumbers(
    fit.numbers,
    names.map((name) => ({ name: `${name}.${amplitude}`, step })),
  );
  return areas === undefined ? undefined : stateFractions(names, areas);
}

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
