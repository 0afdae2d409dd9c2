/** A cell that charges and discharges: capacities, efficiencies, potentials, fade, and what a referee would ask. */
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding } from '../../technique.js';
import type { CyclingPart } from '../part.js';
import type { PreparedTest } from '../prepare-test.js';
import { typicalValue } from '../symmetric/describe-series.js';
import { askedFindings } from './asked-cycles.js';
import { asCapacity, capacityScale } from './capacity-scale.js';
import { type CurrentOffset, currentOffset, meanEfficiency } from './efficiency.js';
import { fullCellFindings } from './full-cell-checks.js';
import { capacityFigure, profilesFigure, shownCycles } from './full-cell-figures.js';
import { fullCyclesTable } from './full-cell-tables.js';
import { type FullCycle, fullCycles } from './full-cycles.js';
import { hysteresisV, potentialsTable, voltageEfficiency } from './potentials-table.js';
import { rateFigure, rateGroups, ratesTable, sameCurrent } from './rates.js';
import { type Fade, fadeOf } from './retention.js';

const allFormation = 'all whole cycles are formation';
/** With fewer whole cycles than this the first one counts for the mean efficiency too. */
const ENOUGH_CYCLES = 4;
/** Potentials repeat far better than instruments are calibrated. */
const SCATTER_ONLY = 'the error is the scatter of the cycles; the calibration of the instrument is not part of it';

export function fullCellPart(test: PreparedTest): CyclingPart {
  const { options, sample, thresholdA } = test;
  const cycles = fullCycles(test);
  const scale = capacityScale(sample);
  const offset = currentOffset(test, thresholdA);
  const whole = cycles.filter((cycle) => cycle.whole);
  const formed = whole.filter(({ number }) => number > (options.formationCycles ?? 0));
  const judged = formed.length >= ENOUGH_CYCLES && options.formationCycles === undefined ? formed.slice(1) : formed;
  // Fade shows among cycles at the current of the reference only.
  const reference = formed.find(({ number }) => number === (options.referenceCycle ?? formed[0]?.number));
  const comparable = reference === undefined ? [] : formed.filter((cycle) => sameCurrent(cycle, reference));
  const points = comparable.map(({ number, dischargeC, switchSigmaC }) => ({
    cycle: number,
    chargeC: dischargeC!,
    sigmaC: switchSigmaC,
  }));
  const fade = fadeOf(points, options.endOfLife, reference?.number);
  const groups = rateGroups(cycles);
  const quantities: Record<string, Quantity> = {
    cycles: { value: whole.length, sigma: null, unit: '1' },
    halfCycles: { value: test.halfCycles.length, sigma: null, unit: '1' },
    coulombicEfficiency: meanEfficiency(judged, offset, whole.length > 0 ? allFormation : undefined),
  };
  const capacity = (chargeC: number, sigmaC: number): Quantity =>
    asCapacity(chargeC, sigmaC, scale, options.currentGain);
  // A cell that was built charged begins with a part of a discharge: the first whole cycle counts.
  const first = (pick: (cycle: FullCycle) => number | null): FullCycle | undefined =>
    whole[0] ?? cycles.find((cycle) => pick(cycle) !== null);
  const firstDischarge = first(({ dischargeC }) => dischargeC);
  if (firstDischarge !== undefined) {
    quantities.firstDischargeCapacity = capacity(firstDischarge.dischargeC!, firstDischarge.switchSigmaC);
  }
  const firstCharge = first(({ chargeC }) => chargeC);
  if (firstCharge !== undefined) {
    quantities.firstChargeCapacity = capacity(firstCharge.chargeC!, firstCharge.switchSigmaC);
  }
  if (whole[0] !== undefined) quantities.firstEfficiency = meanEfficiency([whole[0]], offset);
  if (fade !== undefined) {
    quantities.capacityRetention = fade.retention;
    quantities.fadePerCycle = fade.perCycle;
    quantities.endOfLifeCycle = fade.endOfLife;
    quantities.lastDischargeCapacity = capacity(fade.last.chargeC, fade.last.sigmaC);
  }
  const typical = (name: string, pick: (cycle: FullCycle) => number | null, unit: string): void => {
    const values = judged.flatMap((cycle) => pick(cycle) ?? []);
    if (values.length > 0) quantities[name] = { note: SCATTER_ONLY, ...typicalValue(values, unit) };
  };
  typical('meanChargePotential', ({ meanChargeV }) => meanChargeV, 'V');
  typical('meanDischargePotential', ({ meanDischargeV }) => meanDischargeV, 'V');
  typical('chargePlateau', ({ plateauChargeV }) => plateauChargeV, 'V');
  typical('dischargePlateau', ({ plateauDischargeV }) => plateauDischargeV, 'V');
  typical('polarizationGap', ({ gapV }) => gapV, 'V');
  typical('hysteresis', hysteresisV, 'V');
  typical('voltageEfficiency', voltageEfficiency, '1');
  typical('energyEfficiency', ({ energyEfficiency }) => energyEfficiency, '1');
  const severalRates = groups.length > 1;
  return {
    quantities,
    findings: [
      ...askedFindings(test, cycles),
      ...fullCellFindings(test, cycles, scale, offset),
      ...fadeFindings(test, fade, formed.length - comparable.length),
    ],
    tables: [
      fullCyclesTable(test, cycles, scale, offset),
      potentialsTable(test, cycles),
      ...(severalRates ? [ratesTable(test, groups, scale)] : []),
    ],
    figures: [
      profilesFigure(test, shownCycles(cycles, options.show), scale),
      ...(cycles.length >= 2 ? [capacityFigure(test, cycles, scale, fade)] : []),
      ...(severalRates ? [rateFigure(test, groups, scale)] : []),
    ],
    methods: [methodsSentence(test, judged, fade, scale.wording, offset)],
  };
}

