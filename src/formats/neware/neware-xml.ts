/** The settings that Neware writes as XML beside the data. */
import { XMLParser } from 'fast-xml-parser';
import type { Setting } from '../recording.js';

/** What is known of one auxiliary channel. */
export interface AuxChannel {
  readonly id: number;
  readonly realChannel: number;
  /** 103 temperature, 335 set temperature, 345 humidity. */
  readonly type: number;
}

const parser = () =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    processEntities: false,
    parseAttributeValue: false,
  });

/** Texts are in GB2312 unless they say UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 120));
  return new TextDecoder(/utf-?8/i.test(head) ? 'utf-8' : 'gb18030').decode(bytes);
}

/**
 * Attributes of an XML file by their path (`TestInfo.Barcode`), lists numbered; undefined when the text is no XML.
 */
export function xmlSettings(text: string): Record<string, Setting> | undefined {
  if (!text.trimStart().startsWith('<')) return undefined;
  let tree: unknown;
  try {
    tree = parser().parse(text, true);
  } catch {
    return undefined;
  }
  const settings: Record<string, Setting> = {};
  collect(tree, '', settings, 0);
  return settings;
}

const MOST_SETTINGS = 5000;
const DEEPEST = 20;

function collect(node: unknown, path: string, settings: Record<string, Setting>, depth: number): void {
  if (depth > DEEPEST || Object.keys(settings).length >= MOST_SETTINGS) return;
  if (Array.isArray(node)) {
    for (const [k, item] of node.entries()) collect(item, `${path}[${k + 1}]`, settings, depth + 1);
    return;
  }
  if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      // The frame says nothing: <root><config> holds all.
      const frame = name === 'root' || name === 'config' || name === '?xml';
      if (name === '?xml') continue;
      collect(value, frame ? path : path === '' ? name : `${path}.${name}`, settings, depth + 1);
    }
    return;
  }
  if (path !== '' && node !== undefined && node !== null && node !== '') settings[path] = String(node);
}

/** The auxiliary channels that a TestInfo.xml lists. */
export function auxChannels(settings: Readonly<Record<string, Setting>>): AuxChannel[] {
  const channels: AuxChannel[] = [];
  for (let k = 1; k <= 1000; k++) {
    const at = (name: string): number => Number(settings[`TestInfo.Aux${k}.${name}`]);
    if (settings[`TestInfo.Aux${k}.AuxID`] === undefined) break;
    channels.push({ id: at('AuxID'), realChannel: at('RealChlID'), type: at('ChlType') });
  }
  return channels;
}
