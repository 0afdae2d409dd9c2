/** `npm run bench -- cycling`: reading of a long test, metrics of its half cycles, its figure; beside pandas in the same run. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython, runPython } from '../python.mjs';
import { printMs, textTable } from '../table.mjs';
import { writeBigMpr } from './write-big-mpr.mjs';

const ROWS = 10_000_000;
const ROWS_PER_HALF = 3546;
/** Where the records begin: magic, two module headers, settings, header of the data. */
const RECORDS_AT = 52 + 57 + 7000 + 57 + 406;
const TARGETS = { readMs: 1200, memory: 1.5, metricsMs: 500, thinMs: 200, ndaxMs: 600 };
const RUNS = 3;

const folder = dirname(fileURLToPath(import.meta.url));
const ndax = join(folder, '..', '..', '..', 'shared', 'data', 'cycling', 'neware', 'ndc14-bts85-700k.ndax');

/** @returns exit code: 1 when something failed to run or gave a wrong answer, whatever the speed */
export async function bench() {
  const python = findPython('pandas');
  console.log(
    `node ${process.versions.node}; ${python.versions ?? 'no peer'}; ${cpus()[0].model.trim()}, ${cpus().length} cores`,
  );
  console.log(
    'Wall time. Median: of three fresh processes, ours after a warm-up; first time: in a process that has done nothing before.\nMemory is the peak of the whole process.\n',
  );
  const temporary = mkdtempSync(join(tmpdir(), 'interphase-bench-'));
  try {
    return run(temporary, python);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function run(temporary, python) {
  const [big, small] = ['big.mpr', 'small.mpr'].map((name) => join(temporary, name));
  writeBigMpr(big, ROWS, ROWS_PER_HALF);
  writeBigMpr(small, 200_000, ROWS_PER_HALF);
  const megabytes = statSync(big).size / 1e6;
  const failures = [];
  const runs = repeated(() => child('read-big.mjs', big, small));
  const cold = child('read-big.mjs', big);
  const [own] = runs;
  if (own.rows !== ROWS) failures.push(`${own.rows} rows were read, not ${ROWS}`);
  if (own.sha256 !== sha256Of(big)) failures.push('the SHA-256 is not that of the file');
  const memoryOf = ({ peakMb }) => (peakMb * 1024 ** 2) / 1e6 / megabytes;
  const memory = median(runs, memoryOf);
  const readOf = ({ readMs }) => readMs;
  const metricsOf = ({ splitMs, metricsMs }) => splitMs + metricsMs;
  const row = (title, pick, target) => timeRow(title, median(runs, pick), pick(cold), target);
  const rows = [
    row(
      `read ${(ROWS / 1e6).toFixed(0)} million rows of .mpr (${megabytes.toFixed(0)} MB), with SHA-256`,
      readOf,
      TARGETS.readMs,
    ),
    [
      '  memory, in sizes of the file',
      memory.toFixed(2),
      `${TARGETS.memory} ${memory <= TARGETS.memory ? 'met' : 'MISSED'}`,
      memoryOf(cold).toFixed(2),
    ],
    row('time series in SI units, current from charge', ({ seriesMs }) => seriesMs),
    row(`half cycles (${own.halfCycles.length}) and their metrics`, metricsOf, TARGETS.metricsMs),
    row('rows of a figure (lowest and highest of 2000 columns)', ({ thinMs }) => thinMs, TARGETS.thinMs),
  ];
  if (existsSync(ndax)) {
    const times = repeated(() => child('read-ndax.mjs', ndax));
    if (times[0].rows !== 699_677) failures.push(`${times[0].rows} rows of the .ndax`);
    const first = median(times, ({ firstMs }) => firstMs);
    rows.push(
      timeRow(
        'read 700 thousand rows of .ndax',
        median(times, ({ ms }) => ms),
        first,
        TARGETS.ndaxMs,
      ),
    );
  } else rows.push(['read 700 thousand rows of .ndax', 'no data beside the repository']);
  if (python.path === undefined) failures.push(python.complaint);
  else {
    const task = { path: big, offset: RECORDS_AT, rows: ROWS };
    const peers = repeated(() => runPython(python.path, join(folder, 'pandas_metrics.py'), task));
    const [peerReadMs, peerMetricsMs] = [median(peers, readOf), median(peers, ({ metricsMs }) => metricsMs)];
    const ratio = (ms, pick) => `${(ms / median(runs, pick)).toFixed(1)}x ours`;
    rows.push(
      ['pandas: a frame of four columns, no SHA-256', printMs(peerReadMs), '', '', ratio(peerReadMs, readOf)],
      ['pandas: the metrics', printMs(peerMetricsMs), '', '', ratio(peerMetricsMs, metricsOf)],
    );
    failures.push(...disagreements(own.halfCycles, peers[0]));
  }
  console.log(textTable(['task', 'median', 'target', 'first time', 'ratio'], rows));
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

function repeated(task) {
  return Array.from({ length: RUNS }, task);
}

function median(runs, pick) {
  return runs.map(pick).sort((a, b) => a - b)[RUNS >> 1];
}

function timeRow(title, ms, firstMs, target) {
  const verdict = target === undefined ? '' : `${printMs(target)} ${ms <= target ? 'met' : 'MISSED'}`;
  return [title, printMs(ms), verdict, printMs(firstMs)];
}

/** By another way than the reader's: in one thread, block by block. */
function sha256Of(path) {
  const hash = createHash('sha256');
  const block = Buffer.alloc(1 << 22);
  const handle = openSync(path, 'r');
  for (let count = readSync(handle, block); count > 0; count = readSync(handle, block))
    hash.update(block.subarray(0, count));
  closeSync(handle);
  return hash.digest('hex');
}

/** Both must say the same of every half cycle; the peer counts the row of the reversal to the half cycle that begins with it, as ours does. */
function disagreements(own, peer) {
  if (own.length !== peer.halfCycles) return [`${own.length} half cycles here, ${peer.halfCycles} by pandas`];
  const worst = (pick, other, scale) => Math.max(...own.map((half, k) => Math.abs(pick(half) - other[k]) / scale));
  const found = [
    ['lowest potential', worst((half) => half.minPotentialV, peer.min, 0.1), 1e-12],
    ['highest potential', worst((half) => half.maxPotentialV, peer.max, 0.1), 1e-12],
    ['last potential', worst((half) => half.endPotentialV, peer.end, 0.1), 1e-12],
    // The peer adds the two potentials of a step in the 32 bits of the file, we in 64.
    ['mean potential', worst((half) => half.meanPotentialV, peer.mean, 0.1), 1e-7],
    ['charge', worst((half) => half.chargeC, peer.charge, 0.3545), 1e-9],
  ];
  return found.flatMap(([what, difference, most]) =>
    difference <= most ? [] : [`${what} differs from pandas by ${difference.toExponential(1)}`],
  );
}

function child(script, ...args) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, script), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
  return JSON.parse(stdout);
}
