import type { LineSource } from './line-source.js';

export interface Labelled {
  readonly label: string;
  readonly unit: string;
}

/** The part of a VAMAS file above its first block. */
export interface VamasExperiment {
  readonly institution: string;
  readonly instrument: string;
  readonly operator: string;
  readonly identifier: string;
  readonly comments: readonly string[];
  /** `NORM`, `MAP`, `SDP`, ... in capitals. */
  readonly mode: string;
  /** `REGULAR`, `IRREGULAR` or `MAPPING`. */
  readonly scanMode: string;
  readonly variables: readonly Labelled[];
  /** Items (1 to 40) that a block after the first leaves out. */
  readonly leftOut: ReadonlySet<number>;
  /** Lines of each block that this version of the standard does not know. */
  readonly extraBlockLines: number;
  /** Number of blocks as declared. */
  readonly blocks: number;
}

export const FIRST_LINE = /^VAMAS Surface Chemical Analysis Standard Data Transfer Format/i;
const MODES = ['MAP', 'MAPDP', 'MAPSV', 'MAPSVDP', 'NORM', 'SDP', 'SDPSV', 'SEM', 'NOEXP'];
const SCAN_MODES = ['REGULAR', 'IRREGULAR', 'MAPPING'];
const ITEMS = 40;
const MOST_VARIABLES = 1000;

/**
 * Reads down to the number of blocks.
 *
 * @throws `truncated-file`, `malformed-file`
 */
export function readExperiment(source: LineSource): VamasExperiment {
  let first = source.next('the name of the format');
  while (first === '') first = source.next('the name of the format');
  if (!FIRST_LINE.test(first)) throw source.unexpected('the name of the format', first);
  const institution = source.next('the institution');
  const instrument = source.next('the instrument');
  const operator = source.next('the operator');
  const identifier = source.next('the experiment');
  const comments = source.take(source.count('comment lines'), 'a comment line');
  const mode = oneOf(source, 'the experiment mode (NORM, MAP, SDP, ...)', MODES);
  const scanMode = oneOf(source, 'the scan mode (REGULAR, IRREGULAR or MAPPING)', SCAN_MODES);
  // Only a hint: it is 0 in files with many regions.
  if (['MAP', 'MAPDP', 'NORM', 'SDP'].includes(mode)) source.integer('the number of spectral regions');
  if (mode === 'MAP' || mode === 'MAPDP') {
    source.integer('the number of analysis positions');
    source.integer('the number of x coordinates');
    source.integer('the number of y coordinates');
  }
  const variables = labels(source, 'experimental variables');
  if (variables.length > MOST_VARIABLES) throw source.malformed(`more than ${MOST_VARIABLES} experimental variables`);
  const leftOut = readLeftOut(source);
  source.take(source.count('manually entered items'), 'a manually entered item');
  const extraLines = source.integer('the number of future upgrade experiment entries');
  const extraBlockLines = source.count('future upgrade block entries');
  if (extraLines < 0 || extraLines > source.left) throw source.malformed('more future upgrade entries than lines');
  source.take(extraLines, 'a future upgrade entry');
  const blocks = source.count('blocks');
  return {
    institution,
    instrument,
    operator,
    identifier,
    comments,
    mode,
    scanMode,
    variables,
    leftOut,
    extraBlockLines,
    blocks,
  };
}

/** A list of labels, each with its unit. */
export function labels(source: LineSource, what: string): Labelled[] {
  const count = source.count(what, 2);
  const found: Labelled[] = [];
  for (let index = 0; index < count; index++) {
    found.push({ label: source.next(`a label of the ${what}`), unit: source.next(`a unit of the ${what}`) });
  }
  return found;
}

/** A positive number is followed by the items that are there, a negative one by those that are not. */
function readLeftOut(source: LineSource): Set<number> {
  const count = source.integer('the number of items in the inclusion or exclusion list');
  if (Math.abs(count) > ITEMS) throw source.malformed(`line ${source.at} lists ${count} of ${ITEMS} items`);
  const listed = new Set<number>();
  for (let index = 0; index < Math.abs(count); index++) {
    const item = source.integer('an item of the inclusion or exclusion list');
    if (item < 1 || item > ITEMS) throw source.malformed(`line ${source.at} lists item ${item} of ${ITEMS}`);
    listed.add(item);
  }
  if (count <= 0) return listed;
  return new Set(Array.from({ length: ITEMS }, (_, index) => index + 1).filter((item) => !listed.has(item)));
}

function oneOf(source: LineSource, what: string, words: readonly string[]): string {
  const text = source.next(what);
  const word = text.toUpperCase();
  if (!words.includes(word)) throw source.unexpected(what, text);
  return word;
}
