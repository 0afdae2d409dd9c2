import { describe, expect, it } from 'vitest';
import { fail, isInterphaseError } from '../errors.js';
import { loadStudy } from './load-study.js';
import { compareNames, findFile, matchRecordings, patternFolder } from './match-recordings.js';
import { describeFailure, planStudy } from './plan.js';
import { testTechnique } from './test-support/test-technique.js';

const files = [
  'raw/cond/nzsp-80.mpt',
  'raw/cond/nzsp-25.mpt',
  'raw/cond/nzsp-100.mpt',
  'raw/cond/notes.txt',
  'raw/ageing/aged-1.mpt',
  'raw/ageing/aged-10.mpt',
  'study.yaml',
];

function study(analysis: string, samples = '{}') {
  return loadStudy(
    `title: t\nsamples: ${samples}\nanalyses:\n  a:\n    technique: eis\n${analysis.replace(/^/gm, '    ')}\n`,
    'study.yaml',
    [testTechnique],
  );
}

function errorOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (isInterphaseError(error)) return error;
  }
  return undefined;
}

describe('matchRecordings', () => {
  it('sorts by the conditions, not by the letters', () => {
    const found = matchRecordings('raw/cond/nzsp-{temperature:degC}.mpt', files);
    expect(found.map(({ label }) => label)).toEqual(['nzsp-25', 'nzsp-80', 'nzsp-100']);
    expect(found[0]!.conditions).toEqual({ temperature: { value: 25, sigma: null, unit: 'degC' } });
  });

  it('sorts by name with numbers in their order where there are no conditions', () => {
    expect(matchRecordings('raw/ageing/*.mpt', [...files, 'raw/ageing/aged-9.mpt']).map(({ label }) => label)).toEqual([
      'aged-1',
      'aged-9',
      'aged-10',
    ]);
    expect(['a10', 'a2', 'a', 'b1', 'a2b'].sort(compareNames)).toEqual(['a', 'a2', 'a2b', 'a10', 'b1']);
  });

  it('takes backslashes and ./ as people on Windows type them', () => {
    expect(matchRecordings('.\\raw\\cond\\nzsp-{temperature}.mpt', files)).toHaveLength(3);
    expect(patternFolder('raw\\cond\\x-{t}.csv')).toBe('raw/cond/');
    expect(patternFolder('x.csv')).toBe('');
  });

  it('says what is there when nothing fits', () => {
    const inFolder = errorOf(() => matchRecordings('raw/cond/nzps-{temperature}.mpt', files));
    expect(inFolder?.code).toBe('file-not-found');
    expect(inFolder?.message).toBe('no file fits the pattern "raw/cond/nzps-{temperature}.mpt"');
    expect(inFolder?.hint).toMatch(/^in raw\/cond\/ there are nzsp-\d+\.mpt, /);
    expect(errorOf(() => matchRecordings('raw/conf/nzsp-{temperature}.mpt', files))?.hint).toContain(
      'did you mean the folder "raw/cond/"?',
    );
    expect(errorOf(() => matchRecordings('measurements/{step}.mpt', files))?.hint).toContain(
      'there is no folder "measurements/"',
    );
    expect(errorOf(() => matchRecordings('x-{step}', []))?.hint).toContain('there are no files');
    expect(errorOf(() => findFile('raw/cond/nzsp-26.mpt', files))?.message).toBe(
      'there is no file "raw/cond/nzsp-26.mpt"',
    );
  });
});

