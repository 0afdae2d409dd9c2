import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src/execution/task.js';
import type { Study } from '../../../src/study/study.js';
import { afterStep, allWaiting, type Runs } from './run-updates.js';

const study = {
  analyses: [
    { id: 'a', technique: 'impedance' },
    { id: 'b', technique: 'cycling' },
  ],
} as unknown as Study;
const result = { technique: 'impedance' } as Result;
const outcome = { id: 'a', technique: 'impedance', result, fromCache: false };

function done(): Runs {
  return afterStep(allWaiting(study, {}), { analysis: 'a', state: 'done', share: 1, doing: 'done', outcome }, 12);
}

describe('the runs of a study', () => {
  it('wait, keep what they gave before, and drop analyses that are gone', () => {
    const runs = allWaiting(study, { ...done(), old: done().a! });
    expect(Object.keys(runs)).toEqual(['a', 'b']);
    expect(runs.a).toMatchObject({ state: 'waiting', outcome });
    expect(runs.b).not.toHaveProperty('outcome');
  });

  it('drop the outcome of another technique', () => {
    const other = { analyses: [{ id: 'a', technique: 'cycling' }] } as unknown as Study;
    expect(allWaiting(other, done()).a).not.toHaveProperty('outcome');
  });

  it('show progress beside the earlier outcome', () => {
    const runs = afterStep(
      allWaiting(study, done()),
      { analysis: 'a', state: 'running', share: 0.4, doing: 'fitting' },
      5,
    );
    expect(runs.a).toEqual({ state: 'running', share: 0.4, doing: 'fitting', outcome });
  });

  it('tell how long an outcome took, unless it was known', () => {
    expect(done().a).toMatchObject({ state: 'done', tookMs: 12 });
    const cached = { ...outcome, fromCache: true };
    const runs = afterStep(
      allWaiting(study, {}),
      { analysis: 'a', state: 'cached', share: 1, doing: '', outcome: cached },
      3,
    );
    expect(runs.a).not.toHaveProperty('tookMs');
  });

  it('replace an outcome by a failure, but not by a cancellation', () => {
    const failing = (code: string) => ({
      analysis: 'a',
      state: 'failed' as const,
      share: 1,
      doing: 'no',
      outcome: {
        id: 'a',
        technique: 'impedance',
        fromCache: false,
        failure: { code, message: 'no', hint: '', where: {} },
      },
    });
    expect(afterStep(done(), failing('too-few-points'), 1).a?.outcome?.failure?.code).toBe('too-few-points');
    expect(afterStep(done(), failing('cancelled'), 1).a).toMatchObject({ state: 'cancelled', outcome });
  });

  it('know nothing of analyses that are not in the study', () => {
    const runs = done();
    expect(afterStep(runs, { analysis: '__proto__', state: 'running', share: 0, doing: '' }, 1)).toBe(runs);
  });
});
