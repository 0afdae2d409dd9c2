/** Current against time of each step, the law that fits best, and the steady current with its interval. */

import type { Figure, Handle, Mark, PointsMark, PointsOrigin } from '../../../figure/figure.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { AnalysedStep } from '../analysed-step.js';
import { scaleOf } from '../derive/ampere-scale.js';
import { fractionStep, initialCurrentA } from '../derive/current-fraction.js';
import { lawCurrentA } from '../fit/fit-decay.js';
import type { PolarizationOptions } from '../options.js';
import type { Readings } from '../steps/polarization-step.js';

/** Points of a curve in the figure. */
const CURVE_POINTS = 120;
/** Rows shown of one step, evenly spaced in the logarithm of time. */
const SHOWN_PER_DECADE = 30;

/**
 * Steps and readings that the user leaves out are grey crosses. With electrodes that do not block, the initial current is a
 * handle.
 */
export function transientsFigure(steps: readonly AnalysedStep[], options: PolarizationOptions): Figure {
  const used = steps.filter(({ leftOut }) => !leftOut);
  const scale = scaleOf(Math.max(...used.map(({ lastA }) => Math.abs(lastA))));
  // Early rows of a slow sampling are at one millisecond: a decade of nothing.
  const firstS = Math.min(...used.map(({ fit }) => fit.points.timeS[0]!));
  const marks = steps.flatMap((step, k) =>
    step.leftOut ? [leftOutStep(step, scale.size, firstS)] : stepMarks(step, k % 8, scale.size, firstS),
  );
  const y = marks.flatMap((mark) => (mark.type === 'points' && !mark.origin?.excluded ? mark.y : []));
  const crosses = marks.some((mark) => mark.type === 'points' && mark.origin?.excluded);
  return {
    id: 'transients',
    caption: `Amount of the current after each step of the potential, with the law that fits best; dashed, the steady currents with their 95 % intervals. A step without a dashed line is not steady.${crosses ? ' Grey crosses are left out by hand (option exclude).' : ''}`,
    panels: [
      {
        x: { title: 'Time', unit: 'h', scale: 'log' },
        y: { title: '|I|', unit: scale.unit, scale: y.some((value) => !(value > 0)) ? 'linear' : 'log' },
        marks,
        ...(options.electrodes === 'non-blocking'
          ? { handles: [initialCurrentHandle(fractionStep(used), options, scale.size, firstS)] }
          : {}),
      },
    ],
  };
}

/** The current at the instant of the step, at the beginning of the picture. */
function initialCurrentHandle(step: AnalysedStep, options: PolarizationOptions, size: number, firstS: number): Handle {
  return {
    label: 'initial current',
    sets: { option: 'initialCurrent' },
    x: firstS / 3600,
    y: initialCurrentA(step, options).value! / size,
    moves: 'y',
    offset: 0,
    gradient: size,
    unit: 'A',
  };
}

const CROSS = { colour: 'neutral', shape: 'cross' } as const;

/** A step that is left out whole: its points stand for it, and none for a row. */
function leftOutStep({ step }: AnalysedStep, size: number, firstS: number): PointsMark {
  const origin = { recording: step.label, excluded: true };
  const label = `${volts(step.potentialV)}, left out`;
  return { type: 'points', ...CROSS, label, ...drawn(step, step.potentialV, size, firstS).points, origin };
}

function stepMarks(step: AnalysedStep, colour: number, size: number, firstS: number): Mark[] {
  const { potentialV, label: recording, excluded } = step.step;
  const sign = potentialV < 0 ? -1 : 1;
  const { points } = step.fit;
  const times = logTimes(points.timeS[0]!, points.timeS.at(-1)!);
  const marks: Mark[] = [];
  const { value, interval95 } = step.current;
  if (value !== null && interval95 !== undefined) {
    const ends = interval95.map((end) => (sign * end!) / size);
    const x = [times[0]! / 3600, times.at(-1)! / 3600];
    const [lower, upper] = [Math.min(...ends), Math.max(...ends)];
    if (lower > 0) marks.push({ type: 'band', colour, x, lower: [lower, lower], upper: [upper, upper] });
    const level = (sign * value) / size;
    marks.push({ type: 'line', dash: 'dashed', colour, x, y: [level, level] });
  }
  const own = drawn(step.step, potentialV, size, firstS);
  marks.push({ type: 'points', colour, label: volts(potentialV), ...own.points, origin: { recording, ...own.rows } });
  const best = step.fit.laws[0];
  if (best !== undefined && step.verdict !== 'growing' && step.verdict !== 'jumping') {
    const y = lawCurrentA(best, points, times).map((current) => current / size);
    marks.push({ type: 'line', colour: 'ink', x: times.map((t) => t / 3600), y });
  }
  if (excluded !== undefined) {
    // From the first on, so that each can be taken back.
    const out = drawn(excluded, potentialV, size, 0);
    marks.push({ type: 'points', ...CROSS, ...out.points, origin: { recording, ...out.rows, excluded: true } });
  }
  return marks;
}

function volts(potentialV: number): string {
  return `${Number(potentialV.toPrecision(3))} V`;
}

/** Readings as they are drawn, and the rows of the file that each point stands for. */
function drawn(
  { timeS, currentA, rows }: Readings,
  potentialV: number,
  size: number,
  firstS: number,
): { readonly points: Pick<PointsMark, 'x' | 'y'>; readonly rows: Pick<PointsOrigin, 'rows' | 'lastRows'> } {
  const sign = potentialV < 0 ? -1 : 1;
  const shown = shownRows(timeS, firstS);
  const points = { x: shown.map((k) => timeS[k]! / 3600), y: shown.map((k) => (sign * currentA[k]!) / size) };
  if (rows === undefined) return { points, rows: {} };
  const ends = shown.map((_, k) => (shown[k + 1] ?? timeS.length) - 1);
  return { points, rows: { rows: shown.map((k) => rows[k]!), lastRows: ends.map((k) => rows[k]!) } };
}

function logTimes(from: number, to: number): number[] {
  return Array.from({ length: CURVE_POINTS }, (_, k) => from * pow(to / from, k / (CURVE_POINTS - 1)));
}

function shownRows(timeS: Float64Array, firstS: number): number[] {
  const rows: number[] = [];
  let next = firstS;
  for (let row = 0; row < timeS.length; row++) {
    if (timeS[row]! < next) continue;
    rows.push(row);
    next = timeS[row]! * pow(10, 1 / SHOWN_PER_DECADE);
  }
  return rows;
}
