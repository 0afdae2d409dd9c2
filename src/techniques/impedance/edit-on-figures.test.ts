/** What people drag on the figures, and the model they edit. */
import { describe, expect, it } from 'vitest';
import type { Handle } from '../../figure/figure.js';
import type { AnalysisResult, LabelledRecording } from '../technique.js';
import { analyse, pelletSample, simulatedRecordings, type Truth } from './test-support/simulated-recordings.js';

const one: Truth = {
  circuit: 'R0-p(R1,CPE1)',
  parameters: { R0: 44, 'CPE1.Q': 6e-6, 'CPE1.n': 0.8, R1: 74 },
  files: [{ name: 'one.csv' }],
};

/** The numbers of a column by the row of the file, counted from 1. */
function columnOf({ recording }: LabelledRecording, index: number): (row: number) => number {
  const column = recording.tables[0].columns[index];
  return (row) => ('values' in column ? column.values[row - 1] : Number.NaN);
}

describe('handles', () => {
  const valueUnder = (handle: Handle) => handle.offset + handle.gradient * handle[handle.moves];
  const handlesOf = ({ figures }: AnalysisResult, id: string) =>
    figures.find((figure) => figure.id === id)!.panels[0].handles ?? [];

  it('of resistances stand where their arcs end, whatever the scale and the area', async () => {
    const truth: Truth = {
      circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
      parameters: { R0: 2e4, R1: 3e4, 'CPE1.Q': 1e-11, 'CPE1.n': 0.95, R2: 4e4, 'CPE2.Q': 1e-7, 'CPE2.n': 0.9 },
      files: [{ name: 'one.csv' }],
    };
    const recordings = await simulatedRecordings(truth);
    for (const options of [{}, { cell: 'symmetric' }]) {
      const result = analyse(recordings, { circuit: 'p(R2,CPE2)-R0-p(R1,CPE1)', ...options }, pelletSample);
      const { quantities } = result.series[0];
      const handles = handlesOf(result, 'nyquist');
      expect(handles.map(({ sets }) => sets)).toEqual(['R0', 'R2', 'R1'].map((parameter) => ({ parameter })));
      const area = result.figures[0].panels[0].x.unit === 'kΩ cm²' ? (Math.PI / 4) * 1.44 : 1;
      expect(result.figures[0].panels[0].x.unit).toMatch(/^kΩ/);
      let before = 0;
      for (const handle of handles) {
        const { parameter } = handle.sets as { parameter: string };
        const value = quantities[parameter].value!;
        expect(handle).toMatchObject({ label: `${parameter} (start)`, moves: 'x', y: 0, unit: 'Ohm' });
        expect(valueUnder(handle) / value).toBeCloseTo(1, 10);
        expect(handle.x / ((before + value) * 1e-3 * area)).toBeCloseTo(1, 10);
        before += value;
      }
    }
  });

  it('can be dragged: the value under the pointer is a start that the option takes', async () => {
    const recordings = await simulatedRecordings(one);
    const [, r1] = handlesOf(analyse(recordings, { circuit: one.circuit }), 'nyquist');
    const dragged = valueUnder({ ...r1, x: 1.3 * r1.x });
    const { parameter } = r1.sets as { parameter: string };
    const result = analyse(recordings, { circuit: one.circuit, start: [`${parameter}=${dragged}`] });
    expect(result.series[0].quantities.R1.value).toBeCloseTo(74, 0);
  });

  it('are not offered for what is held or tied, nor without a fit', async () => {
    const recordings = await simulatedRecordings(one);
    const names = (options: Record<string, unknown>) =>
      handlesOf(analyse(recordings, options), 'nyquist').map(({ label }) => label);
    expect(names({ circuit: one.circuit, fix: ['R0=44'] })).toEqual(['R1 (start)']);
    expect(names({ circuit: one.circuit, tie: ['R1=2*R0'] })).toEqual(['R0 (start)']);
    expect(names({ drt: true })).toEqual([]);
  });

  it('of the frequency window stand at its ends', async () => {
    const recordings = await simulatedRecordings(one);
    const handles = handlesOf(analyse(recordings, { circuit: one.circuit }), 'bode');
    expect(handles.map(({ sets, moves, unit }) => ({ sets, moves, unit }))).toEqual(
      ['minFrequency', 'maxFrequency'].map((option) => ({ sets: { option }, moves: 'x', unit: 'Hz' })),
    );
    const frequency = columnOf(recordings[0], 0);
    const rows = recordings[0].recording.tables[0].rows;
    expect(handles.map(valueUnder)).toEqual([frequency(rows), frequency(1)]);
    const narrowed = analyse(recordings, { circuit: one.circuit, minFrequency: valueUnder(handles[0]) * 1.01 });
    expect(handlesOf(narrowed, 'bode').map(valueUnder)).toEqual([frequency(rows - 1), frequency(1)]);
  });

  it('of nested circuits follow the path of a direct current', async () => {
    const truth: Truth = {
      circuit: 'R0-p(R1-p(R2,CPE2),CPE1)',
      parameters: { R0: 20, R1: 30, 'CPE1.Q': 1e-7, 'CPE1.n': 1, R2: 40, 'CPE2.Q': 1e-5, 'CPE2.n': 0.9 },
      files: [{ name: 'one.csv' }],
    };
    const result = analyse(await simulatedRecordings(truth), { circuit: truth.circuit });
    const handles = handlesOf(result, 'nyquist');
    expect(handles.map(({ label }) => label)).toEqual(['R0 (start)', 'R1 (start)', 'R2 (start)']);
    expect(handles.map(({ x }) => Math.round(x))).toEqual([20, 50, 90]);
  });
});

