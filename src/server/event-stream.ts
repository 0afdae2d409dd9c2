import { type FolderWatch, watchFolder } from './watch-folder.js';

/** Without a sign of life this often, a connection counts as dead on its way. */
const HEARTBEAT_MS = 15_000;

/** A page that does not read for so long that this much waits for it is let go; it connects again when it wakes. */
const MOST_WAITING_BYTES = 1_000_000;

/** More pages than anybody opens on one study. */
const mostStreams = 64;

export interface ChangeStreams {
  /** A stream of server-sent events: `{changed: [paths]}`. Undefined when there are too many already. */
  open(): ReadableStream<Uint8Array> | undefined;
  close(): Promise<void>;
}

/** Changes of a folder for any number of pages. The folder is watched while somebody listens. */
export function changeStreams(root: string, heartbeatMs = HEARTBEAT_MS): ChangeStreams {
  const listeners = new Set<ReadableStreamDefaultController<Uint8Array>>();
  const encoder = new TextEncoder();
  let watching: FolderWatch | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;

  const send = (text: string) => {
    const bytes = encoder.encode(text);
    for (const listener of [...listeners]) {
      if (listener.desiredSize! > 0) {
        listener.enqueue(bytes);
        continue;
      }
      leave(listener);
      listener.error(new Error('the page does not read'));
    }
  };
  const start = () => {
    watching = watchFolder(root, (changed) => send(`data: ${JSON.stringify({ changed })}\n\n`));
    heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
    heartbeat.unref();
  };
  const stop = async () => {
    clearInterval(heartbeat);
    const ended = watching?.close();
    watching = undefined;
    await ended;
  };
  const leave = (listener: ReadableStreamDefaultController<Uint8Array>) => {
    listeners.delete(listener);
    if (listeners.size === 0) void stop();
  };

  return {
    open() {
      if (listeners.size >= mostStreams) return undefined;
      let mine: ReadableStreamDefaultController<Uint8Array>;
      return new ReadableStream<Uint8Array>(
        {
          start(controller) {
            mine = controller;
            listeners.add(controller);
            if (watching === undefined) start();
            // Something at once, so that the page knows that it is connected.
            controller.enqueue(encoder.encode(': connected\n\n'));
          },
          cancel: () => leave(mine),
        },
        new ByteLengthQueuingStrategy({ highWaterMark: MOST_WAITING_BYTES }),
      );
    },
    async close() {
      for (const listener of listeners) listener.close();
      listeners.clear();
      await stop();
    },
  };
}
