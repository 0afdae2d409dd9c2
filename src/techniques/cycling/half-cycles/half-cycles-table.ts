/** Every half cycle with its numbers, here and by the instrument. */
import type { ResultTable } from '../../technique.js';
import type { CyclingTest } from '../part.js';

export function halfCyclesTable({ label, halfCycles, metrics, series }: CyclingTest): ResultTable {
  const digits = (value: number, count: number): number => Number(value.toPrecision(count));
  return {
    id: 'half-cycles',
    caption: `Half cycles of ${label}: direction of the current, duration and charge, potentials without the first row, jump with the current, noise.`,
    columns: [
      { name: 'half cycle', unit: '1' },
      { name: 'direction', unit: '' },
      { name: 'start', unit: 'h' },
      { name: 'duration', unit: 's' },
      { name: 'charge', unit: 'mAh' },
      { name: 'energy', unit: 'mWh' },
      { name: 'mean potential', unit: 'V' },
      { name: 'plateau potential', unit: 'V' },
      { name: 'end potential', unit: 'V' },
      { name: 'peak potential', unit: 'V' },
      { name: 'time of the peak', unit: 's' },
      { name: 'ohmic jump', unit: 'V' },
      { name: 'noise', unit: 'V' },
      { name: 'rows', unit: '1' },
      { name: 'step of the instrument', unit: '1' },
      { name: 'half cycle of the instrument', unit: '1' },
    ],
    rows: halfCycles.map((half, k) => {
      const m = metrics[k]!;
      return [
        k + 1,
        half.sign > 0 ? 'positive' : 'negative',
        digits((series.timeS[half.from]! - series.timeS[0]!) / 3600, 8),
        digits(m.durationS, 8),
        digits(m.chargeC / 3.6, 9),
        digits(m.energyJ / 3.6, 9),
        digits(m.meanPotentialV, 8),
        digits(m.plateauPotentialV, 8),
        digits(m.endPotentialV, 8),
        digits(m.peakPotentialV, 8),
        digits(m.peakTimeS, 6),
        jumpV(series, halfCycles, k),
        digits(m.noiseV, 3),
        half.to - half.from,
        half.instrument.step,
        half.instrument.halfCycle,
      ];
    }),
  };
}

/**
 * What the potential jumps by when the current is switched, for one times the current: half the jump at a reversal, the whole jump
 * after a rest. It holds what relaxes until the second row too, so rows a second apart tell the ohmic part. Null for the
 * first half cycle of a run.
 */
function jumpV({ potentialV }: CyclingTest['series'], halfCycles: CyclingTest['halfCycles'], k: number): number | null {
  const { from, to } = halfCycles[k]!;
  if (from === 0 || from + 1 >= to) return null;
  const afterReversal = k > 0 && halfCycles[k - 1]!.to === from;
  const jump = Math.abs(potentialV[from + 1]! - potentialV[from - 1]!);
  return Number((afterReversal ? jump / 2 : jump).toPrecision(6));
}
