import { describe, expect, it } from 'vitest';
import { fail } from '../errors.js';
import type { AnalysisTask, Result } from './task.js';
import { WorkerPool, type WorkerPort } from './worker-pool.js';
import { answerRequest, type WorkerReply } from './worker-protocol.js';

function task(id: string): AnalysisTask {
  return { id, technique: 'none', sample: {}, inputs: [], options: {} };
}

/** Tasks that finish when the test says so. */
function bench() {
  const running = new Map<
    string,
    { finish: () => void; fail: (error: unknown) => void; progress: (share: number) => void }
  >();
  const started: string[] = [];
  const run = (given: AnalysisTask, progress?: (share: number, doing: string) => void) => {
    started.push(given.id);
    return new Promise<Result>((resolve, reject) => {
      running.set(given.id, {
        finish: () => resolve({ technique: given.id } as Result),
        fail: reject,
        progress: (share) => progress?.(share, 'testing'),
      });
    });
  };
  const ports: { crash: (reason: string) => void; terminated: boolean }[] = [];
  const makePort = (): WorkerPort => {
    let reply: (message: WorkerReply) => void = () => undefined;
    let crash: (reason: string) => void = () => undefined;
    const state = { crash: (reason: string) => crash(reason), terminated: false };
    ports.push(state);
    return {
      post: (request) => {
        void answerRequest(structuredClone(request), run, (message) => {
          if (!state.terminated) reply(structuredClone(message));
        });
      },
      onReply: (listener) => {
        reply = listener;
      },
      onCrash: (listener) => {
        crash = listener;
      },
      terminate: () => {
        state.terminated = true;
      },
    };
  };
  return { run, running, started, ports, makePort };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('WorkerPool', () => {
  it('runs no more tasks at once than it has workers, and keeps their order', async () => {
    const { run, running, started, ports, makePort } = bench();
    const pool = new WorkerPool({ size: 2, makePort, runInline: run });
    const all = pool.runAll([task('a'), task('b'), task('c')]);
    expect(started).toEqual(['a', 'b']);
    running.get('b')!.finish();
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    running.get('c')!.finish();
    running.get('a')!.finish();
    const outcomes = await all;
    expect(outcomes.map((outcome) => outcome.status === 'fulfilled' && outcome.value.technique)).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(ports).toHaveLength(2);
  });

  it('passes on progress and keeps code, hint and place of errors', async () => {
    const { run, running, makePort } = bench();
    const pool = new WorkerPool({ size: 1, makePort, runInline: run });
    const shares: number[] = [];
    const outcome = pool.run(task('a'), { progress: (share) => shares.push(share) });
    running.get('a')!.progress(0.5);
    running.get('a')!.fail(fail('empty-file', 'nothing in it', 'export it', { file: 'x.mpr', byte: 3 }));
    await expect(outcome).rejects.toMatchObject({
      code: 'empty-file',
      message: 'nothing in it',
      hint: 'export it',
      where: { file: 'x.mpr', byte: 3 },
    });
    expect(shares).toEqual([0.5]);
  });

  it('fails the task of a crashed worker alone and replaces the worker', async () => {
    const { run, running, started, ports, makePort } = bench();
    const pool = new WorkerPool({ size: 1, makePort, runInline: run });
    const first = pool.run(task('a'));
    const second = pool.run(task('b'));
    ports[0]!.crash('out of memory');
    await expect(first).rejects.toMatchObject({
      code: 'worker-crashed',
      message: expect.stringContaining('out of memory'),
    });
    expect(started).toEqual(['a', 'b']);
    expect(ports).toHaveLength(2);
    running.get('b')!.finish();
    expect((await second).technique).toBe('b');
  });

  it('cancels waiting and running tasks, and goes on with the others', async () => {
    const { run, running, started, ports, makePort } = bench();
    const pool = new WorkerPool({ size: 1, makePort, runInline: run });
    const [stopA, stopB] = [new AbortController(), new AbortController()];
    const a = pool.run(task('a'), { signal: stopA.signal });
    const b = pool.run(task('b'), { signal: stopB.signal });
    const c = pool.run(task('c'));
    stopB.abort();
    await expect(b).rejects.toMatchObject({ code: 'cancelled' });
    stopA.abort();
    await expect(a).rejects.toMatchObject({ code: 'cancelled' });
    expect(ports[0]!.terminated).toBe(true);
    expect(started).toEqual(['a', 'c']);
    running.get('c')!.finish();
    expect((await c).technique).toBe('c');
  });

  it('ends everything on close', async () => {
    const { run, makePort, ports } = bench();
    const pool = new WorkerPool({ size: 1, makePort, runInline: run });
    const outcomes = pool.runAll([task('a'), task('b')]);
    pool.close();
    for (const outcome of await outcomes) expect(outcome).toMatchObject({ reason: { code: 'cancelled' } });
    expect(ports[0]!.terminated).toBe(true);
    await expect(pool.run(task('c'))).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('with size 0 runs inline, one after another, and stops where the task reports progress', async () => {
    const { run, running, started, makePort, ports } = bench();
    const pool = new WorkerPool({ size: 0, makePort, runInline: run });
    const stop = new AbortController();
    const a = pool.run(task('a'));
    const b = pool.run(task('b'), { signal: stop.signal });
    await settle();
    expect(started).toEqual(['a']);
    running.get('a')!.finish();
    expect((await a).technique).toBe('a');
    await settle();
    stop.abort();
    expect(() => running.get('b')!.progress(0.1)).toThrow('cancelled');
    running.get('b')!.finish();
    await expect(b).rejects.toMatchObject({ code: 'cancelled' });
    expect(ports).toHaveLength(0);
  });
});
