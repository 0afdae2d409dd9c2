/** Differential capacities of the cycles that are drawn: curves, peaks, and what speaks against them. */
import { convertNumber } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding, ResultTable } from '../../technique.js';
import { type CapacityScale, capacityScale } from '../full-cell/capacity-scale.js';
import { shownCycles } from '../full-cell/full-cell-figures.js';
import { fullCycles } from '../full-cell/full-cycles.js';
import type { CyclingPart } from '../part.js';
import type { PreparedTest } from '../prepare-test.js';
import { differentialCapacity, voltageDerivative } from './differential-capacity.js';
import { differentialFigure } from './differential-figure.js';
import type { DifferentialHalf } from './differential-half.js';
import { type DifferentialPeak, differentialPeaks } from './peaks.js';
import { turningPoints } from './turning-points.js';

const WINDOW_V = 0.01;
/** Integral of the smooth curve against the charge. */
const AREA_MARGIN = 0.01;
/** Ways back smaller than this, or than so many times the noise, are none. */
const LEAST_TURN_V = 2e-3;
const NOISE_TIMES = 8;
/** Turning points that hold less of the charge are not worth a word. */
const LEAST_TURN_SHARE = 0.002;

/** dQ/dV and dV/dQ where the option asks for them; an empty part where not. */
export function differentialPart(test: PreparedTest): CyclingPart {
  const { options, label } = test;
  if (!options.differential) return { quantities: {}, findings: [], tables: [], figures: [], methods: [] };
  const windowV = windowOf(options.window);
  const scale = capacityScale(test.sample);
  const { halves, narrow } = differentialHalves(test, windowV);
  const findings = findingsOf(halves, windowV, label);
  if (narrow > 0) {
    findings.push({
      code: 'differential-range',
      severity: 'info',
      where: label,
      message: `${narrow} half cycle${narrow === 1 ? ' spans' : 's span'} less than two windows of ${mV(windowV)} mV: there is no dQ/dV of ${narrow === 1 ? 'it' : 'them'}.`,
    });
  }
  if (halves.length === 0) return { quantities: {}, findings, tables: [], figures: [], methods: [] };
  const windows = [...new Set(halves.map(({ curve }) => mV(curve.windowV)))];
  return {
    quantities: highestPeaks(halves),
    findings,
    tables: [peaksTable(halves, scale, label)],
    figures: [differentialFigure(halves, scale, label)],
    methods: [
      `dQ/dV is the charge counted into steps of ${mV(halves[0]!.curve.stepV)} mV of potential, smoothed with local parabolas over ${windows.join(' to ')} mV; parts at constant potential and rests are left out.`,
    ],
  };
}

function windowOf(window: Quantity | undefined): number {
  return window?.value == null ? WINDOW_V : convertNumber(window.value, window.unit, 'V');
}

function differentialHalves(test: PreparedTest, windowV: number): { halves: DifferentialHalf[]; narrow: number } {
  const { series, halfCycles, metrics, thresholdA, options } = test;
  const halves: DifferentialHalf[] = [];
  let narrow = 0;
  for (const cycle of shownCycles(fullCycles(test), options.show)) {
    for (const index of [cycle.chargeHalf, cycle.dischargeHalf]) {
      if (index === null) continue;
      const half = halfCycles[index]!;
      const curve = differentialCapacity(series, half, windowV, thresholdA);
      if (curve === undefined) {
        narrow += 1;
        continue;
      }
      const leastV = Math.max(LEAST_TURN_V, NOISE_TIMES * metrics[index]!.noiseV, 3 * curve.resolutionV);
      halves.push({
        cycle: cycle.number,
        sign: half.sign,
        curve,
        peaks: differentialPeaks(curve),
        turning: turningPoints(series, half, leastV, thresholdA),
        derivative: voltageDerivative(series, half, thresholdA),
      });
    }
  }
  return { halves, narrow };
}

