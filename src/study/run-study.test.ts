import { describe, expect, it } from 'vitest';
import { fail } from '../errors.js';
import type { AnalysisTask, Result } from '../execution/task.js';
import { cacheKey } from './cache-key.js';
import { loadStudy } from './load-study.js';
import { runStudy, type StudyProgress, type StudyServices } from './run-study.js';
import { quantity, resultOf, testTechnique } from './test-support/test-technique.js';

const text = `title: t
samples: { p: { thickness: 1 mm } }
analyses:
  one: { technique: eis, sample: p, recordings: "raw/x-{temperature}.csv", circuit: R0 }
  two: { technique: eis, sample: p, recordings: raw/y.csv }
document:
  items:
    - { figure: S1, panels: [one.nyquist], caption: "R is {one.R} at {one.temperature.max}." }
    - { figure: S2, panels: [two.nyquist] }
`;
const study = loadStudy(text, 'study.yaml', [testTechnique]);
const files = ['raw/x-25.csv', 'raw/x-60.csv', 'raw/y.csv'];
const figure = { id: 'nyquist', caption: 'A spectrum.', panels: [] };

function services(
  overrides: Partial<StudyServices> = {},
): StudyServices & { ran: string[]; kept: Map<string, Result> } {
  const ran: string[] = [];
  const kept = new Map<string, Result>();
  return {
    ran,
    kept,
    listFiles: async () => files,
    hashFile: async (path) => `hash of ${path}`,
    runTask: async (task, onProgress) => {
      ran.push(task.id);
      onProgress(0.5, 'fitting');
      return analyse(task);
    },
    cache: {
      get: async (key) => kept.get(key),
      put: async (key, result) => void kept.set(key, result),
    },
    ...overrides,
  };
}

function analyse(task: AnalysisTask): Result {
  const series = task.inputs.map(({ label, conditions }) => ({ label, conditions, quantities: {}, findings: [] }));
  const hashes = task.inputs.map(({ path }) => `hash of ${path}`);
  return resultOf({ quantities: { R: quantity(188.7, 0.4, 'Ohm') }, series, figures: [figure] }, task, hashes);
}

