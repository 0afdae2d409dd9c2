/**
 * `npm run fuzz [-- --mutations 20000 --seed 1 --only NAME --seeds-only]`: damages files of every format in every way there is
 * and watches the readers. Fails when one hangs, takes too much memory, throws what is no error of ours, or returns wrong
 * numbers without a word. A failure is repeated with `--only NAME --index N`.
 */
import { fork } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const MOST_MS = 2000;
const MOST_MB = 1024;
/** Larger files take long to read thousands of times and hold nothing that smaller ones do not. */
const MOST_BYTES = 700_000;

const folder = dirname(fileURLToPath(import.meta.url));
const shared = join(folder, '..', '..', 'shared', 'data');

function filesBelow(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:README\.md|expected\.json)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 0 && statSync(file).size <= MOST_BYTES)
    .sort();
}

const { values } = parseArgs({
  options: {
    mutations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    index: { type: 'string' },
    'seeds-only': { type: 'boolean', default: false },
    processes: { type: 'string', default: '2' },
  },
});
const own = filesBelow(join(folder, 'seeds'));
const real = values['seeds-only']
  ? []
  : ['cycling', 'eis', 'xrd/patterns', 'xrd/cif', 'xps'].flatMap((name) => filesBelow(join(shared, name)));
const files = [...own, ...real].filter((path) => values.only === undefined || path.includes(values.only));
const mutations = values.index === undefined ? Number(values.mutations) : 1;
const seed = Number(values.seed);
if (files.length === 0 || !(mutations > 0) || !Number.isInteger(seed)) {
  process.stderr.write(
    'usage: npm run fuzz -- [--mutations 20000] [--seed 1] [--only NAME] [--index N] [--seeds-only]\n',
  );
  process.exit(2);
}

let next = 0;
let done = 0;
const counts = { read: 0, refused: 0 };
const failures = [];
let slowest = { ms: 0 };
let peakMb = 0;

/** Mutations go round the files, so a short run looks at all of them. */
function nextTask() {
  if (next >= mutations) return undefined;
  const turn = next++;
  const path = files[turn % files.length];
  const index = values.index === undefined ? Math.floor(turn / files.length) : Number(values.index);
  return { path, other: files[(turn * 7 + 3) % files.length], seed, index };
}

function note(task, outcome, detail) {
  failures.push({ ...task, outcome, detail });
  process.stdout.write(`\n${outcome}: ${task.path} --index ${task.index}${detail ? `\n  ${detail}` : ''}\n`);
}

function work() {
  return new Promise((resolve) => {
    const child = fork(join(folder, 'child.mjs'), { execArgv: ['--max-old-space-size=900'] });
    let task;
    let watch;
    let repeated = false;
    const give = (again) => {
      task = again ?? nextTask();
      if (task === undefined) {
        child.kill();
        resolve();
        return;
      }
      // A busy machine may stop a process for a moment: only twice the limit counts as hanging at once.
      watch = setTimeout(() => child.kill('SIGKILL'), 5 * MOST_MS);
      child.send(task);
    };
    child.on('message', (answer) => {
      if (answer.ready) return give();
      clearTimeout(watch);
      if (answer.ms > MOST_MS && !repeated) {
        repeated = true;
        return give(task);
      }
      repeated = false;
      done += 1;
      if (answer.ms > slowest.ms) slowest = answer;
      peakMb = Math.max(peakMb, answer.peakMb);
      if (answer.ms > MOST_MS) note(task, 'slow', `${Math.round(answer.ms)} ms, mutation "${answer.kind}"`);
      else if (answer.peakMb > MOST_MB)
        note(task, 'memory', `${Math.round(answer.peakMb)} MB, mutation "${answer.kind}"`);
      else if (answer.outcome in counts) counts[answer.outcome] += 1;
      else note(task, answer.outcome, `mutation "${answer.kind}": ${answer.detail}`);
      if (process.stdout.isTTY && done % 200 === 0) process.stdout.write(`\r${done} of ${mutations}`);
      // A peak is remembered by the process: the next file must not be blamed for it.
      if (answer.peakMb > MOST_MB) child.kill('SIGTERM');
      else give();
    });
    child.on('exit', (_code, signal) => {
      clearTimeout(watch);
      if (task === undefined) return resolve();
      if (signal !== 'SIGTERM') {
        done += 1;
        note(task, signal === 'SIGKILL' ? 'hang' : 'crash', `the process ended (${signal ?? _code})`);
      }
      work().then(resolve);
    });
  });
}

const started = performance.now();
await Promise.all(Array.from({ length: Number(values.processes) }, work));
const seconds = ((performance.now() - started) / 1000).toFixed(0);
process.stdout.write(
  `\n${done} mutations of ${files.length} files (${own.length} seeds, ${real.length} real ones) in ${seconds} s: ` +
    `${counts.read} read, ${counts.refused} refused, ${failures.length} failed; slowest ${Math.round(slowest.ms)} ms` +
    `${slowest.path ? ` (${slowest.path.split('/').at(-1)})` : ''}, peak ${Math.round(peakMb)} MB\n`,
);
process.exitCode = failures.length > 0 || done < mutations ? 1 : 0;
