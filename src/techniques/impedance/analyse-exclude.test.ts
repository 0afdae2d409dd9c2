/** The option `exclude`: what is left out by hand, from the option to the figures and back. */
import { describe, expect, it } from 'vitest';
import { isInterphaseError } from '../../errors.js';
import type { Figure, PointsMark } from '../../figure/figure.js';
import { withExcluded } from '../excluded-rows.js';
import type { AnalysisResult, LabelledRecording } from '../technique.js';
import {
  analyse,
  findingsOf,
  pelletSample,
  pelletTruth,
  readText,
  simulatedRecordings,
  type Truth,
} from './test-support/simulated-recordings.js';

const { circuit } = pelletTruth;
const heated: Truth = {
  ...pelletTruth,
  parameters: {
    ...pelletTruth.parameters,
    R0: { at25C: 74, activationEnergyEv: 0.28 },
    R1: { at25C: 93, activationEnergyEv: 0.34 },
  },
  files: [25, 35, 45, 55].map((t) => ({ name: `nzsp-${t}C.csv`, temperatureC: t })),
};
const one: Truth = {
  circuit: 'R0-p(R1,CPE1)',
  parameters: { R0: 44, 'CPE1.Q': 6e-6, 'CPE1.n': 0.8, R1: 74 },
  files: [{ name: 'one.csv' }],
};

function figureOf(result: AnalysisResult, id: string): Figure {
  return result.figures.find((figure) => figure.id === id)!;
}

function pointsOf(figure: Figure): PointsMark[] {
  return figure.panels
    .flatMap((panel) => [...panel.marks, ...(panel.residuals?.marks ?? [])])
    .filter((mark) => mark.type === 'points');
}

const crossesOf = (figure: Figure) => pointsOf(figure).filter((mark) => mark.origin?.excluded);