describe('runStudy', () => {
  it('runs the analyses, fills the document and tells its progress', async () => {
    const steps: StudyProgress[] = [];
    const result = await runStudy(study, services(), (step) => steps.push(step));
    expect(result.analyses.map(({ id, fromCache, failure }) => [id, fromCache, failure])).toEqual([
      ['one', false, undefined],
      ['two', false, undefined],
    ]);
    expect(result.items.map(({ name, caption }) => [name, caption])).toEqual([
      ['S1', 'R is 188.7(4) Ω at 60 °C.'],
      ['S2', 'A spectrum.'],
    ]);
    expect(result.findings).toEqual([]);
    expect(result.studySha256).toBe(study.sha256);
    expect(steps.filter(({ analysis }) => analysis === 'one').map(({ state }) => state)).toEqual([
      'running',
      'running',
      'done',
    ]);
  });

  it('does not run again what it knows, and runs again what changed', async () => {
    const all = services();
    await runStudy(study, all);
    const again = await runStudy(study, all);
    expect(again.analyses.every(({ fromCache }) => fromCache)).toBe(true);
    expect(all.ran.sort()).toEqual(['one', 'two']);
    const changed = loadStudy(text.replace('circuit: R0', 'circuit: R0-R1'), 'study.yaml', [testTechnique]);
    const third = await runStudy(changed, all);
    expect(third.analyses.map(({ fromCache }) => fromCache)).toEqual([false, true]);
  });

  it('goes on after a failure, and places it in study.yaml', async () => {
    const failing = services({
      runTask: async (task) => {
        if (task.id === 'one') throw fail('invalid-circuit', 'no such element', 'write R', { path: 'circuit' });
        return analyse(task);
      },
    });
    const result = await runStudy(study, failing);
    expect(result.analyses[0]!.failure).toEqual({
      code: 'invalid-circuit',
      message: 'no such element',
      hint: 'write R',
      where: { file: 'study.yaml', line: 4, column: 85, path: 'analyses.one.circuit' },
    });
    expect(result.analyses[1]!.result).toBeDefined();
    expect(result.items[0]).toMatchObject({
      missing: 'the analysis one failed: no such element',
      caption: 'R is [one.R not available] at [one.temperature.max not available].',
    });
    expect(result.items[1]!.missing).toBeUndefined();
  });

  it('keeps the place of a file and calls a mistake of the program one', async () => {
    const failing = services({
      runTask: async (task) => {
        if (task.id === 'one')
          throw fail('malformed-file', 'no table', 'export again', { file: 'raw/x-25.csv', line: 3 });
        throw new TypeError('x is undefined');
      },
    });
    const result = await runStudy(study, failing);
    expect(result.analyses[0]!.failure!.where).toEqual({ file: 'raw/x-25.csv', line: 3 });
    expect(result.analyses[1]!.failure).toMatchObject({ code: 'unexpected', where: { line: 5 } });
  });

  it('runs everything when the cache is broken or lies', async () => {
    const broken = services({
      cache: {
        get: () => Promise.reject(new Error('disk')),
        put: () => Promise.reject(new Error('full')),
      },
    });
    const result = await runStudy(study, broken);
    expect(result.analyses.every((outcome) => outcome.result !== undefined)).toBe(true);
    expect(result.findings.map(({ code }) => code)).toEqual(['not-cached', 'not-cached']);
    const lying = services({ cache: { get: async () => resultOf(), put: async () => {} } });
    await runStudy(study, lying);
    expect(lying.ran.sort()).toEqual(['one', 'two']);
  });

  it('does not keep a result of files that changed meanwhile', async () => {
    const moving = services({ runTask: async (task) => resultOf({}, task, ['other', 'other']) });
    const result = await runStudy(study, moving);
    expect(moving.kept.size).toBe(0);
    expect(result.findings.filter(({ code }) => code === 'files-changed')).toHaveLength(2);
  });

  it('places panels and captions that lead nowhere in study.yaml', async () => {
    const wrong = text.replace('{one.R}', '{one.Q}').replace('two.nyquist', 'two.nope');
    const result = await runStudy(loadStudy(wrong, 'at/study.yaml', [testTechnique]), services());
    expect(result.mistakes!.map(({ where }) => where)).toEqual([
      { file: 'at/study.yaml', line: 8, column: 53, path: 'document.items[0].caption' },
      { file: 'at/study.yaml', line: 9, column: 30, path: 'document.items[1].panels[0]' },
    ]);
    expect(result.findings[1]).toMatchObject({
      severity: 'error',
      where: 'study.yaml:9:30 document.items[1].panels[0]',
    });
    expect(result.items.every(({ missing }) => missing !== undefined)).toBe(true);
  });

  it('runs only what was asked for', async () => {
    const some = services();
    const result = await runStudy(study, some, undefined, { only: ['two'] });
    expect(some.ran).toEqual(['two']);
    expect(result.analyses.map(({ id }) => id)).toEqual(['two']);
    expect(result.items[0]!.missing).toBe('the analysis one was not run');
    expect(result.findings).toEqual([]);
    await expect(runStudy(study, some, undefined, { only: ['tow'] })).rejects.toMatchObject({
      code: 'usage',
      hint: 'did you mean "two"?',
    });
  });

  it('reports files that are not there as outcomes', async () => {
    const result = await runStudy(study, services({ listFiles: async () => ['raw/y.csv'] }));
    expect(result.analyses[0]!.failure!.code).toBe('file-not-found');
    expect(result.analyses[1]!.result).toBeDefined();
  });
});

describe('cacheKey', () => {
  const task: AnalysisTask = {
    id: 'a',
    technique: 'impedance',
    sample: { thickness: quantity(1, 0.02, 'mm') },
    inputs: [{ path: 'raw/x.csv', label: 'x', conditions: { temperature: quantity(25, null, 'degC') } }],
    options: { circuit: 'R0', starts: 20 },
  };

  it('is the same for equal content, whatever the order of keys and the name of the analysis', () => {
    const other: AnalysisTask = { ...task, id: 'b', options: { starts: 20, circuit: 'R0' } };
    expect(cacheKey(other, ['h'], '0.1.0')).toBe(cacheKey(task, ['h'], '0.1.0'));
  });

  it('changes with everything that can change a digit', () => {
    const changed = [
      cacheKey({ ...task, technique: 'cycling' }, ['h'], '0.1.0'),
      cacheKey({ ...task, options: { circuit: 'R0', starts: 21 } }, ['h'], '0.1.0'),
      cacheKey({ ...task, sample: { thickness: quantity(1, 0.03, 'mm') } }, ['h'], '0.1.0'),
      cacheKey({ ...task, inputs: [{ ...task.inputs[0]!, label: 'y' }] }, ['h'], '0.1.0'),
      cacheKey({ ...task, inputs: [{ ...task.inputs[0]!, path: 'y' }] }, ['h'], '0.1.0'),
      cacheKey({ ...task, inputs: [{ ...task.inputs[0]!, conditions: {} }] }, ['h'], '0.1.0'),
      cacheKey({ ...task, conditionColumns: { time: 't/h' } }, ['h'], '0.1.0'),
      cacheKey({ ...task, conditionColumns: { time: 't/s' } }, ['h'], '0.1.0'),
      cacheKey(task, ['g'], '0.1.0'),
      cacheKey(task, ['h'], '0.1.1'),
      cacheKey(task, ['h'], '0.1.0'),
    ];
    expect(new Set(changed).size).toBe(changed.length);
    expect(() => cacheKey(task, [], '0.1.0')).toThrow(RangeError);
  });
});