function findingsOf(halves: readonly DifferentialHalf[], windowV: number, where: string): Finding[] {
  const findings: Finding[] = [];
  const name = ({ cycle, sign }: DifferentialHalf): string => `cycle ${cycle} (${direction(sign)})`;
  const off = halves.filter(({ curve }) => Math.abs(curve.areaShare - 1) > AREA_MARGIN);
  if (off.length > 0) {
    const worst = off.reduce((a, b) => (Math.abs(b.curve.areaShare - 1) > Math.abs(a.curve.areaShare - 1) ? b : a));
    findings.push({
      code: 'differential-area',
      severity: 'warning',
      where,
      message: `The integral of dQ/dV differs from the charge by more than 1 % in ${off.length} of ${halves.length} half cycles, most in ${name(worst)}: ${(100 * (worst.curve.areaShare - 1)).toFixed(1)} %. The rows are too far apart for its ends, or the window (${mV(windowV)} mV) is too wide.`,
    });
  }
  const widened = halves.filter(({ curve }) => curve.windowV > 1.01 * windowV);
  if (widened.length > 0) {
    const { curve } = widened[0]!;
    findings.push({
      code: 'differential-window',
      severity: 'info',
      where,
      message: `The window of ${mV(windowV)} mV is ${curve.resolutionV > 0 ? `too narrow for an instrument that writes the potential in levels of ${mV(curve.resolutionV)} mV` : 'too narrow for this range of potential'}; ${mV(curve.windowV)} mV is used.`,
    });
  }
  const turning = halves.filter(({ turning, curve }) => turning.chargeC > LEAST_TURN_SHARE * curve.chargeC);
  if (turning.length > 0) {
    const worst = turning.reduce((a, b) => (b.turning.deepestV > a.turning.deepestV ? b : a));
    const share = (100 * worst.turning.chargeC) / worst.curve.chargeC;
    findings.push({
      code: 'turning-points',
      severity: 'info',
      where,
      message: `The potential turns back in ${turning.length} of ${halves.length} half cycles, deepest in ${name(worst)}: ${mV(worst.turning.deepestV)} mV at ${worst.turning.atV.toFixed(3)} V, with ${share.toPrecision(2)} % of the charge. dQ/dV counts the charge of every passage; it neither diverges nor changes its sign there.`,
    });
  }
  return findings;
}

/** The highest peak of either direction in the first cycle that is drawn. */
function highestPeaks(halves: readonly DifferentialHalf[]): Record<string, Quantity> {
  const quantities: Record<string, Quantity> = {};
  for (const [name, sign] of [
    ['chargePeakPotential', 1],
    ['dischargePeakPotential', -1],
  ] as const) {
    const half = halves.find((one) => one.sign === sign);
    const highest = half?.peaks.reduce<DifferentialPeak | undefined>(
      (most, peak) => (most === undefined || peak.heightCPerV > most.heightCPerV ? peak : most),
      undefined,
    );
    if (half === undefined || highest === undefined) continue;
    quantities[name] = {
      value: highest.positionV,
      sigma: highest.positionSigmaV,
      unit: 'V',
      note: `highest peak of dQ/dV in cycle ${half.cycle}`,
    };
  }
  return quantities;
}

function peaksTable(halves: readonly DifferentialHalf[], scale: CapacityScale, label: string): ResultTable {
  const unit = `${scale.unit}/V`;
  return {
    id: 'differential-peaks',
    caption: `Peaks of dQ/dV of ${label} (${scale.wording}); the area is the charge between the valleys towards the neighbours, the width includes the smoothing.`,
    columns: [
      { name: 'cycle', unit: '1' },
      { name: 'direction', unit: '' },
      { name: 'position', unit: 'V' },
      { name: 'height', unit },
      { name: 'area', unit: scale.unit },
      { name: 'full width at half height', unit: 'mV' },
    ],
    rows: halves.flatMap(({ cycle, sign, peaks }) =>
      peaks.map((peak) => [
        cycle,
        direction(sign),
        { value: peak.positionV, sigma: peak.positionSigmaV, unit: 'V' },
        { value: peak.heightCPerV * scale.perCoulomb, sigma: peak.heightSigmaCPerV * scale.perCoulomb, unit },
        { value: peak.areaC * scale.perCoulomb, sigma: peak.areaSigmaC * scale.perCoulomb, unit: scale.unit },
        peak.widthV === null ? null : Number((1e3 * peak.widthV).toPrecision(3)),
      ]),
    ),
  };
}

function direction(sign: 1 | -1): string {
  return sign > 0 ? 'charge' : 'discharge';
}

function mV(volts: number): string {
  return String(Number((1e3 * volts).toPrecision(2)));
}
