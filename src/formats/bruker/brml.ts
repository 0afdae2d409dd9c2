import { fail } from '../../errors.js';
import { isZip, openZip, type ZipEntry } from '../archive/open-zip.js';
import { type FoundSettings, uniformSettings } from '../diffraction/uniform-settings.js';
import { addXmlSettings, attribute, child, children, contentOf, readXml, textBelow } from '../diffraction/xml-tree.js';
import { numberedParts, readPart } from '../diffraction/zip-parts.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeText } from '../text/text-lines.js';
import { readDatumRun, takeOutDatumRuns } from './brml-datum.js';
import { instrumentFacts } from './brml-facts.js';
import { routeScan } from './brml-route.js';

/** Bruker DIFFRAC.SUITE .brml: a ZIP archive of XML; every raw data file and data route is a table. */
export const brmlReader: Reader = {
  id: 'bruker-brml',
  label: 'Bruker BRML',
  extensions: ['.brml'],
  recognise: recogniseBrml,
  read: readBrml,
};

const RAW_DATA = /(?:^|\/)RawData\d*\.xml$/i;
const DATA_CONTAINER = /(?:^|\/)DataContainer\.xml$/i;
/** A scan of ten thousand steps takes 1 MB of XML. */
const LIMITS = { partBytes: 256 * 1024 ** 2, totalBytes: 1024 ** 3 };
const MOST_SCANS = 20_000;

function recogniseBrml({ bytes, extension }: FileHead): number {
  if (!isZip(bytes)) return 0;
  const text = new TextDecoder('latin1').decode(bytes);
  if (/Experiment\d+\/(?:RawData\d*|DataContainer|MeasurementContainer)\.xml|experimentCollection\.xml/i.test(text))
    return 1;
  return extension === '.brml' ? 0.6 : 0;
}

/** What the raw data files of an archive gave. */
interface Gathered {
  readonly tables: Table[];
  readonly facts: FoundSettings[];
  readonly settings: SettingsBuilder;
  readonly diagnostics: Diagnostic[];
  startTime: string | undefined;
}

async function readBrml(file: FileLike): Promise<FileContent> {
  const archive = await openZip(file, LIMITS);
  const parts = numberedParts(archive.entries, RAW_DATA);
  if (parts.length === 0) {
    throw fail(
      'truncated-file',
      'the archive holds no raw data',
      'measure it to the end and copy the file again, or export it as xy or UXD from DIFFRAC.EVA',
    );
  }
  const gathered: Gathered = {
    tables: [],
    facts: [],
    settings: new SettingsBuilder(),
    diagnostics: [...archive.diagnostics],
    startTime: undefined,
  };
  const container = await readContainer(archive.entries, gathered);
  for (const part of parts) await readRawData(part, parts.length, container.sampleName, gathered);
  if (gathered.tables.length === 0) {
    throw fail(
      'malformed-file',
      `none of the ${parts.length} raw data file(s) holds points that can be read${gathered.diagnostics[0] === undefined ? '' : `: ${gathered.diagnostics[0].message}`}`,
      'export the measurement as xy or UXD from DIFFRAC.EVA (images of area detectors are not read)',
    );
  }
  const tables = gathered.tables.length === 1 ? [{ ...gathered.tables[0]!, name: 'data' }] : gathered.tables;
  const { startTime } = gathered;
  return {
    instrument: container.instrument ?? 'Bruker',
    ...(startTime === undefined ? {} : { startTime }),
    settings: { ...uniformSettings(gathered.facts), ...gathered.settings.build() },
    tables,
    diagnostics: gathered.diagnostics,
  };
}

/** Name of sample and instrument. Lists of what the instrument could do (tens of thousands of settings) are not kept. */
async function readContainer(
  entries: readonly ZipEntry[],
  { settings, diagnostics }: Gathered,
): Promise<{ sampleName: string | undefined; instrument: string | undefined }> {
  const none = { sampleName: undefined, instrument: undefined };
  const entry = entries.find(({ name }) => DATA_CONTAINER.test(name));
  const bytes = entry === undefined ? undefined : await readPart(entry, diagnostics);
  if (bytes === undefined) return none;
  try {
    const root = child(readXml(decodeText(bytes).text, 'DataContainer.xml').root, 'DataContainer');
    addXmlSettings(settings, root, 'DataContainer');
    const description = child(child(root, 'ExperimentInfo'), 'InstrumentDescription');
    const instrument = textBelow(description, 'InstrumentName');
    return {
      sampleName: attribute(child(root, 'MeasurementInfo'), 'SampleName'),
      instrument: instrument === undefined ? undefined : `Bruker ${instrument}`,
    };
  } catch {
    diagnostics.push({
      code: 'damaged-part',
      severity: 'warning',
      message: 'DataContainer.xml is damaged and left out',
    });
    return none;
  }
}

async function readRawData(
  part: ZipEntry,
  parts: number,
  sampleName: string | undefined,
  gathered: Gathered,
): Promise<void> {
  const { tables, facts, settings, diagnostics } = gathered;
  const bytes = await readPart(part, diagnostics);
  if (bytes === undefined) return;
  const label = part.name.replace(/^.*\//, '').replace(/\.xml$/i, '');
  const { rest, runs } = takeOutDatumRuns(decodeText(bytes).text);
  let root: ReturnType<typeof child>;
  try {
    const tree = readXml(rest, part.name);
    root = child(tree.root, 'RawData');
    if (tree.cut) {
      const message = `${part.name} ends before its last element is closed: what is whole was read`;
      diagnostics.push({ code: 'truncated', severity: 'warning', message });
    }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    diagnostics.push({ code: 'damaged-part', severity: 'error', message: `${why}; it is left out` });
    return;
  }
  addXmlSettings(settings, root, parts === 1 ? '' : label);
  gathered.startTime ??= textBelow(root, 'TimeStampStarted');
  const instrument = instrumentFacts(root, sampleName);
  const routes = children(child(root, 'DataRoutes'), 'DataRoute');
  for (const [index, route] of routes.entries()) {
    const run = runs[Number(contentOf(child(route, 'DatumRun')) || 'none')];
    const points = run === undefined ? undefined : readDatumRun(run);
    const name = routes.length === 1 ? label : `${label}, ${attribute(route, 'RouteFlag') ?? `route ${index + 1}`}`;
    if (points === undefined || points.rows === 0) {
      const message = `${name} holds no points as text (images of an area detector are not read)`;
      diagnostics.push({ code: 'no-table', severity: 'warning', message });
      continue;
    }
    if (tables.length >= MOST_SCANS) throw fail('malformed-file', 'more than 20 000 scans', 'split the measurement');
    const scan = routeScan(route, points, name);
    tables.push({ name, rows: scan.rows, columns: scan.columns });
    diagnostics.push(...scan.diagnostics);
    facts.push({
      ...instrument,
      scanAxis: scan.scanAxis,
      countTimeS: scan.countTimeS,
      temperatureK: scan.temperatureK,
    });
  }
}
