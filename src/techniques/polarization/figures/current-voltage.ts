/** Steady currents against potential, with the line and its 95 % band, or with the law of Hebb and Wagner. */

import type { Figure, Mark } from '../../../figure/figure.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import type { AnalysedStep } from '../analysed-step.js';
import { scaleOf } from '../derive/ampere-scale.js';
import type { CurrentVoltage } from '../derive/current-voltage.js';
import type { CellConstant } from '../derive/electronic-conductivity.js';
import { type HebbWagner, hebbWagnerV } from '../derive/hebb-wagner.js';

const CURVE_POINTS = 60;
/** Steps left out by hand are shown up to this many times the largest current of the others: one must not rule the picture. */
const LEFT_OUT_REACH = 2;

/** Points are steps: of those that are left out by the user grey crosses are drawn. */
export function currentVoltageFigure(
  all: readonly AnalysedStep[],
  line: CurrentVoltage,
  constant: CellConstant | undefined,
  law: HebbWagner | undefined,
): Figure {
  const { potentialV, currentA, sigmaA } = line;
  const largestA = Math.max(...currentA.map(Math.abs));
  const { size, unit } = scaleOf(largestA);
  const steps = all.filter(({ leftOut }) => !leftOut);
  const steady = steps.filter(({ current }) => current.value !== null);
  const [low, high] = [Math.min(0, ...potentialV), Math.max(0, ...potentialV)];
  const x = Array.from({ length: CURVE_POINTS }, (_, k) => low + ((high - low) * k) / (CURVE_POINTS - 1));
  const curve =
    law !== undefined && constant !== undefined ? lawMarks(x, size, constant, law) : lineMarks(line, x, size);
  const bounds = steps.filter(({ current }) => current.value === null && current.interval95 !== undefined);
  const boundMark: Mark = {
    type: 'points',
    colour: 1,
    label: 'upper bound',
    shape: 'triangle',
    x: bounds.map(({ step }) => step.potentialV),
    y: bounds.map((step) => endA(step) / size),
    origin: { recording: labelsOf(bounds) },
  };
  const out = all.filter(({ leftOut }) => leftOut);
  const shownOut = out.filter((step) => Math.abs(leftOutA(step)) <= LEFT_OUT_REACH * largestA);
  const outMark: Mark = {
    type: 'points',
    colour: 'neutral',
    label: 'left out',
    shape: 'cross',
    x: shownOut.map(({ step }) => step.potentialV),
    y: shownOut.map((step) => leftOutA(step) / size),
    origin: { recording: labelsOf(shownOut), excluded: true },
  };
  const words = law === undefined ? 'the line with its 95 % band' : 'the law of Hebb and Wagner';
  return {
    id: 'current-voltage',
    caption: `Steady current against potential, with ${words}. Error bars are 95 % of the steady current.${leftOutNote(out.length, shownOut.length)}`,
    panels: [
      {
        x: { title: 'Potential', unit: 'V' },
        y: { title: 'Steady current', unit },
        marks: [
          ...curve,
          {
            type: 'error-bars',
            colour: 0,
            x: potentialV,
            lower: currentA.map((current, k) => (current - NORMAL_95 * sigmaA[k]!) / size),
            upper: currentA.map((current, k) => (current + NORMAL_95 * sigmaA[k]!) / size),
          },
          {
            type: 'points',
            colour: 0,
            label: 'steady',
            open: false,
            x: potentialV,
            y: currentA.map((current) => current / size),
            origin: { recording: labelsOf(steady) },
          },
          ...(bounds.length === 0 ? [] : [boundMark]),
          ...(shownOut.length === 0 ? [] : [outMark]),
        ],
      },
    ],
  };
}

function labelsOf(steps: readonly AnalysedStep[]): string[] {
  return steps.map(({ step }) => step.label);
}

/** Current at the end of a step, with its sign. */
function endA({ lastA, step }: AnalysedStep): number {
  return Math.sign(step.potentialV) * lastA;
}

function leftOutA(step: AnalysedStep): number {
  return step.current.value ?? endA(step);
}

function leftOutNote(count: number, shown: number): string {
  if (count === 0) return '';
  if (shown === 0) return ' Steps left out by hand lie beyond the picture.';
  const crosses = ' Grey crosses are steps left out by hand (option exclude).';
  return shown < count ? `${crosses} Others lie beyond the picture.` : crosses;
}

function lineMarks({ conductance, offset, covariance, quantile }: CurrentVoltage, x: number[], size: number): Mark[] {
  const y = x.map((v) => offset.value! + conductance.value! * v);
  const half = x.map(
    (v) => quantile * Math.sqrt(Math.max(0, offset.sigma! ** 2 + 2 * v * covariance + (v * conductance.sigma!) ** 2)),
  );
  return [
    {
      type: 'band',
      colour: 0,
      x,
      lower: y.map((current, k) => (current - half[k]!) / size),
      upper: y.map((current, k) => (current + half[k]!) / size),
    },
    { type: 'line', colour: 'ink', x, y: y.map((current) => current / size) },
  ];
}

function lawMarks(
  x: number[],
  size: number,
  { perCm }: CellConstant,
  { electrons, holes, kelvin }: HebbWagner,
): Mark[] {
  const y = x.map((v) => {
    const unit = hebbWagnerV(v, kelvin);
    return (electrons.value! * unit.electrons + holes.value! * unit.holes) / perCm / size;
  });
  return [{ type: 'line', colour: 'ink', x, y }];
}
