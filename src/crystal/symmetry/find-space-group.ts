import { fail } from '../../errors.js';
import { nearest } from '../../quantity/nearest.js';
import type { Cell } from '../cell/cell.js';
import { classify } from './classify.js';
import { operationsFromHall } from './hall-symbol.js';
import { identifySpaceGroup, settingsWith } from './identify-space-group.js';
import type { SymmetryOperation } from './operation.js';
import { normaliseOperations, operationKey, requireGroup } from './operations.js';
import { choiceOf, type Setting, settings, spaceGroupOf, symbolOf } from './settings.js';
import type { SpaceGroup } from './space-group.js';
import { knownSymbols, settingsCalled, symbolKey } from './symbol-index.js';

/** A space group found by its name, and what else the name may mean. */
export interface FoundSpaceGroup {
  readonly spaceGroup: SpaceGroup;
  /**
   * Settings with another origin or other axes that the name fits as well, as printed: `F d -3 m :1` beside `F d -3 m :2`.
   * Empty when the name (with the cell, where it is given) leaves no doubt.
   */
  readonly alternatives: readonly string[];
}

/**
 * Finds a space group by its Hermann-Mauguin symbol in the spellings that files use: `P 63/m`, `P63/m`, `P6_3/m`, `P 6(3)/m`,
 * `R -3 c :H`, `R-3cR`, `I 41/a m d Z`, `P 1 21/c 1`, `P21/n`, `Fm3m`, `C m c a`.
 *
 * Where the symbol leaves it open, the cell tells hexagonal from rhombohedral axes and the unique axis; without a cell
 * hexagonal axes and unique axis b are meant. Of two origins the second (at an inversion centre) is taken, and
 * `alternatives` names the other.
 *
 * Throws `invalid-structure` for a symbol that no table has.
 */
