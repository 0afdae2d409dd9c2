import { reviveError } from '../../../src/execution/worker-protocol.js';
import type { FolderSource } from '../platform/folder.js';
import type {
  AskMessage,
  FromWorker,
  QuestionKind,
  Questions,
  ReadingProgress,
  RecordingSummary,
  TimeSpan,
  ToWorker,
} from './recording-protocol.js';

export interface RecordingListener {
  readonly onProgress: (progress: ReadingProgress) => void;
  readonly onOpen: (summary: RecordingSummary) => void;
  /** The file cannot be read, or the worker ended. */
  readonly onTrouble: (error: Error) => void;
}

type Answer = Questions[QuestionKind]['answer'];

interface Waiting {
  readonly kind: QuestionKind;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** The page's end of the worker that holds one recording. */
export class RecordingClient {
  readonly #worker: Worker;
  readonly #listener: RecordingListener;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #lastPicture = 0;
  #onFuller: (picture: Questions['picture']['answer']) => void = () => {};
  #onCsvShare: (share: number) => void = () => {};

  constructor(source: FolderSource, path: string, listener: RecordingListener) {
    this.#listener = listener;
    this.#worker = new Worker(new URL('./recording-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => this.#receive(data));
    this.#worker.addEventListener('error', (event) => {
      event.preventDefault();
      const reason = event.message === '' ? 'it could not be started' : event.message;
      this.close();
      listener.onTrouble(new Error(`the worker that reads the file stopped: ${reason}`));
    });
    this.#send({ kind: 'open', source, path });
  }

  /** Ends the worker and with it frees all that was read; what was asked is never answered. */
  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  /** @throws what the worker throws */
  ask<K extends QuestionKind>(kind: K, ask: Questions[K]['ask']): Promise<Questions[K]['answer']> {
    const id = ++this.#lastId;
    if (kind === 'picture') this.#lastPicture = id;
    this.#send({ id, kind, ask } as AskMessage);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { kind, resolve: resolve as Waiting['resolve'], reject });
    });
  }

  /** A picture that was not complete is followed by fuller ones, until another is asked for. */
  onFullerPicture(listener: (picture: Questions['picture']['answer']) => void): void {
    this.#onFuller = listener;
  }

  /** A table as CSV. @param onShare gets 0 to 1 while it is made */
  csv(table: number, onShare: (share: number) => void): Promise<Blob> {
    this.#onCsvShare = onShare;
    return this.ask('csv', { table });
  }

  stopCsv(): void {
    this.#send({ kind: 'stop-csv' });
    for (const [id, { kind }] of this.#waiting) if (kind === 'csv') this.#waiting.delete(id);
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker): void {
    switch (message.kind) {
      case 'progress':
        this.#listener.onProgress(message.progress);
        break;
      case 'summary':
        for (const span of message.spans) measure(span);
        this.#listener.onOpen(message.summary);
        break;
      case 'cannot-open':
        this.#listener.onTrouble(reviveError(message.error));
        break;
      case 'csv-progress':
        this.#onCsvShare(message.share);
        break;
      case 'failed':
        this.#take(message.id)?.reject(reviveError(message.error));
        break;
      case 'answer': {
        const waiting = this.#take(message.id);
        if (waiting !== undefined) waiting.resolve(message.answer);
        else if (message.id === this.#lastPicture) this.#onFuller(message.answer as Questions['picture']['answer']);
      }
    }
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}

/** What the worker did, on the page's own clock, where a trace shows it. */
function measure({ name, start, end }: TimeSpan): void {
  const at = (time: number) => Math.max(0, time - performance.timeOrigin);
  performance.measure(name, { start: at(start), end: at(end) });
}
