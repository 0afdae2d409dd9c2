/**
 * XML of a diffractometer as plain objects. What is believed of such a file: its tags. No entity is expanded but the five
 * of XML, nothing is looked up elsewhere, and long lists of numbers are left in the text, where they are read from.
 */
import { XMLParser } from 'fast-xml-parser';
import { fail } from '../../errors.js';
import type { SettingsBuilder } from '../settings.js';

export type XmlNode = { readonly [name: string]: unknown };

/** A list of numbers that stands in a text. */
export interface TextSpan {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface XmlTree {
  readonly root: XmlNode;
  /** The content of an element that was named as a list; undefined for any other. */
  listOf(value: unknown): TextSpan | undefined;
  /** The text ends before its last element is closed. */
  readonly cut: boolean;
}

/** Stands in the tree where a list was taken out: a character that no XML may hold. */
const MARK = '\uffff';
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const DEEPEST = 40;
const MOST_SETTINGS = 20_000;

/**
 * Reads a text as XML; one that is cut gives the elements that are whole.
 *
 * @param lists names of the elements that hold nothing but long lists
 * @throws `malformed-file` when it is no XML
 */
export function readXml(text: string, what: string, lists: readonly string[] = []): XmlTree {
  const { rest, spans } = takeOutLists(text, lists);
  const whole = rest.slice(0, rest.lastIndexOf('>') + 1);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    ignoreDeclaration: true,
  });
  let root: XmlNode;
  try {
    root = asNode(parser.parse(whole));
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw fail(
      'malformed-file',
      `${what} is damaged: ${detail.slice(0, 200)}`,
      'copy the file again or export it again',
    );
  }
  return {
    root,
    listOf: (value) => {
      const content = contentOf(value);
      return content.startsWith(MARK) ? spans[Number(content.slice(1))] : undefined;
    },
    cut: !isClosed(root, rest),
  };
}

function takeOutLists(text: string, lists: readonly string[]): { rest: string; spans: TextSpan[] } {
  const spans: TextSpan[] = [];
  if (lists.length === 0) return { rest: text, spans };
  const opening = new RegExp(`<(${lists.join('|')})(?:\\s[^<>]*)?>`, 'g');
  const pieces: string[] = [];
  let from = 0;
  for (let match = opening.exec(text); match !== null; match = opening.exec(text)) {
    if (match[0].endsWith('/>')) continue;
    const start = match.index + match[0].length;
    const close = text.indexOf('<', start);
    const end = close === -1 ? text.length : close;
    pieces.push(text.slice(from, start), MARK, String(spans.length));
    // A file that is cut within its list keeps the part that is there.
    if (close === -1) pieces.push(`</${match[1]}>`);
    spans.push({ text, start, end });
    from = end;
    opening.lastIndex = end;
  }
  pieces.push(text.slice(from));
  return { rest: pieces.join(''), spans };
}

/** True when the last closing tag of the text is that of the outermost element. */
function isClosed(root: XmlNode, rest: string): boolean {
  const outermost = Object.keys(root).find((name) => !name.startsWith('?'));
  const last = /<\/([^<>\s]+)\s*>\s*(?:<!--[^<>]*-->\s*)*$/.exec(rest.slice(-2000))?.[1];
  return outermost !== undefined && last?.replace(/^.*:/, '') === outermost;
}

/** The node below a name (the first, where there are several); an empty node where there is none. */
export function child(node: XmlNode, name: string): XmlNode {
  return children(node, name)[0] ?? {};
}

/** All nodes below a name, in the order of the file. */
export function children(node: XmlNode, name: string): readonly XmlNode[] {
  if (!Object.hasOwn(node, name)) return [];
  const value = node[name];
  return (Array.isArray(value) ? value : [value]).map(asNode);
}

/** Text of the node below a name, undefined where there is none or it is empty. */
export function textBelow(node: XmlNode, name: string): string | undefined {
  const text = contentOf(child(node, name)).trim();
  return text === '' || text.startsWith(MARK) ? undefined : text;
}

/** Number in the node below a name. */
export function numberBelow(node: XmlNode, name: string): number | undefined {
  return finite(textBelow(node, name));
}

export function attribute(node: XmlNode, name: string): string | undefined {
  const value = Object.hasOwn(node, `@${name}`) ? node[`@${name}`] : undefined;
  return typeof value === 'string' ? withoutEntities(value) : undefined;
}

export function numberAttribute(node: XmlNode, name: string): number | undefined {
  return finite(attribute(node, name));
}

/** Text of an element itself. */
export function contentOf(value: unknown): string {
  const node = asNode(value);
  const text = Object.hasOwn(node, '#text') ? node['#text'] : undefined;
  return typeof text === 'string' ? withoutEntities(text) : '';
}

/** All nodes of a name at any depth, outermost first. */
export function descendants(node: unknown, name: string, depth = 0): XmlNode[] {
  if (typeof node !== 'object' || node === null || depth > DEEPEST) return [];
  if (Array.isArray(node)) return node.flatMap((item) => descendants(item, name, depth + 1));
  return Object.entries(node).flatMap(([key, value]) =>
    key === name ? (Array.isArray(value) ? value : [value]).map(asNode) : descendants(value, name, depth + 1),
  );
}

/** Every attribute and text as a setting under its path (`sample.id`), lists numbered from the second on. */
export function addXmlSettings(settings: SettingsBuilder, node: unknown, path: string): void {
  collect(node, path, settings, { left: MOST_SETTINGS }, 0);
}

function collect(node: unknown, path: string, settings: SettingsBuilder, room: { left: number }, depth: number): void {
  if (depth > DEEPEST || room.left <= 0) return;
  if (Array.isArray(node)) {
    for (const [index, item] of node.entries()) {
      collect(item, index === 0 ? path : `${path}[${index + 1}]`, settings, room, depth + 1);
    }
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      if (name.startsWith('?') || name.startsWith('@xmlns') || name.startsWith('@xsi') || name.startsWith('@schema')) {
        continue;
      }
      const below = name === '#text' ? path : `${path}${path === '' ? '' : '.'}${name.replace(/^@/, '')}`;
      collect(value, below, settings, room, depth + 1);
    }
  } else if (typeof node === 'string' && node !== '' && !node.startsWith(MARK)) {
    room.left -= 1;
    settings.addText(path, withoutEntities(node));
  }
}

export function asNode(value: unknown): XmlNode {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as XmlNode;
  return typeof value === 'string' ? { '#text': value } : {};
}

function finite(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) ? value : undefined;
}

function withoutEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
