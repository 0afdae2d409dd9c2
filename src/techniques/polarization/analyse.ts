/** The walk through the rooms: recordings to steps, steps to steady currents, those to conductivities and what follows. */
import { withPlace } from '../../errors.js';
import { readTimeSeries } from '../../formats/time-series/read-time-series.js';
import { convert } from '../../quantity/convert.js';
import type {
  AnalysisInput,
  AnalysisResult,
  Conditions,
  Finding,
  LabelledRecording,
  Progress,
  SeriesEntry,
} from '../technique.js';
import { assembleResult } from './assemble-result.js';
import { stepFindings } from './checks.js';
import { cellConstant, conductanceOf, conductivityOf } from './derive/electronic-conductivity.js';
import { type SteadyCurrent, steadyCurrent } from './derive/steady-current.js';
import type { PolarizationOptions } from './options.js';
import { findSteps } from './steps/find-steps.js';
import type { PolarizationStep } from './steps/polarization-step.js';

/** Potentials below this are no polarization: what flows there is the offset. */
const ZERO_V = 1e-3;

/** One step with what was found of it. */
export interface AnalysedStep extends SteadyCurrent {
  readonly conditions: Conditions;
}

export function analysePolarization(input: AnalysisInput<PolarizationOptions>, progress?: Progress): AnalysisResult {
  const { recordings, sample, options } = input;
  const findings: Finding[] = [];
  const raw = recordings.flatMap((recording) => stepsOf(recording, options, findings));
  const analysed = raw.map(({ step, conditions }, k): AnalysedStep => {
    progress?.(k / raw.length, `fitting ${step.label}`);
    return { ...steadyCurrent(step, options), conditions };
  });
  const polarized = analysed.filter(({ step }) => Math.abs(step.potentialV) >= ZERO_V);
  const zero = analysed.filter(({ step }) => Math.abs(step.potentialV) < ZERO_V);
  const offsetA = offsetOf(options, zero, findings);
  const corrected = polarized.map((step) => withoutOffset(step, offsetA));
  const constant = cellConstant(sample);
  const series = corrected.map((step): SeriesEntry => {
    const conductance = conductanceOf(step.current, step.step.potentialV);
    return {
      label: step.step.label,
      conditions: step.conditions,
      quantities: {
        voltage: { value: step.step.potentialV, sigma: null, unit: 'V' },
        steadyStateCurrent: step.current,
        finalCurrent: { value: Math.sign(step.step.potentialV) * step.lastA, sigma: step.lastSigmaA, unit: 'A' },
        duration: { value: step.step.timeS.at(-1)!, sigma: null, unit: 's' },
        ...(constant === undefined ? {} : { electronicConductivity: conductivityOf(conductance, constant) }),
      },
      findings: stepFindings(step, options),
    };
  });
  return assembleResult({
    steps: corrected,
    series,
    constant,
    sample,
    options,
    findings,
    offsetKnown: offsetA !== undefined,
  });
}

function stepsOf(
  { label, recording, conditions }: LabelledRecording,
  options: PolarizationOptions,
  findings: Finding[],
): { step: PolarizationStep; conditions: Conditions }[] {
  try {
    const series = readTimeSeries(recording);
    for (const { code, severity, message } of series.diagnostics)
      findings.push({ code, severity, message: `${message}.`, where: label });
    const steps = findSteps(series, label, recording.name);
    const given = options.voltage === undefined ? undefined : convert(options.voltage, 'V').value!;
    return steps.map((step) => ({
      step: given === undefined || steps.length > 1 ? step : { ...step, potentialV: given },
      conditions,
    }));
  } catch (error) {
    throw withPlace(error, { file: recording.name });
  }
}

interface Offset {
  readonly valueA: number;
  readonly sigmaA: number;
}

/** The current without polarization: as given, else from steps at 0 V. */
function offsetOf(
  options: PolarizationOptions,
  zero: readonly AnalysedStep[],
  findings: Finding[],
): Offset | undefined {
  if (options.offsetCurrent !== undefined) {
    const { value, sigma } = convert(options.offsetCurrent, 'A');
    return { valueA: value!, sigmaA: sigma ?? 0 };
  }
  const [first] = zero;
  if (first === undefined) return undefined;
  const sign = first.step.potentialV < 0 ? -1 : 1;
  findings.push({
    code: 'offset-measured',
    severity: 'info',
    message: `The current at 0 V (${first.step.label}) is subtracted: ${(1e9 * sign * first.lastA).toPrecision(3)} nA.`,
  });
  return { valueA: sign * first.lastA, sigmaA: first.lastSigmaA };
}

function withoutOffset(step: AnalysedStep, offset: Offset | undefined): AnalysedStep {
  if (offset === undefined) return step;
  const { value, sigma, interval95 } = step.current;
  const current = {
    ...step.current,
    value: value === null ? null : value - offset.valueA,
    sigma: sigma === null ? null : Math.hypot(sigma, offset.sigmaA),
    ...(interval95 === undefined
      ? {}
      : {
          interval95: interval95.map((end, side) =>
            end === null ? null : end - offset.valueA + (side === 0 ? -1 : 1) * 1.959963984540054 * offset.sigmaA,
          ) as [number | null, number | null],
        }),
  };
  return { ...step, current };
}
