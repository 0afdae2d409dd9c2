import { isMap, isNode, type YAMLMap } from 'yaml';
import type { YamlPath } from '../yaml-source.js';
import { type Change, changed } from './change-text.js';
import {
  afterColon,
  columnOf,
  keyStart,
  keyText,
  lineEnd,
  lineStart,
  nextLine,
  nodeAt,
  type OpenText,
  pairEnd,
  pairOf,
} from './open-text.js';
import { inline, pairInline, pairLines } from './write-value.js';

/**
 * The text with a new key in a map, which may be empty.
 *
 * @param path of the map
 * @param levels of the value, how many stand line by line
 * @param after the key stands after the last of these that is there, in front where none is; undefined for the end
 */
export function insertInto(
  open: OpenText,
  path: YamlPath,
  key: string,
  value: unknown,
  levels: number,
  after?: readonly string[],
): string {
  const node = nodeAt(open, path);
  const holder = nodeAt(open, path.slice(0, -1));
  const whole = [...path, key];
  const change = (changes: Change[]) => changed(open, whole, value, changes);
  const { text, step, newline } = open;
  if (isMap(node) && node.items.length > 0) {
    if (node.flow === true) {
      const end = pairEnd(node.items.at(-1)!, text);
      return change([{ from: end, to: end, text: `, ${pairInline(key, value, 'flow')}` }]);
    }
    const lines = pairLines(key, value, columnOf(text, node), step, levels);
    const index =
      after === undefined ? node.items.length - 1 : node.items.findLastIndex((pair) => after.includes(keyText(pair)));
    return change([index < 0 ? inFront(open, node, lines) : behind(open, node, index, lines)]);
  }
  if (path.length === 0) return change(asOnly(open, node, pairLines(key, value, 0, step, levels)));
  const pair = isMap(holder) ? pairOf(holder, path.at(-1)!) : undefined;
  if (pair === undefined || !isMap(holder)) return change([]);
  const range = isNode(pair.value) && !isEmptyRange(pair.value.range) ? pair.value.range! : undefined;
  if (holder.flow === true) {
    const [from, to] = range ?? [afterColon(pair), afterColon(pair)];
    return change([{ from, to, text: `${range === undefined ? ' ' : ''}${inline({ [key]: value }, 'flow')}` }]);
  }
  const lines = pairLines(key, value, columnOf(text, holder) + step, step, levels);
  const end = lineEnd(text, range?.[1] ?? afterColon(pair));
  return change([
    ...(range === undefined ? [] : [{ from: afterColon(pair), to: range[1], text: '' }]),
    { from: end, to: end, text: lines.map((line) => `${newline}${line}`).join('') },
  ]);
}

/** Where the lines of an entry of a block map end: with the comments below it that are further in than its key. */
export function entryEnd({ text }: OpenText, map: YAMLMap, index: number): number {
  const column = columnOf(text, map);
  let end = lineEnd(text, pairEnd(map.items[index]!, text));
  for (;;) {
    const next = nextLine(text, end);
    const comment = /^([ \t]*)#/.exec(text.slice(next, lineEnd(text, next)));
    if (next <= end || comment === null || comment[1]!.length <= column) return end;
    end = lineEnd(text, next);
  }
}

/** The lines of a new entry behind another, with an empty line between them where the others have one. */
export function behind(open: OpenText, map: YAMLMap, index: number, lines: readonly string[]): Change {
  const { newline } = open;
  const end = entryEnd(open, map, index);
  const gap = isSpaced(open, map, index, lines) ? newline : '';
  return { from: end, to: end, text: gap + lines.map((line) => `${newline}${line}`).join('') };
}

function isSpaced({ text }: OpenText, map: YAMLMap, index: number, lines: readonly string[]): boolean {
  const isTop = columnOf(text, map) === 0;
  if (isTop && lines.length === 1) return false;
  if (map.items.length === 1) return isTop;
  // Between two entries that are there: the one it follows and its neighbour.
  const [first, second] = index === 0 ? [0, 1] : [index - 1, index];
  const between = text.slice(pairEnd(map.items[first]!, text), lineStart(text, keyStart(map.items[second]!)));
  return /\n[ \t]*\r?\n/.test(between);
}

function inFront({ text, newline }: OpenText, map: YAMLMap, lines: readonly string[]): Change {
  const start = keyStart(map.items[0]!) - columnOf(text, map);
  const gap = lines.length > 1 ? newline : '';
  return { from: start, to: start, text: `${lines.join(newline)}${newline}${gap}` };
}

/** The first key of a text that has none yet; comments stay above it. */
function asOnly({ text, newline }: OpenText, node: unknown, lines: readonly string[]): Change[] {
  const words = lines.join(newline) + newline;
  if (isNode(node) && !isEmptyRange(node.range))
    return [{ from: node.range![0], to: node.range![1], text: lines.join(newline) }];
  const gap = text === '' || text === '\uFEFF' || text.endsWith('\n') ? '' : newline;
  return [{ from: text.length, to: text.length, text: gap + words }];
}

function isEmptyRange(range: readonly number[] | null | undefined): boolean {
  return range == null || range[1]! <= range[0]!;
}
