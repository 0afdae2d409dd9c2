import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { fail } from '../errors.js';
import { fileFromBytes } from '../formats/file-like.js';
import type { Recording } from '../formats/recording.js';
import { quantityField } from '../techniques/sample-schema.js';
import type { Technique } from '../techniques/technique.js';
import { runTask, taskOfResult } from './run-task.js';
import type { AnalysisTask } from './task.js';

const sizing: Technique = {
  name: 'sizing',
  shortName: 'siz',
  summary: 'a technique for this test: the size of files',
  examples: [],
  options: z.strictObject({
    scale: z.number().positive().default(2).describe('what sizes are multiplied with'),
    mode: z.enum(['fine', 'not-a-number', 'refuse']).default('fine'),
    needed: z.string(),
    step: quantityField('mV').optional(),
    limits: z.object({ low: quantityField('V').prefault('1.0(1) V') }).prefault({}),
    ceiling: quantityField('V').default({ value: 3, sigma: null, unit: 'V' }),
  }),
  analyse({ recordings, options }) {
    if (options.mode === 'refuse')
      throw fail('too-few-points', 'only one', 'measure more', { file: recordings[0]!.label });
    const sigma = options.mode === 'not-a-number' ? Number.NaN : 0.5;
    return {
      quantities: {
        scale: { value: Number(options.scale), sigma, unit: '1', interval95: [-0, Number.POSITIVE_INFINITY] },
      },
      series: recordings.map(({ label, conditions }) => ({ label, conditions, quantities: {}, findings: [] })),
      findings: [],
      tables: [],
      figures: [],
      methods: [],
    };
  },
};

vi.mock('../techniques/registry.js', () => ({
  get techniques() {
    return [sizing];
  },
  findTechnique: (name: string) => (name === 'sizing' || name === 'siz' ? sizing : undefined),
}));

const tables: Recording['tables'] = [
  { name: 'data', rows: 2, columns: [{ name: 'Temperature', unit: 'C', values: Float64Array.of(24, 26) }] },
];

vi.mock('../formats/read-recording.js', () => ({
  readRecording: async (file: { name: string; size: number }): Promise<Recording> => {
    if (file.size === 0) throw fail('empty-file', 'it holds no bytes', 'export it again', { file: file.name });
    return { name: file.name, format: 'test', settings: {}, tables, sha256: 'ab'.repeat(32), diagnostics: [] };
  },
}));

const openFile = async (path: string) =>
  fileFromBytes(path.split('/').at(-1)!, new Uint8Array(path.includes('empty') ? 0 : 3));

function task(changes: Partial<AnalysisTask> = {}): AnalysisTask {
  return {
    id: 'first',
    technique: 'sizing',
    sample: {},
    inputs: [{ path: 'raw/a.txt', label: 'a', conditions: {} }],
    options: { needed: 'yes' },
    ...changes,
  };
}

