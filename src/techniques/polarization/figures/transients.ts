/** Current against time of each step, the law that fits best, and the steady current with its interval. */
import type { Figure, Mark } from '../../../figure/figure.js';
import type { AnalysedStep } from '../analyse.js';
import { lawCurrentA } from '../fit/fit-decay.js';

/** Points of a curve in the figure. */
const CURVE_POINTS = 160;
/** Rows shown of one step, evenly spaced in the logarithm of time. */
const SHOWN_PER_DECADE = 60;

export function transientsFigure(steps: readonly AnalysedStep[]): Figure {
  const largest = Math.max(...steps.map(({ lastA }) => Math.abs(lastA)));
  const scale = scaleOf(largest);
  const marks = steps.flatMap((step, k): Mark[] => {
    const colour = k % 8;
    const sign = step.step.potentialV < 0 ? -1 : 1;
    const rows = shownRows(step.step.timeS);
    const { points } = step.fit;
    const times = logTimes(points.timeS[0]!, points.timeS.at(-1)!);
    const best = step.fit.laws[0];
    const own: Mark[] = [
      {
        type: 'points',
        colour,
        label: `${Number(step.step.potentialV.toPrecision(3))} V`,
        x: rows.map((row) => step.step.timeS[row]! / 3600),
        y: rows.map((row) => (sign * step.step.currentA[row]!) / scale.size),
      },
    ];
    if (best !== undefined) {
      own.push({
        type: 'line',
        colour: 'ink',
        x: times.map((t) => t / 3600),
        y: lawCurrentA(best, points, times).map((i) => i / scale.size),
      });
    }
    if (step.current.value !== null) {
      own.push({ type: 'rule', axis: 'y', at: Math.abs(step.current.value) / scale.size, dash: 'dashed', colour });
    }
    return own;
  });
  return {
    id: 'transients',
    caption: 'Current after each step of the potential, with the law that fits best; dashed, the steady currents.',
    panels: [
      {
        x: { title: 'Time', unit: 'h', scale: 'log' },
        y: { title: '|I|', unit: scale.unit, scale: marks.some(belowZero) ? 'linear' : 'log' },
        marks,
      },
    ],
  };
}

function belowZero(mark: Mark): boolean {
  return 'y' in mark && Array.isArray(mark.y) && mark.y.some((value) => !(value > 0));
}

/** The unit in which currents of this size are short numbers. */
export function scaleOf(ampere: number): { readonly size: number; readonly unit: string } {
  if (ampere < 1e-9) return { size: 1e-12, unit: 'pA' };
  if (ampere < 1e-6) return { size: 1e-9, unit: 'nA' };
  return ampere < 1e-3 ? { size: 1e-6, unit: 'µA' } : { size: 1e-3, unit: 'mA' };
}

function logTimes(from: number, to: number): number[] {
  return Array.from({ length: CURVE_POINTS }, (_, k) => from * (to / from) ** (k / (CURVE_POINTS - 1)));
}

function shownRows(timeS: Float64Array): number[] {
  const rows: number[] = [];
  let next = 0;
  for (let row = 0; row < timeS.length; row++) {
    if (!(timeS[row]! > 0) || timeS[row]! < next) continue;
    rows.push(row);
    next = timeS[row]! * 10 ** (1 / SHOWN_PER_DECADE);
  }
  return rows;
}