describe('points of a growth law', () => {
  it('are recordings', async () => {
    const aged: Truth = {
      circuit: one.circuit,
      parameters: { ...one.parameters, R1: { initial: 74, perRootHour: 7 } },
      files: [1, 4, 10, 30].map((t) => ({ name: `aged-${t}h.csv`, timeH: t })),
    };
    const { figures } = analyse(await simulatedRecordings(aged), { circuit: aged.circuit, exclude: ['aged-4h'] });
    const growth = figures.find(({ id }) => id === 'growth')!;
    const points = growth.panels[0].marks.find((mark) => mark.type === 'points')!;
    expect(points).toMatchObject({ x: [1, 10, 30], origin: { recording: ['aged-1h', 'aged-10h', 'aged-30h'] } });
  });
});

describe('the model', () => {
  it('has the parameters by the names of options and quantities, with natural bounds', async () => {
    const recordings = await simulatedRecordings(one);
    const { model, series } = analyse(recordings, { circuit: 'R(RQ)' });
    expect(model).toEqual({
      text: 'R0-p(R1,CPE1)',
      option: 'circuit',
      parameters: [
        { name: 'R0', unit: 'Ohm', bounds: [0, null] },
        { name: 'R1', unit: 'Ohm', bounds: [0, null] },
        { name: 'CPE1.Q', unit: 'S s^n', bounds: [0, null] },
        { name: 'CPE1.n', unit: '', bounds: [0, 1] },
      ],
    });
    for (const { name } of model!.parameters) expect(series[0].quantities).toHaveProperty([name]);
    const again = analyse(recordings, {
      circuit: model!.text,
      bounds: model!.parameters.map(({ name, bounds: [low, high] }) => `${name}=${low}:${high ?? 1e9}`),
    });
    expect(again.series[0].quantities.R1.value).toBeCloseTo(series[0].quantities.R1.value!, 6);
  });

  it('is the circuit that was chosen where none was asked for, and absent without a fit', async () => {
    const recordings = await simulatedRecordings(one);
    expect(analyse(recordings).model?.text).toBe('R0-p(R1,CPE1)');
    expect(analyse(recordings, { drt: true }).model).toBeUndefined();
  });
});
