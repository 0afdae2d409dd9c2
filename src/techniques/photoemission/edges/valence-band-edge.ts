import {
  type DrawnLine,
  type EdgeOutcome,
  type EdgePoints,
  type EdgeWindows,
  type EnergyWindow,
  refuse,
  unusable,
  type WindowSpread,
} from './edge-points.js';
import { findEdgeWindows } from './find-edge-windows.js';
import { type LinearEdge, linearEdge, type Straightness } from './linear-edge.js';
import { windowSpread } from './window-spread.js';

/** A valence-band maximum by a straight edge. Energies in eV on the scale of the spectrum. */
export interface ValenceBandEdge {
  readonly valueEv: number;
  /** Standard error from the scatter about line and baseline alone. */
  readonly sigmaEv: number;
  /** What other windows give; undefined where they give no edge. A second, independent part of the uncertainty. */
  readonly spread: WindowSpread | undefined;
  readonly edgeWindowEv: EnergyWindow;
  readonly baseWindowEv: EnergyWindow;
  /** Windows that were found rather than given. */
  readonly found: { readonly edge: boolean; readonly base: boolean };
  /** Slope per eV and value at 0 eV of the edge. */
  readonly slope: number;
  readonly intercept: number;
  readonly base: number;
  readonly baseSigma: number;
  readonly edgeCount: number;
  readonly baseCount: number;
  readonly straightness: Straightness;
  /** From the crossing to the end of the edge window, and from the far end of the baseline to the crossing. */
  readonly edgeLine: DrawnLine;
  readonly baseLine: DrawnLine;
}

/**
 * Valence-band maximum: the leading edge extrapolated as a straight line to the mean of the baseline before it. Windows that
 * are not given are found (`findEdgeWindows`).
 *
 * @param points binding energies ascending, eV
 */
export function valenceBandEdge(points: EdgePoints, given: Partial<EdgeWindows> = {}): EdgeOutcome<ValenceBandEdge> {
  const bad = unusable(points, 8);
  if (bad !== undefined) return refuse(bad);
  let { edgeWindowEv, baseWindowEv } = given;
  if (edgeWindowEv === undefined || baseWindowEv === undefined) {
    const found = findEdgeWindows(points);
    if (found.edge === undefined) return found;
    edgeWindowEv ??= found.edge.edgeWindowEv;
    baseWindowEv ??= found.edge.baseWindowEv;
  }
  const windows = { edgeWindowEv, baseWindowEv };
  const fit = linearEdge(points, windows);
  if (fit.edge === undefined) return fit;
  return {
    edge: {
      ...extrapolated(fit.edge, windows),
      spread: windowSpread(points, windows),
      found: { edge: given.edgeWindowEv === undefined, base: given.baseWindowEv === undefined },
    },
  };
}

function extrapolated(
  { crossingEv: valueEv, ...line }: LinearEdge,
  windows: EdgeWindows,
): Omit<ValenceBandEdge, 'spread' | 'found'> {
  const { edgeWindowEv, baseWindowEv } = windows;
  const end = edgeWindowEv[1];
  return {
    valueEv,
    ...line,
    ...windows,
    edgeLine: [
      [valueEv, line.base],
      [end, line.intercept + line.slope * end],
    ],
    baseLine: [
      [baseWindowEv[0], line.base],
      [Math.max(valueEv, baseWindowEv[1]), line.base],
    ],
  };
}