describe('planStudy', () => {
  it('makes one task for each analysis', () => {
    const plan = planStudy(
      study('sample: p\nrecordings: raw/cond/nzsp-{temperature}.mpt\ncircuit: R0', '{ p: { thickness: 1 mm } }'),
      files,
    );
    expect(plan.tasks).toEqual([
      {
        id: 'a',
        technique: 'impedance',
        sample: { name: 'p', thickness: { value: 1, sigma: null, unit: 'mm' } },
        inputs: [25, 80, 100].map((value) => ({
          path: `raw/cond/nzsp-${value}.mpt`,
          label: `nzsp-${value}`,
          conditions: { temperature: { value, sigma: null, unit: 'degC' } },
        })),
        options: { circuit: 'R0' },
      },
    ]);
    expect(plan.failures.size).toBe(0);
    expect(plan.findings).toEqual([
      { code: 'unused-files', severity: 'info', message: expect.stringContaining('raw/cond/notes.txt') },
    ]);
  });

  it('takes lists of patterns and files, and conditions written out', () => {
    const plan = planStudy(
      study(`recordings:
  - raw/ageing/aged-{time:h}.mpt
  - { file: raw/cond/nzsp-25.mpt, label: fresh, conditions: { time: 0 h } }
conditions: { temperature: [25 degC, 26 degC, 27 degC], pressure: 5 MPa }`),
      files,
    );
    expect(
      plan.tasks[0]!.inputs.map(({ label, conditions }) => [
        label,
        conditions.time!.value,
        conditions.temperature!.value,
        conditions.pressure!.value,
      ]),
    ).toEqual([
      ['aged-1', 1, 25, 5],
      ['aged-10', 10, 26, 5],
      ['fresh', 0, 27, 5],
    ]);
  });

  it('leaves conditions in columns to the task, and calls no recordings equal before they are read', () => {
    const plan = planStudy(
      study('recordings: raw/ageing/aged-*.mpt\nconditions: { pressure: 5 MPa, temperature: { column: T/K } }'),
      files,
    );
    expect(plan.tasks[0]!.conditionColumns).toEqual({ temperature: 'T/K' });
    expect(plan.tasks[0]!.inputs.map(({ label, conditions }) => [label, Object.keys(conditions)])).toEqual([
      ['aged-1', ['pressure']],
      ['aged-10', ['pressure']],
    ]);
    expect(plan.findings).toEqual([]);
  });

  it('fails the analysis alone, with the place of the pattern', () => {
    const plan = planStudy(study('recordings: raw/cond/nzps-{temperature}.mpt'), files);
    expect(plan.tasks).toEqual([]);
    expect(plan.failures.get('a')).toMatchObject({
      code: 'file-not-found',
      where: { file: 'study.yaml', line: 6, column: 17, path: 'analyses.a.recordings' },
    });
  });

  it('refuses a list of conditions of the wrong length', () => {
    const plan = planStudy(
      study('recordings: raw/ageing/aged-{time}.mpt\nconditions: { temperature: [25 degC] }'),
      files,
    );
    expect(plan.failures.get('a')).toMatchObject({
      code: 'invalid-study',
      message: 'a has 2 recordings, but 1 values of temperature',
      where: { line: 7 },
    });
  });

  it('uses a file once, keeps labels apart and reports equal conditions', () => {
    const more = ['a/x-25C.csv', 'b/x-25C.csv', 'b/y-60C.csv'];
    const plan = planStudy(study('recordings: ["*/*-{temperature}C.csv", b/y-60C.csv]'), more);
    expect(plan.tasks[0]!.inputs.map(({ label }) => label)).toEqual(['a/x-25C', 'b/x-25C', 'y-60C']);
    expect(plan.findings.map(({ code }) => code)).toEqual(['repeated-file', 'equal-conditions']);
    expect(plan.findings[1]!.message).toContain('a/x-25C and b/x-25C have the same conditions (temperature 25 degC)');
  });
});

describe('describeFailure', () => {
  it('names the option that an analysis lacks, where it would stand', () => {
    const [analysis] = study('recordings: a.mpt\ncircuit: R0').analyses;
    const placeOf = (path: string) => describeFailure(fail('invalid-option', 'no', 'do', { path }), analysis!).where;
    expect(placeOf('circuit')).toMatchObject({ line: 7, path: 'analyses.a.circuit' });
    expect(placeOf('fix')).toEqual({ ...analysis!.place, path: 'analyses.a.fix' });
    expect(placeOf('nonsense')).toEqual(analysis!.place);
  });
});
