import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Result } from '../execution/task.js';
import type { Quantity } from '../quantity/quantity.js';
import type { Finding, ResultFile, SeriesEntry } from '../techniques/technique.js';

/** A file for other programs, as it is listed: its text stands in a file of its own. */
export interface ListedFile {
  readonly name: string;
  readonly description: string;
  readonly mediaType: string;
  /** Of its text in UTF-8. */
  readonly sha256: string;
  readonly bytes: number;
}

/** What `--json` prints and `analyses/<id>.json` holds: the promise to programs that read our results. */
export interface AnalysisJson {
  readonly technique: string;
  readonly version: string;
  readonly quantities: Readonly<Record<string, Quantity>>;
  /** One entry per recording, in the order given. */
  readonly series: readonly SeriesEntry[];
  readonly findings: readonly Finding[];
  /** Files for other programs; absent where the technique gives none. */
  readonly files?: readonly ListedFile[];
  readonly provenance: {
    readonly inputs: Result['provenance']['inputs'];
    /** Files that options name; absent where there are none. */
    readonly files?: Result['provenance']['files'];
    readonly options: Readonly<Record<string, unknown>>;
    /** Options that are numbers of other analyses, by name; absent where there are none. */
    readonly references?: Result['provenance']['references'];
    readonly sample: Readonly<Record<string, unknown>>;
  };
}

/**
 * A result in the shape that the command line promises. Fields stand in a fixed order, quantities in that of the
 * technique, options sorted by name: equal results give equal text. Tables, figures, methods and structures are left out;
 * files are listed without their text.
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
    ...(result.files === undefined || result.files.length === 0 ? {} : { files: result.files.map(listed) }),
    provenance: {
      inputs: result.provenance.inputs.map(({ name, path, label, conditions, sha256: hash, bytes, format }) => ({
        name,
        path,
        label,
        conditions: eachValue(conditions, quantity),
        sha256: hash,
        bytes,
        format,
      })),
      ...(result.provenance.files === undefined
        ? {}
        : {
            files: result.provenance.files.map(({ option, name, path, sha256: hash, bytes }) => ({
              option,
              name,
              path,
              sha256: hash,
              bytes,
            })),
          }),
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

function listed({ name, description, mediaType, text }: ResultFile): ListedFile {
  const bytes = utf8ToBytes(text);
  return { name, description, mediaType, sha256: bytesToHex(sha256(bytes)), bytes: bytes.length };
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
