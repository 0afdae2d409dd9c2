/** The text of a study.yaml, parsed so that every key and value is known by its place in the text. */
import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import { fail } from '../../errors.js';
import { parseYaml, type YamlPath } from '../yaml-source.js';

export interface OpenText {
  readonly text: string;
  readonly document: Document;
  /** As the text ends its lines. */
  readonly newline: string;
  /** Spaces by which a map inside a map is moved to the right. */
  readonly step: number;
}

/** An edit opens the same text several times over. */
let latest: OpenText | undefined;

/** @throws `invalid-study` for a text that is no YAML, with the first mistake and its place; also where it is no map */
export function openText(text: string): OpenText {
  if (latest?.text !== text) latest = parsed(text);
  return latest;
}

function parsed(text: string): OpenText {
  const [mistake] = parseYaml(text).mistakes;
  if (mistake !== undefined) {
    const place = mistake.line === undefined ? {} : { line: mistake.line, column: mistake.column! };
    throw fail('invalid-study', `study.yaml cannot be read: ${mistake.message}`, 'correct its text first', place);
  }
  const document = parseDocument(text, { keepSourceTokens: true, uniqueKeys: false, prettyErrors: false });
  if (!isMap(document.contents) && !isEmpty(document.contents)) {
    throw fail('invalid-study', 'study.yaml is not a map of title, samples, analyses', 'begin it with "title: ..."');
  }
  return { text, document, newline: text.includes('\r\n') ? '\r\n' : '\n', step: stepOf(text, document) };
}

/** Nothing, or a key whose value is not there (`samples:`). */
export function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null);
}

/** The pair of a key in a map; undefined where there is none. */
export function pairOf(map: YAMLMap, key: PropertyKey): Pair | undefined {
  return map.items.find((pair) => keyText(pair) === String(key));
}

export function keyText({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : String(key);
}

/**
 * The node at a path; undefined where there is none.
 *
 * @throws `invalid-study` where an alias (`*name`) is on the way, since a change would be one in two places
 */
export function nodeAt({ document }: OpenText, path: YamlPath): Node | null | undefined {
  let node: unknown = document.contents;
  for (const segment of path) {
    if (isMap(node)) {
      const pair = pairOf(node, segment);
      if (pair === undefined) return undefined;
      node = pair.value;
    } else if (isSeq(node)) node = node.items[Number(segment)];
    else return undefined;
    if (isAlias(node)) {
      throw fail(
        'invalid-study',
        `${path.map(String).join('.')} is shared by an alias (*${node.source})`,
        'change it in the text of study.yaml',
      );
    }
  }
  return isNode(node) ? node : null;
}

/** Where the first character of a key stands. */
export function keyStart({ key }: Pair): number {
  return (key as Node).range![0];
}

/** Just after the colon of a key. */
export function afterColon(pair: Pair): number {
  const token = pair.srcToken?.sep?.find(({ type }) => type === 'map-value-ind');
  return token === undefined ? (pair.key as Node).range![1] : token.offset + 1;
}

/** Just after the last character of a value with its key, without comment and line end. */
export function pairEnd(pair: Pair, text: string): number {
  return Math.max(afterColon(pair), isNode(pair.value) ? nodeEnd(pair.value, text) : 0);
}

/** Just after the last character of a value, without comment and line end. */
export function nodeEnd(node: Node, text: string): number {
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last = node.items.at(-1);
    if (isMap(node)) return last === undefined ? node.range![1] : pairEnd(last as Pair, text);
    return isNode(last) ? nodeEnd(last, text) : node.range![1];
  }
  const end = node.range![1];
  // The text of a block scalar goes to the end of its last line.
  return isScalar(node) && (node.type === 'BLOCK_FOLDED' || node.type === 'BLOCK_LITERAL')
    ? end - (/\r?\n$/.exec(text.slice(node.range![0], end))?.[0].length ?? 0)
    : end;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line ends, before its line end. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  return text[at - 1] === '\r' && at > offset ? at - 1 : at;
}

/** Where the next line starts; the end of the text after its last line. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at < 0 ? text.length : at + 1;
}

/** Column of the keys of a block map, from 0. */
export function columnOf(text: string, map: YAMLMap): number {
  const start = keyStart(map.items[0]!);
  const column = start - lineStart(text, start);
  return text.startsWith('\uFEFF') && lineStart(text, start) === 0 ? column - 1 : column;
}

function stepOf(text: string, { contents }: Document): number {
  if (!isMap(contents)) return 2;
  for (const { value } of contents.items) {
    if (isMap(value) && value.flow !== true && value.items.length > 0) return Math.max(1, columnOf(text, value));
  }
  return 2;
}
