/** What runs inside a worker thread: waits for tasks, runs them, replies. Started by `node-port.ts` alone. */
import { parentPort, workerData } from 'node:worker_threads';
import { runTask } from '../../execution/run-task.js';
import { answerRequest, type WorkerRequest } from '../../execution/worker-protocol.js';
import { openFilesIn } from './open-file.js';

const { root } = workerData as { root: string };
const openFile = openFilesIn(root);

parentPort?.on('message', (request: WorkerRequest) => {
  void answerRequest(
    request,
    (task, progress) => runTask(task, openFile, progress),
    (reply) => parentPort?.postMessage(reply),
  );
});
