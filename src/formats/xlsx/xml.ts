/** XML of a workbook as plain objects: no entities but the five of XML and numbers, nothing looked up elsewhere. */
import { XMLParser } from 'fast-xml-parser';
import { fail } from '../../errors.js';

export type XmlNode = { readonly [name: string]: unknown };

const LISTS = new Set(['row', 'c', 'si', 'r', 'sheet', 'xf', 'numFmt', 'Relationship']);
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** @throws `malformed-file` when it is no XML */
export function parseXml(text: string, part: string): XmlNode {
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    removeNSPrefix: true,
    processEntities: false,
    parseTagValue: false,
    parseAttributeValue: false,
    trimValues: false,
    isArray: (name) => LISTS.has(name),
  });
  try {
    const parsed: unknown = parser.parse(text);
    return asNode(parsed);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw fail('malformed-file', `${part} of the workbook is damaged: ${detail}`, 'save the workbook again');
  }
}

/** The node below a name; an empty node where there is none. */
export function child(node: XmlNode, name: string): XmlNode {
  return asNode(node[name]);
}

/** The nodes of a list below a name. */
export function children(node: XmlNode, name: string): readonly XmlNode[] {
  const value = node[name];
  return Array.isArray(value) ? value.map(asNode) : [];
}

export function attribute(node: XmlNode, name: string): string | undefined {
  const value = node[`@${name}`];
  return typeof value === 'string' ? withoutEntities(value) : undefined;
}

/** Text of the node below a name, `''` where there is none. */
export function textOf(node: XmlNode, name: string): string {
  const value = node[name];
  const text = typeof value === 'object' && value !== null ? (value as XmlNode)['#text'] : value;
  return typeof text === 'string' ? withoutEntities(text) : '';
}

function asNode(value: unknown): XmlNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as XmlNode) : {};
}

/** Excel writes characters that XML does not allow as `_x000D_`. */
function withoutEntities(text: string): string {
  if (!text.includes('&') && !text.includes('_x')) return text;
  return text
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
      if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/_x([0-9A-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
