/** Values as YAML text for a study.yaml: short things on one line, as people write them. */
import { Document, isScalar, type Node, Scalar } from 'yaml';

/** A list longer than this stands line by line. */
const LONGEST_LINE = 100;

/** A value on one line: `[R1, CPE1]`, `{ file: a.mpt }`, `1.00(2) mm`. */
export function inline(value: unknown, within: 'block' | 'flow' = 'block'): string {
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, 'flow')).join(', ')}]`;
  const entries = entriesOf(value);
  if (entries === undefined) return scalar(value, within);
  if (entries.length === 0) return '{}';
  return `{ ${entries.map(([key, inner]) => pairInline(key, inner, 'flow')).join(', ')} }`;
}

/** `key: value` on one line. */
export function pairInline(key: string, value: unknown, within: 'block' | 'flow' = 'block'): string {
  return `${scalar(key, within)}: ${inline(value, within)}`;
}

/**
 * `key: value` as lines without their ends: on one line, or on several where a list would be long.
 *
 * @param levels of a map in a map, how many stand line by line
 */
export function pairLines(key: string, value: unknown, indent: number, step: number, levels = 0): string[] {
  const margin = ' '.repeat(indent);
  const entries = entriesOf(value);
  if (levels > 0 && entries !== undefined && entries.length > 0) {
    return [
      `${margin}${scalar(key, 'block')}:`,
      ...entries.flatMap(([name, inner]) => pairLines(name, inner, indent + step, step, levels - 1)),
    ];
  }
  const line = `${margin}${pairInline(key, value)}`;
  if (line.length <= LONGEST_LINE || !Array.isArray(value) || value.length === 0) return [line];
  return [`${margin}${scalar(key, 'block')}:`, ...value.map((item) => `${' '.repeat(indent + step)}- ${inline(item)}`)];
}

/** A text in quotation marks where the one in its place has them by choice; otherwise as `inline` writes it. */
export function inlineLike(before: Node | null, value: unknown, within: 'block' | 'flow'): string {
  if (typeof value !== 'string' || !isScalar(before) || typeof before.value !== 'string') return inline(value, within);
  const isQuoted = before.type === Scalar.QUOTE_DOUBLE || before.type === Scalar.QUOTE_SINGLE;
  const byChoice = isQuoted && !/^["']/.test(scalar(before.value, within));
  return scalar(value, within, byChoice ? (before.type as Quotes) : undefined);
}

/** The entries of a map that have a value; undefined for what is no map. */
export function entriesOf(value: unknown): [string, unknown][] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries =
    value instanceof Map
      ? [...value].map(([key, inner]): [string, unknown] => [String(key), inner])
      : Object.entries(value);
  return entries.filter(([, inner]) => inner !== undefined);
}

type Quotes = typeof Scalar.QUOTE_DOUBLE | typeof Scalar.QUOTE_SINGLE;

/** Line ends and what no editor shows. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\uFEFF]/u;

function scalar(value: unknown, within: 'block' | 'flow', quotes?: Quotes): string {
  if (typeof value === 'string' && invisible.test(value)) return escaped(value);
  const item = new Scalar(value === undefined ? null : value);
  if (quotes !== undefined) item.type = quotes;
  const document = new Document([item]);
  if (within === 'flow') (document.contents as unknown as { flow: boolean }).flow = true;
  const text = document.toString({ lineWidth: 0 }).replace(/\n$/, '');
  return within === 'flow' ? text.slice(2, -2) : text.slice(2);
}

/** On one line whatever it holds; JSON and YAML write these alike. */
function escaped(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007F-\u009F\u2028\u2029\uFEFF]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