export function spaceGroupFromSymbol(text: string, cell?: Cell): FoundSpaceGroup {
  const bare = text
    .slice(0, 100)
    .trim()
    .replace(/^['"]|['"]$/g, '');
  const { called, choice } = readSymbol(bare);
  if (called.length === 0) {
    const triclinic = triclinicGroup(bare);
    if (triclinic !== undefined) return { spaceGroup: triclinic, alternatives: [] };
    const near = nearest(bare, knownSymbols());
    throw fail(
      'invalid-structure',
      `no space group is called "${bare}"`,
      near === undefined
        ? 'write the Hermann-Mauguin symbol, or give the symmetry operations'
        : `did you mean "${near}"? The symmetry operations serve as well`,
    );
  }
  // Some programs write a choice even where there is none.
  const without = called.every((setting) => choiceOf(setting) === undefined);
  if (choice === undefined || (without && /^[12hr]$/.test(choice))) {
    return choose(called, cell);
  }
  const meant = called.filter((setting) => choiceOf(setting)?.toLowerCase() === choice || setting.code === choice);
  if (meant.length === 0) {
    const known = [...new Set(called.map(symbolOf))].join(', ');
    throw fail('invalid-structure', `the space group "${bare}" has no such setting`, `known: ${known}`);
  }
  return { spaceGroup: choose(meant, cell).spaceGroup, alternatives: [] };
}

/** The space group with this number in the setting that is usual (see `spaceGroupFromSymbol`). `invalid-structure` beyond 1 to 230. */
export function spaceGroupFromNumber(number: number, cell?: Cell): FoundSpaceGroup {
  const called = settings.filter((setting) => setting.number === number);
  if (called.length === 0) {
    throw fail('invalid-structure', `there is no space group number ${number}`, 'numbers go from 1 to 230');
  }
  // Without a symbol only the first order of the axes can be meant, or for monoclinic groups the first cell choice.
  const first = called.filter(({ code }) => /^([abc]1?|[12HR]|)$/.test(code));
  return choose(first, cell);
}

/**
 * The space group that a list of operations makes, in the setting of the tables that has just these operations; else as an
 * unknown setting, with the number where one can be found.
 *
 * Throws `invalid-structure` when the operations are no group.
 *
 * @param symbolGiven what the file calls it: printed for a setting that no table has
 */
export function spaceGroupFromOperations(operations: readonly SymmetryOperation[], symbolGiven?: string): SpaceGroup {
  const group = normaliseOperations(operations);
  requireGroup(group);
  const given = symbolGiven === undefined ? [] : readSymbol(symbolGiven.slice(0, 100)).called;
  // Nearly always the symbol is right; only when it is not are all settings looked through.
  const setting =
    given.find((candidate) => sameGroup(spaceGroupOf(candidate).operations, group)) ?? settingsWith(group)[0];
  if (setting !== undefined) return spaceGroupOf(setting);
  const number = identifySpaceGroup(group);
  const standard =
    number === undefined ? 'unknown space group' : `${spaceGroupFromNumber(number).spaceGroup.symbol}, other axes`;
  const name = symbolGiven
    ?.trim()
    .replace(/^['"]|['"]$/g, '')
    .slice(0, 60);
  return {
    symbol: name === undefined || /^[?.]?$/.test(name) ? standard : name,
    ...(number === undefined ? {} : { number }),
    operations: group,
    ...classify(group),
  };
}

/** True when a symbol names (in any setting) the space group that was found another way; also when nobody knows. */
export function symbolFits(symbol: string, spaceGroup: SpaceGroup): boolean {
  const { called } = readSymbol(symbol.slice(0, 100));
  if (called.length === 0 || spaceGroup.number === undefined) return true;
  return called.some((setting) => setting.number === spaceGroup.number);
}

function sameGroup(one: readonly SymmetryOperation[], other: readonly SymmetryOperation[]): boolean {
  const keys = new Set(one.map(operationKey));
  return one.length === other.length && other.every((operation) => keys.has(operationKey(operation)));
}

interface ReadSymbol {
  readonly called: readonly Setting[];
  /** Small letters: `1`, `2`, `h`, `r` or the code of a setting. */
  readonly choice?: string;
}

const REMARK = /[\s,;(]*(?:no\.?|#)\s*\d{1,3}\s*\)?$/i;
const ORIGIN = /[\s,;:(]*(?:origin|o)\s*(?:choice)?\s*:?\s*([12])\s*\)?$/i;
const AXES = /[\s,;:(]*(hex|rhomb)[a-z]*\s*(?:axes|setting)?\s*\)?$/i;
const SUFFIX = /\s*:\s*([a-z0-9-]{1,5})\s*$/i;

/** Parts the choice of origin or axes from the symbol. */
function readSymbol(text: string): ReadSymbol {
  const plain = text.trim().replace(REMARK, '');
  for (const pattern of [ORIGIN, AXES, SUFFIX]) {
    const match = pattern.exec(plain);
    if (match === null) continue;
    return { called: settingsCalled(symbolKey(plain.slice(0, match.index))), choice: plainChoice(match[1]!) };
  }
  const key = symbolKey(plain);
  const called = settingsCalled(key);
  // No symbol ends in these letters by itself.
  if (called.length > 0 || !/(^r.*[hr]|[sz])$/.test(key)) return { called };
  return { called: settingsCalled(key.slice(0, -1)), choice: plainChoice(key.slice(-1)) };
}

/** `S` and `Z` put the origin at the site symmetry of a structure type or at an inversion centre: choice 1 and 2. */
function plainChoice(text: string): string {
  const small = text.toLowerCase();
  if (small === 's') return '1';
  if (small === 'z') return '2';
  return small.startsWith('hex') ? 'h' : small.startsWith('rhomb') ? 'r' : small;
}

function choose(called: readonly Setting[], cell: Cell | undefined): FoundSpaceGroup {
  const axis = uniqueAxis(cell);
  const fitting = called.filter(
    ({ number, code }) => number < 3 || number > 15 || axis === undefined || code.replace('-', '')[0] === axis,
  );
  const candidates = fitting.length > 0 ? fitting : called;
  const axes = axesOf(cell);
  const first = candidates[0]!;
  const setting =
    candidates.find((candidate) => choiceOf(candidate) === '2') ??
    candidates.find((candidate) => choiceOf(candidate) === (axes ?? 'H')) ??
    first;
  const open = choiceOf(setting) === '2' || (axes === undefined && choiceOf(setting) === 'H');
  // Other settings of the same symbol: the other origin, and orders of the axes that the symbol does not tell apart.
  const others = open ? candidates.filter((other) => other !== setting && other.number === setting.number) : [];
  return {
    spaceGroup: spaceGroupOf(setting),
    alternatives: [...new Set(others.map(symbolOf))].filter((name) => name !== symbolOf(setting)),
  };
}

/** The axis at whose angle alone the cell is oblique: b when only beta differs from 90 degrees. */
function uniqueAxis(cell: Cell | undefined): 'a' | 'b' | 'c' | undefined {
  if (cell === undefined) return undefined;
  const oblique = (['alpha', 'beta', 'gamma'] as const).filter((name) => Math.abs(cell[name] - 90) > 1e-3);
  if (oblique.length !== 1) return undefined;
  return oblique[0] === 'alpha' ? 'a' : oblique[0] === 'beta' ? 'b' : 'c';
}

/** H when the cell can only have hexagonal axes, R when only rhombohedral ones. */
function axesOf(cell: Cell | undefined): 'H' | 'R' | undefined {
  if (cell === undefined) return undefined;
  const near = (one: number, other: number) => Math.abs(one - other) < 0.01;
  if (near(cell.alpha, 90) && near(cell.beta, 90) && near(cell.gamma, 120)) return 'H';
  const equalEdges = Math.abs(cell.a - cell.b) + Math.abs(cell.a - cell.c) < 2e-3 * cell.a;
  return equalEdges && near(cell.alpha, cell.beta) && near(cell.alpha, cell.gamma) ? 'R' : undefined;
}

/** Triclinic groups in centred cells: no table has them, and yet files do. */
function triclinicGroup(text: string): SpaceGroup | undefined {
  const [, letter, sign] = /^([abcif])(-?)1$/.exec(symbolKey(text)) ?? [];
  if (letter === undefined) return undefined;
  const centre = sign === '-' ? '-' : '';
  const hall = `${centre}${letter.toUpperCase()} 1`;
  const operations = operationsFromHall(hall);
  return {
    symbol: `${letter.toUpperCase()} ${centre}1`,
    number: centre === '-' ? 2 : 1,
    hall,
    operations,
    ...classify(operations),
  };
}
