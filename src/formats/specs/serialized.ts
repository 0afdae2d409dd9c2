/** Values in an XML of SPECS programs: every element is a type, and its name an attribute. */
import { attribute, children, contentOf, type XmlNode } from '../diffraction/xml-tree.js';
import { numberFromText } from '../text/number-parsing.js';

const TYPES = [
  'string',
  'struct',
  'sequence',
  'ulong',
  'long',
  'ushort',
  'short',
  'double',
  'float',
  'boolean',
  'enum',
  'any',
];
const SCALARS = new Set(['string', 'ulong', 'long', 'ushort', 'short', 'double', 'float', 'boolean', 'enum']);

/** The element of a name, whatever its type; an empty node where there is none. */
export function member(node: XmlNode, name: string): XmlNode {
  for (const type of TYPES) {
    const found = children(node, type).find((item) => attribute(item, 'name') === name);
    if (found !== undefined) return found;
  }
  return {};
}

export function memberText(node: XmlNode, name: string): string | undefined {
  const text = contentOf(member(node, name)).trim();
  return text === '' ? undefined : text;
}

export function memberNumber(node: XmlNode, name: string): number | undefined {
  const value = numberFromText(memberText(node, name) ?? '');
  return Number.isNaN(value) ? undefined : value;
}

/** The structs of a sequence. */
export function items(node: XmlNode, name: string): readonly XmlNode[] {
  return children(member(node, name), 'struct');
}

/** The text with the numbers of a sequence of numbers. */
export function numbersText(node: XmlNode, name: string): string {
  const sequence = member(node, name);
  for (const type of ['ulong', 'double', 'long', 'float']) {
    const found = children(sequence, type);
    // Numbers stand in one element, or each in its own.
    if (found.length > 0) return found.map(contentOf).join('\n');
  }
  return '';
}

/** Names and values of the plain members of a struct. */
export function scalars(node: XmlNode): (readonly [name: string, value: string])[] {
  return Object.keys(node).flatMap((type) =>
    SCALARS.has(type)
      ? children(node, type).map((item) => [attribute(item, 'name') ?? '', contentOf(item).trim()] as const)
      : [],
  );
}

/** A list of parameters, each with a name and a value of any type. */
export function parameters(node: XmlNode): (readonly [name: string, value: string])[] {
  return items(node, 'parameters').flatMap((parameter): (readonly [string, string])[] => {
    const name = memberText(parameter, 'name');
    const value = member(parameter, 'value');
    const text = [...SCALARS].flatMap((type) => children(value, type).map((item) => contentOf(item).trim()))[0];
    return name === undefined || text === undefined || text === '' ? [] : [[name, text]];
  });
}
