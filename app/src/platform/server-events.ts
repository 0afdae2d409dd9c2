import { readLines } from './read-lines.js';
import { refusalOf, type ServerRequest } from './server-request.js';

/** Waits between two tries to connect: soon after the first break, then ever longer. */
const WAITS_MS = [500, 1000, 2000, 5000, 10_000];

/** What a page does when it is hidden or shown; replaced in tests. */
export interface Visibility {
  isHidden(): boolean;
  /** @returns what ends it */
  onChange(listener: () => void): () => void;
}

const pageVisibility: Visibility = {
  isHidden: () => globalThis.document?.visibilityState === 'hidden',
  onChange(listener) {
    globalThis.document?.addEventListener('visibilitychange', listener);
    return () => globalThis.document?.removeEventListener('visibilitychange', listener);
  },
};

/**
 * Listens to the local server for changes of the study's files, and connects again when the connection breaks. A hidden
 * page does not listen, because browsers allow six connections to one server for all pages together. After every gap
 * study.yaml counts as changed: something may have happened that nobody told.
 *
 * @returns what ends it
 */
export function watchServer(
  request: ServerRequest,
  changed: (paths: readonly string[]) => void,
  visibility: Visibility = pageVisibility,
): () => void {
  const ended = new AbortController();
  let connection = new AbortController();
  const endListening = visibility.onChange(() => {
    if (visibility.isHidden()) connection.abort();
  });

  async function listenOn(): Promise<void> {
    let missed = false;
    for (let failures = 0; !ended.signal.aborted; ) {
      await shown(visibility, ended.signal);
      connection = new AbortController();
      const signal = AbortSignal.any([ended.signal, connection.signal]);
      try {
        const response = await request('api/events', { signal });
        failures = 0;
        if (missed) changed(['study.yaml']);
        missed = true;
        for await (const paths of changesIn(response.body!)) changed(paths);
      } catch (error) {
        if (refusalOf(error).status === 401) {
          // A token of a server that has ended is never right again; whoever looks at the files now is told so.
          changed(['study.yaml']);
          return;
        }
      }
      missed = true;
      if (connection.signal.aborted) continue;
      await pause(WAITS_MS[Math.min(failures, WAITS_MS.length - 1)]!, ended.signal);
      failures += 1;
    }
  }
  void listenOn();
  return () => {
    endListening();
    ended.abort();
  };
}

async function* changesIn(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly string[]> {
  for await (const line of readLines(body)) {
    // Lines that begin with a colon are signs of life.
    if (line.startsWith('data: ')) yield (JSON.parse(line.slice(6)) as { changed: readonly string[] }).changed;
  }
}

function shown(visibility: Visibility, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (!visibility.isHidden() || signal.aborted) {
      resolve();
      return;
    }
    const done = () => {
      if (visibility.isHidden() && !signal.aborted) return;
      endListening();
      signal.removeEventListener('abort', done);
      resolve();
    };
    const endListening = visibility.onChange(done);
    signal.addEventListener('abort', done);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
