/** Tasks of the study, opened from the folder that the worker was told of. */
import { runTask } from '../../../src/execution/run-task.js';
import { answerRequest, type WorkerRequest } from '../../../src/execution/worker-protocol.js';
import type { FolderSource } from '../platform/folder.js';
import { openSource } from '../platform/open-source.js';

export type TaskMessage =
  | { readonly kind: 'folder'; readonly source: FolderSource }
  | { readonly kind: 'task'; readonly request: WorkerRequest };

let openFile: ReturnType<typeof openSource> | undefined;

export function answerTask(message: TaskMessage): void {
  if (message.kind === 'folder') {
    openFile = openSource(message.source);
    return;
  }
  void answerRequest(
    message.request,
    (task, progress) => runTask(task, openFile!, progress),
    (reply) => globalThis.postMessage(reply),
  );
}
