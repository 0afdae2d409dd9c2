/**
 * Powder diffraction: a refinement from its start, one cycle of three refinements, and the profile kernel beside the same in C,
 * compiled in the same run.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refinePattern } from '../../dist/techniques/powder-diffraction/fit/refine-pattern.js';
import { refineStage } from '../../dist/techniques/powder-diffraction/fit/run-stages.js';
import { printMs, textTable } from '../table.mjs';
import { apatiteProblem, longPatternProblem, twoPhaseProblem } from './problems.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const TARGETS = { totalMs: 1500, apatiteMs: 40, twoPhaseMs: 80, longMs: 300, ratio: 1.5 };
/** What the other program's model reaches with an exact asymmetry integral, per cent, and what is allowed above it. */
const RWP = 8.957 + 0.03;
const CYCLES = 6;
const ROUNDS = 5;
/** Sums over all lines and points, relative to sums of absolute values. */
const SAME_SUMS = 1e-9;

/** @returns exit code: 1 when something failed to run or gave a wrong answer, whatever the speed */
export async function bench() {
  console.log(
    `node ${process.versions.node}; ${cpus()[0].model.trim()}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`,
  );
  console.log('Processor time (user and system, all threads).\n');
  const failures = [];
  const rows = [
    ...totals(failures),
    cycleRow('apatite, a cycle', await apatiteProblem(), TARGETS.apatiteMs, failures),
    cycleRow('NZSP and zirconia, a cycle', await twoPhaseProblem(), TARGETS.twoPhaseMs, failures),
    cycleRow('synchrotron pattern, a cycle', await longPatternProblem(), TARGETS.longMs, failures),
  ];
  console.log(textTable(['refinement', 'points', 'parameters', 'Rwp', 'time', 'target'], rows));
  console.log(
    `\nA cycle: derivatives, normal equations and the pattern at the new place; the mean of ${CYCLES}, median of ${ROUNDS} rounds.`,
  );
  const notMeasured = rows.filter(([title]) => title.includes('stand-in')).length;
  if (notMeasured > 0)
    console.log('Stand-ins are simulated: this clone has no ../shared/data/xrd with the measured patterns.');
  kernelRows(failures);
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  return failures.length > 0 ? 1 : 0;
}

/** From the start of the tutorial to the end, in fresh processes: the first time, and when the code is compiled. */
function totals(failures) {
  const children = Array.from({ length: 3 }, () => inProcess('total.mjs'));
  const { isMeasured } = children[0];
  for (const { runs } of children) {
    if (!runs.every(({ converged }) => converged)) failures.push('the refinement of apatite did not converge');
    if (isMeasured && runs.some(({ rwp }) => rwp > RWP))
      failures.push(`Rwp of apatite is ${runs[0].rwp}, above ${RWP}`);
  }
  const [first, last] = [children.map(({ runs }) => runs[0]), children.map(({ runs }) => runs.at(-1))];
  const title = `apatite, model A from its start${isMeasured ? '' : ' (stand-in)'}`;
  const line = (what, runs, target) => {
    const ms = median(runs.map(({ processorMs }) => processorMs));
    const wall = median(runs.map(({ wallMs }) => wallMs));
    const { rwp, cycles } = runs[0];
    const verdict = target === undefined ? '' : `${printMs(target)} ${ms <= target ? 'met' : 'MISSED'}`;
    return [
      `${title}, ${cycles} cycles: ${what}`,
      '',
      '',
      rwp.toFixed(3),
      `${printMs(ms)} (wall ${printMs(wall)})`,
      verdict,
    ];
  };
  return [line('first time in a process', first, TARGETS.totalMs), line('later', last)];
}

/** Cycles of the last stage, with everything released, from a place a little beside its end. */
function cycleRow(title, problem, targetMs, failures) {
  const { frame, outcome, refinement } = refinePattern(problem);
  const { agreement, converged } = refinement;
  const name = problem.isMeasured || problem.pattern.label !== 'simulated' ? title : `${title} (${standIn(title)})`;
  if (!converged) failures.push(`${title}: the refinement did not converge`);
  const start = outcome.values.slice();
  refinement.parameters.forEach(({ sigma, state }, n) => {
    if (state === 'free' && sigma !== null) start[n] += (n % 2 === 0 ? 2 : -2) * sigma;
  });
  const closeness = { maxIterations: CYCLES, decreaseTolerance: 0 };
  const times = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const before = process.cpuUsage();
    const { cycles } = refineStage(frame, outcome.refined, start, closeness);
    const { user, system } = process.cpuUsage(before);
    // The first round compiles.
    if (round > 0) times.push((user + system) / 1000 / cycles);
  }
  const ms = median(times);
  return [
    name,
    agreement.pointCount,
    agreement.parameterCount,
    agreement.rwp.toFixed(3),
    printMs(ms),
    `${printMs(targetMs)} ${ms <= targetMs ? 'met' : 'MISSED'}`,
  ];
}

const standIn = (title) => (title.startsWith('NZSP') ? 'simulated' : 'stand-in');

function kernelRows(failures) {
  const found = inProcess('kernel.mjs');
  if (found.complaint !== undefined) {
    console.log(`\nkernel: skipped, ${found.complaint}`);
    return;
  }
  const { lines, ownMs, cMs, hintedMs, ratio, hintedRatio, difference } = found;
  if (!(difference < SAME_SUMS)) failures.push(`the kernels differ by ${difference.toExponential(1)}`);
  const verdict = `${TARGETS.ratio} ${ratio <= TARGETS.ratio ? 'met' : 'MISSED'}`;
  console.log(
    `\n${textTable(
      ['profile kernel, with derivatives', 'time', 'ratio', 'target'],
      [
        [`ours, ${lines} lines of one pattern`, printMs(ownMs)],
        ['C, gcc -O3', printMs(cMs), ratio.toFixed(2), verdict],
        ['C, told that the curves do not overlap', printMs(hintedMs), hintedRatio.toFixed(2)],
      ],
    )}`,
  );
  console.log(
    `\nTimed in turn, medians of 9 rounds; sums over all curves agree to ${difference.toExponential(0)}. The last program does two points at once, which no plain JavaScript can.`,
  );
}

/** What a script prints as JSON, in a process that has done nothing before. */
function inProcess(script) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, script)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
