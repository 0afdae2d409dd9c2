import { fail } from '../../errors.js';
import { type FoundSettings, uniformSettings } from '../diffraction/uniform-settings.js';
import {
  addXmlSettings,
  asNode,
  attribute,
  child,
  children,
  readXml,
  textBelow,
  type XmlTree,
} from '../diffraction/xml-tree.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeText } from '../text/text-lines.js';
import { measurementFacts } from './xrdml-facts.js';
import { readScan, type XrdmlScan } from './xrdml-scan.js';

/** PANalytical (Malvern Panalytical) XRDML, schema 1.x and 2.x: every scan is a table. */
export const xrdmlReader: Reader = {
  id: 'panalytical-xrdml',
  label: 'PANalytical XRDML',
  extensions: ['.xrdml'],
  recognise: ({ text }: FileHead) => (/<(?:\w+:)?xrdMeasurements[\s>]/.test(text) ? 1 : 0),
  read: readXrdml,
};

/** Files of long temperature series have hundreds of scans; nothing has so many. */
const MOST_SCANS = 20_000;
const MOST_BYTES = 512_000_000;
const LISTS = [
  'counts',
  'intensities',
  'listPositions',
  'beamAttenuationFactors',
  'divergenceCorrections',
  'countingTimes',
  'nonAmbientValues',
  'timeStamps',
];

async function readXrdml(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 512 MB of XML', 'split the measurement');
  const { text } = decodeText(await file.slice(0, file.size));
  const tree = readXml(text, 'the XRDML file', LISTS);
  const root = child(tree.root, 'xrdMeasurements');
  const { scans, facts, diagnostics } = readMeasurements(tree);
  const settings = new SettingsBuilder();
  addXmlSettings(settings, root, '');
  for (const [index, { fixed }] of scans.entries()) {
    for (const { axis, unit, value } of fixed) settings.add(`scan ${index + 1}.${axis} (fixed)/${unit}`, value);
  }
  if (tree.cut) {
    const message = 'the file ends before its last element is closed: what is whole was read';
    diagnostics.push({ code: 'truncated', severity: 'warning', message });
  }
  const startTime = scans[0]?.startTime;
  return {
    instrument: instrumentOf(root) ?? 'PANalytical',
    ...(startTime === undefined ? {} : { startTime }),
    settings: { ...uniformSettings(facts), ...settings.build() },
    tables: tablesOf(scans),
    diagnostics,
  };
}

function readMeasurements(tree: XmlTree): { scans: XrdmlScan[]; facts: FoundSettings[]; diagnostics: Diagnostic[] } {
  const root = child(tree.root, 'xrdMeasurements');
  const sample = child(root, 'sample');
  const sampleName = textBelow(sample, 'id') ?? textBelow(sample, 'name');
  const scans: XrdmlScan[] = [];
  const facts: FoundSettings[] = [];
  const diagnostics: Diagnostic[] = [];
  let failure: unknown;
  for (const measurement of children(root, 'xrdMeasurement')) {
    const common = measurementFacts(measurement, sampleName);
    for (const node of children(measurement, 'scan')) {
      if (scans.length >= MOST_SCANS) throw fail('malformed-file', 'more than 20 000 scans', 'split the measurement');
      try {
        const scan = readScan(node, tree, scans.length);
        if (scan === undefined) continue;
        scans.push(scan);
        facts.push({
          ...common,
          scanAxis: scan.scanAxis,
          countTimeS: scan.countTimeS,
          temperatureK: scan.temperatureK,
        });
        diagnostics.push(...scan.diagnostics);
      } catch (error) {
        failure ??= error;
      }
    }
  }
  if (scans.length === 0) throw failure ?? noScan(tree);
  if (failure !== undefined) {
    const why = failure instanceof Error ? failure.message : String(failure);
    diagnostics.push({
      code: 'scan-left-out',
      severity: 'warning',
      message: `a scan cannot be read and is left out: ${why}`,
    });
  }
  return { scans, facts, diagnostics };
}

function noScan(tree: XmlTree): unknown {
  return tree.cut
    ? fail(
        'truncated-file',
        'the file ends before its first whole scan',
        'copy the file again from the instrument computer',
      )
    : fail(
        'malformed-file',
        'the file holds no scan with data points',
        'measure it to the end, or export the scan as text',
      );
}

function tablesOf(scans: readonly XrdmlScan[]): Table[] {
  const name = (index: number): string => (scans.length === 1 ? 'data' : `scan ${index + 1}`);
  const patterns = scans.map(({ rows, columns }, index) => ({ name: name(index), rows, columns }));
  const conditions = scans.flatMap(({ nonAmbient }, index) =>
    nonAmbient === undefined
      ? []
      : [{ name: `${name(index)}, non-ambient`, rows: nonAmbient.values.length, columns: [nonAmbient] }],
  );
  return [...patterns, ...conditions];
}

function instrumentOf(root: ReturnType<typeof child>): string | undefined {
  const source = child(child(child(child(root, 'xrdMeasurement'), 'scan'), 'header'), 'source');
  const control = textBelow(source, 'instrumentControlSoftware');
  const application = asNode(child(source, 'applicationSoftware'));
  const version = attribute(application, 'version');
  const program = textBelow(source, 'applicationSoftware');
  if (control === undefined && program === undefined) return undefined;
  const written = program === undefined ? '' : ` (${program}${version === undefined ? '' : ` ${version}`})`;
  return `PANalytical ${control ?? ''}${written}`.replace(/\s+/g, ' ').trim();
}
