/** Binary formats of photoelectron spectrometers, written here and copied from nowhere. */
import { SCIENTA_KEYS } from './photoemission-text.js';
import { modelSpectrum } from './spectrum-model.js';

const model = modelSpectrum();
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export interface PhiSample {
  readonly cycles?: number;
  /** Seconds of sputtering between two cycles; a table of times follows the spectra. */
  readonly etchS?: number;
  readonly wide?: boolean;
}

/** Two regions, each with the counts of the model as a rate, times the number of the cycle. */
export function phi({ cycles = 1, etchS, wide = false }: PhiSample = {}): Uint8Array {
  const points = model.counts.length;
  const regions = [
    { number: 1, name: 'Ti2p3', atomicNumber: 22 },
    { number: 2, name: 'O1s', atomicNumber: 8 },
  ];
  const definitions = regions.map(({ number, name, atomicNumber }) => {
    const [start, end] = [model.binding[0], model.binding.at(-1)];
    return `SpectralRegDef: ${number} ${number} ${name} ${atomicNumber} ${points} -${model.stepEv} ${start} ${end} ${start} ${end} 2.000000 23.50 AREA`;
  });
  const header = [
    'SOFH',
    'Platform: PC',
    'Technique: XPS',
    'FileDesc: (1, pellet 1)',
    'InstrumentModel: VersaProbe 4',
    'AcqFileDate: 2025 3 14',
    'AnalyserMode: FAT',
    'AnalyserWorkFcn: 4.3 eV',
    'XraySource: Al 1486.6 mono',
    ...definitions.map((line) => line.replace('Def:', 'DefFull:')),
    ...definitions,
    'EOFH',
    '',
  ].join('\r\n');
  const size = wide ? 8 : 4;
  const rates = Array.from({ length: cycles }, (_, cycle) =>
    model.counts.map((count) => (count * (cycle + 1)) / 2),
  ).flat();
  const times = regions.flatMap(() => Array.from({ length: cycles }, (_, cycle) => (etchS ?? 0) * cycle));
  const blocks = [
    ...regions.map(({ number }) => ({
      region: number,
      axes: ['pnt', 'cyc'],
      sizes: [points, cycles],
      unit: 'c/s',
      values: rates,
    })),
    ...(etchS === undefined
      ? []
      : [{ region: 0, axes: ['cyc', 'reg'], sizes: [cycles, regions.length], unit: 's', values: times }]),
  ];
  const list = new DataView(new ArrayBuffer(16 + 96 * blocks.length));
  for (const [at, value] of [1, blocks.length, 96 * blocks.length, 16].entries()) list.setUint32(4 * at, value, true);
  let offset = list.byteLength;
  const data: Uint8Array[] = [];
  for (const [index, { region, axes, sizes, unit, values }] of blocks.entries()) {
    const at = 16 + 96 * index;
    const word = (place: number, value: number): void => list.setUint32(at + 4 * place, value, true);
    const letters = (place: number, text: string): void => {
      for (let char = 0; char < 4; char++) list.setUint8(at + 4 * place + char, text.charCodeAt(char) || 0);
    };
    word(0, index + 1);
    word(3, region);
    word(5, sizes[0]!);
    word(6, sizes[1]!);
    letters(8, axes[0]!);
    letters(10, axes[1]!);
    letters(14, unit);
    letters(18, wide ? 'f8' : 'f4');
    word(19, values.length * size);
    word(20, offset);
    const bytes = new DataView(new ArrayBuffer(values.length * size));
    for (const [row, value] of values.entries()) {
      if (wide) bytes.setFloat64(8 * row, value, true);
      else bytes.setFloat32(4 * row, value, true);
    }
    data.push(new Uint8Array(bytes.buffer));
    offset += bytes.byteLength;
  }
  return joined(latin1(header), new Uint8Array(list.buffer), ...data);
}

export interface WaveSample {
  readonly littleEndian?: boolean;
  readonly slices?: number;
  readonly note?: string;
}

/** An Igor wave of version 5 with the model over its binding energy. */
export function igorWave({
  littleEndian = true,
  slices = 1,
  note = ['[SES]', ...SCIENTA_KEYS].join('\r'),
}: WaveSample = {}): Uint8Array {
  const points = model.counts.length;
  const data = new DataView(new ArrayBuffer(8 * points * slices));
  for (let slice = 0; slice < slices; slice++) {
    for (let row = 0; row < points; row++) {
      data.setFloat64(8 * (slice * points + row), model.counts[row]! / slices, littleEndian);
    }
  }
  const units = ['Counts [a.u.]', 'Binding Energy [eV]'];
  const head = new DataView(new ArrayBuffer(384));
  head.setInt16(0, 5, littleEndian);
  const sizes = [320 + data.byteLength, 0, note.length, units[0]!.length, units[1]!.length];
  for (const [at, value] of sizes.entries()) head.setInt32(4 + 4 * at, value, littleEndian);
  head.setInt32(76, points * slices, littleEndian);
  head.setInt16(80, 4, littleEndian);
  for (const [at, char] of [...'wave0'].entries()) head.setUint8(92 + at, char.charCodeAt(0));
  head.setInt32(132, points, littleEndian);
  head.setInt32(136, slices === 1 ? 0 : slices, littleEndian);
  head.setFloat64(148, -model.stepEv, littleEndian);
  head.setFloat64(156, 0.5, littleEndian);
  head.setFloat64(180, model.binding[0]!, littleEndian);
  let sum = 0;
  for (let at = 0; at < 384; at += 2) sum += head.getInt16(at, littleEndian);
  head.setInt16(2, -sum & 0xffff, littleEndian);
  return joined(new Uint8Array(head.buffer), new Uint8Array(data.buffer), latin1(note), ...units.map(latin1));
}
