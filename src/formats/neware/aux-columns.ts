/** Auxiliary channels (thermocouples, further potentials) beside the records they belong to. */
import type { Column, ColumnKind } from '../recording.js';
import { eachRecord, type NdcStream } from './ndc-pages.js';
import type { AuxChannel } from './neware-xml.js';

/** What a channel of a newer file measures. */
const KINDS: Readonly<Record<number, { readonly letter: string; readonly unit: string; readonly kind?: ColumnKind }>> =
  {
    103: { letter: 'T', unit: '°C', kind: 'temperature' },
    335: { letter: 't', unit: '°C' },
    345: { letter: 'H', unit: '%' },
  };

/**
 * One column or more for an auxiliary stream.
 *
 * @param number of the channel, as the user knows it
 * @param channel what TestInfo says of it, where it says anything
 * @param slots slot of each row of the table
 * @param index index of each row
 */
export function auxColumns(
  stream: NdcStream,
  number: number,
  channel: AuxChannel | undefined,
  slots: Uint32Array | undefined,
  index: Uint32Array,
): Column[] {
  const { version } = stream;
  if (version === 2 || version === 5) return numberedAux(stream, COUNTED[version], number, index);
  if (slots === undefined) return [];
  if (version === 11 || version === 16) return markedAux(stream, number, slots, index);
  const values = placed(stream, 4, slots, (view, at) => view.getFloat32(at, true));
  const { letter, unit, kind } = KINDS[channel?.type ?? 0] ?? { letter: 'aux ', unit: '', kind: undefined };
  return [
    kind === undefined
      ? { name: `${letter}${number}`, unit, values }
      : { name: `${letter}${number}`, unit, kind, values },
  ];
}

function viewOf({ bytes }: NdcStream): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Values by slot, NaN where the stream has none. */
function placed(
  stream: NdcStream,
  recordBytes: number,
  slots: Uint32Array,
  read: (view: DataView, at: number) => number,
): Float64Array {
  const view = viewOf(stream);
  const values = new Float64Array(slots.length).fill(Number.NaN);
  // Slots rise in the rows and in the stream.
  let row = 0;
  eachRecord(stream, recordBytes, (at, slot) => {
    while (row < slots.length && slots[row]! < slot) row += 1;
    if (row < slots.length && slots[row] === slot) values[row] = read(view, at);
  });
  return values;
}

/** Version 11 and 16: a mark, a potential and a temperature, or an index and a temperature. */
function markedAux(stream: NdcStream, number: number, slots: Uint32Array, index: Uint32Array): Column[] {
  const view = viewOf(stream);
  let first = -1;
  eachRecord(stream, 7, (at) => {
    if (first < 0) first = view.getUint8(at);
  });
  if (first === 0x74) return numberedAux(stream, { bytes: 88, index: 1, channel: 5, temperature: 35 }, number, index);
  const potential = placed(stream, 7, slots, (v, at) => v.getFloat32(at + 1, true) * 1e-4);
  const temperature = placed(stream, 7, slots, (v, at) => v.getInt16(at + 5, true) / 10);
  return [
    { name: `V${number}`, unit: 'V', values: potential },
    { name: `T${number}`, unit: '°C', kind: 'temperature', values: temperature },
  ];
}

/** Where the fields of an auxiliary record stand that names its index. */
interface NumberedLayout {
  readonly bytes: number;
  readonly index: number;
  /** Number of the channel, where the place is known. */
  readonly channel?: number;
  readonly potential?: number;
  readonly temperature: number;
  readonly setTemperature?: number;
}

/** Version 2 and 5: potential, temperature and set temperature in counts, by index. */
const COUNTED: Readonly<Record<2 | 5, NumberedLayout>> = {
  2: { bytes: 94, index: 8, channel: 3, potential: 31, temperature: 41, setTemperature: 43 },
  5: { bytes: 87, index: 1, potential: 24, temperature: 34, setTemperature: 36 },
};

/** Columns for each channel of a stream; where it holds just one, that has the number the user knows. */
function numberedAux(stream: NdcStream, layout: NumberedLayout, number: number, index: Uint32Array): Column[] {
  const view = viewOf(stream);
  const present = channelsIn(stream, layout);
  const channels = present.length > 1 ? present : [undefined];
  return channels.flatMap((channel): Column[] => {
    const places = byIndex(stream, layout, channel);
    const name = channel ?? number;
    const values = (read: (at: number) => number): Float64Array =>
      Float64Array.from(index, (of) => {
        const at = places.get(of);
        return at === undefined ? Number.NaN : read(at);
      });
    const { potential, temperature, setTemperature } = layout;
    const columns: Column[] = [];
    if (potential !== undefined) {
      columns.push({ name: `V${name}`, unit: 'V', values: values((at) => view.getInt32(at + potential, true) * 1e-4) });
    }
    columns.push({
      name: `T${name}`,
      unit: '°C',
      kind: 'temperature',
      values: values((at) => view.getInt16(at + temperature, true) / 10),
    });
    if (setTemperature !== undefined) {
      columns.push({
        name: `t${name}`,
        unit: '°C',
        values: values((at) => view.getInt16(at + setTemperature, true) / 10),
      });
    }
    return columns;
  });
}

function channelsIn(stream: NdcStream, layout: NumberedLayout): number[] {
  const { channel } = layout;
  if (channel === undefined) return [];
  const view = viewOf(stream);
  const numbers = new Set<number>();
  eachRecord(stream, layout.bytes, (at) => {
    if (view.getUint32(at + layout.index, true) > 0) numbers.add(view.getUint8(at + channel));
  });
  return [...numbers].sort((a, b) => a - b);
}

/** Place of the first record of each index, of one channel or of all. */
function byIndex(stream: NdcStream, layout: NumberedLayout, channel: number | undefined): Map<number, number> {
  const view = viewOf(stream);
  const found = new Map<number, number>();
  eachRecord(stream, layout.bytes, (at) => {
    const of = view.getUint32(at + layout.index, true);
    const isOther = channel !== undefined && view.getUint8(at + layout.channel!) !== channel;
    if (of > 0 && !isOther && !found.has(of)) found.set(of, at);
  });
  return found;
}

/**
 * How many records of a stream name an index that was there before, where nothing tells of which channel they are
 * (version 5): only the first of each is read.
 */
export function repeatedAuxRecords(stream: NdcStream): number {
  if (stream.version !== 5) return 0;
  const layout = COUNTED[5];
  const view = viewOf(stream);
  let filled = 0;
  eachRecord(stream, layout.bytes, (at) => {
    if (view.getUint32(at + layout.index, true) > 0) filled += 1;
  });
  return filled - byIndex(stream, layout, undefined).size;
}
