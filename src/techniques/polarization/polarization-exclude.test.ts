/** What is left out by hand: readings of a step, steps, files; and what the figures tell of it. */
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import type { Figure, PointsMark } from '../../figure/figure.js';
import { fileFromBytes } from '../../formats/file-like.js';
import { readRecording } from '../../formats/read-recording.js';
import { isNumberColumn } from '../../formats/recording.js';
import { withExcluded } from '../excluded-rows.js';
import type { AnalysisResult, LabelledRecording } from '../technique.js';
import { analysePolarization } from './analyse.js';
import { polarizationOptions } from './options.js';
import { simulateFiles } from './simulate/simulate-files.js';

const sample = {
  thickness: { value: 1, sigma: 0.02, unit: 'mm' },
  diameter: { value: 12, sigma: 0.1, unit: 'mm' },
};
const cell = {
  thicknessMm: 1,
  areaCm2: 1.131,
  electronicConductivity: 8e-9,
  voltages: [0.2, 0.5, 1],
  durationS: 7200,
  sampleS: 20,
  components: [{ amplitude: 10, tauS: 200 }],
  noiseA: 3e-11,
};

async function recordingOf(text: string, label = 'dc'): Promise<LabelledRecording> {
  return {
    label,
    recording: await readRecording(fileFromBytes(`${label}.csv`, new TextEncoder().encode(text))),
    conditions: {},
  };
}

const textOf = (truth: object = {}): string =>
  simulateFiles({ files: [{ name: 'dc.csv', truth: { ...cell, ...truth } }] }, 2)[0]!.text;

function analyse(recordings: readonly LabelledRecording[], options: object = {}): AnalysisResult {
  return analysePolarization({ recordings, sample, options: polarizationOptions.parse(options) });
}

