/** The staircase: overpotential against current density, with the step that fails. */
import type { Figure } from '../../../figure/figure.js';
import type { CriticalCurrent } from '../symmetric/critical-current.js';

/** @param areaCm2 turns currents into densities */
export function criticalCurrentFigure(
  label: string,
  { steps, lastPassA, firstFailA }: CriticalCurrent,
  areaCm2: number,
): Figure {
  const density = (currentA: number): number => (1e3 * currentA) / areaCm2;
  const points = (passes: boolean) => {
    const chosen = steps.filter((step) => step.passes === passes);
    return { x: chosen.map((step) => density(step.currentA)), y: chosen.map((step) => 1e3 * step.overpotentialV) };
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
        y: { title: 'Overpotential', unit: 'mV' },
        marks: [
          { type: 'points', label: 'passes', colour: 0, ...points(true) },
          { type: 'points', label: 'fails', colour: 1, open: false, ...points(false) },
          ...rules,
        ],
      },
    ],
  };
}
