import { fail } from '../../../errors.js';
import type { CifBlock, CifLoop } from '../cif-block.js';
import { cifNumber } from '../cif-number.js';
import { type ReadElement, readLabel, readTypeSymbol } from '../element-symbol.js';
import { parseFormula } from '../formula.js';
import { listLabels, type StructureFinding } from '../structure-finding.js';
import { isotropicU } from './block-displacements.js';

/** An atom as its row in the file describes it. */
export interface ListedAtom {
  /** As the file has it, for looking up what else stands under this name. */
  readonly fileLabel: string;
  /** Unique, and fit to stand in the name of a parameter. */
  readonly label: string;
  readonly element: string;
  readonly charge?: number;
  readonly position: readonly [number, number, number];
  /** Coordinates that a third or a sixth may stand behind (`0.333`, `0.67`), with that value; NaN for the others. */
  readonly thirds: readonly [number, number, number];
  readonly occupancy: number;
  /** Undefined where the file gives none. */
  readonly uIso?: number;
  readonly line: number;
}

const MOST_ATOMS = 10_000;
const AXES = ['x', 'y', 'z'] as const;

/** The table of atoms of a block; undefined when the block describes no structure. */
export function atomLoop(block: CifBlock): CifLoop | undefined {
  return block.loop('_atom_site_fract_x');
}

/**
 * The atoms of a block as they are listed. Dummy atoms and atoms without a position are left out, with a finding.
 *
 * @throws `invalid-structure` with the line: unknown elements, coordinates and occupancies that are no numbers or impossible
 */
export function atomsOfBlock(block: CifBlock, loop: CifLoop, findings: StructureFinding[]): ListedAtom[] {
  if (loop.rowCount > MOST_ATOMS) {
    throw fail(
      'invalid-structure',
      `${loop.rowCount} atoms are listed`,
      'structures of at most 10 000 atoms are read',
      {
        line: loop.lineOf(0),
      },
    );
  }
  const formula = new Set((parseFormula(block.item('_chemical_formula_sum') ?? '') ?? new Map()).keys());
  const charges = oxidationNumbers(block);
  const atoms: ListedAtom[] = [];
  const skipped: Skipped = { dummy: [], unplaced: [], isMarked: true };
  const used = new Set<string>();
  const counts = new Map<string, number>();
  for (let row = 0; row < loop.rowCount; row++) {
    const type = loop.value('_atom_site_type_symbol', row)?.trim() ?? '';
    const fileLabel = loop.value('_atom_site_label', row)?.trim() ?? '';
    const read = type === '' ? readLabel(fileLabel, formula) : readTypeSymbol(type);
    const shown = fileLabel === '' ? type || `atom ${row + 1}` : fileLabel;
    const isMarked = loop.value('_atom_site_calc_flag', row)?.toLowerCase() === 'dum';
    if (isMarked || read.kind === 'dummy') {
      skipped.isMarked &&= isMarked;
      skipped.dummy.push(shown);
      continue;
    }
    const line = loop.lineOfValue(type === '' ? '_atom_site_label' : '_atom_site_type_symbol', row);
    if (read.kind !== 'element') throw unknownElement(type === '' ? fileLabel : type, shown, read, line);
    const texts = AXES.map((axis) => loop.value(`_atom_site_fract_${axis}`, row)?.trim() ?? '');
    if (texts.every((text) => /^\??$/.test(text))) {
      skipped.unplaced.push(shown);
      continue;
    }
    const position = texts.map((text, axis) => coordinate(text, loop, `_atom_site_fract_${AXES[axis]!}`, row, shown));
    const charge = read.charge ?? charges.get(type.toLowerCase());
    const uIso = isotropicU(loop, row);
    const place = wrapFar(position);
    atoms.push({
      fileLabel,
      label: uniqueLabel(fileLabel, read.element, used, counts),
      element: read.element,
      ...(charge === undefined ? {} : { charge }),
      position: place,
      thirds: texts.map((text, axis) => thirdBehind(text, place[axis]!)) as [number, number, number],
      occupancy: occupancy(loop, row, shown),
      ...(uIso === undefined ? {} : { uIso }),
      line,
    });
  }
  reportSkipped(skipped, findings);
  return atoms;
}

interface Skipped {
  readonly dummy: string[];
  readonly unplaced: string[];
  /** The file says of all dummies that they are some. */
  isMarked: boolean;
}

