import type { Result } from '../execution/task.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Finding, SeriesEntry } from '../techniques/technique.js';

/** What `--json` prints and `analyses/<id>.json` holds: the promise to programs that read our results. */
export interface AnalysisJson {
  readonly technique: string;
  readonly version: string;
  readonly quantities: Readonly<Record<string, Quantity>>;
  /** One entry per recording, in the order given. */
  readonly series: readonly SeriesEntry[];
  readonly findings: readonly Finding[];
  readonly provenance: {
    readonly inputs: Result['provenance']['inputs'];
    readonly options: Readonly<Record<string, unknown>>;
    /** Options that are numbers of other analyses, by name; absent where there are none. */
    readonly references?: Result['provenance']['references'];
    readonly sample: Readonly<Record<string, unknown>>;
  };
}

/**
 * A result in the shape that the command line promises. Fields stand in a fixed order, quantities in that of the
 * technique, options sorted by name: equal results give equal text. Tables, figures and methods have files of their
 * own.
 */
export function toAnalysisJson(result: Result): AnalysisJson {
  return {
    technique: result.technique,
    version: result.version,
    quantities: eachValue(result.quantities, quantity),
    series: result.series.map((entry) => ({
      label: entry.label,
      conditions: eachValue(entry.conditions, quantity),
      quantities: eachValue(entry.quantities, quantity),
      findings: entry.findings.map(finding),
      ...(entry.peaks === undefined ? {} : { peaks: entry.peaks.map((peak) => eachValue(peak, quantity)) }),
    })),
    findings: result.findings.map(finding),
    provenance: {
      inputs: result.provenance.inputs.map(({ name, path, label, conditions, sha256, bytes, format }) => ({
        name,
        path,
        label,
        conditions: eachValue(conditions, quantity),
        sha256,
        bytes,
        format,
      })),
      options: sortKeys(result.provenance.options) as Record<string, unknown>,
      ...(result.provenance.references === undefined
        ? {}
        : { references: sortKeys(result.provenance.references) as Result['provenance']['references'] }),
      sample: sortKeys(result.provenance.sample) as Record<string, unknown>,
    },
  };
}

function eachValue<T>(record: Readonly<Record<string, T>>, map: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}

function quantity({ value, sigma, unit, interval95, note }: Quantity): Quantity {
  return {
    value,
    sigma,
    unit,
    ...(interval95 === undefined ? {} : { interval95 }),
    ...(note === undefined ? {} : { note }),
  };
}

function finding({ code, severity, message, where }: Finding): Finding {
  return { code, severity, message, ...(where === undefined ? {} : { where }) };
}

/** The same JSON value with the keys of every object sorted; undefined fields disappear, as JSON would have it. */
export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, item]) => [key, sortKeys(item)]),
  );
}
