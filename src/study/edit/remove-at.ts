import { isMap, type YAMLMap } from 'yaml';
import type { YamlPath } from '../yaml-source.js';
import { type Change, changed } from './change-text.js';
import { entryEnd } from './insert-pair.js';
import {
  afterColon,
  columnOf,
  keyStart,
  keyText,
  lineStart,
  nextLine,
  nodeAt,
  type OpenText,
  openText,
  pairEnd,
  pairOf,
} from './open-text.js';

/**
 * The text without the key at a path; unchanged where there is none. A map that loses its last key becomes `{}`.
 *
 * @param comments 'with comments' takes the comment lines right above the key along
 * @throws `invalid-study` for a text that is no YAML
 */
export function removeAt(text: string, path: YamlPath, comments?: 'with comments'): string {
  const open = openText(text);
  const map = nodeAt(open, path.slice(0, -1));
  if (!isMap(map)) return text;
  const index = map.items.findIndex((pair) => keyText(pair) === String(path.at(-1)));
  if (index < 0) return text;
  const changes =
    map.items.length === 1
      ? emptied(open, path.slice(0, -1), map)
      : [map.flow === true ? fromFlow(open, map, index) : fromBlock(open, map, index, comments !== undefined)];
  return changed(open, path, undefined, changes);
}

function emptied(open: OpenText, path: YamlPath, map: YAMLMap): Change[] {
  const { text } = open;
  if (map.flow === true) return [{ from: map.range![0], to: map.range![1], text: '{}' }];
  const holder = nodeAt(open, path.slice(0, -1));
  const pair = path.length > 0 && isMap(holder) ? pairOf(holder, path.at(-1)!) : undefined;
  if (pair === undefined) return [];
  const colon = afterColon(pair);
  return [
    { from: colon, to: colon, text: ' {}' },
    { from: endOfLineBefore(text, keyStart(map.items[0]!)), to: entryEnd(open, map, 0), text: '' },
  ];
}

function fromFlow({ text }: OpenText, map: YAMLMap, index: number): Change {
  const pair = map.items[index]!;
  return index > 0
    ? { from: pairEnd(map.items[index - 1]!, text), to: pairEnd(pair, text), text: '' }
    : { from: keyStart(pair), to: keyStart(map.items[1]!), text: '' };
}

/** With the empty lines that set it apart, so that adding and removing an entry are each other's opposite. */
function fromBlock(open: OpenText, map: YAMLMap, index: number, withComments: boolean): Change {
  const { text } = open;
  const column = columnOf(text, map);
  let start = keyStart(map.items[index]!) - column;
  const above = () => text.slice(lineStart(text, start - 1), start);
  const isOwnComment = () => above().startsWith(`${' '.repeat(column)}#`);
  while (withComments && start > 0 && isOwnComment()) start = lineStart(text, start - 1);
  const end = entryEnd(open, map, index);
  if (index === 0) {
    let next = nextLine(text, end);
    while (next < text.length && /^[ \t]*\r?\n$/.test(text.slice(next, nextLine(text, next))))
      next = nextLine(text, next);
    return { from: start, to: next, text: '' };
  }
  while (start > 0 && /^[ \t]*\r?\n$/.test(above())) start = lineStart(text, start - 1);
  return { from: endOfLineBefore(text, start), to: end, text: '' };
}

/** Just before the line end that precedes the line of an offset. */
function endOfLineBefore(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return text[start - 2] === '\r' ? start - 2 : Math.max(0, start - 1);
}