function reportSkipped(skipped: Skipped, findings: StructureFinding[]): void {
  const { dummy, unplaced } = skipped;
  if (dummy.length > 0) {
    const message = `places without an atom are left out: ${listLabels(dummy)}`;
    // What the file marks as no atom is none; what only its symbol says may be an atom that nobody could name.
    findings.push({ code: 'dummy-atoms', severity: skipped.isMarked ? 'info' : 'warning', message });
  }
  if (unplaced.length > 0) {
    const message = `atoms without coordinates are left out: ${listLabels(unplaced)}`;
    findings.push({ code: 'atoms-without-position', severity: 'warning', message });
  }
}

function unknownElement(text: string, label: string, read: ReadElement, line: number): Error {
  const near = read.kind === 'unknown' ? read.nearest : undefined;
  return fail(
    'invalid-structure',
    text === ''
      ? `${label} has neither label nor type symbol`
      : `"${text.slice(0, 40)}" (atom ${label}) is no chemical element`,
    `${near === undefined ? '' : `did you mean ${near}? `}write type symbols such as Zr or Zr4+ in _atom_site_type_symbol`,
    { line },
  );
}

function oxidationNumbers(block: CifBlock): ReadonlyMap<string, number> {
  const loop = block.loop('_atom_type_symbol');
  const numbers = loop?.numbers('_atom_type_oxidation_number')?.values;
  const charges = new Map<string, number>();
  loop?.column('_atom_type_symbol')?.forEach((symbol, row) => {
    const charge = numbers?.[row] ?? Number.NaN;
    if (!Number.isNaN(charge)) charges.set(symbol.toLowerCase(), charge);
  });
  return charges;
}

function coordinate(text: string, loop: CifLoop, tag: string, row: number, label: string): number {
  const fraction = /^([+-]?\d+)\/(\d+)$/.exec(text);
  const value = fraction === null ? cifNumber(text)?.value : Number(fraction[1]) / Number(fraction[2]);
  if (value !== undefined && Number.isFinite(value) && Math.abs(value) < 1e6) return value;
  throw fail(
    'invalid-structure',
    text === ''
      ? `${tag} of atom ${label} is missing`
      : `${tag} of atom ${label} is "${text.slice(0, 40)}", which is no fractional coordinate`,
    'write numbers such as 0.1043(2), with a decimal point',
    { line: loop.lineOfValue(tag, row) },
  );
}

/** Atoms many cells away are brought back; a few cells keep molecules whole as the file has them. */
function wrapFar(position: readonly number[]): [number, number, number] {
  return position.map((x) => (Math.abs(x) <= 3 ? x : x - Math.floor(x))) as [number, number, number];
}

/** The multiple of 1/6 that `0.333`, `0.67` or `0.16667` may stand for, rounded or cut off; NaN where there is none. */
function thirdBehind(text: string, value: number): number {
  const decimals = /^[+-]?\d*\.(\d{2,})(?:\(\d*\))?$/.exec(text)?.[1]?.length;
  if (decimals === undefined) return Number.NaN;
  const sixths = Math.round(value * 6);
  if (sixths % 3 === 0) return Number.NaN;
  const unit = Number(`1e-${Math.min(decimals, 15)}`);
  return Math.abs(value - sixths / 6) < 1.001 * unit ? sixths / 6 : Number.NaN;
}

function occupancy(loop: CifLoop, row: number, label: string): number {
  const tag = '_atom_site_occupancy';
  const text = loop.value(tag, row)?.trim() ?? '';
  if (text === '') return 1;
  const value = cifNumber(text)?.value;
  const line = loop.lineOfValue(tag, row);
  if (value === undefined) {
    throw fail(
      'invalid-structure',
      `the occupancy of ${label} is "${text.slice(0, 40)}"`,
      'write a number from 0 to 1',
      {
        line,
      },
    );
  }
  if (value < -1e-3 || value > 1.05) {
    throw fail(
      'invalid-structure',
      `the occupancy of ${label} is ${value}`,
      'write the share of the position that is filled, from 0 to 1, without the multiplicity',
      { line },
    );
  }
  return Math.max(0, Math.min(1, value));
}

/**
 * The label of the file where it is unique, in the characters that names of parameters may have: `O(1)` is `O1`, and
 * blanks, dots and other signs become `_`.
 */
function uniqueLabel(label: string, element: string, used: Set<string>, counts: Map<string, number>): string {
  const plain = label.replace(/[()]/g, '').replace(/[^\w'"*+-]+/g, '_');
  const stem = plain.slice(0, 40) || element;
  if (label !== '' && !used.has(stem)) {
    used.add(stem);
    return stem;
  }
  for (;;) {
    const count = (counts.get(stem) ?? (label === '' ? 0 : 1)) + 1;
    counts.set(stem, count);
    const name = label === '' ? `${stem}${count}` : `${stem}_${count}`;
    if (used.has(name)) continue;
    used.add(name);
    return name;
  }
}
