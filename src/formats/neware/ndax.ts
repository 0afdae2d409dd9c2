import { fail } from '../../errors.js';
import { isZip, openZip } from '../archive/open-zip.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Column, Diagnostic } from '../recording.js';
import { auxColumns, repeatedAuxRecords } from './aux-columns.js';
import { type CountedLayout, readCountedRecords } from './counted-records.js';
import { cut, readFilledRecords } from './filled-records.js';
import { eachRecord, type NdcStream, streamTypes } from './ndc-pages.js';
import { readSettings, readStreams } from './ndc-streams.js';
import type { NewareRows } from './neware-rows.js';
import { newareTable } from './neware-table.js';
import { type AuxChannel, auxChannels, commonSettings } from './neware-xml.js';

/** Neware BTS .ndax: a ZIP archive of streams; versions 2, 5, 11, 14, 16 and 17. */
export const ndaxReader: Reader = {
  id: 'neware-ndax',
  label: 'Neware ndax',
  extensions: ['.ndax'],
  recognise: recogniseNdax,
  read: readNdax,
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
  const { settings, diagnostics: ofSettings } = await readSettings(archive.entries);
  const { data, others, diagnostics: ofStreams } = await readStreams(archive.entries);
  if (data === undefined) {
    throw fail(
      'truncated-file',
      'the archive holds no stream of data',
      'copy the file again, or export the test as csv in BTSDA',
    );
  }
  const { rows, slots, extra, diagnostics } = readRecords(data, others);
  const aux = others.filter(({ type }) => type === streamTypes.aux);
  const channels = auxChannels(settings);
  const ofAux = readAux(aux, channels, slots, rows.index);
  const { table, startTime: firstTime, diagnostics: told } = newareTable(rows, [...extra, ...ofAux.columns]);
  const started = settings.get('TestInfo.StartTime');
  const startTime =
    typeof started === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(started)
      ? started.replace(' ', 'T')
      : firstTime;
  return {
    instrument: 'Neware',
    ...(startTime === undefined ? {} : { startTime }),
    settings: { 'stream version': data.version, ...commonSettings(settings), ...Object.fromEntries(settings) },
    tables: [table],
    diagnostics: [...archive.diagnostics, ...ofSettings, ...ofStreams, ...diagnostics, ...ofAux.diagnostics, ...told],
  };
}

interface NdaxRecords {
  readonly rows: NewareRows;
  readonly extra: readonly Column[];
  /** Slot of each row, where auxiliary channels are told by it. */
  readonly slots?: Uint32Array;
  readonly diagnostics: readonly Diagnostic[];
}

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
const VERSION_2: CountedLayout = {
  index: 8,
  cycle: 12,
  stepIndex: 16,
  stepIndexWide: false,
  stepType: 17,
  stepTimeMs: 23,
  potential: 31,
  current: 35,
  capacities: 43,
  energies: 59,
  calendar: 75,
  range: 82,
};

function readRecords(data: NdcStream, others: readonly NdcStream[]): NdaxRecords {
  if (data.version > 5) {
    const ofType = (wanted: number): NdcStream | undefined => others.find(({ type }) => type === wanted);
    const filled = readFilledRecords(data, ofType(streamTypes.runInfo), ofType(streamTypes.step));
    return { ...filled, extra: [] };
  }
  const [recordBytes, layout] = data.version === 2 ? ([94, VERSION_2] as const) : ([87, VERSION_5] as const);
  const view = new DataView(data.bytes.buffer, data.bytes.byteOffset, data.bytes.byteLength);
  const places: number[] = [];
  const whole = eachRecord(data, recordBytes, (at) => {
    if (view.getUint32(at + layout.index, true) > 0) places.push(at);
  });
  const { rows, extra, diagnostics } = readCountedRecords(data.bytes, places, layout);
  return { rows, extra, diagnostics: whole ? diagnostics : [...diagnostics, cut(data.name)] };
}

/** Auxiliary streams as columns, in the order of the channels; a word where the list of channels and the streams disagree. */
function readAux(
  streams: readonly NdcStream[],
  channels: readonly AuxChannel[],
  slots: Uint32Array | undefined,
  index: Uint32Array,
): { columns: readonly Column[]; diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const listed = streams
    .map((stream) => ({ stream, channel: channels.find(({ realChannel }) => realChannel === channelOf(stream.name)) }))
    .sort((a, b) => (a.channel?.id ?? channelOf(a.stream.name)) - (b.channel?.id ?? channelOf(b.stream.name)));
  const columns = listed.flatMap(({ stream, channel }, k) =>
    auxColumns(stream, channel?.id ?? k + 1, channel, slots, index),
  );
  const nameless = columns.filter(({ name }) => name.startsWith('aux ')).map(({ name }) => `"${name}"`);
  if (nameless.length > 0) {
    const message = `TestInfo.xml does not say what the auxiliary channels ${nameless.join(', ')} measure: they have no unit`;
    diagnostics.push({ code: 'aux-unknown', severity: 'warning', message });
  }
  const repeated = streams.reduce((sum, stream) => sum + repeatedAuxRecords(stream), 0);
  if (repeated > 0) {
    const message = `${repeated} auxiliary record(s) repeat an index and are left out: of which channel they are is not known; please report this file`;
    diagnostics.push({ code: 'aux-unknown', severity: 'warning', message });
  }
  // In version 2 and 5 all channels share one stream.
  const missing = slots === undefined ? 0 : channels.length - streams.length;
  if (missing > 0) {
    const message = `TestInfo.xml lists ${channels.length} auxiliary channels; the archive holds the streams of ${streams.length}`;
    diagnostics.push({ code: 'aux-missing', severity: 'warning', message });
  }
  return { columns, diagnostics };
}

/** The channel in the name of a stream (`data_AUX_9_3_1.ndc`); 0 where the name has none. */
function channelOf(name: string): number {
  return Number(/_AUX_(\d+)_/i.exec(name)?.[1] ?? 0);
}
