/** Current against time of each step, the law that fits best, and the steady current with its interval. */
import type { Figure, Mark } from '../../../figure/figure.js';
import type { AnalysedStep } from '../analysed-step.js';
import { scaleOf } from '../derive/ampere-scale.js';
import { lawCurrentA } from '../fit/fit-decay.js';

/** Points of a curve in the figure. */
const CURVE_POINTS = 120;
/** Rows shown of one step, evenly spaced in the logarithm of time. */
const SHOWN_PER_DECADE = 30;

export function transientsFigure(steps: readonly AnalysedStep[]): Figure {
  const scale = scaleOf(Math.max(...steps.map(({ lastA }) => Math.abs(lastA))));
  // Early rows of a slow sampling are at one millisecond: a decade of nothing.
  const firstS = Math.min(...steps.map(({ fit }) => fit.points.timeS[0]!));
  const marks = steps.flatMap((step, k) => stepMarks(step, k % 8, scale.size, firstS));
  const y = marks.flatMap((mark) => (mark.type === 'points' ? mark.y : []));
  return {
    id: 'transients',
    caption:
      'Amount of the current after each step of the potential, with the law that fits best; dashed, the steady currents with their 95 % intervals. A step without a dashed line is not steady.',
    panels: [
      {
        x: { title: 'Time', unit: 'h', scale: 'log' },
        y: { title: '|I|', unit: scale.unit, scale: y.some((value) => !(value > 0)) ? 'linear' : 'log' },
        marks,
      },
    ],
  };
}

function stepMarks(step: AnalysedStep, colour: number, size: number, firstS: number): Mark[] {
  const sign = step.step.potentialV < 0 ? -1 : 1;
  const { timeS, currentA, potentialV } = step.step;
  const { points } = step.fit;
  const rows = shownRows(timeS, firstS);
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
  marks.push({
    type: 'points',
    colour,
    label: `${Number(potentialV.toPrecision(3))} V`,
    x: rows.map((row) => timeS[row]! / 3600),
    y: rows.map((row) => (sign * currentA[row]!) / size),
  });
  const best = step.fit.laws[0];
  if (best !== undefined && step.verdict !== 'growing' && step.verdict !== 'jumping') {
    const y = lawCurrentA(best, points, times).map((current) => current / size);
    marks.push({ type: 'line', colour: 'ink', x: times.map((t) => t / 3600), y });
  }
  return marks;
}

function logTimes(from: number, to: number): number[] {
  return Array.from({ length: CURVE_POINTS }, (_, k) => from * (to / from) ** (k / (CURVE_POINTS - 1)));
}

function shownRows(timeS: Float64Array, firstS: number): number[] {
  const rows: number[] = [];
  let next = firstS;
  for (let row = 0; row < timeS.length; row++) {
    if (timeS[row]! < next) continue;
    rows.push(row);
    next = timeS[row]! * 10 ** (1 / SHOWN_PER_DECADE);
  }
  return rows;
}
