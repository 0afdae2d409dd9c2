import { isMap, isNode, isSeq, type Pair, type YAMLMap } from 'yaml';
import { fail } from '../../errors.js';
import { studySchema } from '../schema.js';
import type { YamlPath } from '../yaml-source.js';
import { changedList } from './change-list.js';
import { type Change, changed } from './change-text.js';
import { insertInto } from './insert-pair.js';
import {
  afterColon,
  columnOf,
  isEmpty,
  keyText,
  nodeAt,
  type OpenText,
  openText,
  pairEnd,
  pairOf,
} from './open-text.js';
import { removeAt } from './remove-at.js';
import { asMaps, contentOf, partOf, sameValue } from './same-value.js';
import { entriesOf, inline, inlineLike, pairLines } from './write-value.js';

/**
 * The text with the value at a path replaced, or added after the other keys of its map. Maps and lists that are there
 * already are changed entry by entry, so that what stays the same keeps its comments and its style.
 *
 * @param path keys and indices, a key last; maps that are missing on the way are made
 * @param levels of a new map, how many levels stand line by line; 0 writes `key: { a: 1 }`
 * @throws `invalid-study` for a text that is no YAML, or where the path leads through something else than a map
 */
export function setAt(text: string, path: YamlPath, value: unknown, levels = 0): string {
  const open = openText(text);
  if (isBlank(open.document.contents) && path[0] !== 'title') {
    return setAt(insertInto(open, [], 'title', 'Untitled study', 0), path, value, levels);
  }
  const before = partOf(contentOf(open.document), path);
  if (before !== undefined && sameValue(before, asMaps(value))) return text;
  const holder = path.slice(0, -1);
  const map = nodeAt(open, holder);
  const key = String(path.at(-1));
  if (map === undefined) return setAt(text, holder, { [key]: value }, levels + 1);
  if (!isMap(map) && !isEmpty(map)) {
    throw fail('invalid-study', `${holder.map(String).join('.')} is no map (key: value)`, 'correct study.yaml first');
  }
  const pair = isMap(map) ? pairOf(map, key) : undefined;
  if (pair === undefined) return insertInto(open, holder, key, value, levels, predecessors(path, map));
  const inner = entriesOf(value);
  if (isMap(pair.value) && inner !== undefined && inner.length > 0) return changeMap(text, path, pair.value, inner);
  const change = isSeq(pair.value) && Array.isArray(value) ? changedList(open, pair.value, before, value) : undefined;
  return changed(open, path, value, change ?? replaceValue(open, map as YAMLMap, pair, value));
}

function changeMap(text: string, path: YamlPath, map: YAMLMap, entries: readonly [string, unknown][]): string {
  const wanted = entries.map(([key]) => key);
  let next = text;
  for (const [key, value] of entries) next = setAt(next, [...path, key], value);
  for (const pair of map.items) {
    if (!wanted.includes(keyText(pair))) next = removeAt(next, [...path, keyText(pair)]);
  }
  return next;
}

function replaceValue({ text, newline, step }: OpenText, map: YAMLMap, pair: Pair, value: unknown): Change[] {
  const node = isNode(pair.value) ? pair.value : null;
  const within = map.flow === true ? 'flow' : 'block';
  const isBlock = ((isMap(node) || isSeq(node)) && node.flow !== true) || /^BLOCK/.test(typeOf(node));
  if (within === 'block') {
    const lines = pairLines(keyText(pair), value, columnOf(text, map), step);
    if (lines.length > 1) {
      const block = lines.slice(1).map((line) => `${newline}${line}`);
      return [{ from: afterColon(pair), to: pairEnd(pair, text), text: block.join('') }];
    }
  }
  if (node?.range == null || node.range[1] <= node.range[0]) {
    // A key without a colon is one of a flow map: `{ a, b }`.
    const colon = text[afterColon(pair) - 1] === ':' ? '' : ':';
    return [{ from: afterColon(pair), to: afterColon(pair), text: `${colon} ${inline(value, within)}` }];
  }
  if (isBlock) return [{ from: afterColon(pair), to: pairEnd(pair, text), text: ` ${inline(value, within)}` }];
  return [{ from: node.range[0], to: node.range[1], text: inlineLike(node, value, within) }];
}

function isBlank(contents: unknown): boolean {
  return isMap(contents) ? contents.items.length === 0 : isEmpty(contents);
}

function typeOf(node: unknown): string {
  return (node as { type?: string } | null)?.type ?? '';
}

/** At the top, sections keep the order of the schema: the keys after which a new one stands. */
function predecessors(path: YamlPath, map: unknown): readonly string[] | undefined {
  if (path.length > 1 || !isMap(map)) return undefined;
  const order = Object.keys(studySchema.shape);
  return order.slice(0, order.indexOf(String(path[0])));
}
