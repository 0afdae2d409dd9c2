import { z } from 'zod';
import { hypot, hypotOf } from '../numerics/elementary/hypot.js';
import { convertNumber } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import { areaCm2 } from '../techniques/sample.js';
import type { Finding, SeriesEntry } from '../techniques/technique.js';
import { agreement, impossible } from './agreement.js';
import { interfaceArealResistance, isSymmetricCell, pelletArealResistance } from './cell-resistances.js';
import type { CheckedAnalysis, StudyCheck } from './checks.js';
import { type CheckedCycle, readCycles } from './cycle-table.js';
import { roomTemperatureC, sameTemperatureK, temperatureC } from './taken-quantity.js';

const name = 'overpotential-against-impedance';

const parameters = z.object({
  formation: z
    .string()
    .regex(/^\d+$/, 'expected a whole number of cycles, e.g. 10')
    .transform(Number)
    .optional()
    .describe('Number of formation cycles; the time of the impedance counts from their end.'),
});

/**
 * A symmetric cell carries its current through pellet and two interfaces, so half of what eta/j leaves beside the pellet
 * is the resistance of one interface, which its impedance gives as well: `(eta/j - R_pellet)/2 = R_interface`. Both
 * resistances are read from one spectrum, so a wrong thickness does not matter; a forgotten factor of two, a wrong time or
 * current does. A spectrum without a time is compared with the end of formation, one with a time with the cycle at that
 * time after it.
 */
export const overpotentialAgainstImpedance: StudyCheck<typeof parameters> = {
  name,
  summary: 'One interface of a symmetric cell from its overpotential and from its impedance.',
  roles: {
    cycling: { technique: 'cycling', meaning: 'an analysis of the cycling of a symmetric cell' },
    impedance: { technique: 'impedance', meaning: 'an analysis of the impedance of the same cell' },
  },
  parameters,
  compare({ cycling, impedance }, { formation }): readonly Finding[] {
    return compare(cycling!, impedance!, formation);
  },
};

interface Compared {
  readonly finding: Finding;
  readonly timed: boolean;
  /** In standard deviations. */
  readonly distance: number;
}

function compare(cycling: CheckedAnalysis, impedance: CheckedAnalysis, typed: number | undefined): readonly Finding[] {
  if (!isSymmetricCell(impedance.result)) {
    return [impossible(name, `${impedance.id} is not analysed as a symmetric cell; set its option "cell: symmetric"`)];
  }
  const cycles = readCycles(cycling.result);
  if (typeof cycles === 'string') return [impossible(name, `${cycling.id} ${cycles}`)];
  const formation = typed ?? cycling.result.quantities.formationCycles?.value ?? 0;
  const first = cycles.find(({ cycle }) => cycle === formation);
  if (formation > 0 && first === undefined) {
    return [impossible(name, `${cycling.id} has no cycle ${formation}, with which its formation would end`)];
  }
  const after: Formation = {
    cycles: cycles.filter(({ cycle }) => cycle >= formation),
    endH: first?.timeH ?? 0,
    count: formation,
  };
  const compared: Compared[] = [];
  let obstacle = `${impedance.id} has no recordings`;
  for (const entry of impedance.result.series) {
    const one = compareEntry(entry, cycling, impedance, after);
    if (typeof one === 'string') obstacle = one;
    else compared.push(one);
  }
  if (compared.length === 0) return [impossible(name, obstacle)];
  // Of a series in time the worst speaks: its recordings share cell and geometry, so they would all say the same.
  const timed = compared.filter((one) => one.timed);
  const worst = timed.reduce<Compared[]>(([most], one) => [most && most.distance >= one.distance ? most : one], []);
  return [...compared.filter((one) => !one.timed), ...worst].map(({ finding }) => finding);
}

interface Formation {
  /** The cycles from its last one on. */
  readonly cycles: readonly CheckedCycle[];
  readonly endH: number;
  readonly count: number;
}

