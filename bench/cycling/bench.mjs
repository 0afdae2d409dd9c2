/** `npm run bench -- cycling`: reading of a long test, metrics of its half cycles, its figure; beside pandas in the same run. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
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
  console.log('wall time, median of three fresh processes each; memory is the peak of the whole process\n');
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
  const runs = Array.from({ length: RUNS }, () => child('read-big.mjs', big, small));
  const median = (pick) => runs.map(pick).sort((a, b) => a - b)[RUNS >> 1];
  const [own] = runs;
  if (own.rows !== ROWS) failures.push(`${own.rows} rows were read, not ${ROWS}`);
  const memory = (median(({ peakMb }) => peakMb) * 1024 ** 2) / 1e6 / megabytes;
  const metricsMs = median(({ splitMs, metricsMs: ms }) => splitMs + ms);
  const rows = [
    row(
      `read ${(ROWS / 1e6).toFixed(0)} million rows of .mpr (${megabytes.toFixed(0)} MB), with SHA-256`,
      median(({ readMs }) => readMs),
      TARGETS.readMs,
    ),
    [
      '  memory, in sizes of the file',
      memory.toFixed(2),
      `${TARGETS.memory} ${memory <= TARGETS.memory ? 'met' : 'MISSED'}`,
    ],
    row(
      'time series in SI units, current from charge',
      median(({ seriesMs }) => seriesMs),
    ),
    row(`half cycles (${own.halfCycles.length}) and their metrics`, metricsMs, TARGETS.metricsMs),
    row(
      'rows of a figure (lowest and highest of 2000 columns)',
      median(({ thinMs }) => thinMs),
      TARGETS.thinMs,
    ),
  ];
  if (existsSync(ndax)) {
    const times = Array.from({ length: RUNS }, () => child('read-ndax.mjs', ndax));
    if (times[0].rows !== 699_677) failures.push(`${times[0].rows} rows of the .ndax`);
    const ms = times.map((time) => time.ms).sort((a, b) => a - b)[RUNS >> 1];
    rows.push(row('read 700 thousand rows of .ndax', ms, TARGETS.ndaxMs));
  } else rows.push(['read 700 thousand rows of .ndax', 'no data beside the repository']);
  if (python.path === undefined) failures.push(python.complaint);
  else {
    const peer = runPython(python.path, join(folder, 'pandas_metrics.py'), {
      path: big,
      offset: RECORDS_AT,
      rows: ROWS,
    });
    rows.push(
      [
        'pandas: the frame from the same bytes',
        printMs(peer.readMs),
        '',
        `${(peer.readMs / median(({ readMs }) => readMs)).toFixed(1)}x ours`,
      ],
      ['pandas: the metrics', printMs(peer.metricsMs), '', `${(peer.metricsMs / metricsMs).toFixed(1)}x ours`],
    );
    failures.push(...disagreements(own.halfCycles, peer));
  }
  console.log(textTable(['task', 'median', 'target', 'ratio'], rows));
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

function row(title, ms, target) {
  return [title, printMs(ms), target === undefined ? '' : `${printMs(target)} ${ms <= target ? 'met' : 'MISSED'}`];
}

/** Both must say the same of every half cycle; the peer counts the row of the reversal to the half cycle that begins with it, as ours does. */
function disagreements(own, peer) {
  if (own.length !== peer.halfCycles) return [`${own.length} half cycles here, ${peer.halfCycles} by pandas`];
  const worst = (pick, other, scale) => Math.max(...own.map((half, k) => Math.abs(pick(half) - other[k]) / scale));
  const found = [
    ['lowest potential', worst((half) => half.minPotentialV, peer.min, 0.1), 1e-6],
    ['highest potential', worst((half) => half.maxPotentialV, peer.max, 0.1), 1e-6],
    ['last potential', worst((half) => half.endPotentialV, peer.end, 0.1), 1e-6],
    ['mean potential', worst((half) => half.meanPotentialV, peer.mean, 0.1), 1e-6],
    // Ours is the instrument's own integral where it agrees; the peer sums the charge of each row.
    ['charge', worst((half) => half.chargeC, peer.charge, 0.3545), 1e-3],
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
