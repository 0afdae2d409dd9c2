import { standardDeviation } from '../../../numerics/index.js';
import type { EdgePoints, EdgeWindows, EnergyWindow, WindowSpread } from './edge-points.js';
import { linearEdge } from './linear-edge.js';

/** Where the ends of the edge window are put, in parts of its width. */
const MOVES = [-0.2, -0.1, 0, 0.1, 0.2];

/**
 * The crossing for other windows that one might have chosen as well: each end of the edge window moved by up to a fifth of
 * its width, in five places each, and the baseline taken from its whole window and from either half of it: 75 choices.
 * Undefined where fewer than two of them give an edge.
 */
export function windowSpread(points: EdgePoints, windows: EdgeWindows): WindowSpread | undefined {
  const [low, high] = windows.edgeWindowEv;
  const width = high - low;
  const [baseLow, baseHigh] = windows.baseWindowEv;
  const middle = (baseLow + baseHigh) / 2;
  const bases: EnergyWindow[] = [
    [baseLow, baseHigh],
    [baseLow, middle],
    [middle, baseHigh],
  ];
  const crossings: number[] = [];
  for (const baseWindowEv of bases) {
    for (const moveLow of MOVES) {
      for (const moveHigh of MOVES) {
        const edgeWindowEv: EnergyWindow = [low + moveLow * width, high + moveHigh * width];
        const { edge } = linearEdge(points, { edgeWindowEv, baseWindowEv });
        if (edge !== undefined) crossings.push(edge.crossingEv);
      }
    }
  }
  return spreadOf(crossings);
}

/** Undefined for fewer than two energies. */
export function spreadOf(energies: readonly number[]): WindowSpread | undefined {
  if (energies.length < 2) return undefined;
  return {
    sdEv: standardDeviation(energies),
    rangeEv: [Math.min(...energies), Math.max(...energies)],
    count: energies.length,
  };
}
