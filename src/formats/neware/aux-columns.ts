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
  if (version === 2 || version === 5) return countedAux(stream, number, index);
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
  if (first === 0x74) {
    const temperature = byIndex(stream, 88, 1, index, (at) => view.getInt16(at + 35, true) / 10);
    return [{ name: `T${number}`, unit: '°C', kind: 'temperature', values: temperature }];
  }
  const potential = placed(stream, 7, slots, (v, at) => v.getFloat32(at + 1, true) * 1e-4);
  const temperature = placed(stream, 7, slots, (v, at) => v.getInt16(at + 5, true) / 10);
  return [
    { name: `V${number}`, unit: 'V', values: potential },
    { name: `T${number}`, unit: '°C', kind: 'temperature', values: temperature },
  ];
}

/** Version 2 and 5: potential, temperature and set temperature in counts, by index. */
function countedAux(stream: NdcStream, number: number, index: Uint32Array): Column[] {
  const view = viewOf(stream);
  const [bytes, at0] = stream.version === 2 ? [94, 8] : [87, 1];
  const read = (read: (at: number) => number): Float64Array =>
    byIndex(stream, bytes, at0, index, (at) => read(at + at0));
  return [
    { name: `V${number}`, unit: 'V', values: read((at) => view.getInt32(at + 23, true) * 1e-4) },
    { name: `T${number}`, unit: '°C', kind: 'temperature', values: read((at) => view.getInt16(at + 33, true) / 10) },
    { name: `t${number}`, unit: '°C', values: read((at) => view.getInt16(at + 35, true) / 10) },
  ];
}

function byIndex(
  stream: NdcStream,
  recordBytes: number,
  indexAt: number,
  index: Uint32Array,
  read: (at: number) => number,
): Float64Array {
  const view = viewOf(stream);
  const found = new Map<number, number>();
  eachRecord(stream, recordBytes, (at) => {
    const of = view.getUint32(at + indexAt, true);
    if (of > 0 && !found.has(of)) found.set(of, read(at));
  });
  return Float64Array.from(index, (of) => found.get(of) ?? Number.NaN);
}