function refusal(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (isInterphaseError(error)) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const figureOf = (result: AnalysisResult, id: string): Figure => result.figures.find((figure) => figure.id === id)!;
const pointsOf = (figure: Figure): PointsMark[] =>
  figure.panels[0]!.marks.filter((mark): mark is PointsMark => mark.type === 'points');
const crossesOf = (figure: Figure) => pointsOf(figure).filter(({ origin }) => origin?.excluded);

/** Numbers of a column by the row of the file. */
function columnOf({ recording }: LabelledRecording, kind: string): (row: number) => number {
  const column = recording.tables[0]!.columns.find((c) => isNumberColumn(c) && c.kind === kind)!;
  return (row) => ('values' in column ? column.values[row - 1]! : Number.NaN);
}

describe('points of the transients', () => {
  it('say which rows of the file they stand for, all rows of the picture together', async () => {
    const dc = await recordingOf(textOf());
    const points = pointsOf(figureOf(analyse([dc]), 'transients'));
    const [time, current] = [columnOf(dc, 'time'), columnOf(dc, 'current')];
    expect(points.map(({ origin }) => origin!.recording)).toEqual(['dc#1', 'dc#2', 'dc#3']);
    const perMilliampere = { A: 1e-3, mA: 1, µA: 1e3, nA: 1e6 };
    const unit = figureOf(analyse([dc]), 'transients').panels[0]!.y.unit as keyof typeof perMilliampere;
    for (const { origin, x, y } of points) {
      const { rows, lastRows } = origin! as { rows: readonly number[]; lastRows: readonly number[] };
      expect(rows).toHaveLength(x.length);
      const start = time(rows[0]!) - x[0]! * 3600;
      rows.forEach((row, k) => {
        expect(time(row) - start).toBeCloseTo(x[k]! * 3600, 6);
        expect((current(row) * perMilliampere[unit]) / y[k]!).toBeCloseTo(1, 9);
        if (k + 1 < rows.length) expect(lastRows[k]).toBe(rows[k + 1]! - 1);
      });
      expect(time(lastRows.at(-1)!) - start).toBeCloseTo(7200, -2);
    }
  });

  it('count rows that the reader had to leave out', async () => {
    const lines = textOf().split('\n');
    const head = lines.findIndex((line) => /^[-\d]/.test(line));
    const gaps = lines.toSpliced(head + 7, 0, `${lines[head + 7]!.split(',')[0]},,`);
    const [whole, holed] = [await recordingOf(lines.join('\n')), await recordingOf(gaps.join('\n'))];
    const rowsOf = (recording: LabelledRecording) =>
      pointsOf(figureOf(analyse([recording]), 'transients')).flatMap(({ origin }) => origin!.rows!);
    expect(holed.recording.tables[0]!.rows).toBe(whole.recording.tables[0]!.rows + 1);
    expect(rowsOf(holed)).toEqual(rowsOf(whole).map((row) => (row <= 7 ? row : row + 1)));
  });

  it('are crosses where they are left out, so that brushing takes them back', async () => {
    const dc = await recordingOf(textOf());
    const before = analyse([dc]);
    const { rows, lastRows } = pointsOf(figureOf(before, 'transients'))[1]!.origin!;
    const brushed = [40, 41].map((k) => ({ recording: 'dc#2', row: rows![k]!, lastRow: lastRows![k]! }));
    const exclude = withExcluded([], brushed, true);
    const after = analyse([dc], { exclude });
    const count = lastRows![41]! - rows![40]! + 1;
    expect(after.series[1]!.findings).toContainEqual({
      code: 'points-left-out',
      severity: 'info',
      message: `${count} readings of the step left out by the option exclude.`,
      where: 'dc#2',
    });
    const [cross, ...others] = crossesOf(figureOf(after, 'transients'));
    expect(others).toEqual([]);
    expect(cross).toMatchObject({ colour: 'neutral', shape: 'cross', origin: { recording: 'dc#2', excluded: true } });
    expect(figureOf(after, 'transients').caption).toMatch(/Grey crosses are left out by hand/);
    const back = cross!.origin!.rows!.map((row, k) => ({
      recording: 'dc#2',
      row,
      lastRow: cross!.origin!.lastRows![k]!,
    }));
    expect(withExcluded(exclude, back, false)).toEqual([]);
    expect(analyse([dc], { exclude: [] })).toEqual(before);
  });
});

describe('readings left out', () => {
  it('mend a decay that a disturbance spoils', async () => {
    const dc = await recordingOf(textOf({ voltages: [0.5] }));
    const current = dc.recording.tables[0]!.columns.findIndex((c) => isNumberColumn(c) && c.kind === 'current');
    const [from, to] = [200, 215];
    const columns = dc.recording.tables[0]!.columns.map((column, k) =>
      'values' in column && k === current
        ? { ...column, values: column.values.map((v, i) => (i >= from && i < to ? 6 * v : v)) }
        : column,
    );
    const spoilt = { ...dc, recording: { ...dc.recording, tables: [{ ...dc.recording.tables[0]!, columns }] } };
    const current0 = analyse([dc]).series[0]!.quantities.steadyStateCurrent!;
    expect(analyse([spoilt]).series[0]!.quantities.steadyStateCurrent!.value).toBeNull();
    const mended = analyse([spoilt], { exclude: [`dc:${from + 1}-${to}`] }).series[0]!.quantities.steadyStateCurrent!;
    expect(Math.abs(mended.value! - current0.value!)).toBeLessThan(3 * Math.hypot(mended.sigma!, current0.sigma!));
  });

  it('must leave a decay, and must be rows of the step', async () => {
    const dc = await recordingOf(textOf());
    const run = (...exclude: string[]) => refusal(() => analyse([dc], { exclude }));
    const { rows } = dc.recording.tables[0]!;
    expect(run(`dc#3:${rows + 1}`).message).toMatch(/dc#3 has the rows \d+ to \d+/);
    expect(run('dc#3:5').message).toMatch(/dc#3 has the rows/);
    expect(run('dc#4')).toMatchObject({ code: 'invalid-option', where: { path: 'exclude' } });
    expect(run('dc:5').message).toMatch(/can only be left out as a whole/);
    const last = pointsOf(figureOf(analyse([dc]), 'transients'))[2]!.origin!;
    expect(run(`dc#3:${last.rows![0]! + 5}-${last.lastRows!.at(-1)!}`)).toMatchObject({ code: 'too-few-points' });
  });
});

describe('steps left out', () => {
  it('are listed, but no part of the line; points of the line are steps', async () => {
    const dc = await recordingOf(textOf());
    const result = analyse([dc], { exclude: ['dc#2'] });
    expect(result.series.map(({ label }) => label)).toEqual(['dc#1', 'dc#2', 'dc#3']);
    expect(result.series[1]).toEqual(analyse([dc]).series[1]);
    expect(result.findings.filter(({ code }) => code === 'steps-left-out').map(({ message }) => message)).toEqual([
      'Left out by the option exclude: dc#2. The numbers of the whole stand on 2 of 3 steps.',
    ]);
    const verdicts = result.tables.find(({ id }) => id === 'steps')!.rows.map((row) => row.at(-1));
    expect(verdicts).toEqual(['steady', 'steady, left out', 'steady']);
    expect(result.tables.find(({ id }) => id === 'current-voltage')!.rows.map(([label]) => label)).toEqual([
      'dc#1',
      'dc#3',
    ]);
    const figure = figureOf(result, 'current-voltage');
    expect(pointsOf(figure).map(({ origin }) => origin)).toEqual([
      { recording: ['dc#1', 'dc#3'] },
      { recording: ['dc#2'], excluded: true },
    ]);
    expect(figure.caption).toMatch(/Grey crosses are steps left out by hand/);
    const { quantities } = analyse([dc], { exclude: ['dc#2', 'dc#3'] });
    expect(quantities.steadyStateCurrent).toEqual(result.series[0]!.quantities.steadyStateCurrent);
    expect(quantities.lowestPotential).toBeUndefined();
  });

  it('of the whole recording go by its label', async () => {
    const [a, b] = [await recordingOf(textOf(), 'a'), await recordingOf(textOf({ voltages: [0.3, 0.6] }), 'b')];
    const result = analyse([a, b], { exclude: ['a'] });
    expect(result.series).toHaveLength(5);
    expect(result.quantities.conductance).toEqual(analyse([b]).quantities.conductance);
    const crosses = crossesOf(figureOf(result, 'transients')).map(({ origin }) => origin);
    expect(crosses).toEqual(['a#1', 'a#2', 'a#3'].map((recording) => ({ recording, excluded: true })));
    expect(refusal(() => analyse([a, b], { exclude: ['a', 'b'] })).message).toMatch(
      /every step with a potential is left out/,
    );
  });

  it('do not rule the picture', async () => {
    const [a, b] = [
      await recordingOf(textOf({ voltages: [0.2, 0.5] }), 'a'),
      await recordingOf(textOf({ electronicConductivity: 8e-6, voltages: [1] }), 'b'),
    ];
    const figure = figureOf(analyse([a, b], { exclude: ['b'] }), 'current-voltage');
    expect(crossesOf(figure)).toEqual([]);
    expect(figure.caption).toMatch(/Steps left out by hand lie beyond the picture/);
  });

  it('at 0 V show no offset', async () => {
    const lines = textOf({ voltages: [0.2, 0.5] })
      .trimEnd()
      .split('\n');
    const head = lines.find((line) => /time/.test(line))!.split(',');
    const end = Number(lines.at(-1)!.split(',')[0]);
    const zero = Array.from({ length: 300 }, (_, k) =>
      head.map((name) =>
        /time/.test(name) ? end + 20 * (k + 1) : /volt/.test(name) ? 0 : 2e-9 * (1 + 5 * Math.exp(-k / 20)),
      ),
    );
    const dc = await recordingOf([...lines, ...zero].join('\n'));
    const codes = (result: AnalysisResult) => result.findings.map(({ code }) => code);
    expect(codes(analyse([dc]))).toContain('offset-measured');
    expect(codes(analyse([dc], { exclude: ['dc#3'] }))).not.toContain('offset-measured');
  });
});

describe('the initial current', () => {
  it('is dragged where electrodes do not block', async () => {
    const dc = await recordingOf(textOf({ voltages: [0.01], electronicConductivity: 1e-4 }));
    const options = { electrodes: 'non-blocking' };
    const [handle] = figureOf(analyse([dc], options), 'transients').panels[0]!.handles!;
    const value = handle!.offset + handle!.gradient * handle!.y;
    const first = 1e-3 * Math.max(...[2, 3, 4, 5, 6].map(columnOf(dc, 'current')));
    expect(value / first).toBeCloseTo(1, 9);
    expect(handle).toMatchObject({ sets: { option: 'initialCurrent' }, moves: 'y', unit: 'A' });
    const dragged = analyse([dc], { ...options, initialCurrent: `${2 * value} A` });
    const [again] = figureOf(dragged, 'transients').panels[0]!.handles!;
    expect(again!.y / handle!.y).toBeCloseTo(2, 9);
    expect(figureOf(analyse([dc]), 'transients').panels[0]!.handles).toBeUndefined();
  });
});
