/** The walk through the rooms: recordings to steps, steps to steady currents, those to conductivities and what follows. */
import { fail } from '../../errors.js';
import type { Quantity } from '../../quantity/quantity.js';
import { readExclusions } from '../excluded-rows.js';
import type { AnalysisInput, AnalysisResult, Finding, Progress, SeriesEntry } from '../technique.js';
import { type AnalysedStep, IONIC_NOTE, withNote } from './analysed-step.js';
import { assembleResult } from './assemble-result.js';
import { endMetals, stepFindings } from './checks.js';
import { printAmpere } from './derive/ampere-scale.js';
import { decayCharge } from './derive/decay-charge.js';
import { type CellConstant, cellConstant, conductanceOf, conductivityOf } from './derive/electronic-conductivity.js';
import { offsetOf, offsetOfStep, withoutOffset } from './derive/offset.js';
import { steadyCurrent } from './derive/steady-current.js';
import type { PolarizationOptions } from './options.js';
import { checkSteps, isLeftOut, withoutReadings } from './steps/leave-out.js';
import { readSteps } from './steps/read-steps.js';

/** Potentials below this are no polarization: what flows there is the offset. */
const ZERO_V = 1e-3;

/**
 * @throws `too-few-points` when no step is away from 0 V, `invalid-option` when `exclude` names what is not there or leaves
 * nothing, and what `readSteps` throws
 */
export function analysePolarization(input: AnalysisInput<PolarizationOptions>, progress?: Progress): AnalysisResult {
  const { recordings, sample, options } = input;
  const findings: Finding[] = [];
  const exclusions = readExclusions(options.exclude);
  const raw = recordings.flatMap((recording) => {
    const { steps, findings: own } = readSteps(recording, options);
    findings.push(...own);
    return steps.map((step) => ({ step, recording: recording.label, conditions: recording.conditions }));
  });
  checkSteps(exclusions, raw);
  if (raw.every(({ step }) => Math.abs(step.potentialV) < ZERO_V)) {
    throw fail(
      'too-few-points',
      'every step is at 0 V, so nothing was polarized',
      'add a recording with a potential, or give it as voltage where the file holds none',
      { file: recordings[0]?.recording.name ?? '' },
    );
  }
  const analysed = raw.map((entry, k): AnalysedStep => {
    progress?.(k / raw.length, `fitting ${entry.step.label}`);
    const found = steadyCurrent(withoutReadings(entry.step, exclusions), options);
    const leftOut = isLeftOut(entry, exclusions);
    return { ...found, conditions: entry.conditions, charge: decayCharge(found), leftOut };
  });
  const isZero = ({ step }: AnalysedStep): boolean => Math.abs(step.potentialV) < ZERO_V;
  if (analysed.every((step) => step.leftOut || isZero(step))) throw nothingLeft();
  findings.push(...leftOutFindings(analysed));
  const offset = offsetOf(
    options,
    analysed.filter((step) => isZero(step) && !step.leftOut),
  );
  if (offset !== undefined && offset.source !== 'given') {
    findings.push({
      code: 'offset-measured',
      severity: 'info',
      message: `The current at 0 V (${offset.source.join(', ')}) is subtracted: ${printAmpere(offset.valueA)}, known to ${printAmpere(offset.sigmaA)}.`,
    });
  }
  const all = analysed.map((step) =>
    isZero(step) || offset === undefined ? step : { ...step, current: withoutOffset(step.current, offset) },
  );
  const steps = all.filter((step) => !isZero(step));
  const constant = cellConstant(sample);
  const ionic = options.electrodes === 'two-blocking' && endMetals(sample).length > 0;
  const series = all.map((step): SeriesEntry => {
    const [quantities, own] = isZero(step)
      ? [zeroQuantities(step), []]
      : [stepQuantities(step, constant, options, ionic), stepFindings(step, sample, options)];
    return {
      label: step.step.label,
      conditions: step.conditions,
      quantities,
      findings: [...own, ...readingsLeftOut(step)],
    };
  });
  const polarized = series.filter((_, k) => !isZero(all[k]!));
  return assembleResult({ steps, polarized, series, constant, sample, options, findings, offset, ionic });
}

function nothingLeft() {
  return fail(
    'invalid-option',
    'every step with a potential is left out by the option exclude',
    'take one of them back',
    { path: 'exclude' },
  );
}

function leftOutFindings(steps: readonly AnalysedStep[]): Finding[] {
  const out = steps.filter(({ leftOut }) => leftOut).map(({ step }) => step.label);
  if (out.length === 0) return [];
  const message = `Left out by the option exclude: ${out.join(', ')}. The numbers of the whole stand on ${steps.length - out.length} of ${steps.length} steps.`;
  return [{ code: 'steps-left-out', severity: 'info', message }];
}

function readingsLeftOut({ step: { label, excluded } }: AnalysedStep): Finding[] {
  if (excluded === undefined) return [];
  const count = excluded.timeS.length;
  const message = `${count} reading${count === 1 ? '' : 's'} of the step left out by the option exclude.`;
  return [{ code: 'points-left-out', severity: 'info', message, where: label }];
}

function endQuantities({ step, lastA, lastSigmaA }: AnalysedStep): Record<string, Quantity> {
  return {
    finalCurrent: { value: (step.potentialV < 0 ? -1 : 1) * lastA, sigma: lastSigmaA, unit: 'A' },
    duration: { value: step.timeS.at(-1)!, sigma: null, unit: 's' },
  };
}

function stepQuantities(
  step: AnalysedStep,
  constant: CellConstant | undefined,
  options: PolarizationOptions,
  ionic: boolean,
): Record<string, Quantity> {
  const conductivity: Record<string, Quantity> =
    constant === undefined || options.electrodes === 'non-blocking'
      ? {}
      : { electronicConductivity: conductivityOf(conductanceOf(step.current, step.step.potentialV), constant) };
  return {
    voltage: { value: step.step.potentialV, sigma: null, unit: 'V' },
    steadyStateCurrent: step.current,
    ...(ionic ? withNote(conductivity, IONIC_NOTE) : conductivity),
    ...endQuantities(step),
    decayCharge: { value: step.charge.chargeC, sigma: null, unit: 'C' },
  };
}

/** A step at 0 V shows the offset and no steady current of the sample. */
function zeroQuantities(step: AnalysedStep): Record<string, Quantity> {
  const { valueA, sigmaA } = offsetOfStep(step);
  return {
    voltage: { value: 0, sigma: null, unit: 'V' },
    steadyStateCurrent: { value: null, sigma: null, unit: 'A', note: 'at 0 V: shows the offset' },
    offsetCurrent: { value: valueA, sigma: sigmaA, unit: 'A' },
    ...endQuantities(step),
  };
}
