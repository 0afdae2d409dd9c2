/** What the report's worker does: the report and the zip. Drawing every figure takes a second or two. */
import { expressionInterpreter } from 'vega-interpreter';
import arimoBold from '../../../assets/fonts/Arimo-Bold.ttf?url';
import arimoItalic from '../../../assets/fonts/Arimo-Italic.ttf?url';
import arimoRegular from '../../../assets/fonts/Arimo-Regular.ttf?url';
import { type FlatError, flattenError } from '../../../src/execution/worker-protocol.js';
import type { ReportFile } from '../../../src/report/figure-files.js';
import type { ReportFonts } from '../../../src/report/font-faces.js';
import { renderReport } from '../../../src/report/render-report.js';
import { resultsFileName, resultsText } from '../../../src/report/results-json.js';
import type { StudyResult } from '../../../src/study/study-result.js';
import type { FolderSource } from '../platform/folder.js';
import { zipStudy } from './zip-study.js';

export type ReportRequest =
  | { readonly kind: 'report'; readonly study: StudyResult; readonly png: boolean }
  | {
      readonly kind: 'zip';
      readonly study: StudyResult;
      readonly name: string;
      readonly text: string;
      /** Raw files to put in; empty for the results alone. */
      readonly paths: readonly string[];
      readonly source: FolderSource;
    }
  /** A picture that the worker asked for: only a page can draw SVG. */
  | { readonly kind: 'png'; readonly id: number; readonly bytes: Uint8Array };

export type ReportReply =
  | { readonly kind: 'progress'; readonly doing: string }
  | { readonly kind: 'draw'; readonly id: number; readonly svg: string }
  | { readonly kind: 'report'; readonly files: readonly ReportFile[] }
  | { readonly kind: 'zip'; readonly zip: Blob }
  | { readonly kind: 'failed'; readonly error: FlatError };

const reply = (message: ReportReply) => globalThis.postMessage(message);
const drawn = new Map<number, (bytes: Uint8Array) => void>();
let lastDrawing = 0;

export function answerReport(data: ReportRequest): void {
  if (data.kind === 'png') {
    drawn.get(data.id)?.(data.bytes);
    drawn.delete(data.id);
    return;
  }
  answer(data).then(reply, (error: unknown) => reply({ kind: 'failed', error: flattenError(error) }));
}

async function answer(request: Exclude<ReportRequest, { kind: 'png' }>): Promise<ReportReply> {
  if (request.kind === 'report') return { kind: 'report', files: await filesOf(request.study, request.png) };
  const files = await filesOf(request.study, true);
  const zip = await zipStudy({ ...request, results: files, onProgress: (doing) => reply({ kind: 'progress', doing }) });
  return { kind: 'zip', zip };
}

/** The files that `interphase run` writes. */
async function filesOf(study: StudyResult, png: boolean): Promise<ReportFile[]> {
  reply({ kind: 'progress', doing: 'drawing figures' });
  const files = await renderReport(study, {
    interpreter: expressionInterpreter,
    fonts: await fonts(),
    ...(png ? { renderPng } : {}),
  });
  return [...files, { path: resultsFileName, bytes: resultsText(study, '..') }];
}

function renderPng(svg: string): Promise<Uint8Array> {
  const id = ++lastDrawing;
  reply({ kind: 'draw', id, svg });
  return new Promise((resolve) => drawn.set(id, resolve));
}

async function fonts(): Promise<ReportFonts> {
  const load = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const [regular, bold, italic] = await Promise.all([load(arimoRegular), load(arimoBold), load(arimoItalic)]);
  return { regular, bold, italic };
}
