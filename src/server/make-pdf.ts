import { fork } from 'node:child_process';
import { reviveError } from '../execution/worker-protocol.js';
import type { PdfAnswer } from './pdf-process.js';
import { refuse } from './refusal.js';

/** Only compiled code can be started as a process: the same path from `src/` and from `dist/`. */
const program = new URL('../../dist/server/pdf-process.js', import.meta.url);

/** The largest figures of a study take two seconds. */
const LONGEST_MS = 30_000;

/**
 * An SVG as PDF, made in a process of its own: a drawing that is too much for the renderer ends that process and not the
 * server, which goes on answering meanwhile.
 *
 * @param signal ends it
 * @throws what `renderPdf` throws; a refusal (422) for a drawing that takes too long or too much
 */
export function makePdf(svg: string, signal: AbortSignal): Promise<Uint8Array> {
  const child = fork(program, {
    serialization: 'advanced',
    stdio: 'ignore',
    execArgv: [],
    signal,
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  return new Promise((resolve, reject) => {
    child.once('message', (answer: PdfAnswer) => {
      if ('pdf' in answer) resolve(answer.pdf);
      else reject(reviveError(answer.error));
    });
    // Too late to count where it has answered.
    child.once('error', () => reject(tooMuch()));
    child.once('exit', () => reject(tooMuch()));
    // A process that could not be started says so by `error`.
    child.send(svg, () => undefined);
  });
}

function tooMuch(): Error {
  return refuse({
    status: 422,
    code: 'cannot-write',
    message: 'the figure cannot be made a PDF: it is too large, or nested too deep',
    hint: 'save it as SVG',
  });
}
