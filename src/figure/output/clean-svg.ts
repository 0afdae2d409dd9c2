import { POINTS_PER_MM } from '../publication-style.js';
import { hoistCommon, parseSvg, prune, type SvgNode, serializeSvg } from './svg-tree.js';

export interface SvgFrame {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly title: string;
  readonly description: string;
}

/** Digits after the point of a coordinate in points: a hundredth is 3.5 micrometres on paper. */
const DECIMALS = 2;

function rounded(text: string): string {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  const short = value.toFixed(DECIMALS).replace(/\.?0+$/, '');
  return short === '-0' ? '0' : short;
}

const COORDINATES = new Set([
  'd',
  'transform',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'width',
  'height',
  'dx',
  'dy',
  'font-size',
]);
const DROPPED = /^(class|role|aria-[a-z]+|pointer-events|focusable)$/;
const DEFAULTS: Readonly<Record<string, string>> = {
  opacity: '1',
  'font-weight': 'normal',
  transform: 'translate(0,0)',
};

/** FNV-1a over UTF-16 code units: a short name that depends on nothing but the text. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}

function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them, not even escaped
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
  );
}

/**
 * Turns Vega's SVG text into a document for print: size in mm, coordinates rounded (so that engines which differ in the
 * last bit of a logarithm give equal bytes), no classes or ARIA on thousands of marks, nothing invisible, title and
 * description for screen readers, and ids that cannot collide when several figures share one page.
 */
export function cleanSvg(raw: string, frame: SvgFrame): string {
  const svg = parseSvg(raw);
  // Vega counts its ids through the life of the program; the name must not depend on what was drawn before.
  const prefix = `f${fingerprint(`${frame.title}\n${raw.replace(/(?: id="|url\(#)[^")]+/g, '')}`)}`;
  const ids = new Map<string, string>();
  for (const [, id] of raw.matchAll(/\sid="([^"]+)"/g)) ids.set(id!, `${prefix}-${ids.size + 1}`);

  prune(svg, (node) => {
    node.attributes = cleanAttributes(node, ids);
    hoistCommon(node);
    return isVisible(node);
  });
  flatten(svg);

  const mm = (points: number): string => rounded(String(points / POINTS_PER_MM));
  const width = rounded(String(frame.widthPt));
  const height = rounded(String(frame.heightPt));
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1"',
    ` width="${mm(frame.widthPt)}mm" height="${mm(frame.heightPt)}mm" viewBox="0 0 ${width} ${height}">`,
    `<title>${escapeXml(frame.title)}</title><desc>${escapeXml(frame.description)}</desc>`,
    ...svg.children.map(serializeSvg),
    '</svg>\n',
  ].join('');
}

function cleanAttributes(node: SvgNode, ids: ReadonlyMap<string, string>): Map<string, string> {
  const kept = new Map<string, string>();
  for (const [name, value] of node.attributes) {
    if (DROPPED.test(name)) continue;
    const renamed =
      name === 'id'
        ? ids.get(value)!
        : value.replace(/url\(#([^)]+)\)/g, (whole, id: string) => (ids.has(id) ? `url(#${ids.get(id)!})` : whole));
    const short = COORDINATES.has(name) ? renamed.replace(/-?\d*\.\d+(?:e-?\d+)?|-?\d+e-?\d+/g, rounded) : renamed;
    if (DEFAULTS[name] !== short) kept.set(name, short);
  }
  return kept;
}

/** What Vega writes and nothing draws: hidden or transparent marks, unpainted backgrounds, empty groups. */
function isVisible(node: SvgNode): boolean {
  const attribute = (name: string): string | undefined => node.attributes.get(name);
  if (attribute('display') === 'none' || attribute('opacity') === '0') return false;
  if (node.tag === 'g') return node.children.length > 0;
  // The root paints nothing by default, so a path without paint of its own is none; text without letters likewise.
  if (node.tag === 'path' && node.attributes.has('d'))
    return attribute('fill') !== undefined || attribute('stroke') !== undefined;
  if (node.tag === 'text') return node.text.trim() !== '' || node.children.length > 0;
  return true;
}

/** Replaces groups that say nothing by their children. */
function flatten(node: SvgNode): void {
  node.children = node.children.flatMap((child) => {
    flatten(child);
    return child.tag === 'g' && child.attributes.size === 0 ? child.children : [child];
  });
}
