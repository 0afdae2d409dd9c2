import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Result } from '../../../src/execution/task.js';
import type { Study } from '../../../src/study/study.js';
import { afterStep, allWaiting, keepSame, type Runs, RunUpdates } from './run-updates.js';

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

describe('what a run only confirmed', () => {
  const again = (runs: Runs) =>
    afterStep(
      allWaiting(study, runs),
      { analysis: 'a', state: 'cached', share: 1, doing: '', outcome: { ...outcome, fromCache: true } },
      1,
    );

  it('keeps its entry, while others change', () => {
    const before = done();
    const after = keepSame(before, again(before));
    expect(after.a).toBe(before.a);
    expect(after).not.toBe(before.b);
    expect(after.b?.state).toBe('waiting');
  });

  it('is not drawn again at all where nothing changed', () => {
    const one = { analyses: [{ id: 'a', technique: 'impedance' }] } as unknown as Study;
    const before: Runs = { a: done().a! };
    const step = {
      analysis: 'a',
      state: 'cached' as const,
      share: 1,
      doing: '',
      outcome: { ...outcome, fromCache: true },
    };
    expect(keepSame(before, afterStep(allWaiting(one, before), step, 1))).toBe(before);
  });

  it('is none for another result', () => {
    const before = done();
    const other = { ...outcome, result: { technique: 'impedance' } as Result };
    const after = afterStep(
      allWaiting(study, before),
      { analysis: 'a', state: 'done', share: 1, doing: '', outcome: other },
      1,
    );
    expect(keepSame(before, after).a?.outcome).toBe(other);
  });
});

describe('the steps of a run on their way to the page', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const shown: Runs[] = [];
  const start = () => {
    shown.length = 0;
    return new RunUpdates(allWaiting(study, {}), (runs) => shown.push(runs));
  };
  const running = (share: number) => ({ analysis: 'b', state: 'running' as const, share, doing: 'fitting' });

  it('are shown together when they are of one moment', () => {
    const updates = start();
    updates.add(running(0), 1);
    updates.add({ analysis: 'a', state: 'done', share: 1, doing: 'done', outcome }, 2);
    expect(shown).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({ a: { state: 'done' }, b: { state: 'running' } });
  });

  it('wait for each other while they are progress only', () => {
    const updates = start();
    vi.advanceTimersByTime(1);
    for (const share of [0.1, 0.2, 0.3]) updates.add(running(share), 1);
    vi.advanceTimersByTime(10);
    expect(shown).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(shown).toHaveLength(2);
    expect(shown[1]?.b?.share).toBe(0.3);
  });

  it('are all shown at the end, and none of a run that a newer one replaced', () => {
    const ended = start();
    ended.add(running(0.5), 1);
    ended.end();
    expect(shown.at(-1)?.b?.share).toBe(0.5);
    const dropped = start();
    dropped.add(running(0.5), 1);
    dropped.drop();
    vi.advanceTimersByTime(1000);
    expect(shown).toEqual([]);
  });
});
