/** Steady currents against potential, with the line and its 95 % band, or with the law of Hebb and Wagner. */

import type { Figure, Mark } from '../../../figure/figure.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import type { AnalysedStep } from '../analysed-step.js';
import { scaleOf } from '../derive/ampere-scale.js';
import type { CurrentVoltage } from '../derive/current-voltage.js';
import type { CellConstant } from '../derive/electronic-conductivity.js';
import { type HebbWagner, hebbWagnerV } from '../derive/hebb-wagner.js';

const CURVE_POINTS = 60;

export function currentVoltageFigure(
  steps: readonly AnalysedStep[],
  line: CurrentVoltage,
  constant: CellConstant | undefined,
  law: HebbWagner | undefined,
): Figure {
  const { potentialV, currentA, sigmaA } = line;
  const { size, unit } = scaleOf(Math.max(...currentA.map(Math.abs)));
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
    y: bounds.map(({ lastA, step }) => (Math.sign(step.potentialV) * lastA) / size),
  };
  const words = law === undefined ? 'the line with its 95 % band' : 'the law of Hebb and Wagner';
  return {
    id: 'current-voltage',
    caption: `Steady current against potential, with ${words}. Error bars are 95 % of the steady current.`,
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
          },
          ...(bounds.length === 0 ? [] : [boundMark]),
        ],
      },
    ],
  };
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
