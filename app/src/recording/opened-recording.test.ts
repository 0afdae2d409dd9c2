import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../../../src/formats/file-like.js';
import type { Recording } from '../../../src/formats/recording.js';
import { sharedData } from '../../../test/shared-data.js';
import type { PlaneAxis } from './columns/plane.js';
import { paint, startPicture } from './draw-picture.js';
import { OpenedRecording } from './opened-recording.js';
import { readWithProgress } from './read-with-progress.js';
import type { PlotRequest, ReadingProgress } from './recording-protocol.js';

const ROWS = 20_000;
const time = Float64Array.from({ length: ROWS }, (_, row) => row / 2);
const potential = Float32Array.from({ length: ROWS }, (_, row) => Math.sin(row / 100));
const charge = Float64Array.from({ length: ROWS }, (_, row) => Math.cos(row / 100));
const recording: Omit<Recording, 'sha256'> = {
  name: 'cell.mpr',
  format: 'biologic-mpr',
  settings: {},
  diagnostics: [],
  tables: [
    { name: 'log', rows: 1, columns: [{ name: 'note', unit: '', text: ['hello'] }] },
    {
      name: 'data',
      rows: ROWS,
      columns: [
        { name: 'time', unit: 's', kind: 'time', values: time },
        { name: 'Ewe', unit: 'V', kind: 'potential', values: potential },
        { name: 'Q', unit: 'mA.h', kind: 'charge', values: charge },
        { name: 'state', unit: '', kind: 'state', text: Array.from({ length: ROWS }, (_, row) => `s${row}`) },
      ],
    },
  ],
};
const opened = new OpenedRecording(recording, 1234);

const axis = (low: number, high: number, type: PlaneAxis['type'] = 'linear'): PlaneAxis => ({
  type,
  domain: [low, high],
  reversed: false,
});
const request = (more: Partial<PlotRequest> = {}): PlotRequest => ({
  table: 1,
  x: 0,
  xAxis: axis(0, 10_000),
  curves: [{ column: 1, axis: axis(-1, 1), colour: '#0072b2' }],
  width: 300,
  height: 200,
  lines: true,
  ...more,
});

describe('OpenedRecording', () => {
  it('tells of every column what it is and where its numbers lie', () => {
    const shares: number[] = [];
    const summary = opened.summary((share) => shares.push(share));
    expect(summary).toMatchObject({ formatLabel: 'BioLogic EC-Lab binary', size: 1234, mainTable: 1 });
    const { columns } = summary.tables[1]!;
    expect(columns[0]).toMatchObject({ name: 'time', kind: 'time', min: 0, max: 9999.5, order: 'ascending' });
    expect(columns[3]).toEqual({ name: 'state', unit: '', kind: 'state', isText: true });
    expect(shares.at(-1)).toBe(1);
  });

  it('gives rows in the type of the file', () => {
    const { columns } = opened.rows(1, 10, 13);
    expect(columns[1]).toEqual(potential.slice(10, 13));
    expect(columns[3]).toEqual(['s10', 's11', 's12']);
  });

  it('reads a row out with its digits, wherever the pointer is', () => {
    const found = opened.nearest({ ...request(), pointerX: 150, pointerY: 0 })!;
    expect(Math.abs(found.x.value - 5000)).toBeLessThanOrEqual(18);
    expect(found.ys[0]!.text).toBe(opened.row(request(), found.row).ys[0]!.text);
    expect(opened.row(request({ x: 'row' }), 7).x).toEqual({ value: 8, text: '8' });
    const turn = request({ x: 2, xAxis: axis(-1, 1) });
    const there = opened.nearest({ ...turn, pointerX: 300, pointerY: 100 })!;
    expect(Math.hypot(there.x.value - 1, there.ys[0]!.value)).toBeLessThan(0.01);
  });

  it('finds the range of what is seen', () => {
    const [range] = opened.ranges(request({ xAxis: axis(0, 100) }));
    expect(range![0]).toBe(0);
    expect(range![1]).toBeCloseTo(1, 3);
    const [upward] = opened.ranges(request({ curves: [{ column: 1, axis: axis(0.1, 1, 'log'), colour: '#000000' }] }));
    expect(upward![0]).toBeGreaterThan(0);
    expect(opened.ranges(request({ xAxis: axis(-20, -10) }))).toEqual([null]);
  });

  it('writes the table that was asked for', () => {
    const { pieces, rows } = opened.csvPieces(0);
    expect([[...pieces].join(''), rows]).toEqual(['note\nhello\n', 1]);
  });
});

describe('startPicture', () => {
  it('draws an ordered x as a window, at most two points per pixel column', () => {
    const { curves, rasters } = startPicture(opened, request());
    expect(rasters).toHaveLength(0);
    expect(curves[0]!.isExact).toBe(false);
    expect(curves[0]!.points!.length / 2).toBeLessThanOrEqual(2 * 302);
    const close = startPicture(opened, request({ xAxis: axis(100, 150) }));
    expect(close.curves[0]!.isExact).toBe(true);
  });

  it('paints a curve that goes to and fro, and draws its rows where few are seen', () => {
    const whole = startPicture(opened, request({ x: 2, xAxis: axis(-1.1, 1.1) }));
    expect(whole.curves).toEqual([{ points: null, isExact: false }]);
    expect(whole.rasters[0]!.scatter.draw(() => false)).toBe(true);
    const pixels = new Uint32Array(paint(whole, 300, 200).buffer);
    expect(new Uint8Array(Uint32Array.of(pixels.find((pixel) => pixel !== 0)!).buffer)).toEqual(
      Uint8Array.of(0x00, 0x72, 0xb2, 255),
    );
    const near = startPicture(
      opened,
      request({ x: 2, xAxis: axis(0.99, 1.1), curves: [{ column: 1, axis: axis(0, 0.01), colour: '#000000' }] }),
    );
    expect(near.rasters).toHaveLength(0);
    expect(near.curves[0]!.isExact).toBe(true);
  });
});

describe('readWithProgress', () => {
  it('tells how much is read while that is known, and the error of a file that cannot be read', async () => {
    const text = `time/s,U/V\n${Array.from({ length: 2000 }, (_, row) => `${row},${row / 7}`).join('\n')}\n`;
    const told: ReadingProgress[] = [];
    const read = await readWithProgress(fileFromBytes('a.csv', new TextEncoder().encode(text)), (progress) =>
      told.push(progress),
    );
    expect(read.tables[0]!.rows).toBe(2000);
    expect(told[0]).toMatchObject({ bytes: 0, size: text.length, share: 0 });
    expect(told.at(-1)).toEqual({ bytes: text.length, size: text.length, doing: 'making sense of it' });
    await expect(readWithProgress(fileFromBytes('a.csv', new Uint8Array(0)), () => {})).rejects.toMatchObject({
      code: 'empty-file',
    });
  });

  const spectrum = sharedData('eis', 'PEIS_SSB.mpr');
  it.skipIf(spectrum === undefined)('opens a real impedance (needs the shared data)', async () => {
    const bytes = new Uint8Array(readFileSync(spectrum!));
    const read = await readWithProgress(fileFromBytes('PEIS_SSB.mpr', bytes), () => {});
    const { tables, mainTable } = new OpenedRecording(read, bytes.length).summary();
    const kinds = tables[mainTable]!.columns.map(({ kind }) => kind);
    expect(kinds).toContain('frequency');
    expect(tables[mainTable]!.columns[kinds.indexOf('frequency')]!.order).toBe('descending');
  });
});
