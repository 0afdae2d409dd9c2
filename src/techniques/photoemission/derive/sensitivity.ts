/**
 * How strong a line is for one atom: its photoionisation cross-section relative to C 1s, or what the user gives instead. A value
 * always says whether it is of a whole doublet or of one of its lines, so that neither can stand for the other.
 */
import { fail, withPlace } from '../../../errors.js';
import type { CoreLine } from '../component.js';
import { findLine } from '../lines/core-lines.js';
import { crossSectionsAlKalpha, crossSectionsMgKalpha } from '../lines/cross-sections.js';
import { isOpen, partners } from '../lines/subshells.js';
import { findXRaySource } from '../lines/x-ray-satellites.js';

/** Relative to C 1s = 1, with where it comes from; or why there is none. */
export type Sensitivity =
  | { readonly value: number; readonly source: string; readonly typed: boolean }
  | { readonly value: undefined; readonly reason: string };

/** Values that the user typed, by title of the line. */
export type TypedSensitivities = ReadonlyMap<string, { readonly line: CoreLine; readonly value: number }>;

/** What tabulated cross-sections leave out; one sentence for reports. */
export const crossSectionRemark =
  'the cross-sections hold no angular asymmetry: they need no correction at 54.7 degrees between X-rays and analyser, and can be off by some per cent between s and other levels at other angles';

const SOURCE = 'cross-sections of L. Kissel (xraylib), which agree with Scofield 1976';

type Table = ReadonlyMap<string, readonly [major: number, minor: number]>;

const texts: Readonly<Record<string, string>> = {
  'Al Kalpha': crossSectionsAlKalpha,
  'Mg Kalpha': crossSectionsMgKalpha,
};
const tables = new Map<string, Table>();

/**
 * Reads `Ti 2p = 7.81`; the name says whether the value is of the doublet (`Ti 2p`) or of one line (`Ti 2p3/2`).
 *
 * @throws `invalid-option` for a text that cannot be read, a value that is not positive, and a line given twice
 */
export function readSensitivities(given: readonly string[]): TypedSensitivities {
  const read = new Map<string, { line: CoreLine; value: number }>();
  for (const text of given) {
    const match = /^([^=]+)=\s*(\d+\.?\d*|\.\d+)\s*$/.exec(text);
    const value = Number(match?.[2]);
    if (match === null || !(value > 0)) {
      throw unreadable(text, 'write it as line = value relative to C 1s, e.g. "Ti 2p = 7.81"');
    }
    const line = lineOf(match[1]!);
    if (read.has(line.title)) throw unreadable(text, `${line.title} has been given before: keep one of them`);
    read.set(line.title, { line, value });
  }
  return read;
}

/**
 * Sensitivity of a line: the sum of both lines of a doublet where it is named as a whole, else of the one line.
 *
 * @param excitationEv photon energy, eV
 * @param typed values of the user, which come first; one given for the doublet serves a single line by its share, and the other
 *   way round
 */
export function sensitivityOf(
  line: CoreLine,
  excitationEv: number | undefined,
  typed: TypedSensitivities = new Map(),
): Sensitivity {
  const own = typedFor(line, typed);
  if (own !== undefined) return own;
  if (line.kind === 'auger') return none(`${line.title} is an Auger line, which has no cross-section of its own`);
  if (excitationEv === undefined) return none('the photon energy is not known');
  const source = findXRaySource(excitationEv);
  if (source === undefined) {
    return none(
      `cross-sections are tabulated for Al and Mg Kalpha, not for ${Number(excitationEv.toFixed(1))} eV; give one, e.g. "${line.title} = 1.5"`,
    );
  }
  const subshell = line.orbital.slice(0, 2);
  if (isOpen(line.element, subshell)) {
    return none(`${line.element} ${subshell} is a valence level, whose electrons depend on the compound`);
  }
  const entry = tableOf(source.name).get(`${line.element} ${subshell}`);
  const value = entry === undefined ? Number.NaN : shareOf(line, entry);
  if (Number.isNaN(value)) return none(`${line.title} has no tabulated cross-section at ${source.name}`);
  return { value, source: `${SOURCE}, ${source.name}, ${partOf(line)}`, typed: false };
}

function typedFor(line: CoreLine, typed: TypedSensitivities): Sensitivity | undefined {
  const exact = typed.get(line.title);
  if (exact !== undefined) return { value: exact.value, source: `given for ${line.title}`, typed: true };
  const subshell = line.orbital.slice(0, 2);
  if (line.kind === 'auger' || partners(subshell) === undefined) return undefined;
  const related = [...typed.values()].find(
    (one) =>
      one.line.element === line.element &&
      one.line.kind === 'photoelectron' &&
      one.line.orbital.slice(0, 2) === subshell,
  );
  if (related === undefined) return undefined;
  const value = (related.value * electronShare(line)) / electronShare(related.line);
  return { value, source: `given for ${related.line.title}, by 2j + 1 for ${partOf(line)}`, typed: true };
}

/** Share of the electrons of the subshell that the line stands for. */
function electronShare(line: CoreLine): number {
  const pair = partners(line.orbital.slice(0, 2))!;
  const j = line.orbital.slice(2);
  if (j === '') return 1;
  return j === pair.major ? 1 / (1 + pair.ratio) : pair.ratio / (1 + pair.ratio);
}

function shareOf(line: CoreLine, [major, minor]: readonly [number, number]): number {
  const pair = partners(line.orbital.slice(0, 2));
  if (pair === undefined) return major;
  const j = line.orbital.slice(2);
  return j === '' ? major + minor : j === pair.major ? major : minor;
}

/** `both lines of Ti 2p`, `Ti 2p3/2 alone`, `O 1s`. */
function partOf({ title, orbital }: CoreLine): string {
  if (partners(orbital.slice(0, 2)) === undefined) return title;
  return orbital.length > 2 ? `${title} alone` : `both lines of ${title}`;
}

function tableOf(source: string): Table {
  let table = tables.get(source);
  if (table === undefined) {
    table = read(texts[source] ?? '');
    tables.set(source, table);
  }
  return table;
}

/** A line of a doublet that is not tabulated is NaN. */
function read(text: string): Table {
  const out = new Map<string, readonly [number, number]>();
  const numberOf = (word: string | undefined): number =>
    word === undefined || word === '' ? Number.NaN : Number(word);
  for (const line of text.trim().split('\n')) {
    const [element, ...words] = line.split(' ');
    for (let i = 0; i + 1 < words.length; i += 2) {
      const [major, minor] = words[i + 1]!.split('/');
      out.set(`${element} ${words[i]}`, [numberOf(major), numberOf(minor)]);
    }
  }
  return out;
}

function lineOf(text: string): CoreLine {
  try {
    return findLine(text);
  } catch (error) {
    throw withPlace(error, { path: 'sensitivity' });
  }
}

function none(reason: string): Sensitivity {
  return { value: undefined, reason };
}

function unreadable(text: string, hint: string) {
  return fail('invalid-option', `sensitivity "${text}" cannot be read`, hint, { path: 'sensitivity' });
}
