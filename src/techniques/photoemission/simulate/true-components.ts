/** What a fit of a simulated series should find: the numbers of its components, step by step. */
import { stackSignals } from './layer-signals.js';
import type { PhotoemissionTruth } from './spectra-truth.js';
import { trueArea } from './true-spectrum.js';

/** A state of a line in one step, whichever layers it comes from. */
export interface TrueComponent {
  readonly line: string;
  /** Of the major line on the axis of the instrument. */
  readonly positionEv: number;
  /** Of both lines of a doublet in the region named after the line: counts times eV. */
  readonly area: number;
  readonly gaussianEv: number;
  readonly lorentzianEv: number;
}

/**
 * @param fileName of one of the files of the truth
 * @returns for each step the components by name, of lines that have a region named after them
 */
export function trueComponents(truth: PhotoemissionTruth, fileName: string): ReadonlyMap<string, TrueComponent>[] {
  const file = truth.files.find(({ name }) => name === fileName);
  return (file?.steps ?? []).map((step) => {
    const found = new Map<string, TrueComponent>();
    for (const signal of stackSignals(truth, step).lines) {
      const { line, state, positionEv, gaussianEv, lorentzianEv } = signal;
      const region = truth.regions[line];
      if (region === undefined) continue;
      const area = trueArea(signal, region) + (found.get(state)?.area ?? 0);
      found.set(state, { line, positionEv, area, gaussianEv, lorentzianEv });
    }
    return found;
  });
}
