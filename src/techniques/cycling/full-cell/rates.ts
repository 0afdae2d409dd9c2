/** Cycles at different currents: a rate test, and why fade is only seen among equal currents. */

import type { Figure } from '../../../figure/figure.js';
import { mean, standardDeviation } from '../../../numerics/statistics/summary.js';
import { convertNumber } from '../../../quantity/convert.js';
import type { ResultTable } from '../../technique.js';
import type { CyclingTest } from '../part.js';
import type { CapacityScale } from './capacity-scale.js';
import type { FullCycle } from './full-cycles.js';

/** Currents within this share of each other are the same. */
const SAME = 0.05;

export interface RateGroup {
  /** Mean discharge current, A. */
  readonly currentA: number;
  readonly cycles: readonly FullCycle[];
}

/** True when two cycles ran at the same current. */
export function sameCurrent(a: FullCycle, b: FullCycle): boolean {
  return Math.abs(a.currentA - b.currentA) <= SAME * Math.max(a.currentA, b.currentA);
}

/** Whole cycles by discharge current, ascending. */
export function rateGroups(cycles: readonly FullCycle[]): RateGroup[] {
  const sorted = cycles.filter(({ whole }) => whole).sort((a, b) => a.currentA - b.currentA);
  const groups: FullCycle[][] = [];
  for (const cycle of sorted) {
    const open = groups.at(-1);
    if (open !== undefined && sameCurrent(open.at(-1)!, cycle)) open.push(cycle);
    else groups.push([cycle]);
  }
  return groups.map((group) => ({
    currentA: mean(group.map(({ currentA }) => currentA)),
    cycles: group.sort((a, b) => a.number - b.number),
  }));
}

/** C-rate of a current: over mass and theoretical capacity; null where either is unknown. */
export function rateOf(currentA: number, { options, sample }: CyclingTest): number | null {
  if (options.theoreticalCapacity?.value == null || sample.mass?.value == null) return null;
  const theory = convertNumber(options.theoreticalCapacity.value, options.theoreticalCapacity.unit, 'mAh/g');
  return (1e3 * currentA) / (theory * convertNumber(sample.mass.value, sample.mass.unit, 'g'));
}

export function ratesTable(test: CyclingTest, groups: readonly RateGroup[], scale: CapacityScale): ResultTable {
  const spread = (values: readonly number[], unit: string) => ({
    value: mean(values),
    sigma: values.length < 3 ? null : standardDeviation(values) / Math.sqrt(values.length),
    unit,
  });
  return {
    id: 'rates',
    caption: `Cycles of ${test.label} by discharge current: means over the cycles at each current, with the error of their scatter; the error common to all capacities is not part of it.`,
    columns: [
      { name: 'current', unit: 'mA' },
      { name: 'C-rate', unit: '1' },
      { name: 'cycles', unit: '1' },
      { name: 'discharge capacity', unit: scale.unit },
      { name: 'coulombic efficiency', unit: '1' },
      { name: 'polarization gap', unit: 'V' },
    ],
    rows: groups.map(({ currentA, cycles }) => {
      const rate = rateOf(currentA, test);
      const gaps = cycles.flatMap(({ gapV }) => gapV ?? []);
      return [
        Number((1e3 * currentA).toPrecision(5)),
        rate === null ? null : Number(rate.toPrecision(4)),
        cycles.length,
        spread(
          cycles.map(({ dischargeC }) => dischargeC! * scale.perCoulomb),
          scale.unit,
        ),
        spread(
          cycles.flatMap(({ efficiency }) => efficiency ?? []),
          '1',
        ),
        gaps.length === 0 ? null : spread(gaps, 'V'),
      ];
    }),
  };
}

/** Capacity of each cycle against its rate; the current where the theoretical capacity is not given. */
export function rateFigure(test: CyclingTest, groups: readonly RateGroup[], scale: CapacityScale): Figure {
  const byRate = rateOf(1, test) !== null;
  const points = groups.flatMap(({ cycles }) =>
    cycles.map((cycle) => ({
      x: byRate ? rateOf(cycle.currentA, test)! : 1e3 * cycle.currentA,
      y: cycle.dischargeC! * scale.perCoulomb,
    })),
  );
  const lineX = groups.map(({ currentA }) => (byRate ? rateOf(currentA, test)! : 1e3 * currentA));
  const lineY = groups.map(({ cycles }) => mean(cycles.map(({ dischargeC }) => dischargeC! * scale.perCoulomb)));
  const highest = points.reduce((most, { y }) => Math.max(most, y), 0);
  return {
    id: 'rate',
    caption: `Discharge capacity of ${test.label} against the ${byRate ? 'C-rate' : 'current'}: every cycle, and the mean at each current.`,
    panels: [
      {
        x: byRate ? { title: 'C-rate', unit: '', scale: 'log' } : { title: 'Current', unit: 'mA', scale: 'log' },
        y: { title: 'Capacity', unit: scale.printed, domain: [0, 1.1 * highest] },
        marks: [
          { type: 'line', colour: 0, x: lineX, y: lineY },
          {
            type: 'points',
            colour: 0,
            x: points.map(({ x }) => x),
            y: points.map(({ y }) => y),
            origin: { recording: test.label },
          },
        ],
      },
    ],
  };
}
