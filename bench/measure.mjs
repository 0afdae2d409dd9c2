/** Processor time of a task. Wall time says little on a machine that does other things too. */

/**
 * Processor milliseconds per call: user and system time of the whole process, so compiling and collecting garbage count.
 *
 * @param batch work that makes `callsPerBatch` calls
 * @param options `warmUp` batches are not counted; at least `batches` are, and more until `leastMs` have been measured
 */
export function processorTime(batch, callsPerBatch, { batches = 9, warmUp = 3, leastMs = 200, mostBatches = 60 } = {}) {
  for (let k = 0; k < warmUp; k++) batch();
  const times = [];
  let total = 0;
  while (times.length < batches || (total < leastMs && times.length < mostBatches)) {
    const before = process.cpuUsage();
    batch();
    const { user, system } = process.cpuUsage(before);
    const ms = (user + system) / 1000;
    total += ms;
    times.push(ms / callsPerBatch);
  }
  return summary(times);
}

/** Median and least of some numbers. */
export function summary(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, min: sorted[0] };
}
