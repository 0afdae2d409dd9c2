/** What the user leaves out of a polarization: readings of a step, or the step as a whole. */
import { fail } from '../../../errors.js';
import { checkExclusions, type Exclusions, isExcluded } from '../../excluded-rows.js';
import type { PolarizationStep, Readings } from './polarization-step.js';

/** With fewer readings there is no decay to fit, as in a hold that is no step. */
const LEAST_READINGS = 20;

interface StepOfRecording {
  readonly step: PolarizationStep;
  /** Label of the recording it is from. */
  readonly recording: string;
}

/** @throws `invalid-option` where `exclude` names a recording, a step or rows that are not there */
export function checkSteps(exclusions: Exclusions, steps: readonly StepOfRecording[]): void {
  checkExclusions(exclusions, [
    ...steps.map(({ recording }) => ({ label: recording })),
    // A recording with a single step has its label, and rows.
    ...steps.map(({ step: { label, hold } }) => ({ label, ...(hold === undefined ? {} : { rows: hold }) })),
  ]);
}

/** True for a step that is left out as a whole, by its own label or with all of its recording. */
export function isLeftOut({ step, recording }: StepOfRecording, exclusions: Exclusions): boolean {
  return isExcluded(exclusions, step.label) || isExcluded(exclusions, recording);
}

/**
 * The step without the readings that are left out one by one; these are kept beside the others.
 *
 * @throws `too-few-points` when too few are left
 */
export function withoutReadings(step: PolarizationStep, exclusions: Exclusions): PolarizationStep {
  const out = exclusions.get(step.label);
  const { rows } = step;
  if (rows === undefined || out === undefined || out === 'all') return step;
  const [used, excluded] = [readings(step, (k) => !out.has(rows[k]!)), readings(step, (k) => out.has(rows[k]!))];
  if (excluded.timeS.length === 0) return step;
  if (used.timeS.length < LEAST_READINGS) {
    throw fail(
      'too-few-points',
      `${step.label}: ${used.timeS.length} readings are left after leaving out ${excluded.timeS.length}`,
      `take readings back, or leave out the whole step: exclude "${step.label}"`,
      { path: 'exclude' },
    );
  }
  return { ...step, ...used, excluded };
}

function readings({ timeS, currentA, rows }: PolarizationStep, keep: (k: number) => boolean): Readings {
  const pick = (_: number, k: number): boolean => keep(k);
  return {
    timeS: timeS.filter(pick),
    currentA: currentA.filter(pick),
    ...(rows === undefined ? {} : { rows: rows.filter(pick) }),
  };
}
