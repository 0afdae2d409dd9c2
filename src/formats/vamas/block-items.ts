/** The 40 numbered items of a block of ISO 14976, which of them are there, and how many lines each takes. */
import type { VamasExperiment } from './experiment-header.js';
import type { LineSource } from './line-source.js';

export interface VamasBlock {
  readonly identifier: string;
  readonly sample: string;
  /** Lines of each item by its number from 1 to 40; empty for one that does not belong to this mode or technique. */
  readonly items: readonly (readonly string[])[];
}

/** Numbers of the items that are asked for by name. */
export const ITEM = {
  year: 1,
  hoursAdvance: 7,
  comments: 8,
  technique: 9,
  variables: 11,
  source: 12,
  excitationEnergy: 14,
  analyserMode: 21,
  passEnergy: 22,
  workFunction: 25,
  species: 29,
  transition: 30,
  abscissa: 31,
  ordinates: 32,
  signalMode: 33,
  collectionTime: 34,
  scans: 35,
  parameters: 40,
} as const;

const LAST = 40;
const TECHNIQUES = new Set(
  'aes diff|aes dir|edx|els|fabms|fabms energy spec|iss|sims|sims energy spec|snms|snms energy spec|ups|xps|xrf'.split(
    '|',
  ),
);
const ION_TECHNIQUES = /^(?:fabms|iss|sims|snms)\b/i;
const DEPTH_TECHNIQUES = /^(?:aes diff|aes dir|edx|els|ups|xps|xrf)$/i;
const DEPTH_MODES = ['MAPDP', 'MAPSVDP', 'SDP', 'SDPSV'];
/** Lines of the items that take more than one. */
const LINES: Readonly<Record<number, number>> = {
  10: 2,
  13: 3,
  16: 2,
  17: 2,
  18: 6,
  27: 2,
  28: 2,
  30: 2,
  31: 4,
  37: 7,
  38: 2,
};

/**
 * Reads a block down to its data. What a later block leaves out is as in the first.
 *
 * @param first the first block, undefined while it is read itself
 * @throws `truncated-file`, `malformed-file`
 */
export function readBlock(source: LineSource, experiment: VamasExperiment, first: VamasBlock | undefined): VamasBlock {
  const identifier = source.next('the name of a block');
  const sample = source.next('the sample of a block');
  const items: (readonly string[])[] = [[]];
  for (let item = 1; item <= LAST; item++) {
    const technique = items[ITEM.technique]?.[0] ?? '';
    if (!belongs(item, experiment, technique)) items.push([]);
    else if (first !== undefined && experiment.leftOut.has(item)) items.push(first.items[item]!);
    else items.push(readItem(source, item, experiment));
  }
  source.take(experiment.extraBlockLines, 'a future upgrade entry of a block');
  return { identifier, sample, items };
}

function belongs(item: number, { mode, scanMode }: VamasExperiment, technique: string): boolean {
  switch (item) {
    case 10:
      return mode === 'MAP' || mode === 'MAPDP';
    case 13:
      return DEPTH_MODES.includes(mode) || ION_TECHNIQUES.test(technique);
    case 17:
      return mode.startsWith('MAP') || mode === 'SEM';
    case 18:
      return mode === 'MAPSV' || mode === 'MAPSVDP' || mode === 'SEM';
    case 23:
      return /^aes diff$/i.test(technique);
    case 31:
      return scanMode === 'REGULAR';
    case 37:
      return DEPTH_MODES.includes(mode) && DEPTH_TECHNIQUES.test(technique);
    default:
      return true;
  }
}

function readItem(source: LineSource, item: number, experiment: VamasExperiment): string[] {
  switch (item) {
    case ITEM.comments:
      return source.take(source.count('comment lines of a block'), 'a comment line');
    case ITEM.technique: {
      const technique = source.next('the technique (XPS, UPS, AES dir, ...)');
      if (TECHNIQUES.has(technique.toLowerCase())) return [technique];
      throw source.unexpected('the technique (XPS, UPS, AES dir, ...)', technique);
    }
    case ITEM.variables:
      return source.take(experiment.variables.length, 'an experimental variable');
    case ITEM.ordinates: {
      const count = source.count('corresponding variables', 2);
      if (count === 0) throw source.malformed(`line ${source.at}: a block without any variable`);
      return source.take(2 * count, 'a corresponding variable');
    }
    case ITEM.parameters:
      return source.take(3 * source.count('additional numerical parameters', 3), 'an additional parameter');
    default:
      return source.take(LINES[item] ?? 1, `item ${item} of a block`);
  }
}
