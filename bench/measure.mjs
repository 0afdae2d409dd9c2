/** Processor time of a task. Wall time says little on a machine that does other things too. */

/**
 * Processor milliseconds per call: user and system time of the whole process, so compiling and collecting garbage count.
 *
 * @param batch work that makes `callsPerBatch` calls
 * @param options what runs in the first `warmUpMs` is not counted (the engine still compiles); then at least `batches` are, and more until `leastMs` have been measured
 */
export function processorTime(
  batch,
  callsPerBatch,
  { warmUpMs = 1000, batches = 9, leastMs = 300, mostBatches = 100 } = {},
) {
  const start = process.cpuUsage();
  while (processorMs(start) < warmUpMs) batch();
  const times = [];
  let total = 0;
  while (times.length < batches || (total < leastMs && times.length < mostBatches)) {
    const before = process.cpuUsage();
    batch();
    const ms = processorMs(before);
    total += ms;
    times.push(ms / callsPerBatch);
  }
  return summary(times);
}

function processorMs(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
}

/** Median and least of some numbers. */
function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0] };
}
