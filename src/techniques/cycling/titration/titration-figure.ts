/** Rest potentials and diffusion coefficients along the titration. */
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import type { CapacityScale } from '../full-cell/capacity-scale.js';
import type { TitrationStep } from './diffusion.js';

export function titrationFigure(steps: readonly TitrationStep[], scale: CapacityScale, label: string): Figure {
  const capacity = (step: TitrationStep): number => step.pulse.chargeC * scale.perCoulomb;
  const origin = { recording: label };
  const directions = [
    { sign: 1, label: 'positive', colour: 0 },
    { sign: -1, label: 'negative', colour: 1 },
  ].filter(({ sign }) => steps.some(({ pulse }) => pulse.sign === sign));
  const potentials = directions.flatMap(({ sign, label: name, colour }): Mark[] => {
    const own = steps.filter(({ pulse }) => pulse.sign === sign);
    const y = own.map(({ after }) => after.valueV);
    return [{ type: 'points', label: name, colour, x: own.map(capacity), y, origin }];
  });
  const panels: Panel[] = [
    {
      x: { title: 'Capacity', unit: scale.printed },
      y: { title: 'Rest potential', unit: 'V' },
      marks: potentials,
      ...(directions.length === 1 ? { legend: 'none' as const } : {}),
    },
  ];
  const known = steps.filter(({ diffusion }) => diffusion?.coefficient.value != null);
  if (known.length > 0) {
    panels.push({
      x: { title: 'Capacity', unit: scale.printed },
      y: { title: 'Diffusion coefficient', unit: 'cm² s⁻¹', scale: 'log' },
      legend: 'none',
      marks: directions.flatMap(({ sign, colour }): Mark[] => {
        const own = known.filter(({ pulse }) => pulse.sign === sign);
        const [x, value, sigma] = [
          own.map(capacity),
          own.map(({ diffusion }) => diffusion!.coefficient.value!),
          own.map(({ diffusion }) => diffusion!.coefficient.sigma!),
        ];
        return [
          {
            type: 'error-bars',
            colour,
            x,
            lower: value.map((v, k) => Math.max(v - sigma[k]!, 0.1 * v)),
            upper: value.map((v, k) => v + sigma[k]!),
          },
          { type: 'points', colour, x, y: value, origin },
        ];
      }),
    });
  }
  return {
    id: 'titration',
    caption: `Intermittent titration of ${label}: rest potentials after the pulses${known.length > 0 ? ' and diffusion coefficients of the pulses that allow them' : ''}, against the charge passed.`,
    panels,
  };
}
