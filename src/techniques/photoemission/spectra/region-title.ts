/** What a region is called: `Ti2p`, `Ti_2p 3/2`, `2 Ti 2p` and the file `step3-ti2p` all mean `Ti 2p`. */
import { atomicNumber, isElement } from '../../../crystal/scattering/element-data.js';

/** A name taken apart. */
export interface NamedRegion {
  /** As people write it: `Ti 2p`, `Fe 3s-Si 2p`, `Na KLL`; what names no line stays as it is. `''` for no name. */
  readonly title: string;
  /** How many lines it names; 0 where it names none. */
  readonly lines: number;
}

/** No photoelectron line of heavier elements is measured, and `No` is a word. */
const HEAVIEST = 96;
const LONGEST_NAME = 200;
/** Three shells, with subshells or without: `KLL`, `L3M45M45`. */
const SHELLS = '[klmno]\\d{0,2}(?:[klmnov]\\d{0,2}){2}';
/** `Ti2p`, `Ti2p3/2`, and PHI's `Sn3d5`; or with a space, hyphen or underscore after the element. */
const lineAfter = (gap: string): RegExp =>
  new RegExp(
    `(?<![a-z\\d])([a-z]{1,2})${gap}([1-6][spdf]|${SHELLS})(?:[ _]?[1357]/2|[1357](?!\\d))?(?![a-z\\d])`,
    'gi',
  );
const JOINED = lineAfter('');
const APART = lineAfter('[ _-]');
/** Transitions that are measured; `MOO` is the end of a formula. */
const TRANSITIONS = new Set(
  'KLL KLM KLV KMM KVV LLM LMM LMN LMV LVV LNN MMN MNN MNO MNV MVV NNN NNO NNV NOO NVV OVV'.split(' '),
);
/** Words that say nothing about what was measured. */
const FILLERS = /\b(?:xps|ups|region|scan|spectrum|detail(?:ed)?|narrow|core level|high res(?:olution)?|hr)\b/gi;

interface FoundLine {
  readonly at: number;
  readonly end: number;
  readonly title: string;
}

/** The name that a file gives a region. */
export function namedRegion(name: string): NamedRegion {
  // Programs number the regions of a list: `2 C1s`, and repeated names: `MgKLL_1`.
  const bare = name
    .slice(0, LONGEST_NAME)
    .trim()
    .replace(/^\d{1,3}[.)]?\s+(?=\D)/, '')
    .replace(/(?<=[a-z])_\d{1,3}$/i, '');
  const { lines, rest } = takeLines(bare);
  if (lines.length === 0) return { title: bare.replace(/\s+/g, ' '), lines: 0 };
  const words = rest
    .replaceAll('_', ' ')
    .replace(FILLERS, ' ')
    .replace(/[\s,;+&/|()-]+/g, ' ')
    .trim();
  const title = lines.join('-');
  return { title: words === '' ? title : `${title} ${words}`, lines: lines.length };
}

/** The region that the label of a recording names, and what else the label says: `step3` of `step3-ti2p`. */
export function regionOfLabel(label: string): NamedRegion & { readonly stem: string } {
  const text = label.slice(0, LONGEST_NAME);
  const { lines, rest } = takeLines(text);
  const stem = (words: string): string => words.replace(/[\s_.,+&-]+/g, ' ').trim();
  if (lines.length > 0) return { title: lines.join('-'), lines: lines.length, stem: stem(rest) };
  const word =
    /(?<![a-z])(survey|wide|valence(?:[ _-]?band)?|vb|fermi(?:[ _-]?(?:edge|level))?|ef|(?:secondary[ _-]?)?cut-?off)(?![a-z])/i.exec(
      text,
    );
  if (word === null) return { title: '', lines: 0, stem: stem(text) };
  const others = text.slice(0, word.index) + text.slice(word.index + word[0].length);
  return { title: word[0].replace(/[_-]/g, ' '), lines: 0, stem: stem(others) };
}

function takeLines(text: string): { readonly lines: readonly string[]; readonly rest: string } {
  // A line in one word is meant; two words may stand beside each other by chance.
  let found = findLines(text, JOINED);
  if (found.length === 0) found = findLines(text, APART);
  else {
    const spaced = findLines(text, APART).filter(({ at, end }) => found.every((one) => end <= one.at || at >= one.end));
    // `Fe 3s-Si2p` has both, but `Na_5s_O1s` is five seconds of sodium.
    if (spaced.every(({ title }) => / [1-6][spdf]$/.test(title)) && !text.includes('_')) found.push(...spaced);
    found.sort((a, b) => a.at - b.at);
  }
  let rest = '';
  let from = 0;
  for (const { at, end } of found) {
    rest += `${text.slice(from, at)} `;
    from = end;
  }
  return { lines: [...new Set(found.map(({ title }) => title))], rest: rest + text.slice(from) };
}

function findLines(text: string, pattern: RegExp): FoundLine[] {
  return [...text.matchAll(pattern)].flatMap((match): FoundLine[] => {
    const [all, letters = '', level = ''] = match;
    const element = letters[0]!.toUpperCase() + letters.slice(1).toLowerCase();
    if (!isElement(element) || atomicNumber(element) > HEAVIEST) return [];
    const isLevel = /^\d/.test(level);
    if (isLevel ? !isOrbital(level) : !TRANSITIONS.has(level.toUpperCase().replace(/\d/g, ''))) return [];
    // Some write LLM for the series of LMM.
    const title = `${element} ${isLevel ? level.toLowerCase() : level.toUpperCase().replace(/^LLM$/, 'LMM')}`;
    return [{ at: match.index, end: match.index + all.length, title }];
  });
}

/** 1p, 2d and 3f do not exist. */
function isOrbital(level: string): boolean {
  return 'spdf'.indexOf(level[1]!.toLowerCase()) < Number(level[0]);
}
