/** Names of core levels and Auger transitions, as people write them, and what is known of each. */
import { isElement } from '../../../crystal/scattering/element-data.js';
import { fail } from '../../../errors.js';
import { nearest } from '../../../quantity/nearest.js';
import type { CoreLine, Doublet } from '../component.js';
import { shellsOfAuger } from './auger-lines.js';
import { LINE_SOURCE, usualLines } from './line-table.js';
import { type Level, levelsOf, occupied, partners } from './subshells.js';

const LEVEL_SOURCE = 'W. T. Elam et al., Radiat. Phys. Chem. 63 (2002) 121, energies of the elements';

/** Where only the energy of the element is known: how far compounds may lie below and above it, eV. */
const BELOW_EV = 4;
const ABOVE_EV = 8;
/** Splittings of the elements hold for compounds within this share of them, or within the second value, eV. */
const SPLITTING_SHARE = 0.04;
const SPLITTING_SLACK_EV = 0.1;

const HOW = 'write it as Ti 2p, Ti 2p3/2, O 1s or Na KLL';
const PHOTOELECTRON = /^([a-z]{1,2})[\s_-]*([1-6])\s*([spdf])[\s_-]*(?:([1357])(?:\s*\/\s*2)?)?$/i;
const AUGER = /^([a-z]{1,2})[\s_-]*((?:[k-ov][\d,]*){3})$/i;

interface UsualLine {
  readonly rangeEv: readonly [number, number];
  readonly splitting?: readonly [typical: number, low: number, high: number];
}

let usual: ReadonlyMap<string, UsualLine> | undefined;

/**
 * A line from its name: `Ti 2p`, `Ti2p`, `ti 2P3/2`, `Sn3d5`, `Na KLL`, `Na KL23L23`. A doublet named as a whole has both its
 * lines; named with its j, it is that line alone.
 *
 * @throws `invalid-option` for what is no line, with the nearest name
 */
export function findLine(text: string): CoreLine {
  const name = text.trim().slice(0, 60);
  const level = PHOTOELECTRON.exec(name);
  if (level !== null) return photoelectronLine(name, level);
  const auger = AUGER.exec(name);
  if (auger !== null) return augerLine(name, auger);
  throw noLine(name, suggestion(name));
}

/** The lines that chemical states are told by, in the order of atomic numbers. */
export function mainLines(): readonly CoreLine[] {
  return [...table().keys()].map(findLine);
}

function photoelectronLine(name: string, [, symbol, shell, letter, j]: RegExpExecArray): CoreLine {
  const element = elementOf(name, symbol!);
  const subshell = `${shell}${letter!.toLowerCase()}`;
  const there = occupied(element);
  if (!there.includes(subshell)) {
    throw noLine(name, `${element} has ${there.join(', ')}`);
  }
  const pair = partners(subshell);
  const known = table().get(`${element} ${subshell}`);
  const level = levelsOf(element).get(subshell);
  const doublet = pair === undefined ? undefined : doubletOf(element, subshell, pair, known, level);
  const range = known?.rangeEv ?? elementRange(level);
  const source =
    known !== undefined ? { source: LINE_SOURCE } : range !== undefined ? { source: LEVEL_SOURCE } : undefined;
  const whole = { element, kind: 'photoelectron' as const, ...source };
  if (j === undefined || pair === undefined) {
    if (pair === undefined && j !== undefined && j !== '1') throw noLine(name, `write it as ${element} ${subshell}`);
    return {
      ...whole,
      title: `${element} ${subshell}`,
      orbital: subshell,
      ...(doublet === undefined ? {} : { doublet }),
      ...(range === undefined ? {} : { usualEv: range }),
    };
  }
  const one = `${j}/2`;
  if (one !== pair.major && one !== pair.minor) {
    throw noLine(name, `the lines of ${element} ${subshell} are ${pair.major} and ${pair.minor}`);
  }
  const above = one === pair.major ? 0 : (doublet?.splittingEv ?? 0);
  return {
    ...whole,
    title: `${element} ${subshell}${one}`,
    orbital: `${subshell}${one}`,
    ...(range === undefined ? {} : { usualEv: [range[0] + above, range[1] + above] as const }),
  };
}

function augerLine(name: string, [, symbol, transition]: RegExpExecArray): CoreLine {
  const element = elementOf(name, symbol!);
  const orbital = transition!.toUpperCase().replaceAll(',', '');
  if (shellsOfAuger(orbital) === undefined) throw noLine(name, HOW);
  return { title: `${element} ${orbital}`, element, orbital, kind: 'auger' };
}

function elementOf(name: string, symbol: string): string {
  const element = `${symbol.slice(0, 1).toUpperCase()}${symbol.slice(1).toLowerCase()}`;
  if (isElement(element) && element !== 'D') return element;
  throw noLine(name, `${element} is no chemical element; ${HOW}`);
}

function doubletOf(
  element: string,
  subshell: string,
  pair: { readonly major: string; readonly minor: string; readonly ratio: number },
  known: UsualLine | undefined,
  level: Level | undefined,
): Doublet | undefined {
  const [typical, low, high] = known?.splitting ?? splittingOf(level?.splittingEv);
  if (typical === undefined) return undefined;
  return {
    major: `${subshell}${pair.major}`,
    minor: `${subshell}${pair.minor}`,
    ratio: pair.ratio,
    splittingEv: typical,
    splittingRangeEv: [low!, high!],
    costerKronig: subshell === '2p' && withCosterKronig.has(element),
  };
}

/** An electron of their 3d level takes up the energy when a 2p1/2 hole turns into a 2p3/2 one. */
const withCosterKronig = new Set('Sc Ti V Cr Mn Fe Co Ni Cu'.split(' '));

function splittingOf(splittingEv: number | undefined): readonly number[] {
  if (splittingEv === undefined) return [];
  const slack = Math.max(SPLITTING_SLACK_EV, SPLITTING_SHARE * splittingEv);
  return [splittingEv, rounded(splittingEv - slack), rounded(splittingEv + slack)];
}

function elementRange(level: Level | undefined): readonly [number, number] | undefined {
  if (level === undefined) return undefined;
  return [rounded(Math.max(0, level.energyEv - BELOW_EV)), rounded(level.energyEv + ABOVE_EV)];
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function table(): ReadonlyMap<string, UsualLine> {
  usual ??= new Map(
    usualLines
      .trim()
      .split(/,\s*|\n/)
      .map((entry) => {
        const [element, subshell, ...numbers] = entry.split(' ');
        const [low, high, typical, least, most] = numbers.map(Number);
        const line: UsualLine = {
          rangeEv: [low!, high!],
          ...(typical === undefined ? {} : { splitting: [typical, least!, most!] as const }),
        };
        return [`${element} ${subshell}`, line] as const;
      }),
  );
  return usual;
}

function suggestion(name: string): string {
  const near = nearest(name, table().keys());
  return near === undefined ? HOW : `did you mean "${near}"? ${HOW}`;
}

function noLine(name: string, hint: string) {
  return fail('invalid-option', `"${name}" is no core level or Auger line`, hint);
}