function fadeFindings({ options, label }: PreparedTest, fade: Fade | undefined, otherCurrents: number): Finding[] {
  const findings: Finding[] = [];
  if (options.referenceCycle !== undefined && fade === undefined) {
    findings.push({
      code: 'no-reference-cycle',
      severity: 'warning',
      where: label,
      message: `Cycle ${options.referenceCycle}, which the retention is to refer to, is not among the whole cycles after formation.`,
    });
  }
  if (fade !== undefined && otherCurrents > 0) {
    findings.push({
      code: 'currents-differ',
      severity: 'info',
      where: label,
      message: `${otherCurrents} cycle${otherCurrents === 1 ? ' runs' : 's run'} at another current than cycle ${fade.reference.cycle}, which the retention refers to: retention and fade compare only cycles at its current (cycle ${fade.last.cycle} is the last of them). The table of rates shows the others.`,
    });
  }
  if (fade?.extrapolated === true) {
    const { value, interval95 } = fade.endOfLife;
    const [low, high] = interval95!;
    findings.push({
      code: 'end-of-life-extrapolated',
      severity: 'warning',
      where: label,
      message: `${(100 * options.endOfLife).toFixed(0)} % of the capacity of cycle ${fade.reference.cycle} is not reached within the ${fade.last.cycle} cycles; a straight line reaches it at cycle ${value!.toFixed(0)} (95 % ${low!.toFixed(0)} to ${high!.toFixed(0)}). Cells often fade faster later: this is no lifetime.`,
    });
  }
  return findings;
}

function methodsSentence(
  { options }: PreparedTest,
  judged: readonly FullCycle[],
  fade: Fade | undefined,
  wording: string,
  offset: CurrentOffset | undefined,
): string {
  const ratio =
    options.cell === 'half' ? 'the second half cycle over the first' : 'discharge over charge of the same cycle';
  const range = judged.length === 0 ? '' : `, its mean over cycles ${judged[0]!.number} to ${judged.at(-1)!.number}`;
  const zero =
    offset === undefined
      ? ''
      : `, with an uncertainty of the current's zero of ${(1e9 * offset.sigmaA).toPrecision(2)} nA (${offset.source === 'given' ? 'as given' : 'read at rest'})`;
  const retention = fade === undefined ? '' : ` The retention refers to cycle ${fade.reference.cycle}.`;
  return `Capacities are the integrals of the current ${wording}; the coulombic efficiency is ${ratio}${range}${zero}. The polarization gap is the difference of the potentials at half the charge of the two half cycles.${retention}`;
}
