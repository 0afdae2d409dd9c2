/**
 * One circuit through a series of spectra. Neighbours lend each other their start values, so that a minimum found once
 * is found all along; a short series is searched in full at every spectrum, a long one (mapping, in-situ) only where the
 * neighbour's start does not lead to as good a fit.
 */
import { createWorkspace } from '../../../numerics/least-squares/workspace.js';
import type { Circuit } from '../circuit/circuit.js';
import type { Spectrum } from '../spectrum.js';
import { type FitOptions, fitSpectrum } from './fit-spectrum.js';
import type { SpectrumFit } from './spectrum-fit.js';
import type { RelaxationPeak } from './start-values.js';

export interface SeriesOptions extends Omit<FitOptions, 'given' | 'workspace' | 'peaks'> {
  /** Longest series that is searched in full at every spectrum. @default 40 */
  readonly fullSearchUpTo?: number;
  /** Relaxations of a spectrum for the automatic starts; asked only where a full search is made. */
  readonly peaksOf?: (spectrum: Spectrum, index: number) => readonly RelaxationPeak[];
  readonly onFit?: (done: number, total: number) => void;
}

/** A warm fit this many times worse (reduced chi-square) than the last good one is searched anew. */
const SUSPICIOUS = 3;

export function fitSeries(circuit: Circuit, spectra: readonly Spectrum[], options: SeriesOptions = {}): SpectrumFit[] {
  const { fullSearchUpTo = 40, peaksOf, onFit, ...rest } = options;
  const workspace = createWorkspace();
  const full = (index: number, given: readonly ArrayLike<number>[]): SpectrumFit =>
    fitSpectrum(circuit, spectra[index], {
      ...rest,
      workspace,
      given,
      ...(peaksOf ? { peaks: peaksOf(spectra[index], index) } : {}),
    });
  const warm = (index: number, given: readonly ArrayLike<number>[]): SpectrumFit =>
    fitSpectrum(circuit, spectra[index], { ...rest, workspace, given, starts: 0 });

  const fits: SpectrumFit[] = [];
  const long = spectra.length > fullSearchUpTo;
  let reference = Number.POSITIVE_INFINITY;
  spectra.forEach((_, index) => {
    const before = fits[index - 1];
    let fit = long && before ? warm(index, [before.natural]) : full(index, before ? [before.natural] : []);
    if (long && before && (!fit.converged || fit.reducedChiSquare > SUSPICIOUS * reference)) {
      const searched = full(index, [fit.natural]);
      if (searched.sumOfSquares <= fit.sumOfSquares) fit = searched;
    }
    reference = Math.min(reference * 1.5, fit.reducedChiSquare);
    fits.push(fit);
    onFit?.(index + 1, spectra.length);
  });
  if (!long) improveFromNeighbours(fits, warm);
  return fits;
}

/** Back through the series: what the next spectrum found may be the lower minimum of this one. */
function improveFromNeighbours(
  fits: SpectrumFit[],
  warm: (index: number, given: readonly ArrayLike<number>[]) => SpectrumFit,
): void {
  for (let index = fits.length - 2; index >= 0; index--) {
    const again = warm(index, [fits[index + 1].natural]);
    const better =
      again.sumOfSquares < fits[index].sumOfSquares * (1 - 1e-9) && fits[index].degenerateSumOfSquares === null;
    if (better)
      fits[index] = {
        ...again,
        startsTried: fits[index].startsTried + 1,
        startsAgreeing: 1,
        runnerUpSumOfSquares: fits[index].sumOfSquares,
      };
  }
}
