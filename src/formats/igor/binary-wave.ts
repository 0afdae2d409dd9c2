import { fail } from '../../errors.js';
import { steppedAngles } from '../diffraction/pattern-columns.js';
import type { FileLike } from '../file-like.js';
import { evenStep } from '../photoemission/spectrum-columns.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Column, Diagnostic, Setting } from '../recording.js';
import { isScienta, keysOf, scientaFacts } from '../scienta/scienta-settings.js';
import { slicedColumns } from '../scienta/sliced-columns.js';
import { settingFromText } from '../settings.js';
import { decodeWindows1252 } from '../text/text-lines.js';
import { checksumFits, HEADER_BYTES, readWaveHeader, type WaveHeader, waveByteOrder } from './wave-header.js';

/** Igor binary waves of version 5, as Scienta SES saves them: one or two dimensions. */
export const igorWaveReader: Reader = {
  id: 'igor-wave',
  label: 'Igor binary wave (Scienta SES)',
  extensions: ['.ibw'],
  recognise: ({ bytes }: FileHead) => (waveByteOrder(bytes) === undefined ? 0 : 1),
  read: readWave,
};

const MOST_BYTES = 512_000_000;
const MOST_SLICES = 4096;
const NOTE_LIMIT = 1_000_000;
/** Bytes of a number by its type; complex numbers and texts are not read. */
const TYPES: Readonly<
  Record<number, { readonly bytes: number; read(view: DataView, at: number, little: boolean): number }>
> = {
  2: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  4: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  16: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  32: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  72: { bytes: 1, read: (view, at) => view.getUint8(at) },
  80: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  96: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
};

async function readWave(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 512 MB', 'save a part of the wave');
  const bytes = await file.slice(0, file.size);
  const header = readWaveHeader(bytes, waveByteOrder(bytes) === 'little');
  const diagnostics: Diagnostic[] = [];
  if (!checksumFits(bytes, header.littleEndian)) {
    const message = 'the header of the wave does not fit its checksum: its energies may be wrong';
    diagnostics.push({ code: 'checksum', severity: 'warning', message });
  }
  const { rows, slices } = readSlices(bytes, header, diagnostics);
  if (header.fileSize !== bytes.length && !diagnostics.some(({ code }) => code === 'truncated')) {
    const message = `the parts of the wave take ${header.fileSize} bytes together and the file has ${bytes.length}: numbers may stand in the wrong place`;
    diagnostics.push({ code: 'length-mismatch', severity: 'warning', message });
  }
  const note = decodeWindows1252(bytes.subarray(header.noteAt, header.noteAt + Math.min(header.noteSize, NOTE_LIMIT)));
  const keys = keysOf(note.split(/\r\n|\r|\n/));
  const [signal, label] = longUnits(bytes, header);
  const { start, step } = header.scales[0]!;
  const energies = steppedAngles(start, step, rows);
  const scale = header.scales[1]!;
  const names = slices.map((_, index) => `slice at ${Number((scale.start + index * scale.step).toPrecision(7))}`);
  const columns = slicedColumns(label!, energies, slices, names);
  const facts = isScienta(keys) ? scientaFacts(keys, evenStep(energies)) : undefined;
  const plain = Object.fromEntries([...keys].map(([key, value]): [string, Setting] => [key, settingFromText(value)]));
  const settings: Record<string, Setting> = {};
  if (signal !== '') settings['unit of the data'] = signal!;
  if (keys.size === 0 && note.trim() !== '') settings.note = note.trim();
  const startTime = facts?.startTime ?? createdAt(header.created);
  return {
    ...(facts?.instrument === undefined ? {} : { instrument: facts.instrument }),
    ...(startTime === undefined ? {} : { startTime }),
    settings,
    tables: [
      {
        name: String(facts?.settings.regionName ?? '') || header.name || 'data',
        rows,
        columns: withoutMeaning(columns, facts !== undefined),
        settings: facts?.settings ?? plain,
      },
    ],
    diagnostics,
  };
}

/** A wave of another program has its units and no more. */
function withoutMeaning(columns: readonly Column[], isSpectrum: boolean): readonly Column[] {
  if (isSpectrum) return columns;
  return columns.map((column) =>
    'values' in column ? { name: column.name, unit: column.unit, values: column.values } : column,
  );
}

function readSlices(
  bytes: Uint8Array,
  header: WaveHeader,
  diagnostics: Diagnostic[],
): { rows: number; slices: Float64Array[] } {
  const type = TYPES[header.type];
  if (type === undefined || header.sizes.length > 2) {
    const what = type === undefined ? `numbers of type ${header.type}` : `${header.sizes.length} dimensions`;
    throw fail(
      'malformed-file',
      `an Igor wave with ${what} is not read`,
      'save real numbers in one or two dimensions',
      { byte: 80 },
    );
  }
  const [rows = 0, width = 1] = header.sizes;
  const held = Math.min(rows * width, Math.max(0, Math.floor((bytes.length - header.dataAt) / type.bytes)));
  const whole = Math.min(width, Math.floor(held / Math.max(1, rows)));
  // One dimension that is cut gives the points that are there; of several slices the whole ones count.
  const points = width === 1 ? held : rows;
  const count = width === 1 ? 1 : whole;
  if (points === 0 || count === 0) {
    throw fail('truncated-file', 'the wave holds no points', 'copy the file again', { byte: HEADER_BYTES });
  }
  if (count > MOST_SLICES) throw fail('malformed-file', `more than ${MOST_SLICES} slices`, 'save a part of the wave');
  if (points < rows || count < width) {
    const message = `the wave declares ${rows * width} numbers and holds ${held}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', message });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const slices = Array.from({ length: count }, (_, slice) => {
    const values = new Float64Array(points);
    for (let row = 0; row < points; row++) {
      values[row] = type.read(view, header.dataAt + (slice * rows + row) * type.bytes, header.littleEndian);
    }
    return values;
  });
  return { rows: points, slices };
}

/** Units of the data and of the first dimension: the long ones where there are, else the short. */
function longUnits(bytes: Uint8Array, header: WaveHeader): [signal: string, label: string] {
  const texts: string[] = [];
  let at = header.unitsAt;
  for (const size of header.unitSizes) {
    texts.push(decodeWindows1252(bytes.subarray(at, at + Math.min(size, 1000))).trim());
    at += size;
  }
  return [texts[0] || header.units[0]!, texts[1] || header.units[1]!];
}

const SECONDS_1904_TO_1970 = 2_082_844_800;

function createdAt(seconds: number): string | undefined {
  if (seconds <= SECONDS_1904_TO_1970) return undefined;
  return new Date(1000 * (seconds - SECONDS_1904_TO_1970)).toISOString().slice(0, 19);
}
