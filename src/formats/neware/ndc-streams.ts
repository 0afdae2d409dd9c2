/** The streams and the settings of a .ndax archive: what can be read, and a word for everything that cannot. */
import { isInterphaseError } from '../../errors.js';
import type { ZipEntry } from '../archive/open-zip.js';
import type { Diagnostic, Setting } from '../recording.js';
import { isKnownVersion, type NdcStream, ndcStream, streamTypes, unknownVersion } from './ndc-pages.js';
import { decodeXml, xmlSettings } from './neware-xml.js';

export interface NdaxStreams {
  /** The records of the test; undefined when the archive has none. */
  readonly data: NdcStream | undefined;
  /** The other streams of the same version. */
  readonly others: readonly NdcStream[];
  readonly diagnostics: readonly Diagnostic[];
}

const IS_STREAM = /\.ndc$/i;
const IS_DATA = /(?:^|\/)data\.ndc$/i;
/** Logs and lists of events hold words of the server; nothing in them was measured. */
const IS_LOG = /_(?:log|es)\.ndc$/i;

/**
 * All streams of the archive that hold measured numbers.
 *
 * @throws `unknown-format` when the version of the data is not known, `malformed-file` when they cannot be unpacked
 */
export async function readStreams(entries: readonly ZipEntry[]): Promise<NdaxStreams> {
  const diagnostics: Diagnostic[] = [];
  const streams: NdcStream[] = [];
  for (const entry of entries) {
    if (!IS_STREAM.test(entry.name) || IS_LOG.test(entry.name)) continue;
    const found = await readStream(entry, diagnostics);
    if (found !== undefined && found.type !== streamTypes.log && found.type !== streamTypes.es) streams.push(found);
  }
  const records = streams.filter(({ type }) => type === streamTypes.data);
  const data = records.find(({ name }) => IS_DATA.test(name)) ?? records[0];
  if (data !== undefined && !isKnownVersion(data.version)) throw unknownVersion(data);
  const others: NdcStream[] = [];
  for (const stream of streams) {
    if (stream === data || (stream.type === streamTypes.data && isCopy(stream, data))) continue;
    if (stream.version === data?.version && stream.type !== streamTypes.data) others.push(stream);
    else {
      const message = `${stream.name} (type ${stream.type}, version ${stream.version}) does not go with ${data?.name ?? 'any data'} and is left out`;
      diagnostics.push({ code: 'stream-left-out', severity: 'warning', message });
    }
  }
  return { data, others, diagnostics };
}

/** Version 2 keeps the records twice, under the name of the test too. */
function isCopy(stream: NdcStream, data: NdcStream | undefined): boolean {
  return (
    data !== undefined &&
    stream.bytes.length === data.bytes.length &&
    stream.bytes.every((byte, at) => byte === data.bytes[at])
  );
}

async function readStream(entry: ZipEntry, diagnostics: Diagnostic[]): Promise<NdcStream | undefined> {
  try {
    const { bytes, intact } = await entry.read();
    if (!intact) {
      const message = `${entry.name} does not fit its checksum: numbers in it may be wrong`;
      diagnostics.push({ code: 'checksum', severity: 'error', message });
    }
    return ndcStream(entry.name, bytes);
  } catch (error) {
    if (!isInterphaseError(error) || IS_DATA.test(entry.name)) throw error;
    diagnostics.push({ code: 'damaged-stream', severity: 'error', message: `${error.message}; it is left out` });
    return undefined;
  }
}

const MOST_XML_BYTES = 8 * 1024 ** 2;

/** All XML files as settings; a damaged one is told and left out. */
export async function readSettings(
  entries: readonly ZipEntry[],
): Promise<{ settings: ReadonlyMap<string, Setting>; diagnostics: readonly Diagnostic[] }> {
  const settings = new Map<string, Setting>();
  const diagnostics: Diagnostic[] = [];
  for (const entry of entries) {
    if (!/\.xml$/i.test(entry.name)) continue;
    const found = await readXml(entry);
    for (const [name, value] of found ?? []) settings.set(name, value);
    if (found !== undefined) continue;
    const message = `${entry.name} inside the file is damaged: its settings are missing, the data are not touched`;
    diagnostics.push({ code: 'damaged-settings', severity: 'warning', message });
  }
  return { settings, diagnostics };
}

async function readXml(entry: ZipEntry): Promise<ReadonlyMap<string, Setting> | undefined> {
  if (entry.size > MOST_XML_BYTES) return undefined;
  try {
    const { bytes, intact } = await entry.read();
    return intact ? xmlSettings(entry.name.replace(/^.*\/|\.xml$/gi, ''), decodeXml(bytes)) : undefined;
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    return undefined;
  }
}
