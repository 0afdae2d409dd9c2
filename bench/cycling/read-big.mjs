/**
 * Reads a large .mpr in a fresh process and tells how long it took and how much memory it needed; then the metrics. With a
 * small file beside it, all of this is first done with that, so that the engine has compiled what it needs: a workbench
 * reads more than one file.
 */
import { readRecording } from '../../dist/formats/read-recording.js';
import { readTimeSeries } from '../../dist/formats/time-series/read-time-series.js';
import { openFilesIn } from '../../dist/platform/node/open-file.js';
import { thinRows } from '../../dist/techniques/cycling/figures/thin-rows.js';
import { halfCycleMetrics } from '../../dist/techniques/cycling/half-cycles/half-cycle-metrics.js';
import { splitHalfCycles } from '../../dist/techniques/cycling/half-cycles/split-half-cycles.js';

const [path, small] = process.argv.slice(2);
const open = openFilesIn('/');

function timed(task) {
  const start = performance.now();
  const result = task();
  return { ms: performance.now() - start, result };
}

if (small !== undefined) await readRecording(await open(small));
const peakBefore = process.resourceUsage().maxRSS / 1024;
const file = await open(path);
const start = performance.now();
const recording = await readRecording(file);
const readMs = performance.now() - start;
const peakMb = process.resourceUsage().maxRSS / 1024;

if (small !== undefined) {
  const warm = readTimeSeries(await readRecording(await open(small)));
  for (let k = 0; k < 30; k++) {
    const { halfCycles, thresholdA } = splitHalfCycles(warm);
    halfCycleMetrics(warm, halfCycles, thresholdA);
    thinRows(warm, 0, warm.rows);
  }
}
const series = timed(() => readTimeSeries(recording));
const split = timed(() => splitHalfCycles(series.result));
const metrics = timed(() => halfCycleMetrics(series.result, split.result.halfCycles, split.result.thresholdA));
const thin = timed(() => thinRows(series.result, 0, series.result.rows));
const answer = {
  rows: series.result.rows,
  sha256: recording.sha256,
  readMs,
  peakMb,
  grownMb: peakMb - peakBefore,
  seriesMs: series.ms,
  splitMs: split.ms,
  metricsMs: metrics.ms,
  thinMs: thin.ms,
  halfCycles: metrics.result.map(({ minPotentialV, maxPotentialV, endPotentialV, chargeC, meanPotentialV }) => ({
    minPotentialV,
    maxPotentialV,
    endPotentialV,
    chargeC,
    meanPotentialV,
  })),
};
process.stdout.write(JSON.stringify(answer));
