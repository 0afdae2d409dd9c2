/** Galvanostatic intermittent titration: rest potentials, ohmic drops, diffusion coefficients. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import { median, quantile } from '../../../numerics/statistics/summary.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding, ResultTable } from '../../technique.js';
import { type CapacityScale, capacityScale } from '../full-cell/capacity-scale.js';
import type { CyclingPart } from '../part.js';
import type { PreparedTest } from '../prepare-test.js';
import { LONGEST_SHARE, pulseDiffusion, type TitrationStep, titrationGeometry } from './diffusion.js';
import { findPulses } from './find-pulses.js';
import { measurePulse } from './measure-pulse.js';
import { potentialStepsPart } from './potential-steps-part.js';
import { titrationFigure } from './titration-figure.js';

/** The titration where the option asks for it; an empty part where not. */
export function titrationPart(test: PreparedTest): CyclingPart {
  const { options, label, series, thresholdA, sample } = test;
  const empty: CyclingPart = { quantities: {}, findings: [], tables: [], figures: [], methods: [] };
  if (options.titration === 'none') return empty;
  if (options.titration === 'pitt') return potentialStepsPart(test);
  const pulses = findPulses(series, thresholdA);
  if (pulses.length === 0) {
    const message =
      'No pulse of current with a rest before and after it is in the record: this is no intermittent titration. Leave titration out, or check currentThreshold.';
    return { ...empty, findings: [{ code: 'no-titration', severity: 'warning', message, where: label }] };
  }
  const geometry = titrationGeometry(test);
  const steps = pulses.map((pulse): TitrationStep => {
    const measure = measurePulse(series, pulse);
    return { ...measure, diffusion: 'missing' in geometry ? undefined : pulseDiffusion(measure, geometry) };
  });
  const scale = capacityScale(sample);
  const geometryShare = 'missing' in geometry ? 0 : 2 * ((geometry.lengthCm.sigma ?? 0) / geometry.lengthCm.value);
  return {
    quantities: quantitiesOf(steps, geometryShare),
    findings: findingsOf(steps, 'missing' in geometry ? geometry.missing : [], label, {
      lengthGiven: options.diffusionLength !== undefined,
    }),
    tables: [titrationTable(steps, scale, label, geometryShare)],
    figures: [titrationFigure(steps, scale, label)],
    methods: [
      `Rest potentials are limits of an exponential fitted to the late part of each rest; the diffusion coefficient is 4/(π t) (V/S)² (ΔE_s/ΔE_t)² (Weppner and Huggins, 1977) of pulses whose potential is linear in √t and that are short against L²/D${options.diffusionLength === undefined ? ' (not tested: no diffusion length)' : ''}.`,
    ],
  };
}

function quantitiesOf(steps: readonly TitrationStep[], geometryShare: number): Record<string, Quantity> {
  const quantities: Record<string, Quantity> = {
    pulses: { value: steps.length, sigma: null, unit: '1' },
    ohmicResistance: resistance(steps),
  };
  const values = steps.flatMap(({ diffusion }) => diffusion?.coefficient.value ?? []);
  if (values.length === 0) return quantities;
  const value = median(values);
  const own = median(
    steps.flatMap(({ diffusion }) =>
      diffusion?.coefficient.value == null ? [] : [diffusion.coefficient.sigma! / diffusion.coefficient.value],
    ),
  );
  quantities.diffusionCoefficient = {
    value,
    sigma: value * hypot(geometryShare, own),
    unit: 'cm^2/s',
    note: `median of ${values.length} pulses from ${Math.min(...values).toExponential(1)} to ${Math.max(...values).toExponential(1)}; the error is that of one pulse and of the geometry`,
  };
  return quantities;
}

/** Ohmic drop over current: median of the pulses, half the middle 68 % as its scatter. */
function resistance(steps: readonly TitrationStep[]): Quantity {
  const values = steps.map(({ ohmicV, pulse }) => ohmicV / pulse.currentA);
  const value = median(values);
  if (values.length < 4) return { value, sigma: null, unit: 'Ohm', note: `median of ${values.length} pulses` };
  const sigma = (quantile(values, 0.84) - quantile(values, 0.16)) / 2;
  return { value, sigma, unit: 'Ohm', note: 'median of the pulses; the error is their scatter' };
}

