/** Potential over the whole test, and close-ups where something happens. */
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import type { CyclingTest } from '../part.js';
import { thinRows } from './thin-rows.js';

/** A close-up of some cycles, with the words above it. */
export interface CloseUp {
  readonly title: string;
  readonly firstCycle: number;
  readonly lastCycle: number;
}

/**
 * @param events rows that must be drawn, and are marked
 * @param largestV potentials below this are drawn in mV
 */
export function voltageFigure(test: CyclingTest, closeUps: readonly CloseUp[], events: readonly number[]): Figure {
  const { series, halfCycles, cycles } = test;
  const first = halfCycles[0]!.from;
  const last = halfCycles.at(-1)!.restTo;
  const largest = Math.max(...test.metrics.map((m) => Math.max(Math.abs(m.minPotentialV), Math.abs(m.maxPotentialV))));
  const milli = largest < 1;
  const panel = (from: number, to: number, title: string | undefined): Panel => {
    const rows = thinRows(series, from, to, events);
    const x = Array.from(rows, (row) => (series.timeS[row]! - series.timeS[first]!) / 3600);
    const y = Array.from(rows, (row) => series.potentialV[row]! * (milli ? 1e3 : 1));
    const marks: Mark[] = [{ type: 'line', x, y, width: title === undefined ? 0.5 : 0.8 }];
    const shown = events.filter((row) => row >= from && row < to);
    if (shown.length > 0) {
      marks.push({
        type: 'points',
        colour: 1,
        label: 'short',
        x: shown.map((row) => (series.timeS[row]! - series.timeS[first]!) / 3600),
        y: shown.map((row) => series.potentialV[row]! * (milli ? 1e3 : 1)),
        origin: { recording: test.label },
      });
    }
    return {
      x: { title: 'Time', unit: 'h' },
      y: { title: 'Cell potential', unit: milli ? 'mV' : 'V' },
      marks,
      ...(title === undefined ? {} : { title }),
    };
  };
  const rowsOf = ({ firstCycle, lastCycle }: CloseUp): [number, number] => {
    const chosen = cycles.filter(({ number }) => number >= firstCycle && number <= lastCycle);
    const halves = chosen.flatMap(({ first: a, second: b }) => [a, b]).filter((index) => index !== null);
    const from = halfCycles[Math.min(...halves)]!.from;
    // The first row still shows the potential before the reversal, which is outside the close-up.
    return [from + (from > 0 ? 1 : 0), halfCycles[Math.max(...halves)]!.restTo];
  };
  return {
    id: 'voltage',
    caption: `Cell potential of ${test.label} over ${cycles.length} cycles${closeUps.length > 0 ? ', with close-ups' : ''}.`,
    panels: [panel(first, last, undefined), ...closeUps.map((view) => panel(...rowsOf(view), view.title))],
    width: 'double',
  };
}
