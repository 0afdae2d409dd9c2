/** A cell that charges and discharges: capacities, efficiencies, potentials, fade, and what a referee would ask. */
import type { Quantity } from '../../../quantity/quantity.js';
import type { CyclingPart } from '../part.js';
import type { PreparedTest } from '../prepare-test.js';
import { typicalValue } from '../symmetric/describe-series.js';
import { asCapacity, capacityScale } from './capacity-scale.js';
import { currentOffset, meanEfficiency } from './efficiency.js';
import { fullCellFindings } from './full-cell-checks.js';
import { capacityFigure, profilesFigure, shownCycles } from './full-cell-figures.js';
import { fullCyclesTable } from './full-cell-tables.js';
import { type FullCycle, fullCycles } from './full-cycles.js';
import { fadeOf } from './retention.js';

/** With fewer whole cycles than this the first one counts for the mean efficiency too. */
const ENOUGH_CYCLES = 4;

export function fullCellPart(test: PreparedTest): CyclingPart {
  const { options, sample, thresholdA } = test;
  const cycles = fullCycles(test);
  const scale = capacityScale(sample);
  const offset = currentOffset(test, thresholdA);
  const whole = cycles.filter((cycle) => cycle.whole);
  const formed = whole.filter(({ number }) => number > (options.formationCycles ?? 0));
  const judged = formed.length >= ENOUGH_CYCLES && options.formationCycles === undefined ? formed.slice(1) : formed;
  const points = formed.map(({ number, dischargeC, switchSigmaC }) => ({
    cycle: number,
    chargeC: dischargeC!,
    sigmaC: switchSigmaC,
  }));
  const fade = fadeOf(points, options.endOfLife, options.referenceCycle);
  // A cell that was built charged begins with a part of a discharge: the first whole cycle counts.
  const firstDischarge = whole[0] ?? cycles.find(({ dischargeC }) => dischargeC !== null);
  const quantities: Record<string, Quantity> = {
    cycles: { value: whole.length, sigma: null, unit: '1' },
    halfCycles: { value: test.halfCycles.length, sigma: null, unit: '1' },
    coulombicEfficiency: meanEfficiency(judged, offset),
  };
  if (firstDischarge !== undefined) {
    quantities.firstDischargeCapacity = asCapacity(
      firstDischarge.dischargeC!,
      firstDischarge.switchSigmaC,
      scale,
      options.currentGain,
    );
  }
  const firstCharge = whole[0] ?? cycles.find(({ chargeC }) => chargeC !== null);
  if (firstCharge !== undefined) {
    quantities.firstChargeCapacity = asCapacity(
      firstCharge.chargeC!,
      firstCharge.switchSigmaC,
      scale,
      options.currentGain,
    );
  }
  const [firstWhole] = whole;
  if (firstWhole !== undefined) quantities.firstEfficiency = meanEfficiency([firstWhole], offset);
  if (fade !== undefined) {
    quantities.capacityRetention = fade.retention;
    quantities.fadePerCycle = fade.perCycle;
    quantities.endOfLifeCycle = fade.endOfLife;
    quantities.lastDischargeCapacity = asCapacity(fade.last.chargeC, fade.last.sigmaC, scale, options.currentGain);
  }
  const potentials = (pick: (cycle: FullCycle) => number | null): number[] =>
    judged.flatMap((cycle) => pick(cycle) ?? []);
  const typical = (name: string, pick: (cycle: FullCycle) => number | null, unit: string): void => {
    const values = potentials(pick);
    if (values.length > 0) quantities[name] = typicalValue(values, unit);
  };
  typical('meanChargePotential', ({ meanChargeV }) => meanChargeV, 'V');
  typical('meanDischargePotential', ({ meanDischargeV }) => meanDischargeV, 'V');
  typical('polarizationGap', ({ gapV }) => gapV, 'V');
  typical('energyEfficiency', ({ energyEfficiency }) => energyEfficiency, '1');
  const shown = shownCycles(cycles, options.show);
  const findings = fullCellFindings(test, cycles, scale, offset);
  if (options.referenceCycle !== undefined && fade === undefined) {
    findings.push({
      code: 'no-reference-cycle',
      severity: 'warning',
      where: test.label,
      message: `Cycle ${options.referenceCycle}, which the retention is to refer to, is not among the whole cycles.`,
    });
  }
  return {
    quantities,
    findings,
    tables: [fullCyclesTable(test, cycles, scale, offset)],
    figures: [profilesFigure(test, shown, scale), ...(cycles.length >= 2 ? [capacityFigure(test, cycles, scale)] : [])],
    methods: [
      `Capacities are the integrals of the current ${scale.wording}; the coulombic efficiency is ${options.cell === 'half' ? 'the second half cycle over the first' : 'discharge over charge of the same cycle'}, its mean over cycles ${judged[0]?.number ?? '-'} to ${judged.at(-1)?.number ?? '-'}${offset === undefined ? '' : `, with an uncertainty of the current's zero of ${(1e9 * offset.sigmaA).toPrecision(2)} nA (${offset.source === 'given' ? 'as given' : 'read at rest'})`}. The retention refers to cycle ${fade?.reference.cycle ?? '-'}.`,
    ],
  };
}
