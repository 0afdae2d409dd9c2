import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import { duplicateKeys } from './duplicate-keys.js';
import { tooDeepAt } from './yaml-depth.js';

/** A mistake in a text, with its place (from 1). */
export interface Mistake {
  readonly line?: number;
  readonly column?: number;
  /** Dotted path inside the document, empty for the whole. */
  readonly path: string;
  readonly message: string;
}

export type YamlPath = readonly PropertyKey[];

/** A parsed YAML text that remembers where everything stands. */
export interface YamlSource {
  /** Plain JavaScript value; undefined when the text is not valid YAML. */
  readonly value: unknown;
  readonly mistakes: readonly Mistake[];
  /** Place of the value at a path; of the nearest enclosing value when there is none. */
  placeOf(path: YamlPath): { line?: number; column?: number };
  /** Place of a key in the map at a path. */
  placeOfKey(path: YamlPath, key: string): { line?: number; column?: number };
}

/** A study is written by hand; a larger text is a wrong file. */
const largestText = 4_000_000;

/** Aliases (`*name`) that may be expanded: enough for shared options, too few for a bomb. */
const mostAliases = 100;

const mostFaults = 10;

const nestedTooDeep = 'lists or maps are nested too deep; a study needs a handful of levels';
const repeatedKey = 'this key stands twice in the same map; keep one of them';

/** Parses YAML 1.2. All mistakes are collected: syntax, duplicate keys, tabs, unknown tags, alias bombs. */
export function parseYaml(text: string): YamlSource {
  if (text.length > largestText) return broken('the file is too large for a study.yaml; is it a data file?');
  const lines = new LineCounter();
  const plain = text.replace(/^\uFEFF/, '');
  const deep = tooDeepAt(plain);
  if (deep !== undefined) return broken(nestedTooDeep, linePlace(plain, deep));
  let document: Document;
  let repeated: readonly number[];
  try {
    document = parseDocument(plain, {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
    });
    repeated = document.errors.length === 0 ? duplicateKeys(document) : [];
  } catch (error) {
    return broken(tooDeep(error) ? nestedTooDeep : messageOf(error));
  }
  const at = (offset: number | undefined) => {
    if (offset === undefined) return {};
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  if ([...document.errors, ...document.warnings].some(({ message }) => message.includes('call stack'))) {
    return broken(nestedTooDeep);
  }
  // After a slip in the syntax the parser stumbles on; the first faults are the ones to mend.
  const faults = [...document.errors, ...document.warnings].slice(0, mostFaults);
  const mistakes: Mistake[] = faults.map((fault) => ({ ...at(fault.pos[0]), path: '', message: explain(fault) }));
  for (const offset of repeated.slice(0, mostFaults)) mistakes.push({ ...at(offset), path: '', message: repeatedKey });
  let value: unknown;
  if (mistakes.length === 0) {
    try {
      value = document.toJS({ maxAliasCount: mostAliases });
    } catch (error) {
      const message = tooDeep(error)
        ? nestedTooDeep
        : `aliases (*name) are expanded more than ${mostAliases} times; write the values out`;
      mistakes.push({ ...at(0), path: '', message });
    }
  }
  return {
    value,
    mistakes,
    placeOf: (path) => at(offsetOf(document, path)),
    placeOfKey: (path, key) => at(offsetOfKey(document, path, key)),
  };
}

function broken(message: string, place = { line: 1, column: 1 }): YamlSource {
  return {
    value: undefined,
    mistakes: [{ ...place, path: '', message }],
    placeOf: () => ({}),
    placeOfKey: () => ({}),
  };
}

function linePlace(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: lines.at(-1)!.length + 1 };
}

function tooDeep(error: unknown): boolean {
  return error instanceof RangeError;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The parser's words, with what to do for the mistakes that people make. */
function explain(fault: YAMLError): string {
  switch (fault.code) {
    case 'TAB_AS_INDENT':
      return 'a tab is used to indent; YAML takes spaces only';
    case 'BAD_INDENT':
      return `the indentation does not fit: ${lowerFirst(fault.message)}`;
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'BLOCK_IN_FLOW':
    case 'MULTILINE_IMPLICIT_KEY':
      return 'this cannot be read as key and value; put text that contains ": " or begins with { [ " # between quotation marks';
    case 'MULTIPLE_DOCS':
      return 'there is more than one document in the file; remove the line "---"';
    case 'BAD_ALIAS':
      return `${lowerFirst(fault.message)}; text that begins with * or & must be between quotation marks`;
    case 'TAG_RESOLVE_FAILED':
      return `${lowerFirst(fault.message)}; text that begins with ! must be between quotation marks`;
    default:
      return lowerFirst(fault.message);
  }
}

function lowerFirst(text: string): string {
  return text === '' ? text : text[0]!.toLowerCase() + text.slice(1);
}

function resolve(document: Document, node: unknown): Node | null {
  if (isAlias(node)) return node.resolve(document) ?? node;
  return isNode(node) ? node : null;
}

/** The node at a path and the deepest offset on the way to it. */
function walk(document: Document, path: YamlPath): { node: Node | null; offset: number | undefined } {
  let node = resolve(document, document.contents);
  let offset = node?.range?.[0];
  for (const segment of path) {
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => keyText(item.key) === String(segment));
      if (pair === undefined) return { node: null, offset };
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset;
      next = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(segment)];
      next = isPair(item) ? item.value : item;
    }
    // An alias is mended where it is used, so its own place counts, not that of the anchor.
    if (isNode(next) && hasText(next)) offset = next.range?.[0] ?? offset;
    node = resolve(document, next);
    if (node === null) return { node, offset };
  }
  return { node, offset };
}

/** An empty value (`thickness:`) has no text of its own; its key then marks the place. */
function hasText(node: Node): boolean {
  return node.range === undefined || node.range === null || node.range[1] > node.range[0];
}

function offsetOf(document: Document, path: YamlPath): number | undefined {
  return walk(document, path).offset;
}

function offsetOfKey(document: Document, path: YamlPath, key: string): number | undefined {
  const { node, offset } = walk(document, path);
  if (!isMap(node)) return offset;
  const pair = node.items.find((item) => keyText(item.key) === key);
  return (isNode(pair?.key) ? pair.key.range?.[0] : undefined) ?? offset;
}

function keyText(key: unknown): string {
  return isScalar(key) ? String(key.value) : String(key);
}
