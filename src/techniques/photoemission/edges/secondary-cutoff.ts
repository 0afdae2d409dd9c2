import { hypotOf } from '../../../numerics/elementary/hypot.js';
import {
  type DrawnLine,
  type EdgeOutcome,
  type EdgePoints,
  type EdgeWindows,
  type EnergyWindow,
  mirrored,
  mirroredWindow,
  refuse,
  type WindowSpread,
} from './edge-points.js';
import type { Straightness } from './linear-edge.js';
import { valenceBandEdge } from './valence-band-edge.js';

export interface CutoffRequest extends Partial<EdgeWindows> {
  /** Photon energy, eV. */
  readonly excitationEv: number;
  /**
   * Fermi edge on the same scale, at the same bias, eV: a bias moves both edges alike and so cancels.
   * @default at 0 without error
   */
  readonly fermiEdge?: { readonly valueEv: number; readonly sigmaEv: number };
}

/** A work function from the secondary cutoff. */
export interface SecondaryCutoff {
  /** hv - (cutoff - Fermi edge), eV. */
  readonly workFunctionEv: number;
  /** Standard error by the scatter at the cutoff and that of the Fermi edge, eV. */
  readonly sigmaEv: number;
  readonly cutoffEv: number;
  readonly cutoffSigmaEv: number;
  /** What other windows give for the cutoff, eV; the work function spreads as much. */
  readonly spread: WindowSpread | undefined;
  readonly edgeWindowEv: EnergyWindow;
  readonly baseWindowEv: EnergyWindow;
  readonly found: { readonly edge: boolean; readonly base: boolean };
  readonly straightness: Straightness;
  readonly edgeLine: DrawnLine;
  readonly baseLine: DrawnLine;
}

/**
 * Work function phi = hv - (E_cutoff - E_F) from the binding energy at which secondary electrons cease: the leading edge
 * extrapolated as a straight line to the baseline beyond it, at higher binding energy.
 *
 * @param points binding energies ascending, eV, not shifted against the Fermi edge
 */
export function secondaryCutoff(points: EdgePoints, request: CutoffRequest): EdgeOutcome<SecondaryCutoff> {
  const { excitationEv, fermiEdge = { valueEv: 0, sigmaEv: 0 }, edgeWindowEv, baseWindowEv } = request;
  if (!(excitationEv > 0 && Number.isFinite(excitationEv))) return refuse('the photon energy is not known');
  // Seen from high binding energies the cutoff rises like a valence band.
  const outcome = valenceBandEdge(mirrored(points), {
    ...(edgeWindowEv === undefined ? {} : { edgeWindowEv: mirroredWindow(edgeWindowEv) }),
    ...(baseWindowEv === undefined ? {} : { baseWindowEv: mirroredWindow(baseWindowEv) }),
  });
  if (outcome.edge === undefined) return outcome;
  const { valueEv, sigmaEv: cutoffSigmaEv, spread, found, straightness, ...edge } = outcome.edge;
  const cutoffEv = -valueEv;
  const workFunctionEv = excitationEv - (cutoffEv - fermiEdge.valueEv);
  if (!(workFunctionEv > 0 && workFunctionEv < excitationEv)) {
    return refuse(
      `the edge at ${cutoffEv.toFixed(2)} eV would mean a work function of ${workFunctionEv.toFixed(2)} eV: it is not the secondary cutoff of this photon energy and bias`,
    );
  }
  return {
    edge: {
      workFunctionEv,
      sigmaEv: hypotOf([cutoffSigmaEv, fermiEdge.sigmaEv]),
      cutoffEv,
      cutoffSigmaEv,
      spread: spread === undefined ? undefined : { ...spread, rangeEv: mirroredWindow(spread.rangeEv) },
      edgeWindowEv: mirroredWindow(edge.edgeWindowEv),
      baseWindowEv: mirroredWindow(edge.baseWindowEv),
      found,
      straightness,
      edgeLine: mirroredLine(edge.edgeLine),
      baseLine: mirroredLine(edge.baseLine),
    },
  };
}

function mirroredLine([first, second]: DrawnLine): DrawnLine {
  return [
    [-second[0], second[1]],
    [-first[0], first[1]],
  ];
}