describe('runTask', () => {
  it('fills in defaults and provenance', async () => {
    const result = await runTask(task(), openFile);
    expect(result.provenance).toEqual({
      inputs: [
        {
          name: 'a.txt',
          path: 'raw/a.txt',
          label: 'a',
          conditions: {},
          sha256: 'ab'.repeat(32),
          bytes: 3,
          format: 'test',
        },
      ],
      options: { needed: 'yes', scale: 2, mode: 'fine', limits: { low: '1 +- 0.1 V' }, ceiling: '3 V' },
      sample: {},
    });
    expect(result.technique).toBe('sizing');
  });

  it('gives a result from which the task can be run again', async () => {
    const conditions = { temperature: { value: 25, sigma: null, unit: 'degC' } };
    const sample = { thickness: { value: 1.18, sigma: 0.02, unit: 'mm' } };
    const first = await runTask(task({ sample, inputs: [{ path: 'raw/a.txt', label: 'cold', conditions }] }), openFile);
    expect(await runTask(taskOfResult('first', first), openFile)).toEqual(first);
  });

  it('reads conditions from columns, beside those that are given, and gives their values to the next run', async () => {
    const hour = { value: 1, sigma: null, unit: 'h' };
    const inputs = [{ path: 'raw/a.txt', label: 'a', conditions: { time: hour } }];
    const first = await runTask(task({ inputs, conditionColumns: { temperature: 'Temperature/C' } }), openFile);
    const conditions = { time: hour, temperature: { value: 25, sigma: Math.SQRT2, unit: 'degC' } };
    expect(first.series[0]!.conditions).toEqual(conditions);
    expect(first.provenance.inputs[0]!.conditions).toEqual(conditions);
    expect(await runTask(taskOfResult('first', first), openFile)).toEqual(first);
  });

  it('remembers of which analysis an option is a number, and says what was taken or is missing', async () => {
    const options = { needed: 'yes', step: '12.5 +- 0.25 mV' };
    const taken = { analysis: 'a', quantity: 'series.x.U', onlyAnalysisBy: 'impedance', assumed: 'at 25 degC' };
    const first = await runTask(task({ options, references: { step: taken } }), openFile);
    expect(first.provenance.references).toEqual({ step: taken });
    expect(first.findings).toEqual([
      {
        code: 'taken-from',
        severity: 'info',
        message:
          'step is 12.50(25) mV, taken from series.x.U of a, the only analysis by impedance of the same sample (at 25 degC). Give step to use another value, or "step: none" to do without',
        where: 'step',
      },
    ]);
    expect(await runTask(taskOfResult('first', first), openFile)).toEqual(first);

    const typed = { analysis: 'a', quantity: 'U' };
    expect((await runTask(task({ options, references: { step: typed } }), openFile)).findings).toEqual([]);
    const missing = await runTask(task({ references: { step: { ...typed, missing: 'a failed' } } }), openFile);
    expect(missing.findings).toMatchObject([{ code: 'reference-missing', severity: 'warning' }]);
    expect(await runTask(taskOfResult('first', missing), openFile)).toEqual(missing);
  });

  it('lets no NaN, infinity or -0 out', async () => {
    const result = await runTask(task({ options: { needed: 'yes', mode: 'not-a-number' } }), openFile);
    expect(result.quantities.scale).toEqual({ value: 2, sigma: null, unit: '1', interval95: [0, null] });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('reports progress that rises to the analysis', async () => {
    const seen: number[] = [];
    await runTask(task(), openFile, (share) => seen.push(share));
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.length).toBeGreaterThan(1);
  });

  it.each([
    [{ technique: 'sizzing' }, { code: 'usage', hint: 'did you mean "sizing"?' }],
    [{ options: { needed: 'yes', scael: 3 } }, { code: 'invalid-option', where: { path: 'scael' } }],
    [
      { options: { needed: 'yes', scale: 'wide' } },
      { code: 'invalid-option', message: '"wide": expected number, received string' },
    ],
    [{ options: { needed: 'yes', scale: 'wide' } }, { hint: 'scale: what sizes are multiplied with' }],
    [{ options: {} }, { code: 'invalid-option', message: 'the option "needed" is needed' }],
    [{ sample: { thickness: { value: -1, sigma: null, unit: 'mm' } } }, { code: 'invalid-geometry' }],
    [
      { sample: { thickness: { value: 1, sigma: null, unit: 'mg' } } },
      { code: 'wrong-dimension', where: { path: 'thickness' } },
    ],
    [
      { inputs: [{ path: 'raw/empty.txt', label: 'empty', conditions: {} }] },
      { code: 'empty-file', where: { file: 'raw/empty.txt' } },
    ],
    [{ conditionColumns: { time: 'age' } }, { code: 'missing-column', where: { file: 'raw/a.txt' } }],
    [
      {
        inputs: [
          { path: 'raw/a.txt', label: 'a', conditions: { temperature: { value: 1, sigma: null, unit: 'degC' } } },
        ],
        conditionColumns: { temperature: 'Temperature/C' },
      },
      { code: 'invalid-option', message: expect.stringContaining('given twice'), where: { path: 'conditions' } },
    ],
    [{ options: { needed: 'yes', mode: 'refuse' } }, { code: 'too-few-points', where: { file: 'raw/a.txt' } }],
  ])('refuses %j', async (changes, expected) => {
    await expect(runTask(task(changes as Partial<AnalysisTask>), openFile)).rejects.toMatchObject(expected);
  });
});
