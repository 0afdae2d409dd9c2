/** Values of a YAML document with maps as `Map`, so that no key is lost or found where nobody wrote it. */
import type { Document } from 'yaml';
import type { YamlPath } from '../yaml-source.js';
import { entriesOf } from './write-value.js';

export function contentOf(document: Document): unknown {
  return document.toJS({ mapAsMap: true });
}

/** A plain value in the same form. */
export function asMaps(value: unknown): unknown {
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, asMaps(inner)]));
  if (Array.isArray(value)) return value.map(asMaps);
  const entries = entriesOf(value);
  if (entries === undefined) return value === undefined ? null : value;
  return new Map(entries.map(([key, inner]) => [key, asMaps(inner)]));
}

/** The value at a path; undefined where there is none. */
export function partOf(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((part, segment) => {
    if (part instanceof Map) return entryOf(part, segment)?.[1];
    return Array.isArray(part) ? part[Number(segment)] : undefined;
  }, value);
}

/** The value with the part at a path replaced; without it where the part is undefined. */
export function withPart(value: unknown, path: YamlPath, part: unknown): unknown {
  const [segment, ...rest] = path;
  if (segment === undefined) return part;
  if (Array.isArray(value)) {
    return value.map((item, index) => (index === Number(segment) ? withPart(item, rest, part) : item));
  }
  const map = new Map(value instanceof Map ? value : []);
  const key = entryOf(map, segment)?.[0] ?? String(segment);
  const inner = withPart(map.get(key), rest, part);
  if (inner === undefined) map.delete(key);
  else map.set(key, inner);
  return map;
}

/** Equal in content; the order of keys does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a instanceof Map && b instanceof Map) {
    return a.size === b.size && [...a].every(([key, value]) => b.has(key) && sameValue(value, b.get(key)));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameValue(item, b[index]));
  }
  return Object.is(a, b) || (a === 0 && b === 0);
}

function entryOf(map: ReadonlyMap<unknown, unknown>, segment: PropertyKey): [unknown, unknown] | undefined {
  return [...map].find(([key]) => String(key) === String(segment));
}