/** The comparison for one spectrum, or why there is none. */
function compareEntry(
  entry: SeriesEntry,
  cycling: CheckedAnalysis,
  impedance: CheckedAnalysis,
  formation: Formation,
): Compared | string {
  const label = impedance.result.series.length > 1 ? `${impedance.id} (${entry.label})` : impedance.id;
  const pellet = pelletArealResistance(entry, impedance.result);
  const measured = interfaceArealResistance(entry);
  if (pellet === undefined || measured === undefined) {
    return `${label} gives no resistance times area of ${pellet === undefined ? 'its pellet' : 'one interface'}; the sample needs an area or diameter, and the spectrum must show it`;
  }
  const apart = temperaturesApart(entry, cycling);
  if (apart !== undefined) return `${label} and ${cycling.id} are not at one temperature (${apart})`;
  const { time } = entry.conditions;
  const timeH = time?.value == null ? undefined : convertNumber(time.value, time.unit, 'h');
  const cycle = cycleAt(formation, timeH ?? 0);
  if (cycle === undefined) {
    return `${cycling.id} has no cycle ${printQuantity({ value: timeH ?? 0, sigma: null, unit: 'h' })} after its formation, the time of ${label}`;
  }
  const { ofCycling, sigmas } = interfaceOfCycling(cycle, pellet, measured, commonAreaError(cycling, impedance));
  const since = formation.count === 0 ? 'the start (no formation cycles given)' : 'formation';
  const when =
    timeH === undefined || timeH === 0
      ? `${formation.count === 0 ? 'at' : 'at the end of'} ${since}`
      : `${printQuantity({ value: timeH, sigma: null, unit: 'h' })} after ${since}`;
  const advice =
    'Check that the impedance counts one interface of two, the areas, the times, the current' +
    (formation.count === 0 ? ', and say how many cycles are formation (formation: 10)' : '') +
    '.';
  const finding = agreement(
    name,
    `one interface ${when}, cycle ${cycle.cycle},`,
    {
      quantity: ofCycling,
      source: `${cycling.id} ((η/j − pellet)/2 with ${printQuantity(cycle.overpotential)}, ${printQuantity(cycle.currentDensity)} and ${printQuantity(pellet)})`,
    },
    { quantity: measured, source: label },
    advice,
    sigmas,
  );
  return { finding, timed: timeH !== undefined, distance: Math.abs(sigmas ?? 0) };
}

/** The cycle nearest to a time after formation; undefined when the cycling does not reach it. */
function cycleAt({ cycles, endH }: Formation, afterH: number): CheckedCycle | undefined {
  const wanted = endH + afterH;
  const off = (cycle: CheckedCycle) => Math.abs(cycle.timeH - wanted);
  let best = 0;
  for (let k = 1; k < cycles.length; k++) if (off(cycles[k]!) < off(cycles[best]!)) best = k;
  const nearest = cycles[best];
  if (nearest === undefined) return undefined;
  const gaps = [cycles[best - 1], cycles[best + 1]].flatMap((one) =>
    one === undefined ? [] : [Math.abs(one.timeH - nearest.timeH)],
  );
  // A single cycle, or the first one counted from the start, is as long as it ends late.
  const reach = Math.max(...gaps, best === 0 ? nearest.timeH - endH : 0);
  return off(nearest) <= reach * (1 + 1e-9) ? nearest : undefined;
}

/**
 * `(eta/j - R_pellet)/2` with its error, and its distance from the measured interface in standard deviations. The area of
 * a common sample stands in all of them in the same way (R A, and eta A/I), so its error is that of their difference,
 * where it nearly cancels. Pellet and interface of one spectrum pull against each other in its fit; taken as independent,
 * the distance is rather too small than too large.
 *
 * @param areaError relative standard deviation of the area that both samples share; 0 when they share none
 */
function interfaceOfCycling(
  { overpotential, currentDensity }: CheckedCycle,
  pellet: Quantity,
  measured: Quantity,
  areaError: number,
): { readonly ofCycling: Quantity; readonly sigmas: number | undefined } {
  // V over mA/cm^2 is 1000 Ohm cm^2.
  const cell = (1000 * overpotential.value!) / currentDensity.value!;
  const ofEta = (1000 * (overpotential.sigma ?? 0)) / currentDensity.value!;
  const ofCell = hypot(ofEta, cell * (beside(currentDensity, areaError) / currentDensity.value!));
  const value = (cell - pellet.value!) / 2;
  const own = hypot(ofCell, beside(pellet, areaError)) / 2;
  const difference = value - measured.value!;
  const sigma = hypotOf([own, beside(measured, areaError), difference * areaError]);
  return {
    ofCycling: { value, sigma: hypot(own, value * areaError), unit: 'Ohm cm^2' },
    sigmas: sigma > 0 ? difference / sigma : undefined,
  };
}

/** Standard deviation without the share of the common area. */
function beside({ value, sigma }: Quantity, areaError: number): number {
  return Math.sqrt(Math.max(0, (sigma ?? 0) ** 2 - (value! * areaError) ** 2));
}

function commonAreaError(cycling: CheckedAnalysis, impedance: CheckedAnalysis): number {
  const [one, other] = [cycling.result.provenance.sample, impedance.result.provenance.sample];
  const area = areaCm2(one);
  if (one.name === undefined || one.name !== other.name || area?.sigma == null) return 0;
  return area.sigma / area.value;
}

/** Both temperatures in words when they differ; recordings without one are at room temperature. */
function temperaturesApart(entry: SeriesEntry, cycling: CheckedAnalysis): string | undefined {
  const [a, b] = [entry, cycling.result.series[0]].map(
    (one) => temperatureC(one?.conditions ?? {}) ?? roomTemperatureC,
  );
  if (Math.abs(a! - b!) <= sameTemperatureK) return undefined;
  return [a!, b!].map((value) => printQuantity({ value, sigma: null, unit: 'degC' })).join(' and ');
}
