/** What runs inside the worker that holds one recording. Ended by the page, with all its memory, when the view is left. */
import { flattenError } from '../../../src/execution/worker-protocol.js';
import { openSource } from '../platform/open-source.js';
import { paint, startPicture } from './draw-picture.js';
import { OpenedRecording } from './opened-recording.js';
import { axesPresets } from './plot/axes-presets.js';
import { readWithProgress } from './read-with-progress.js';
import type {
  AskMessage,
  FromWorker,
  PlotPicture,
  PlotRequest,
  QuestionKind,
  Questions,
  TableSummary,
  ToWorker,
} from './recording-protocol.js';

/** A picture is sent after this long, complete or not; what is missing follows. */
const FIRST_MS = 30;
const NEXT_MS = 80;
/** Text of the CSV is handed to the browser in portions of about this many characters, which it may keep on disk. */
const CSV_PART = 1_000_000;

const NO_TABLE: TableSummary = { name: '', rows: 0, columns: [] };

let opened: OpenedRecording | undefined;
let pictures = 0;
let csvRuns = 0;

globalThis.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'open') void open(data);
  else if (data.kind === 'stop-csv') csvRuns++;
  else void answer(data);
});

function send(message: FromWorker, transfer: Transferable[] = []): void {
  globalThis.postMessage(message, { transfer });
}

const now = () => performance.timeOrigin + performance.now();

async function open({ source, path }: Extract<ToWorker, { kind: 'open' }>): Promise<void> {
  try {
    const start = now();
    const file = await openSource(source)(path);
    const recording = await readWithProgress(file, (progress) => send({ kind: 'progress', progress }));
    const read = now();
    opened = new OpenedRecording(recording, file.size);
    const whole = { bytes: file.size, size: file.size };
    const summary = opened.summary((share) =>
      send({ kind: 'progress', progress: { ...whole, share, doing: 'looking through the columns' } }),
    );
    const first = axesPresets(summary.mainTable, summary.tables[summary.mainTable] ?? NO_TABLE)[0];
    if (first !== undefined) opened.prepare(first.setup);
    const spans = [
      { name: 'recording:read', start, end: read },
      { name: 'recording:pyramid', start: read, end: now() },
    ] as const;
    send({ kind: 'summary', summary, spans });
  } catch (error) {
    send({ kind: 'cannot-open', error: flattenError(error) });
  }
}

type Answers = { readonly [K in QuestionKind]: (id: number, ask: Questions[K]['ask']) => Promise<void> | void };

const answers: Answers = {
  picture: drawPicture,
  nearest: (id, ask) => reply(id, recording().nearest(ask)),
  row: (id, ask) => reply(id, recording().row(ask, ask.row)),
  rows: (id, { table, from, to }) => {
    const slice = recording().rows(table, from, to);
    reply(
      id,
      slice,
      slice.columns.flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer] : [])),
    );
  },
  ranges: (id, ask) => reply(id, recording().ranges(ask)),
  csv: writeCsv,
};

async function answer<K extends QuestionKind>({ id, kind, ask }: AskMessage<K>): Promise<void> {
  try {
    await answers[kind](id, ask);
  } catch (error) {
    send({ kind: 'failed', id, error: flattenError(error) });
  }
}

function reply(id: number, answer: Questions[QuestionKind]['answer'], transfer: Transferable[] = []): void {
  send({ kind: 'answer', id, answer }, transfer);
}

function recording(): OpenedRecording {
  if (opened === undefined) throw new Error('the recording is not open yet');
  return opened;
}

/** Draws in steps; a newer question ends an older one, whose picture nobody would look at. */
async function drawPicture(id: number, request: PlotRequest): Promise<void> {
  const turn = ++pictures;
  const job = startPicture(recording(), request);
  let complete = job.rasters.length === 0;
  for (let pause = FIRST_MS; ; pause = NEXT_MS) {
    const end = performance.now() + pause;
    const isTimeUp = () => performance.now() >= end;
    complete = job.rasters.every(({ scatter }) => scatter.draw(isTimeUp));
    await sendPicture(id, request, job, complete);
    if (complete) return;
    await otherMessages();
    if (turn !== pictures) return;
  }
}

async function sendPicture(
  id: number,
  request: PlotRequest,
  job: ReturnType<typeof startPicture>,
  complete: boolean,
): Promise<void> {
  const { width, height } = request;
  const bitmap =
    job.rasters.length === 0 ? null : await createImageBitmap(new ImageData(paint(job, width, height), width, height));
  const picture: PlotPicture = { request, curves: job.curves, bitmap, complete };
  // Points are sent anew with each fuller picture, so they are copied, not given away.
  reply(id, picture, bitmap === null ? [] : [bitmap]);
}

async function writeCsv(id: number, { table }: Questions['csv']['ask']): Promise<void> {
  const run = ++csvRuns;
  const { pieces, rows } = recording().csvPieces(table);
  const parts: Blob[] = [];
  let text = '';
  let written = 0;
  for (const piece of pieces) {
    text += piece;
    if (text.length < CSV_PART) continue;
    parts.push(new Blob([text]));
    written += text.split('\n').length - 1;
    text = '';
    send({ kind: 'csv-progress', share: Math.min(1, written / Math.max(1, rows)) });
    await otherMessages();
    if (run !== csvRuns) return;
  }
  reply(id, new Blob([...parts, text], { type: 'text/csv' }));
}

/** Lets messages that have come meanwhile be handled first. */
function otherMessages(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
