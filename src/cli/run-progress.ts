/**
 * Progress of a study run, on stderr: a live list on a terminal, plain lines elsewhere (a log, a CI), nothing when a
 * program asked for JSON.
 */
import { DefaultRenderer, Listr, ListrLogger, ProcessOutput } from 'listr2';

export interface RunProgress {
  update(id: string, share: number, doing: string): void;
  /** `note` says what is special about it: `from the cache`. */
  finish(id: string, note: string): void;
  fail(id: string, message: string): void;
  /** Waits until everything is drawn. Analyses that were never finished are left as they are. */
  close(): Promise<void>;
}

export function runProgress(title: string, ids: readonly string[], quiet: boolean): RunProgress {
  if (quiet || ids.length === 0) return silent;
  // A live list needs room to redraw itself in.
  const live = process.stderr.isTTY && process.stderr.columns >= 40 && process.stderr.rows > ids.length;
  return live ? liveList(title, ids) : plainLines(title, ids.length);
}

const silent: RunProgress = { update() {}, finish() {}, fail() {}, async close() {} };

function plainLines(title: string, count: number): RunProgress {
  const write = (text: string) => process.stderr.write(`${text}\n`);
  let done = 0;
  write(`${title}: ${count} ${count === 1 ? 'analysis' : 'analyses'}`);
  return {
    update() {},
    finish(id, note) {
      write(`  [${++done}/${count}] ${id} done${note === '' ? '' : ` (${note})`}`);
    },
    fail(id, message) {
      write(`  [${++done}/${count}] ${id} FAILED: ${message}`);
    },
    async close() {},
  };
}

/** The default renderer asks whether stdout is a terminal; ours writes to stderr, which is one. */
class StderrRenderer extends DefaultRenderer {
  static override nonTTY = true;
}

interface Row {
  readonly finish: () => void;
  readonly fail: (error: Error) => void;
  readonly ended: Promise<void>;
  /** Listr's handle on the line; there once the list is drawn. */
  line?: { title: string };
}

function liveList(title: string, ids: readonly string[]): RunProgress {
  const rows = new Map<string, Row>(ids.map((id) => [id, newRow()]));
  const toStderr = new ProcessOutput(process.stderr, process.stderr);
  const list = new Listr(
    ids.map((id) => ({
      title: `${id}: waiting`,
      task: (_: unknown, line: { title: string }) => {
        const row = rows.get(id)!;
        row.line = line;
        return row.ended;
      },
    })),
    {
      concurrent: true,
      exitOnError: false,
      registerSignalListeners: false,
      renderer: StderrRenderer,
      rendererOptions: { collapseErrors: false, logger: new ListrLogger({ processOutput: toStderr }) },
    },
  );
  process.stderr.write(`${title}\n`);
  const drawn = list.run().catch(() => undefined);
  const retitle = (id: string, text: string) => {
    const { line } = rows.get(id) ?? {};
    if (line !== undefined) line.title = text;
  };
  return {
    update(id, share, doing) {
      retitle(id, `${id}: ${Math.round(100 * share)} % ${doing}`);
    },
    finish(id, note) {
      retitle(id, note === '' ? id : `${id} (${note})`);
      rows.get(id)?.finish();
    },
    fail(id, message) {
      retitle(id, id);
      rows.get(id)?.fail(new Error(message));
    },
    async close() {
      for (const row of rows.values()) row.fail(new Error('not finished'));
      await drawn;
    },
  };
}

function newRow(): Row {
  let finish: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  ended.catch(() => undefined);
  return { finish, fail, ended };
}
