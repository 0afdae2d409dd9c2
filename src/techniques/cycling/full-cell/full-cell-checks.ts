/** What a referee would ask of a cell that charges and discharges. */
import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { convert } from '../../../quantity/convert.js';
import { printQuantity } from '../../../quantity/print.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import { asCapacity, type CapacityScale } from './capacity-scale.js';
import { type CurrentOffset, efficiencySigma } from './efficiency.js';
import type { FullCycle } from './full-cycles.js';

/** More than this many standard deviations are no chance. */
const LIMIT = 2;

export function fullCellFindings(
  test: CyclingTest,
  cycles: readonly FullCycle[],
  scale: CapacityScale,
  offset: CurrentOffset | undefined,
): Finding[] {
  const where = test.label;
  const findings: Finding[] = [];
  const say = (code: string, severity: Finding['severity'], message: string): void => {
    findings.push({ code, severity, message, where });
  };
  if (scale.unit !== 'mAh/g') {
    say(
      'no-mass',
      'info',
      `No mass of active material: capacities are ${scale.wording}. Give the mass of the sample, with its uncertainty, for mAh/g.`,
    );
  } else if (scale.relativeSigma === null) {
    say(
      'no-mass-uncertainty',
      'warning',
      'The mass has no uncertainty, so that of the capacities holds the current only, although the mass usually is the largest part of it. Write it like "2.26(2) mg".',
    );
  }
  const partial = cycles.filter(({ whole }) => !whole);
  if (partial.length > 0) {
    say(
      'partial-cycles',
      'info',
      `Cycle${partial.length === 1 ? '' : 's'} ${listOf(partial.map(({ number }) => number))} ${partial.length === 1 ? 'is' : 'are'} not whole (a half is missing, or the test was stopped) and left out of retention and efficiency.`,
    );
  }
  efficiencyFindings(cycles, offset, say);
  theoryFindings(test, cycles, scale, say);
  return findings;
}

type Say = (code: string, severity: Finding['severity'], message: string) => void;

function efficiencyFindings(cycles: readonly FullCycle[], offset: CurrentOffset | undefined, say: Say): void {
  const above = cycles.filter(({ whole, efficiency }) => whole && efficiency !== null && efficiency > 1);
  if (above.length > 0) {
    const beyond = above.filter((cycle) => cycle.efficiency! - 1 > LIMIT * (efficiencySigma(cycle, offset) ?? 0));
    const worst = above.reduce((most, cycle) => (cycle.efficiency! > most.efficiency! ? cycle : most));
    const most = `${(100 * worst.efficiency!).toFixed(2)} % in cycle ${worst.number}`;
    const count = `${above.length} of ${cycles.length} cycles have a coulombic efficiency above 100 % (at most ${most})`;
    if (offset !== undefined && beyond.length === 0) {
      say(
        'efficiency-above-one',
        'info',
        `${count}; the uncertainty of the current's zero (${(1e9 * offset.sigmaA).toPrecision(2)} nA) explains it.`,
      );
    } else {
      const why =
        offset === undefined
          ? 'Give the uncertainty of the current (currentOffset, --current-offset) to see whether it explains them'
          : `In ${beyond.length} of them the uncertainty of the current does not explain it`;
      say(
        'efficiency-above-one',
        'warning',
        `${count}. ${why}; other reasons are a short while charging, a discharge that goes deeper than the one before, or charge left from earlier cycles.`,
      );
    }
  }
  if (offset === undefined && cycles.some(({ efficiency }) => efficiency !== null)) {
    say(
      'current-zero-unknown',
      'info',
      'How well the zero of the current is known is not given, and the record holds no rest that tells: the error of the efficiencies holds their scatter only. An offset of 0.1 % of the range at a twentieth of the range moves an efficiency by 4 %; give currentOffset (--current-offset).',
    );
  }
}

function theoryFindings(
  { options, sample }: CyclingTest,
  cycles: readonly FullCycle[],
  scale: CapacityScale,
  say: Say,
): void {
  if (options.theoreticalCapacity === undefined || scale.unit !== 'mAh/g') return;
  const theory = convert(options.theoreticalCapacity, 'mAh/g');
  const largest = cycles
    .flatMap(({ dischargeC, switchSigmaC }) =>
      dischargeC === null ? [] : [asCapacity(dischargeC, switchSigmaC, scale, options.currentGain)],
    )
    .reduce<Quantity | undefined>((most, q) => (most === undefined || q.value! > most.value! ? q : most), undefined);
  if (largest !== undefined && largest.value! - theory.value! > LIMIT * hypot(largest.sigma ?? 0, theory.sigma ?? 0)) {
    say(
      'capacity-above-theory',
      'warning',
      `The capacity reaches ${printQuantity(largest)}, more than the ${printQuantity(theory)} that the material can have: check the mass, the area and whether another reaction takes part.`,
    );
  }
  if (options.rate === undefined || sample.mass === undefined || cycles.length === 0) return;
  const mass = convert(sample.mass, 'g');
  const first = cycles.find(({ whole }) => whole) ?? cycles[0]!;
  const value = (1e3 * first.currentA) / (mass.value! * theory.value!);
  const relative = hypotOf([(mass.sigma ?? 0) / mass.value!, options.currentGain, (theory.sigma ?? 0) / theory.value!]);
  const measured: Quantity = { value, sigma: value * relative, unit: '1' };
  // What is stated is rounded to the digits that are written.
  if (Math.abs(value - options.rate) > LIMIT * Math.max(measured.sigma!, 0.005 * options.rate)) {
    say(
      'rate-mismatch',
      'warning',
      `Current over mass and theoretical capacity is a rate of ${printQuantity(measured)} C, but ${options.rate} C is stated: the mass, the theoretical capacity or the rate is wrong.`,
    );
  }
}

function listOf(numbers: readonly number[]): string {
  return numbers.length <= 6 ? numbers.join(', ') : `${numbers.slice(0, 6).join(', ')} and ${numbers.length - 6} more`;
}
