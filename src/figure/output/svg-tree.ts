/** An element of an SVG drawing; text stands in `text` of a leaf, already escaped. */
export interface SvgNode {
  readonly tag: string;
  attributes: Map<string, string>;
  children: SvgNode[];
  text: string;
}

const TOKEN = /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>|([^<]+)/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;

/** Reads the plain markup that Vega writes (no comments, no CDATA, attributes in double quotes). */
export function parseSvg(markup: string): SvgNode {
  const root: SvgNode = { tag: 'root', attributes: new Map(), children: [], text: '' };
  const open = [root];
  for (const [, close, tag, attributes, selfClosing, text] of markup.matchAll(TOKEN)) {
    const parent = open[open.length - 1]!;
    if (text !== undefined) {
      parent.text += text;
    } else if (close === '/') {
      open.pop();
    } else {
      const node: SvgNode = { tag: tag!, attributes: new Map(), children: [], text: '' };
      for (const [, name, value] of attributes!.matchAll(ATTRIBUTE)) node.attributes.set(name!, value!);
      parent.children.push(node);
      if (selfClosing !== '/') open.push(node);
    }
  }
  return root.children[0] ?? root;
}

export function serializeSvg(node: SvgNode): string {
  const attributes = Array.from(node.attributes, ([name, value]) => ` ${name}="${value}"`).join('');
  const inner = node.children.map(serializeSvg).join('') + (node.children.length === 0 ? node.text : '');
  return inner === '' ? `<${node.tag}${attributes}/>` : `<${node.tag}${attributes}>${inner}</${node.tag}>`;
}

/** Depth first, children before parents; `visit` returns false for a node to be dropped. */
export function prune(node: SvgNode, visit: (node: SvgNode) => boolean): boolean {
  node.children = node.children.filter((child) => prune(child, visit));
  return visit(node);
}

const HOISTABLE = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-linecap',
  'stroke-linejoin',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'text-anchor',
];

/**
 * Moves attributes that all children of a group have in common up to the group: thousands of markers say their colour
 * once.
 */
export function hoistCommon(group: SvgNode): void {
  if (group.tag !== 'g' || group.children.length < 2) return;
  for (const name of HOISTABLE) {
    const value = group.children[0]!.attributes.get(name);
    if (value === undefined || group.attributes.has(name)) continue;
    if (!group.children.every((child) => child.attributes.get(name) === value)) continue;
    group.attributes.set(name, value);
    for (const child of group.children) child.attributes.delete(name);
  }
}
