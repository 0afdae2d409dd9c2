/** Profiles of chosen cycles, and capacity with efficiency against the cycle. */

import type { Figure, Handle, Mark } from '../../../figure/figure.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import type { HalfCycle } from '../half-cycles/half-cycle.js';
import type { CyclingTest } from '../part.js';
import type { CapacityScale } from './capacity-scale.js';
import type { FullCycle } from './full-cycles.js';
import type { Fade } from './retention.js';

/** Points of one half cycle in a figure; more do not show. */
const MOST_POINTS = 600;

/** Cycles that are drawn: those asked for, else first, second, some between and last. */
export function shownCycles(cycles: readonly FullCycle[], asked: readonly number[]): FullCycle[] {
  const whole = cycles.filter((cycle) => cycle.whole);
  if (asked.length > 0) return cycles.filter(({ number }) => asked.includes(number));
  if (whole.length <= 4) return whole.length > 0 ? whole : cycles.slice(0, 1);
  const places = [0, 1, Math.round((whole.length - 1) / 2), whole.length - 1];
  return [...new Set(places)].map((place) => whole[place]!);
}

/** Potential against capacity. */
export function profilesFigure(test: CyclingTest, cycles: readonly FullCycle[], scale: CapacityScale): Figure {
  const marks = cycles.flatMap((cycle, k): Mark[] => {
    const halves = [cycle.chargeHalf, cycle.dischargeHalf].filter((index) => index !== null);
    return halves.map((index) => ({
      type: 'line',
      label: `cycle ${cycle.number}`,
      colour: Math.min(k, 7),
      dash: 'solid',
      ...profile(test, test.halfCycles[index]!, scale),
    }));
  });
  const farthest = marks.reduce(
    (most, mark) => ('x' in mark && Array.isArray(mark.x) ? Math.max(most, ...mark.x) : most),
    0,
  );
  return {
    id: 'profiles',
    caption: `Charge and discharge profiles of ${test.label}; capacity ${scale.wording}.`,
    panels: [
      {
        x: {
          title: 'Capacity',
          unit: scale.printed,
          ...(farthest > 0 ? { domain: [0, 1.05 * farthest] as const } : {}),
        },
        y: { title: 'Potential', unit: 'V' },
        marks,
      },
    ],
  };
}

/** Charge since the beginning of the half cycle, and potential. */
function profile({ series }: CyclingTest, half: HalfCycle, scale: CapacityScale): { x: number[]; y: number[] } {
  const { timeS, currentA, potentialV } = series;
  const x: number[] = [];
  const y: number[] = [];
  const stride = Math.max(1, Math.floor((half.to - half.from) / MOST_POINTS));
  let chargeC = 0;
  for (let row = half.from + 1; row < half.to; row++) {
    const current = series.currentOrigin === 'stored' ? (currentA[row]! + currentA[row - 1]!) / 2 : currentA[row]!;
    chargeC += half.sign * current * (timeS[row]! - timeS[row - 1]!);
    if ((row - half.from) % stride !== 0 && row !== half.to - 1) continue;
    x.push(chargeC * scale.perCoulomb);
    y.push(potentialV[row]!);
  }
  return { x, y };
}

/**
 * Capacities of all cycles, and below them the efficiencies. Points are cycles, and no rows. What the fade refers to and
 * where life ends are handles.
 */
export function capacityFigure(
  test: CyclingTest,
  cycles: readonly FullCycle[],
  scale: CapacityScale,
  fade: Fade | undefined,
): Figure {
  const origin = { recording: test.label };
  const points = (pick: (cycle: FullCycle) => number | null, factor: number) => {
    const there = cycles.filter((cycle) => pick(cycle) !== null);
    return { x: there.map(({ number }) => number), y: there.map((cycle) => pick(cycle)! * factor), origin };
  };
  const common = hypot(scale.relativeSigma ?? 0, test.options.currentGain);
  const marks: Mark[] = [
    { type: 'points', label: 'charge', colour: 0, open: true, ...points(({ chargeC }) => chargeC, scale.perCoulomb) },
    {
      type: 'points',
      label: 'discharge',
      colour: 0,
      open: false,
      ...points(({ dischargeC }) => dischargeC, scale.perCoulomb),
    },
  ];
  const first = cycles.find(({ dischargeC }) => dischargeC !== null);
  const highest = Math.max(...cycles.map((c) => Math.max(c.chargeC ?? 0, c.dischargeC ?? 0))) * scale.perCoulomb;
  if (first !== undefined && common > 0.002) {
    // One bar for the error that all capacities share: beside the points it would look like scatter.
    const value = first.dischargeC! * scale.perCoulomb;
    const x = cycles[0]!.number - 0.03 * Math.max(10, cycles.length);
    marks.push({
      type: 'error-bars',
      colour: 'neutral',
      label: 'common scale',
      x: [x],
      lower: [value * (1 - common)],
      upper: [value * (1 + common)],
    });
  }
  return {
    id: 'capacity',
    caption: `Capacity and coulombic efficiency of ${test.label} against the cycle${common > 0.002 ? '; the grey bar is the uncertainty that all capacities share (mass or area, scale of the current)' : ''}.`,
    panels: [
      {
        x: { title: 'Cycle', unit: '' },
        y: { title: 'Capacity', unit: scale.printed, domain: [0, 1.15 * highest] },
        marks,
        residuals: {
          y: { title: 'Efficiency', unit: '%', ...efficiencyDomain(cycles) },
          marks: [
            { type: 'points', colour: 2, ...points((cycle) => (cycle.whole ? cycle.efficiency : null), 100) },
            { type: 'rule', axis: 'y', at: 100, dash: 'dotted', colour: 'neutral' },
          ],
        },
        ...(fade === undefined ? {} : { handles: fadeHandles(fade, test.options.endOfLife, scale) }),
      },
    ],
  };
}

function fadeHandles({ reference, last }: Fade, endOfLife: number, scale: CapacityScale): Handle[] {
  const full = reference.chargeC * scale.perCoulomb;
  return [
    {
      label: 'reference cycle',
      sets: { option: 'referenceCycle' },
      x: reference.cycle,
      y: full,
      moves: 'x',
      offset: 0,
      gradient: 1,
      step: 1,
      unit: '',
    },
    {
      label: 'end of life',
      sets: { option: 'endOfLife' },
      x: last.cycle,
      y: endOfLife * full,
      moves: 'y',
      offset: 0,
      gradient: 1 / full,
      unit: '',
    },
  ];
}

/** Efficiencies with room around them, 100 % always in sight. */
function efficiencyDomain(cycles: readonly FullCycle[]): { domain?: readonly [number, number] } {
  const values = cycles.flatMap(({ whole, efficiency }) => (whole && efficiency !== null ? [100 * efficiency] : []));
  if (values.length === 0) return {};
  const [low, high] = [Math.min(100, ...values), Math.max(100, ...values)];
  const margin = Math.max(0.05, 0.1 * (high - low));
  return { domain: [low - margin, high + margin] };
}
