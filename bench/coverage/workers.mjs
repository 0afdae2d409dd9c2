/** Trials spread over worker threads. Each trial has its own seed, so the answer does not depend on how they are spread. */

import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

/** Trials a worker does before it asks for more. */
const AT_ONCE = 10;

/**
 * @param module URL of a module that exports `trial(kind, index, seed)`
 * @param jobs `{ kind, count }` of each kind of trial
 * @returns what the trials returned, by kind, in order
 */
async function runTrials(module, jobs, { seed, workers, onProgress = () => {} }) {
  const results = new Map(jobs.map(({ kind, count }) => [kind, new Array(count)]));
  const portions = jobs.flatMap(({ kind, count }) =>
    Array.from({ length: Math.ceil(count / AT_ONCE) }, (_, k) => ({
      kind,
      from: k * AT_ONCE,
      to: Math.min(count, (k + 1) * AT_ONCE),
    })),
  );
  const total = portions.length;
  let done = 0;
  const work = () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(fileURLToPath(import.meta.url), { workerData: { module, seed } });
      const next = () => {
        const portion = portions.shift();
        if (portion !== undefined) worker.postMessage(portion);
        else worker.terminate().then(resolve, reject);
      };
      worker.on('message', ({ kind, from, answers }) => {
        for (const [k, answer] of answers.entries()) results.get(kind)[from + k] = answer;
        onProgress(++done / total);
        next();
      });
      worker.on('error', reject);
      next();
    });
  await Promise.all(Array.from({ length: workers }, work));
  return results;
}

/**
 * The trials of the kinds asked for, with progress on a terminal.
 *
 * @param only kinds wanted; without it all
 * @returns results by kind and the seconds they took; undefined, and a sentence on stderr, for a kind that there is none of
 */
export async function runChosen(module, jobs, { seed, workers, only }) {
  const unknown = only?.filter((wanted) => jobs.every(({ kind }) => kind !== wanted)) ?? [];
  if (unknown.length > 0) {
    const known = jobs.map(({ kind }) => kind).join(', ');
    console.error(`there are no trials called ${unknown.join(', ')}; there are ${known}`);
    return undefined;
  }
  const wanted = jobs.filter(({ kind }) => only === undefined || only.includes(kind));
  const onProgress = (share) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${Math.round(100 * share)} % `);
  };
  const began = Date.now();
  const results = await runTrials(module, wanted, { seed, workers, onProgress });
  if (process.stderr.isTTY) process.stderr.write('\r');
  return { results, seconds: Math.round((Date.now() - began) / 1000) };
}

if (!isMainThread) {
  const { trial } = await import(workerData.module);
  parentPort.on('message', async ({ kind, from, to }) => {
    const answers = [];
    for (let index = from; index < to; index++) answers.push(await trial(kind, index, workerData.seed));
    parentPort.postMessage({ kind, from, answers });
  });
}
