import { Worker } from 'node:worker_threads';
import type { WorkerPort } from '../../execution/worker-pool.js';
import type { WorkerReply } from '../../execution/worker-protocol.js';

/**
 * Starts worker threads that open files relative to `root`. Only compiled code can do this: a worker thread of Node 20
 * loads no TypeScript, so tests from source use a pool of size 0.
 */
export function nodePortsIn(root: string): () => WorkerPort {
  return () => {
    const worker = new Worker(new URL('./node-worker.js', import.meta.url), { workerData: { root } });
    let crashReason = '';
    let ended = false;
    worker.on('error', (error) => {
      crashReason = error.message;
    });
    return {
      post: (request) => worker.postMessage(request),
      onReply: (listener) => worker.on('message', (reply: WorkerReply) => listener(reply)),
      onCrash: (listener) =>
        worker.on('exit', (code) => {
          if (!ended) listener(crashReason === '' ? `it ended with exit code ${code}` : crashReason);
        }),
      terminate: () => {
        ended = true;
        void worker.terminate();
      },
    };
  };
}
