/** The staircase: overpotential against current density, with the step that fails. */
import type { Figure, PointsMark } from '../../../figure/figure.js';
import type { CriticalCurrent, CurrentStep } from '../symmetric/critical-current.js';

const words: Readonly<Record<CurrentStep['verdict'], string>> = {
  passes: 'passes',
  fails: 'fails',
  unfinished: 'not finished',
  after: 'after the failure',
};

/** @param areaCm2 turns currents into densities */
export function criticalCurrentFigure(
  label: string,
  { steps, lastPassA, firstFailA }: CriticalCurrent,
  areaCm2: number,
): Figure {
  const density = (currentA: number): number => (1e3 * currentA) / areaCm2;
  const points = (
    verdict: CurrentStep['verdict'],
    look: Pick<PointsMark, 'colour' | 'open' | 'shape'>,
  ): PointsMark[] => {
    const chosen = steps.filter((step) => step.verdict === verdict);
    if (chosen.length === 0) return [];
    const x = chosen.map((step) => density(step.currentA));
    const y = chosen.map((step) => 1e3 * step.overpotentialV);
    return [{ type: 'points', label: words[verdict], ...look, x, y, origin: { recording: label } }];
  };
  const rules = [lastPassA, firstFailA].flatMap((currentA) =>
    currentA === null
      ? []
      : [
          {
            type: 'rule' as const,
            axis: 'x' as const,
            at: density(currentA),
            dash: 'dotted' as const,
            colour: 'neutral' as const,
          },
        ],
  );
  return {
    id: 'critical-current',
    caption: `Staircase of currents of ${label}: mean overpotential of each step; dotted, the last step that passes and the first that fails.`,
    panels: [
      {
        x: { title: 'Current density', unit: 'mA cm⁻²' },
        y: {
          title: 'Overpotential',
          unit: 'mV',
          domain: [0, 1.1e3 * Math.max(...steps.map((step) => step.overpotentialV))],
        },
        marks: [
          ...points('passes', { colour: 0 }),
          ...points('fails', { colour: 1, open: false }),
          ...points('unfinished', { colour: 2 }),
          ...points('after', { colour: 'neutral', shape: 'cross' }),
          ...rules,
        ],
      },
    ],
  };
}
