/** What is to be said of how spectra were made of the tables of the files. */
import { printNumber } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import type { RepeatsOfSpectrum } from './add-repeats.js';
import { listOf } from './find-spectra.js';
import type { MergedStep } from './merge-steps.js';
import { repeatDrift } from './repeat-drift.js';

/** Less likely by chance than once in a thousand. */
const DRIFT_P = 1e-3;
/** Sources vary by this without anyone minding. */
const STEADY = 0.02;
const ALIKE_AT_MOST = 12;

/** @param label of the spectrum; @param region and step as they are named */
export function repeatFindings(repeats: RepeatsOfSpectrum, label: string, region: string, step: string): Finding[] {
  const { otherwise, stopped, missing, used } = repeats;
  const findings: Finding[] = [];
  const say = (code: string, severity: Finding['severity'], message: string) =>
    findings.push({ code, severity, message, where: label });
  const count = (many: number): string => (many === 1 ? '1 repeat' : `${many} repeats`);
  if (otherwise.length > 0) {
    say(
      'repeats-left-out',
      'warning',
      `${count(otherwise.length)} of ${region} in ${step} ${otherwise.length === 1 ? 'was' : 'were'} measured at other energies or with other settings than the ${used.length === 1 ? 'one' : used.length} taken, and cannot be added: left out.`,
    );
  }
  if (stopped.length > 0) {
    say(
      'repeats-left-out',
      'warning',
      `${count(stopped.length)} of ${region} in ${step} ${stopped.length === 1 ? 'was' : 'were'} stopped before the end: left out.`,
    );
  }
  if (missing > 0) {
    const what = missing === 1 ? '1 point' : `${missing} points`;
    say(
      'missing-points',
      'info',
      `${what} of ${region} in ${step} without a number ${missing === 1 ? 'is' : 'are'} left out.`,
    );
  }
  findings.push(...driftFindings(repeats, label, region, step));
  return findings;
}

function driftFindings({ used }: RepeatsOfSpectrum, where: string, region: string, step: string): Finding[] {
  const drift = repeatDrift(used);
  if (drift === undefined) return [];
  const { shapeP, intensityP, intensities, most } = drift;
  if (shapeP < DRIFT_P) {
    const message = `The ${used.length} repeats of ${region} in ${step} differ in shape by more than counting explains (p ${printP(shapeP)}; repeat ${most} most): beam damage, charging or the sample itself changed the spectrum while it was measured, and their sum is a mixture. Look at them one by one with repeats: apart.`;
    return [{ code: 'repeat-drift', severity: 'warning', message, where }];
  }
  if (intensityP !== null && intensityP < DRIFT_P && intensities[1] - intensities[0] > STEADY) {
    const [low, high] = intensities.map((value) => printNumber(100 * value, 3));
    const message = `The intensity of the ${used.length} repeats of ${region} in ${step} changed between ${low} and ${high} % of their mean, and their shape did not: an unsteady source. Areas of other regions were measured at another intensity.`;
    return [{ code: 'repeat-drift', severity: 'info', message, where }];
  }
  return [];
}

function printP(p: number): string {
  return p < 1e-10 ? 'below 1e-10' : `= ${printNumber(p, 2, true)}`;
}

/** Nobody reads a hundred findings of one kind: the first few, and how many more there are. */
export function firstOfEach(findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  const kept = findings.filter(({ code }) => {
    const count = (counts.get(code) ?? 0) + 1;
    counts.set(code, count);
    return count <= ALIKE_AT_MOST;
  });
  for (const [code, count] of counts) {
    if (count <= ALIKE_AT_MOST) continue;
    const { severity } = findings.find((finding) => finding.code === code)!;
    const message = `The same holds for ${count - ALIKE_AT_MOST} more spectra.`;
    kept.push({ code, severity, message });
  }
  return kept;
}

/** How a file of several steps was taken apart. */
export function stepFindings(steps: readonly MergedStep[]): Finding[] {
  const byRecording = new Map<string, { readonly label: string; readonly what: string }[]>();
  const wordsIn = new Map<string, Set<string>>();
  for (const { recording, words } of steps.flatMap(({ drafts }) => drafts)) {
    wordsIn.set(recording, (wordsIn.get(recording) ?? new Set()).add(words));
  }
  for (const { label, drafts } of steps) {
    for (const { recording, count, words, own } of drafts) {
      if (count < 2) continue;
      const numbers = Object.entries(own).map(
        ([name, { value, unit }]) => `${name} ${printNumber(value ?? 0, 6)}${unit === '1' ? '' : ` ${unit}`}`,
      );
      const what = [...(wordsIn.get(recording)!.size > 1 ? [words] : []), ...numbers].join(', ');
      const list = byRecording.get(recording) ?? [];
      list.push({ label, what });
      byRecording.set(recording, list);
    }
  }
  return [...byRecording].map(([where, found]): Finding => {
    const list = found.map(({ label, what }) => (what === '' ? label : `${label}: ${what}`));
    return {
      code: 'steps-found',
      severity: 'info',
      message: `The file holds ${found.length} steps: ${listOf(list)}.`,
      where,
    };
  });
}

/** Which regions are sums; nothing where none is. */
export function addedFindings(repeats: readonly { readonly region: string; readonly repeats: number }[]): Finding[] {
  const most = new Map<string, number>();
  for (const { region, repeats: count } of repeats) {
    if (count > 1) most.set(region, Math.max(most.get(region) ?? 0, count));
  }
  if (most.size === 0) return [];
  const list = [...most].map(([region, count]) => `${region} (${count})`);
  const message = `Repeats of a region in one step are added up, with the largest number of them: ${listOf(list)}.`;
  return [{ code: 'repeats-added', severity: 'info', message }];
}
