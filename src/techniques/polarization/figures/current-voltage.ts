/** Steady currents against potential, with the line and its 95 % band. */
import type { Figure } from '../../../figure/figure.js';
import type { AnalysedStep } from '../analyse.js';
import type { CurrentVoltage } from '../derive/current-voltage.js';
import { scaleOf } from './transients.js';

export function currentVoltageFigure(steps: readonly AnalysedStep[], line: CurrentVoltage): Figure {
  const { potentialV, currentA, sigmaA, conductance, offset } = line;
  const { size, unit } = scaleOf(Math.max(...currentA.map(Math.abs)));
  const [low, high] = [Math.min(0, ...potentialV), Math.max(0, ...potentialV)];
  const x = Array.from({ length: 50 }, (_, k) => low + ((high - low) * k) / 49);
  const y = x.map((v) => offset.value! + conductance.value! * v);
  const bounds = steps.filter(({ current }) => current.value === null && current.interval95 !== undefined);
  return {
    id: 'current-voltage',
    caption:
      'Steady current against potential; the slope is the electronic conductance. Error bars are two standard deviations.',
    panels: [
      {
        x: { title: 'Potential', unit: 'V' },
        y: { title: 'Steady current', unit },
        marks: [
          { type: 'line', colour: 'ink', x, y: y.map((current) => current / size) },
          {
            type: 'error-bars',
            colour: 0,
            x: potentialV,
            lower: currentA.map((current, k) => (current - 2 * sigmaA[k]!) / size),
            upper: currentA.map((current, k) => (current + 2 * sigmaA[k]!) / size),
          },
          {
            type: 'points',
            colour: 0,
            label: 'steady',
            open: false,
            x: potentialV,
            y: currentA.map((current) => current / size),
          },
          ...(bounds.length === 0
            ? []
            : [
                {
                  type: 'points' as const,
                  colour: 1,
                  label: 'upper bound',
                  shape: 'triangle' as const,
                  x: bounds.map(({ step }) => step.potentialV),
                  y: bounds.map(({ lastA, step }) => (Math.sign(step.potentialV) * lastA) / size),
                },
              ]),
        ],
      },
    ],
  };
}
