import { describe, expect, it, vi } from 'vitest';
import { readLines } from './read-lines.js';
import { type Visibility, watchServer } from './server-events.js';
import { saveServerResults } from './server-results.js';

const bodyOf = (...pieces: string[]) => new Blob(pieces).stream() as ReadableStream<Uint8Array>;

/** A server whose streams are fed by hand. */
function fakeServer() {
  const streams: ReadableStreamDefaultController<Uint8Array>[] = [];
  const request = vi.fn(async (_path: string, init: RequestInit = {}) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        streams.push(controller);
        init.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
      },
    });
    return new Response(body);
  });
  const send = (text: string) => streams.at(-1)!.enqueue(new TextEncoder().encode(text));
  return { request, streams, send };
}

function fakePage() {
  const listeners = new Set<() => void>();
  let hidden = false;
  const visibility: Visibility = {
    isHidden: () => hidden,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const show = (shown: boolean) => {
    hidden = !shown;
    for (const listener of [...listeners]) listener();
  };
  return { visibility, show, listeners };
}

describe('watching the server', () => {
  it('tells changes, however they are cut into pieces', async () => {
    const { request, send } = fakeServer();
    const changed = vi.fn();
    const end = watchServer(request, changed);
    await vi.waitFor(() => expect(request).toHaveBeenCalled());
    send(': connected\n\ndata: {"chan');
    send('ged":["raw/a.csv"]}\n');
    send('\n: still here\n\ndata: {"changed":["b","c"]}\n\n');
    await vi.waitFor(() => expect(changed.mock.calls).toEqual([[['raw/a.csv']], [['b', 'c']]]));
    end();
  });

  it('connects again when the connection breaks, and takes study.yaml for changed', async () => {
    const { request, streams } = fakeServer();
    const changed = vi.fn();
    const end = watchServer(request, changed);
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    streams[0]!.error(new Error('reset'));
    await vi.waitFor(() => expect(streams).toHaveLength(2), { timeout: 5000 });
    await vi.waitFor(() => expect(changed.mock.calls).toEqual([[['study.yaml']]]));
    end();
  });

  it('gives up when the token is not taken', async () => {
    const request = vi.fn(() => Promise.reject(Object.assign(new Error('no'), { status: 401 })));
    const end = watchServer(request, () => undefined);
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(request).toHaveBeenCalledTimes(1);
    end();
  });

  it('does not listen while the page is hidden', async () => {
    const { request, streams } = fakeServer();
    const { visibility, show, listeners } = fakePage();
    const changed = vi.fn();
    const end = watchServer(request, changed, visibility);
    await vi.waitFor(() => expect(streams).toHaveLength(1));
    show(false);
    expect(request.mock.calls[0]![1]!.signal!.aborted).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(streams).toHaveLength(1);
    show(true);
    await vi.waitFor(() => expect(streams).toHaveLength(2));
    await vi.waitFor(() => expect(changed).toHaveBeenCalledWith(['study.yaml']));
    end();
    await vi.waitFor(() => expect(listeners.size).toBe(0));
  });
});

describe('readLines', () => {
  it('joins pieces, also within a character', async () => {
    const bytes = new TextEncoder().encode('a\nÅb\n\nc');
    const lines: string[] = [];
    for await (const line of readLines(new Blob([bytes.slice(0, 3), bytes.slice(3)]).stream())) lines.push(line);
    expect(lines).toEqual(['a', 'Åb', '', 'c']);
  });

  it('ends the request when nobody listens any more', async () => {
    const cancel = vi.fn();
    const body = new ReadableStream<Uint8Array>({ pull: (c) => c.enqueue(new TextEncoder().encode('a\n')), cancel });
    for await (const _ of readLines(body)) break;
    expect(cancel).toHaveBeenCalled();
  });
});

describe('results of the server', () => {
  const save = async (...messages: object[]) => {
    const report = vi.fn();
    const lines = messages.map((message) => `${JSON.stringify(message)}\n`);
    await saveServerResults(async () => new Response(bodyOf(...lines)), report);
    return report.mock.calls;
  };

  it('are reported over all analyses', async () => {
    const calls = await save(
      { analyses: ['a', 'b'] },
      { analysis: 'a', state: 'running', share: 0.5, doing: 'fitting' },
      { analysis: 'b', state: 'done', share: 1, doing: 'done' },
      { analysis: '', state: 'writing', share: 1, doing: 'writing the report' },
      { report: 'results/report.html', findings: [], failures: [] },
    );
    expect(calls).toEqual([
      [0.25, 'a: fitting'],
      [0.75, 'b: done'],
      [0.75, 'writing the report'],
      [1, 'results/report.html written'],
    ]);
  });

  it('fail as the server says, or because they broke off', async () => {
    const error = { code: 'cannot-write', message: 'the disk is full', hint: 'make room' };
    await expect(save({ analyses: ['a'] }, { error })).rejects.toMatchObject(error);
    await expect(save({ analyses: ['a'] })).rejects.toMatchObject({ code: 'cancelled' });
  });
});
