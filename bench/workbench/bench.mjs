/** `npm run bench -- workbench`: what a user of the workbench waits for, in a real Chromium on the static build. */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeBigMpr } from '../cycling/write-big-mpr.mjs';
import { printMs, textTable } from '../table.mjs';
import { firstView } from './first-view.mjs';
import { startHarness } from './harness.mjs';
import { pan } from './pan.mjs';
import { refits } from './refit.mjs';

const ROWS = 10_000_000;
const ROWS_PER_HALF = 3546;
const RUNS = 5;
const TARGETS = { firstViewMs: 2000, refitMs: 100, framesPerSecond: 30 };

/** @returns exit code: 1 when something failed to run, whatever the speed */
export async function bench() {
  const temporary = mkdtempSync(join(tmpdir(), 'interphase-bench-'));
  const harness = await startHarness();
  try {
    const [load] = loadavg();
    console.log(
      `Chromium ${harness.browser.version()}, drawing without a graphics card; ${cpus()[0].model.trim()}, ${cpus().length} cores, load ${load.toFixed(1)}`,
    );
    console.log(
      'Wall time; in the last column the processor time of the page by itself, on which other work has no effect.\n',
    );
    const study = await repeated(() => firstView(harness, ''));
    const analysis = await repeated(() => firstView(harness, '#/analysis/conductivity'));
    const edits = await refits(harness);
    const big = join(temporary, 'big.mpr');
    writeBigMpr(big, ROWS, ROWS_PER_HALF);
    const { frames, openMs } = await pan(harness, big);
    const perSecond = (1000 * frames.length) / frames.reduce((sum, { ms }) => sum + ms, 0);
    const rows = [
      timeRow('first view of the reference study: a figure and numbers, nothing cached', study, TARGETS.firstViewMs),
      timeRow('the same of one of its analyses, by its address', analysis, TARGETS.firstViewMs),
      timeRow('refit of one spectrum after an edit', edits, TARGETS.refitMs),
      [
        `pan of ${ROWS / 1e6} million rows, frames a second`,
        perSecond.toFixed(0),
        `${TARGETS.framesPerSecond} ${perSecond >= TARGETS.framesPerSecond ? 'met' : 'MISSED'}`,
        (1000 / Math.max(...frames.map(({ ms }) => ms))).toFixed(0),
        printMs(median(frames, ({ drawMs }) => drawMs)),
      ],
      ['  from the drop of its file to the first drawing', printMs(openMs)],
    ];
    console.log(textTable(['what is waited for', 'median', 'target', 'worst', 'page alone'], rows));
    return 0;
  } finally {
    await harness.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function repeated(task) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await task());
  return runs;
}

function median(runs, pick) {
  return runs.map(pick).sort((a, b) => a - b)[runs.length >> 1];
}

function timeRow(title, runs, target) {
  const ms = median(runs, (run) => run.ms);
  const worst = Math.max(...runs.map((run) => run.ms));
  const verdict = `${printMs(target)} ${ms <= target ? 'met' : 'MISSED'}`;
  return [title, printMs(ms), verdict, printMs(worst), printMs(median(runs, (run) => run.processorMs))];
}
