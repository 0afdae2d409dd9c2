/** The settings that Neware writes as XML beside the data. */
import { XMLParser } from 'fast-xml-parser';
import type { Setting } from '../recording.js';
import { settingFromText } from '../settings.js';

/** What is known of one auxiliary channel. */
export interface AuxChannel {
  readonly id: number;
  readonly realChannel: number;
  /** 103 temperature, 335 set temperature, 345 humidity. */
  readonly type: number;
}

/** Texts are in GB2312 unless they say UTF-8. */
export function decodeXml(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 120));
  return new TextDecoder(/utf-?8/i.test(head) ? 'utf-8' : 'gb18030').decode(bytes);
}

/**
 * Attributes of an XML file by their path behind the name of the file (`TestInfo.Barcode`, `Step.Head_Info.Creator`), lists
 * numbered; undefined when the text is no XML.
 *
 * @param file name of the file without its extension
 */
export function xmlSettings(file: string, text: string): Map<string, Setting> | undefined {
  if (!text.trimStart().startsWith('<')) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    // Entities that a file declares can be made to fill the memory; the five that every file may use are turned back below.
    processEntities: false,
    parseAttributeValue: false,
    parseTagValue: false,
  });
  const settings = new Map<string, Setting>();
  try {
    collect(parser.parse(text, true), [file], settings, 0);
  } catch {
    return undefined;
  }
  return settings;
}

/** More than any schedule has. */
const MOST_SETTINGS = 20_000;
const DEEPEST = 20;
/** Elements that only frame the others. */
const FRAMES = new Set(['root', 'config']);
/** Names and numbers of things, which are no quantities even where they consist of digits. */
const IS_NAME = /(?:Barcode|Remark|Creator|PN|SN|Sn|Guid|Name|Ver|Version|date)$/;

function collect(node: unknown, path: readonly string[], settings: Map<string, Setting>, depth: number): void {
  if (depth > DEEPEST || settings.size >= MOST_SETTINGS) return;
  if (Array.isArray(node)) {
    const name = path.at(-1)!;
    for (const [k, item] of node.entries()) {
      collect(item, [...path.slice(0, -1), `${name}[${k + 1}]`], settings, depth + 1);
    }
  } else if (typeof node === 'object' && node !== null) {
    for (const [name, value] of Object.entries(node)) {
      if (name === '?xml') continue;
      // <TestInfo> in TestInfo.xml adds nothing, and neither do the frames.
      const repeats = FRAMES.has(name) || name === path.at(-1);
      collect(value, repeats ? path : [...path, name], settings, depth + 1);
    }
  } else if (typeof node === 'string' && node !== '') {
    const key = (path.at(-1) === 'Value' ? path.slice(0, -1) : path).join('.');
    const value = withoutEntities(node);
    settings.set(key, IS_NAME.test(key) ? value : settingFromText(value));
  }
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function withoutEntities(text: string): string {
  return text.includes('&') ? text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => ENTITIES[name]!) : text;
}

/** Settings that people look for, in one place whatever the file calls them. */
export function commonSettings(settings: ReadonlyMap<string, Setting>): Record<string, Setting> {
  const found: Record<string, Setting> = {};
  const add = (name: string, ...sources: readonly string[]): void => {
    const source = sources.find((key) => settings.has(key));
    if (source !== undefined) found[name] = settings.get(source)!;
  };
  add('barcode', 'TestInfo.Barcode');
  add('remark', 'TestInfo.Remark', 'Step.Head_Info.Remark');
  add('creator', 'Step.Head_Info.Creator');
  add('schedule', 'TestInfo.StepName');
  const microgram = settings.get('Step.Head_Info.SCQ');
  if (typeof microgram === 'number' && microgram > 0) found['active mass/mg'] = microgram / 1000;
  return found;
}

/** The auxiliary channels that a TestInfo.xml lists. */
export function auxChannels(settings: ReadonlyMap<string, Setting>): AuxChannel[] {
  const channels: AuxChannel[] = [];
  for (let k = 1; settings.has(`TestInfo.Aux${k}.AuxID`); k++) {
    const at = (name: string): number => Number(settings.get(`TestInfo.Aux${k}.${name}`));
    channels.push({ id: at('AuxID'), realChannel: at('RealChlID'), type: at('ChlType') });
  }
  return channels;
}
