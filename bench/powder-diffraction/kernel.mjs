/**
 * The profile kernel beside the same in C, compiled by gcc -O3 in this run; both make the lines of one apatite pattern. A process
 * of its own, as the C program is one: prints milliseconds and ratios as JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { axialRule, MOST_AXIAL_NODES } from '../../dist/techniques/powder-diffraction/model/axial-rule.js';
import { makeGrid } from '../../dist/techniques/powder-diffraction/model/grid.js';
import { LineProfile } from '../../dist/techniques/powder-diffraction/model/line-profile.js';
import { emptyShape, peakShape } from '../../dist/techniques/powder-diffraction/model/peak-shape.js';

/** As make calls it; gcc where nothing else is said. */
const compiler = process.env.CC ?? 'gcc';
const source = join(dirname(fileURLToPath(import.meta.url)), 'kernel.c');
const GRID = { start: 15, step: 0.02, points: 5751 };
const SPREAD = 0.0432;
const REPETITIONS = 40;
const ROUNDS = 9;

/** Medians of processor milliseconds for all lines once, their ratios and the largest difference of the sums; or a complaint. */
function compareKernels() {
  const folder = mkdtempSync(join(tmpdir(), 'interphase-kernel-'));
  try {
    const program = compiled(folder, 'kernel', []);
    if (program === undefined)
      return { complaint: `${compiler} was not found: there is nothing to compare the kernel with` };
    const hinted = compiled(folder, 'hinted', ['-DINDEPENDENT']);
    return compare(program, hinted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compiled(folder, name, flags) {
  const program = join(folder, name);
  const { status, error } = spawnSync(compiler, ['-O3', ...flags, '-o', program, source, '-lm']);
  return error === undefined && status === 0 ? program : undefined;
}

/** Times both in turn, round by round: what else the machine does meets both alike. */
function compare(program, hinted) {
  const lines = apatiteLines();
  const grid = makeGrid(Float64Array.from({ length: GRID.points }, (_, i) => GRID.start + i * GRID.step));
  const profile = new LineProfile(grid);
  const own = () => {
    const before = process.cpuUsage();
    let check = 0;
    for (let r = 0; r < REPETITIONS; r++) {
      for (const { position, shape } of lines) {
        profile.at(position, shape, SPREAD, true);
        check += profile.value[0];
      }
    }
    const { user, system } = process.cpuUsage(before);
    return Number.isFinite(check) ? (user + system) / 1000 / REPETITIONS : Number.NaN;
  };
  const input = inputFor(lines);
  const sums = sumsOf(profile, lines);
  for (let warmUp = 0; warmUp < 4; warmUp++) own();
  const times = { own: [], c: [], hinted: [] };
  let difference = 0;
  for (let round = 0; round < ROUNDS; round++) {
    times.own.push(own());
    const answer = run(program, input);
    times.c.push(answer.ms / REPETITIONS);
    times.hinted.push(run(hinted, input).ms / REPETITIONS);
    sums.forEach((sum, k) => {
      difference = Math.max(difference, Math.abs(answer.sums[k] - sum) / sums[5 + (k % 5)]);
    });
  }
  const [ownMs, cMs, hintedMs] = [times.own, times.c, times.hinted].map(median);
  return { lines: lines.length, ownMs, cMs, hintedMs, ratio: ownMs / cMs, hintedRatio: ownMs / hintedMs, difference };
}

function run(program, input) {
  const { stdout } = spawnSync(program, { input, encoding: 'utf8' });
  const numbers = stdout.trim().split(/\s+/).map(Number);
  return { sums: numbers.slice(0, 10), ms: numbers[10] };
}

/** Both lines of all reflections of a hexagonal cell, as wide as a laboratory diffractometer makes them. */
function apatiteLines() {
  const [a, c] = [9.3728, 6.88665];
  const lines = [];
  for (let h = 1; h < 12; h++) {
    for (let k = 0; k < 12; k++) {
      for (let l = 0; l < 9; l++) {
        const q = (4 / 3) * ((h * h + h * k + k * k) / (a * a)) + (l * l) / (c * c);
        for (const wavelength of [1.5405, 1.5443]) {
          const sine = (wavelength / 2) * Math.sqrt(q);
          if (sine >= 0.9) continue;
          const theta = Math.asin(sine);
          const position = (theta * 360) / Math.PI;
          if (position < 15) continue;
          const t = Math.tan(theta);
          const shape = emptyShape();
          peakShape(0.0017 + 0.0003 * t, 0.02 / Math.cos(theta) + 0.057 * t, shape);
          lines.push({ position, shape });
        }
      }
    }
  }
  return lines;
}

function inputFor(lines) {
  const rules = Array.from({ length: MOST_AXIAL_NODES }, (_, k) => {
    const { nodes, weights } = axialRule(k + 1);
    return `${k + 1} ${Array.from(nodes, (node, j) => `${node} ${weights[j]}`).join(' ')}`;
  });
  const { start, step, points } = GRID;
  return [
    `${start} ${step} ${points} ${rules.length} ${lines.length} ${REPETITIONS}`,
    ...rules,
    ...lines.map(({ position, shape }) => `${position} ${shape.width} ${shape.mixing} ${SPREAD}`),
  ].join('\n');
}

function sumsOf(profile, lines) {
  const sums = new Array(10).fill(0);
  for (const { position, shape } of lines) {
    profile.at(position, shape, SPREAD, true);
    const { value, byPosition, byWidth, byMixing, bySpread, from, to } = profile;
    [value, byPosition, byWidth, byMixing, bySpread].forEach((curve, k) => {
      for (let o = 0; o < to - from; o++) {
        sums[k] += curve[o];
        sums[5 + k] += Math.abs(curve[o]);
      }
    });
  }
  return sums;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

console.log(JSON.stringify(compareKernels()));
