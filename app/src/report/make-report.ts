import { reviveError } from '../../../src/execution/worker-protocol.js';
import type { ReportFile } from '../../../src/report/figure-files.js';
import type { StudyResult } from '../../../src/study/study-result.js';
import { figurePng } from '../figure/export-figure.js';
import type { FolderSource } from '../platform/folder.js';
import type { ReportReply, ReportRequest } from './answer-report.js';

interface Running {
  readonly signal?: AbortSignal;
  readonly onProgress?: (doing: string) => void;
}

/** Resolution of figures in print. */
const PRINT_DPI = 600;

/**
 * The files of the report, as `interphase run` writes them.
 *
 * @param png also as pictures; the preview does without
 * @throws what drawing throws; an `AbortError` when the signal says so
 */
export async function makeReport(
  study: StudyResult,
  { png = false, ...running }: Running & { readonly png?: boolean } = {},
): Promise<readonly ReportFile[]> {
  const reply = await ask({ kind: 'report', study, png }, running);
  return reply.kind === 'report' ? reply.files : [];
}

/** study.yaml, results and the raw files of these paths as one zip. */
export async function makeZip(
  study: StudyResult,
  content: {
    readonly name: string;
    readonly text: string;
    readonly paths: readonly string[];
    readonly source: FolderSource;
  },
  running: Running = {},
): Promise<Blob> {
  const reply = await ask({ kind: 'zip', study, ...content }, running);
  return reply.kind === 'zip' ? reply.zip : new Blob();
}

/** One worker for each report: it is made seldom, and an abort simply ends it. */
function ask(request: ReportRequest, { signal, onProgress }: Running): Promise<ReportReply> {
  signal?.throwIfAborted();
  const worker = new Worker(new URL('./report-worker.ts', import.meta.url), { type: 'module' });
  const answered = new Promise<ReportReply>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason));
    worker.addEventListener('error', (event) => reject(new Error(`the report could not be made: ${event.message}`)));
    worker.addEventListener('message', ({ data }: MessageEvent<ReportReply>) => {
      if (data.kind === 'progress') onProgress?.(data.doing);
      else if (data.kind === 'draw') {
        draw(data.svg).then(
          (bytes) => worker.postMessage({ kind: 'png', id: data.id, bytes } satisfies ReportRequest),
          reject,
        );
      } else if (data.kind === 'failed') reject(reviveError(data.error));
      else resolve(data);
    });
  });
  worker.postMessage(request);
  return answered.finally(() => worker.terminate());
}

async function draw(svg: string): Promise<Uint8Array> {
  return new Uint8Array(await (await figurePng(svg, PRINT_DPI)).arrayBuffer());
}