function findingsOf(
  steps: readonly TitrationStep[],
  missing: readonly string[],
  where: string,
  { lengthGiven }: { lengthGiven: boolean },
): Finding[] {
  const findings: Finding[] = [];
  if (missing.length > 0) {
    findings.push({
      code: 'titration-geometry',
      severity: 'warning',
      where,
      message: `No diffusion coefficients: they need ${missing.join('; ')}. A guessed geometry would shift them by orders of magnitude.`,
    });
  } else {
    const refused = new Map<string, number>();
    for (const { diffusion } of steps) {
      const note = diffusion?.coefficient.note;
      if (note !== undefined) refused.set(note, (refused.get(note) ?? 0) + 1);
    }
    if (refused.size > 0) {
      const reasons = [...refused].map(([note, count]) => `${count} because ${note}`).join('; ');
      findings.push({
        code: 'titration-invalid',
        severity: 'warning',
        where,
        message: `${[...refused.values()].reduce((a, b) => a + b, 0)} of ${steps.length} pulses give no diffusion coefficient: ${reasons}.`,
      });
    }
    if (!lengthGiven) {
      findings.push({
        code: 'titration-untested',
        severity: 'warning',
        where,
        message: `Whether the pulses are short against L²/D (less than ${LONGEST_SHARE} of it) cannot be tested without diffusionLength; with longer pulses the coefficients are too small.`,
      });
    }
  }
  const unsettled = steps.filter(({ after }) => !after.settled).length;
  if (unsettled > 0) {
    findings.push({
      code: 'rest-too-short',
      severity: 'warning',
      where,
      message: `${unsettled} of ${steps.length} rests end while the potential still relaxes: their rest potentials are extrapolated and carry that error. Rest longer.`,
    });
  }
  return findings;
}

function titrationTable(
  steps: readonly TitrationStep[],
  scale: CapacityScale,
  label: string,
  geometryShare: number,
): ResultTable {
  return {
    id: 'titration',
    caption: `Pulses of ${label}: capacity (${scale.wording}, with its sign), rest potential after the pulse, changes and diffusion coefficient${geometryShare > 0 ? `; the geometry adds ${(100 * geometryShare).toPrecision(2)} %, common to all` : ''}.`,
    columns: [
      { name: 'pulse', unit: '1' },
      { name: 'capacity', unit: scale.unit },
      { name: 'length', unit: 's' },
      { name: 'current', unit: 'mA' },
      { name: 'ohmic drop', unit: 'mV' },
      { name: 'rest potential', unit: 'V' },
      { name: 'change of rest potential', unit: 'mV' },
      { name: 'change within the pulse', unit: 'mV' },
      { name: 'R² in √t', unit: '1' },
      { name: 'D', unit: 'cm^2/s' },
      { name: 't D/L²', unit: '1' },
      { name: 'remark', unit: '' },
    ],
    rows: steps.map((step, k) => [
      k + 1,
      Number((step.pulse.chargeC * scale.perCoulomb).toPrecision(6)),
      Number(step.pulse.durationS.toPrecision(6)),
      Number((1e3 * step.pulse.sign * step.pulse.currentA).toPrecision(5)),
      Number((1e3 * step.ohmicV).toPrecision(4)),
      { value: step.after.valueV, sigma: finite(step.after.sigmaV), unit: 'V' },
      { value: 1e3 * step.restChangeV, sigma: finite(1e3 * step.restChangeSigmaV), unit: 'mV' },
      { value: 1e3 * step.pulseChangeV, sigma: 1e3 * step.pulseChangeSigmaV, unit: 'mV' },
      Number(step.rSquared.toFixed(4)),
      step.diffusion?.coefficient.value == null ? null : step.diffusion.coefficient,
      step.diffusion?.share == null ? null : Number(step.diffusion.share.toPrecision(3)),
      step.diffusion?.coefficient.note ?? '',
    ]),
  };
}

function finite(sigma: number): number | null {
  return Number.isFinite(sigma) ? sigma : null;
}