/** The numbers of a column by the row of the file, counted from 1. */
function columnOf({ recording }: LabelledRecording, index: number): (row: number) => number {
  const column = recording.tables[0].columns[index];
  return (row) => ('values' in column ? column.values[row - 1] : Number.NaN);
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

describe('rows left out', () => {
  it('do not enter the fit, and are named with their reason', async () => {
    const recordings = await simulatedRecordings(one);
    const all = analyse(recordings, { circuit: one.circuit });
    const some = analyse(recordings, { circuit: one.circuit, exclude: ['one:3-5,9'] });
    const frequency = columnOf(recordings[0], 0);
    expect(findingsOf(some, 'points-left-out')[0].message).toMatch(
      /^Points left out of the fit: 4 left out by the option exclude \(/,
    );
    const table = some.tables.find(({ id }) => id === 'left-out')!;
    expect(table.rows).toEqual([3, 4, 5, 9].map((row) => ['one', frequency(row), 'left out by the option exclude']));
    const degrees = (result: AnalysisResult) =>
      result.tables.find(({ id }) => id === 'parameters')!.rows[0].at(-2) as number;
    expect(degrees(all) - degrees(some)).toBe(8);
    // The same as a file that does not have them.
    const { recording } = recordings[0];
    const rows = Array.from({ length: recording.tables[0].rows }, (_, i) => i + 1).filter(
      (row) => ![3, 4, 5, 9].includes(row),
    );
    const text = [
      'freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm',
      ...rows.map((row) => [0, 1, 2].map((k) => columnOf(recordings[0], k)(row))),
    ];
    const shorter = { ...recordings[0], recording: await readText('one.csv', text.join('\n')) };
    const without = analyse([shorter], { circuit: one.circuit });
    expect(without.series[0].quantities).toEqual(some.series[0].quantities);
  });

  it('mend a fit that an outlier spoils', async () => {
    const recordings = await simulatedRecordings(one);
    const { recording } = recordings[0];
    const bad = recording.tables[0].columns.map((column, k) =>
      'values' in column && k === 1
        ? { ...column, values: column.values.map((v, i) => (i === 19 ? 3 * v : v)) }
        : column,
    );
    const spoilt = [
      { ...recordings[0], recording: { ...recording, tables: [{ ...recording.tables[0], columns: bad }] } },
    ];
    const r1 = (exclude: string[]) => analyse(spoilt, { circuit: one.circuit, exclude }).series[0].quantities.R1;
    expect(Math.abs(r1(['one:20']).value! - 74)).toBeLessThan(1);
    expect(r1(['one:20']).sigma!).toBeLessThan(0.2 * r1([]).sigma!);
  });

  it('count in the table of the file, also where it holds several sweeps and unusable rows', async () => {
    const sweep = (re: number) =>
      [1e5, 1e4, 1e3, 1e2, 1e1, 1].map(
        (f) => `${f},${re + 10 / (1 + f / 500)},${(-10 * f) / 500 / (1 + (f / 500) ** 2)}`,
      );
    const text = ['freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm', '0,1,1', ...sweep(5), ...sweep(7)].join('\n');
    const recordings = [{ label: 'two', recording: await readText('two.csv', text), conditions: {} }];
    const run = (...exclude: string[]) =>
      analyse(recordings, { circuit: 'R0-p(R1,C1)', kramersKronig: false, exclude });
    const whole = run();
    expect(pointsOf(figureOf(whole, 'nyquist')).map((mark) => mark.origin)).toEqual([
      { recording: 'two#1', rows: [2, 3, 4, 5, 6, 7] },
      { recording: 'two#2', rows: [8, 9, 10, 11, 12, 13] },
    ]);
    const some = run('two#2:9', 'two#1:1,3');
    expect(pointsOf(figureOf(some, 'bode')).map((mark) => mark.origin)[0]).toEqual({
      recording: 'two#1',
      rows: [2, 4, 5, 6, 7],
    });
    expect(refusal(() => run('two#2:3')).message).toMatch(/two#2 has the rows 8 to 13/);
    expect(refusal(() => run('two:3'))).toMatchObject({ hint: 'known here: two#1, two#2' });
    expect(run('two#1').series.map(({ label }) => label)).toEqual(['two#2']);
  });
});

describe('recordings left out', () => {
  it('are no part of the series, and a finding says so', async () => {
    const recordings = await simulatedRecordings(heated);
    const result = analyse(recordings, { circuit, exclude: ['nzsp-35C'] }, pelletSample);
    expect(result.series.map(({ label }) => label)).toEqual(['nzsp-25C', 'nzsp-45C', 'nzsp-55C']);
    expect(findingsOf(result, 'recordings-left-out').map(({ message }) => message)).toEqual([
      'Left out as a whole by the option exclude: nzsp-35C; 3 of 4 are analysed.',
    ]);
    const arrhenius = pointsOf(figureOf(result, 'arrhenius'));
    for (const { origin, x } of arrhenius) {
      expect(origin).toEqual({ recording: ['nzsp-25C', 'nzsp-45C', 'nzsp-55C'] });
      expect(x).toHaveLength(3);
    }
  });

  it('need not be readable', async () => {
    const recordings = await simulatedRecordings(one);
    const stump = {
      label: 'stump',
      recording: await readText('stump.csv', 'freq/Hz,Re(Z)/Ohm,Im(Z)/Ohm\n1,2,-3\n'),
      conditions: {},
    };
    expect(() => analyse([...recordings, stump], { circuit: one.circuit })).toThrow(
      /no spectrum with at least 4 points/,
    );
    const result = analyse([...recordings, stump], { circuit: one.circuit, exclude: ['stump'] });
    expect(result.series.map(({ label }) => label)).toEqual(['one']);
  });

  it('are refused where nothing is left, or a label is unknown', async () => {
    const recordings = await simulatedRecordings(one);
    const run = (...exclude: string[]) => refusal(() => analyse(recordings, { circuit: one.circuit, exclude }));
    expect(run('one')).toMatchObject({ code: 'invalid-option', where: { path: 'exclude' } });
    expect(run('one').message).toMatch(/every spectrum is left out/);
    expect(run('onee')).toMatchObject({ code: 'invalid-option', hint: 'did you mean "one"?' });
    expect(run('one:400').message).toMatch(/has the rows 1 to \d+/);
    const rows = recordings[0].recording.tables[0].rows;
    expect(run(`one:1-${rows - 3}`)).toMatchObject({ code: 'too-few-points' });
  });
});

describe('points of figures', () => {
  it('say which row of which recording they are, also within a frame', async () => {
    const recordings = await simulatedRecordings(heated);
    const result = analyse(recordings, { circuit, exclude: ['nzsp-45C:30'] }, pelletSample);
    const byLabel = new Map(recordings.map((entry) => [entry.label, entry]));
    for (const id of ['nyquist', 'bode', 'kramers-kronig']) {
      const marks = pointsOf(figureOf(result, id));
      expect(marks.length).toBeGreaterThanOrEqual(4);
      for (const { origin, x, y } of marks) {
        const entry = byLabel.get(origin!.recording as string)!;
        expect(origin!.rows).toHaveLength(x.length);
        const [f, re, im] = [0, 1, 2].map((k) => columnOf(entry, k));
        origin!.rows!.forEach((row, i) => {
          expect(x[i]).toBeCloseTo(id === 'nyquist' ? re(row) : f(row), 9);
          if (id === 'nyquist') expect(y[i]).toBeCloseTo(-im(row), 9);
        });
      }
    }
    const [first] = pointsOf(figureOf(result, 'nyquist'));
    expect(first.x.length).toBeLessThan(recordings[0].recording.tables[0].rows);
  });

  it('are grey crosses where they are left out, so that brushing takes them back', async () => {
    const recordings = await simulatedRecordings(one);
    const exclude = ['one:12-14'];
    const result = analyse(recordings, { circuit: one.circuit, exclude });
    for (const [id, panels] of [
      ['nyquist', 1],
      ['bode', 2],
      ['kramers-kronig', 1],
    ] as const) {
      const figure = figureOf(result, id);
      const crosses = crossesOf(figure);
      expect(crosses).toHaveLength(panels);
      expect(figure.caption).toMatch(/Grey crosses .*left out by hand \(option exclude\)/);
      for (const { origin, colour, shape } of crosses) {
        expect({ origin, colour, shape }).toEqual({
          origin: { recording: 'one', rows: [12, 13, 14], excluded: true },
          colour: 'neutral',
          shape: 'cross',
        });
      }
    }
    const [{ origin }] = crossesOf(figureOf(result, 'nyquist'));
    const back = origin!.rows!.map((row) => ({ recording: 'one', row }));
    expect(withExcluded(exclude, back, false)).toEqual([]);
    const before = analyse(recordings, { circuit: one.circuit });
    expect(before.figures.every((figure) => crossesOf(figure).length === 0 && !/crosses/.test(figure.caption))).toBe(
      true,
    );
  });

  it('left out stay within the window and do not rule the picture', async () => {
    const recordings = await simulatedRecordings(one);
    const frequency = columnOf(recordings[0], 0);
    const result = analyse(recordings, { circuit: one.circuit, exclude: ['one:1,20'], maxFrequency: frequency(2) });
    expect(crossesOf(figureOf(result, 'bode'))[0].origin!.rows).toEqual([20]);
    const { recording } = recordings[0];
    const far = recording.tables[0].columns.map((column, k) =>
      'values' in column && k === 1
        ? { ...column, values: column.values.map((v, i) => (i === 19 ? 1e5 * v : v)) }
        : column,
    );
    const spoilt = [
      { ...recordings[0], recording: { ...recording, tables: [{ ...recording.tables[0], columns: far }] } },
    ];
    const mended = analyse(spoilt, { circuit: one.circuit, exclude: ['one:20,21'] });
    expect(crossesOf(figureOf(mended, 'nyquist'))[0].origin!.rows).toEqual([21]);
    expect(figureOf(mended, 'nyquist').caption).toMatch(/\(option exclude\)\. Others lie beyond the picture\./);
    expect(crossesOf(figureOf(mended, 'bode'))[0].origin!.rows).toEqual([20, 21]);
  });
});
