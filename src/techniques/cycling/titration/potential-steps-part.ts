/** Potentiostatic intermittent titration: the part of the result. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { median } from '../../../numerics/statistics/summary.js';
import { convert } from '../../../quantity/convert.js';
import type { Finding } from '../../technique.js';
import { capacityScale } from '../full-cell/capacity-scale.js';
import type { CyclingPart } from '../part.js';
import type { PreparedTest } from '../prepare-test.js';
import { potentialSteps, stepDiffusion } from './potential-steps.js';

export function potentialStepsPart({ series, options, sample, label }: PreparedTest): CyclingPart {
  const empty: CyclingPart = { quantities: {}, findings: [], tables: [], figures: [], methods: [] };
  const steps = potentialSteps(series);
  const warn = (code: string, message: string): Finding => ({ code, severity: 'warning', message, where: label });
  if (steps.length < 2) {
    const message =
      'There are no two steps of constant potential in the record: this is no potentiostatic titration. Leave titration out.';
    return { ...empty, findings: [warn('no-titration', message)] };
  }
  const length = options.diffusionLength === undefined ? undefined : convert(options.diffusionLength, 'cm');
  const scale = capacityScale(sample);
  const coefficients = steps.map((step) => (length === undefined ? null : stepDiffusion(step, length.value!)));
  const known = coefficients.flatMap((one) => (one?.value == null ? [] : [one]));
  const value = known.length > 0 ? median(known.map((one) => one.value!)) : null;
  const findings: Finding[] = [];
  if (length === undefined) {
    findings.push(
      warn('titration-geometry', 'No diffusion coefficients: they need diffusionLength, the thickness of the film.'),
    );
  } else if (known.length < steps.length) {
    const count = steps.length - known.length;
    const message = `${count} of ${steps.length} steps give no diffusion coefficient because their late current is no exponential: hold longer, or the step runs through two phases.`;
    findings.push(warn('titration-invalid', message));
  }
  return {
    ...empty,
    quantities: {
      potentialSteps: { value: steps.length, sigma: null, unit: '1' },
      ...(value === null
        ? {}
        : {
            diffusionCoefficient: {
              value,
              sigma: value * hypot((2 * (length!.sigma ?? 0)) / length!.value!, known[0]!.sigma! / known[0]!.value!),
              unit: 'cm^2/s',
              note: `median of ${known.length} steps`,
            },
          }),
    },
    findings,
    tables: [
      {
        id: 'titration',
        caption: `Steps of potential of ${label}: charge (${scale.wording}), decay of the late current and diffusion coefficient; the error of the length, common to all, is not part of it.`,
        columns: [
          { name: 'step', unit: '1' },
          { name: 'potential', unit: 'V' },
          { name: 'length', unit: 's' },
          { name: 'charge', unit: scale.unit },
          { name: 'decay', unit: '1/s' },
          { name: 'R² of the exponential', unit: '1' },
          { name: 'D', unit: 'cm^2/s' },
        ],
        rows: steps.map((step, k) => [
          k + 1,
          Number(step.potentialV.toFixed(5)),
          Number(step.durationS.toPrecision(6)),
          Number((step.chargeC * scale.perCoulomb).toPrecision(5)),
          step.decayPerS === null ? null : { ...step.decayPerS, unit: '1/s' },
          Number(step.rSquared.toFixed(4)),
          coefficients[k]?.value == null ? null : coefficients[k]!,
        ]),
      },
    ],
    methods: [
      'Diffusion coefficients are 4 L² k/π² of the late exponential decay of the current after each step of potential (Wen et al., 1979).',
    ],
  };
}
