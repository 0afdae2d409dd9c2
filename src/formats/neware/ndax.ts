import { fail } from '../../errors.js';
import { isZip, openZip, type ZipEntry } from '../archive/open-zip.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Column, Diagnostic, Setting } from '../recording.js';
import { auxColumns } from './aux-columns.js';
import { type CountedLayout, readCountedRecords } from './counted-records.js';
import { cut, readFilledRecords } from './filled-records.js';
import { eachRecord, type NdcStream, ndcStream, streamTypes } from './ndc-pages.js';
import { type NewareRows, newareTable } from './neware-table.js';
import { auxChannels, decodeXml, xmlSettings } from './neware-xml.js';

/** Neware BTS .ndax: a ZIP archive of streams; versions 2, 5, 11, 14, 16 and 17. */
export const ndaxReader: Reader = {
  id: 'neware-ndax',
  label: 'Neware ndax',
  extensions: ['.ndax'],
  recognise: recogniseNdax,
  read: readNdax,
};

/** Record of version 5; version 2 has the same 7 bytes later. */
const VERSION_5: CountedLayout = {
  index: 1,
  cycle: 5,
  stepIndex: 9,
  stepIndexWide: false,
  stepType: 10,
  stepTimeMs: 16,
  potential: 24,
  current: 28,
  capacities: 36,
  energies: 52,
  calendar: 68,
  range: 75,
};

/** An archive with a stream in it; names of parts stand in clear between them. */
function recogniseNdax({ bytes, extension }: FileHead): number {
  if (!isZip(bytes)) return 0;
  const text = new TextDecoder('latin1').decode(bytes);
  if (/\.ndc|TestInfo\.xml|VersionInfo\.xml/.test(text)) return 1;
  return extension === '.ndax' ? 0.6 : 0;
}

async function readNdax(file: FileLike): Promise<FileContent> {
  const archive = await openZip(file);
  const diagnostics: Diagnostic[] = [...archive.diagnostics];
  const settings = await readSettings(archive.entries, diagnostics);
  const streams = await readStreams(archive.entries, diagnostics);
  const data =
    streams.find(({ type, name }) => type === streamTypes.data && /(?:^|\/)data\.ndc$/i.test(name)) ??
    streams.find(({ type }) => type === streamTypes.data);
  if (data === undefined) {
    throw fail(
      'truncated-file',
      'the archive holds no stream of data',
      'copy the file again, or export the test as csv in BTSDA',
    );
  }
  const { rows, slots, found } = readData(data, streams);
  diagnostics.push(...found);
  const channels = auxChannels(settings);
  const aux = streams
    .filter(({ type, version }) => type === streamTypes.aux && version === data.version)
    .map((stream) => ({ stream, number: auxNumber(stream.name, channels) }))
    .sort((a, b) => (a.number ?? realChannel(a.stream.name)) - (b.number ?? realChannel(b.stream.name)));
  const extra = aux.flatMap(({ stream, number }, k): Column[] =>
    auxColumns(
      stream,
      number ?? k + 1,
      channels.find(({ id }) => id === number),
      slots,
      rows.index,
    ),
  );
  const nameless = extra.filter(({ name }) => name.startsWith('aux '));
  if (nameless.length > 0) {
    const message = `TestInfo.xml does not say what ${nameless.length} auxiliary channel${nameless.length === 1 ? ' measures' : 's measure'}: ${nameless.map(({ name }) => `"${name}"`).join(', ')} ${nameless.length === 1 ? 'has' : 'have'} no unit`;
    diagnostics.push({ code: 'aux-unknown', severity: 'warning', message });
  }
  const { table, diagnostics: told } = newareTable(rows, extra);
  const start = settings['TestInfo.StartTime'];
  const startTime =
    typeof start === 'string' && /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(start)
      ? start.replace(' ', 'T')
      : undefined;
  return {
    instrument: 'Neware',
    ...(startTime === undefined ? {} : { startTime }),
    settings: { 'stream version': data.version, ...settings },
    tables: [table],
    diagnostics: [...diagnostics, ...told],
  };
}

function readData(
  data: NdcStream,
  streams: readonly NdcStream[],
): { rows: NewareRows; slots: Uint32Array | undefined; found: Diagnostic[] } {
  const ofType = (type: number): NdcStream | undefined =>
    streams.find((stream) => stream.type === type && stream.version === data.version);
  if (data.version > 5) {
    const { rows, slots, diagnostics } = readFilledRecords(data, ofType(streamTypes.runInfo), ofType(streamTypes.step));
    return { rows, slots, found: diagnostics };
  }
  const [recordBytes, shift] = data.version === 2 ? [94, 7] : [87, 0];
  const layout = shift === 0 ? VERSION_5 : shifted(VERSION_5, shift);
  const view = new DataView(data.bytes.buffer, data.bytes.byteOffset, data.bytes.byteLength);
  const places: number[] = [];
  const whole = eachRecord(data, recordBytes, (at) => {
    if (view.getUint32(at + layout.index, true) > 0) places.push(at);
  });
  const { rows, diagnostics } = readCountedRecords(data.bytes, places, layout);
  return { rows, slots: undefined, found: whole ? diagnostics : [...diagnostics, cut(data.name)] };
}

function shifted(layout: CountedLayout, by: number): CountedLayout {
  const moved = Object.entries(layout).map(([name, value]) => [name, typeof value === 'number' ? value + by : value]);
  return Object.fromEntries(moved) as CountedLayout;
}

async function readStreams(entries: readonly ZipEntry[], diagnostics: Diagnostic[]): Promise<NdcStream[]> {
  const streams: NdcStream[] = [];
  for (const entry of entries) {
    if (!/\.ndc$/i.test(entry.name)) continue;
    const { bytes, intact } = await entry.read();
    const stream = ndcStream(entry.name, bytes);
    // Logs and event lists hold words of the server; they are counted, not read.
    if (stream === undefined || stream.type === streamTypes.log || stream.type === streamTypes.es) continue;
    if (!intact) {
      const message = `${entry.name} does not fit its checksum: numbers in it may be wrong`;
      diagnostics.push({ code: 'checksum', severity: 'error', message });
    }
    streams.push(stream);
  }
  return streams;
}

/** All XML files as settings; a damaged one is told and left out. */
async function readSettings(entries: readonly ZipEntry[], diagnostics: Diagnostic[]): Promise<Record<string, Setting>> {
  const settings: Record<string, Setting> = {};
  for (const entry of entries) {
    if (!/\.xml$/i.test(entry.name) || entry.size > 16 * 1024 ** 2) continue;
    const found = await readXml(entry);
    if (found === undefined) {
      const message = `${entry.name} inside the file is damaged: its settings are missing, the data are not touched`;
      diagnostics.push({ code: 'damaged-settings', severity: 'warning', message });
    } else Object.assign(settings, found);
  }
  return settings;
}

async function readXml(entry: ZipEntry): Promise<Record<string, Setting> | undefined> {
  try {
    const { bytes } = await entry.read();
    return xmlSettings(decodeXml(bytes));
  } catch {
    return undefined;
  }
}

/** The channel in the name of a stream (`data_AUX_9_3_1.ndc`); 0 where the name has none. */
function realChannel(name: string): number {
  return Number(/_AUX_(\d+)_/i.exec(name)?.[1] ?? 0);
}

/** Number of a channel: its AuxID, where TestInfo lists it. */
function auxNumber(name: string, channels: ReturnType<typeof auxChannels>): number | undefined {
  return channels.find((channel) => channel.realChannel === realChannel(name))?.id;
}
