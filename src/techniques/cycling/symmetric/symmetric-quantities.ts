/** The numbers that people publish of a symmetric cell, with their errors. */
import { hypot, hypotOf } from '../../../numerics/elementary/hypot.js';
import { NORMAL_95 } from '../../../numerics/statistics/distributions.js';
import { convert } from '../../../quantity/convert.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Measured } from '../../sample.js';
import type { CyclingTest } from '../part.js';
import type { SymmetricAnalysis } from './analyse-symmetric.js';
import { perArea, platedThickness } from './areal.js';
import type { CriticalCurrent } from './critical-current.js';
import { driftPerCycle, typicalValue } from './describe-series.js';
import type { SymmetricCycle } from './symmetric-cycles.js';

export function symmetricQuantities(test: CyclingTest, analysis: SymmetricAnalysis): Record<string, Quantity> {
  const { cycles, formation, sound, shortCycle, area, critical } = analysis;
  const last = sound.at(-1)!;
  const lowest = sound.reduce((least, cycle) => (cycle.overpotentialV < least.overpotentialV ? cycle : least));
  const etas = sound.map(({ overpotentialV }) => overpotentialV);
  const asymmetries = sound.flatMap(({ asymmetry }) => (asymmetry === null ? [] : [asymmetry]));
  const quantities: Record<string, Quantity> = {
    cycles: count(cycles.filter(({ first, second }) => first !== null && second !== null).length),
    halfCycles: count(test.halfCycles.length),
    overpotential: { ...typicalValue(etas, 'V'), ...noteOf(test, analysis) },
    initialOverpotential: volts(cycles[0]!),
    minimumOverpotential: { ...volts(lowest), note: `cycle ${lowest.number}` },
    finalOverpotential: { ...volts(last), note: `cycle ${last.number}` },
    minimumOverpotentialCycle: count(lowest.number),
    formationCycles: count(formation),
    softShortCycle:
      shortCycle === null
        ? { value: null, sigma: null, unit: '1', note: `no short found in ${cycles.length} cycles` }
        : count(shortCycle),
    ...(asymmetries.length > 0 ? { asymmetry: typicalValue(asymmetries, '1') } : {}),
  };
  // From step to step of a staircase the current changes the overpotential, not the life of the cell.
  if (etas.length >= 5 && critical === undefined) {
    const { slope, interval } = driftPerCycle(etas);
    quantities.overpotentialDrift = { value: slope, sigma: sigmaOf(interval), unit: 'V', interval95: interval };
  }
  return area === undefined ? quantities : { ...quantities, ...arealQuantities(test, analysis, last, area) };
}

function arealQuantities(
  { options }: CyclingTest,
  { cycles, critical, floor }: SymmetricAnalysis,
  last: SymmetricCycle,
  area: Measured,
): Record<string, Quantity> {
  const gain = options.currentGain;
  const areal = (value: number, unit: string): Quantity => perArea(value, gain * value, area, unit);
  const quantities: Record<string, Quantity> = {
    currentDensity: areal(last.currentA * 1e3, 'mA/cm^2'),
    arealCapacity: areal(last.chargeC / 3.6, 'mAh/cm^2'),
    cumulativeCapacity: areal(cycles.at(-1)!.cumulativeC / 3.6, 'mAh/cm^2'),
    platedThickness: platedThickness(last.chargeC, gain, area, options.metal),
    arealResistance: { ...arealResistance(last, area, gain), note: `the whole cell, cycle ${last.number}` },
  };
  if (floor !== undefined) {
    quantities.interfaceResistance = interfaceResistance(last, area, gain, options);
  }
  if (critical !== undefined) quantities.criticalCurrentDensity = criticalDensity(critical, area, gain);
  return quantities;
}

const count = (value: number): Quantity => ({ value, sigma: null, unit: '1' });
const volts = (cycle: SymmetricCycle): Quantity => ({ value: cycle.overpotentialV, sigma: cycle.sigmaV, unit: 'V' });

/** Which cycles the overpotential of the whole speaks for. */
function noteOf({ options }: CyclingTest, { sound, critical }: SymmetricAnalysis): { note: string } {
  const which = `median over cycles ${sound[0]!.number} to ${sound.at(-1)!.number} (${options.overpotential})`;
  return { note: critical === undefined ? which : `${which}, over all steps of the current` };
}

/** Standard deviation that belongs to a 95 % interval; null where an end is open. */
export function sigmaOf([low, high]: readonly [number | null, number | null]): number | null {
  return low === null || high === null ? null : (high - low) / (2 * NORMAL_95);
}

/** eta/j of the whole cell: electrolyte and all its interfaces. */
export function arealResistance(cycle: SymmetricCycle, area: Measured, gain: number): Quantity {
  const value = (cycle.overpotentialV / cycle.currentA) * area.value;
  const relative = [cycle.sigmaV / cycle.overpotentialV, (area.sigma ?? 0) / area.value, gain];
  return { value, sigma: Math.abs(value) * hypotOf(relative), unit: 'Ohm cm^2' };
}

/** One interface: what the electrolyte leaves of eta/j, shared by the interfaces. */
export function interfaceResistance(
  cycle: SymmetricCycle,
  area: Measured,
  gain: number,
  { ohmicResistance, interfaces }: CyclingTest['options'],
): Quantity {
  const cell = arealResistance(cycle, area, gain);
  const electrolyte = convert(ohmicResistance!, 'Ohm cm^2');
  return {
    value: (cell.value! - electrolyte.value!) / interfaces,
    sigma: hypot(cell.sigma!, electrolyte.sigma ?? 0) / interfaces,
    unit: 'Ohm cm^2',
    note: `one of ${interfaces}, cycle ${cycle.number}`,
  };
}

/** The middle of the interval between the last current that passes and the first that fails, the interval beside it. */
function criticalDensity({ lastPassA, firstFailA }: CriticalCurrent, area: Measured, gain: number): Quantity {
  const density = (currentA: number | null): number | null =>
    currentA === null ? null : (1e3 * currentA) / area.value;
  const [low, high] = [density(lastPassA), density(firstFailA)];
  const interval95 = [low, high] as const;
  if (low === null || high === null) {
    const note =
      high === null ? 'no step fails: only a lower bound' : 'the first step fails already: only an upper bound';
    return { value: null, sigma: null, unit: 'mA/cm^2', interval95, note };
  }
  // Anything between the two is as likely: a rectangle has the width over sqrt(12) as standard deviation.
  const middle = (low + high) / 2;
  const sigma = hypot((high - low) / Math.sqrt(12), middle * hypot((area.sigma ?? 0) / area.value, gain));
  const note = 'between the last step that passes and the first that fails';
  return { value: middle, sigma, unit: 'mA/cm^2', interval95, note };
}
