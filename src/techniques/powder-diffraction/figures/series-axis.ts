import type { Axis } from '../../../figure/figure.js';
import { convertNumber } from '../../../quantity/convert.js';
import type { Conditions } from '../../technique.js';

/** What the patterns of a series differ in, as an axis. */
export interface SeriesAxis {
  readonly axis: Axis;
  /** In words, for captions: `temperature`. */
  readonly name: string;
  /** Of each pattern, in the order given. */
  readonly values: readonly number[];
}

/** The first condition that every pattern has and in which they differ; without one, their number. */
export function seriesAxis(entries: readonly { readonly conditions: Conditions }[]): SeriesAxis {
  for (const name of Object.keys(entries[0]?.conditions ?? {})) {
    const values = valuesOf(entries, name);
    if (values === undefined || new Set(values).size < 2) continue;
    const unit = entries[0].conditions[name].unit;
    return { axis: { title: capital(name), unit }, name, values };
  }
  return { axis: { title: 'Pattern', unit: '' }, name: 'number of the pattern', values: entries.map((_, k) => k + 1) };
}

function valuesOf(entries: readonly { readonly conditions: Conditions }[], name: string): number[] | undefined {
  const unit = entries[0].conditions[name].unit;
  const values: number[] = [];
  for (const { conditions } of entries) {
    const own = conditions[name];
    if (own === undefined || own.value === null) return undefined;
    values.push(convertNumber(own.value, own.unit, unit));
  }
  return values;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
