import { fail } from '../../errors.js';
import type { SymmetryOperation } from './operation.js';
import { closure } from './operations.js';
import { parseRow } from './parse-operation.js';

/** Centring translations in steps of 1/24, the one at the origin left out. */
const LATTICES: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  P: [],
  A: [[0, 12, 12]],
  B: [[12, 0, 12]],
  C: [[12, 12, 0]],
  I: [[12, 12, 12]],
  R: [[16, 8, 8]],
  S: [[8, 8, 16]],
  T: [[8, 16, 8]],
  H: [[16, 8, 0]],
  F: [
    [0, 12, 12],
    [12, 0, 12],
  ],
};

const SHIFTS: Readonly<Record<string, readonly [number, number, number]>> = {
  a: [12, 0, 0],
  b: [0, 12, 0],
  c: [0, 0, 12],
  n: [12, 12, 12],
  u: [6, 0, 0],
  v: [0, 6, 0],
  w: [0, 0, 6],
  d: [6, 6, 6],
};

/** What a rotation about the third of three axes does to the first two: x' = (0)x + (1)y, y' = (2)x + (3)y. */
const TURNS: Readonly<Record<string, readonly [number, number, number, number]>> = {
  '1': [1, 0, 0, 1],
  '2': [-1, 0, 0, -1],
  '3': [0, -1, 1, -1],
  '4': [0, -1, 1, 0],
  '6': [1, -1, 1, 0],
};

const PART = /^(-?)([12346])([1-5]?)([xyz'"=*]?)([1-5]?)([abcnuvwd]*)$/;

/**
 * All operations of the space group that a Hall symbol names, for example `-R 3 2"c` or `P 31 2 (0 0 4)`; the change of
 * basis at its end may be three twelfths or three expressions in x, y and z.
 *
 * S. R. Hall, Acta Cryst. A37 (1981) 517; International Tables for Crystallography B, 1.4.
 * Throws `invalid-structure` for what is no Hall symbol.
 */
export function operationsFromHall(symbol: string): SymmetryOperation[] {
  if (symbol.length > 100) throw bad(symbol);
  const [, body, change] = /^\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(symbol) ?? [];
  const [lattice, ...parts] = (body ?? '').replaceAll('_', ' ').split(/\s+/);
  const [, centre, letter] = /^(-?)([PABCIRSTHF])$/i.exec(lattice ?? '') ?? [];
  if (letter === undefined || parts.length === 0 || parts.length > 4) throw bad(symbol);

  const generators = LATTICES[letter.toUpperCase()]!.map((shift) => operation([1, 0, 0, 0, 1, 0, 0, 0, 1], shift));
  if (centre === '-') generators.push(operation([-1, 0, 0, 0, -1, 0, 0, 0, -1], [0, 0, 0]));
  let before: { order: string; axis: string } = { order: '', axis: 'z' };
  for (const [index, part] of parts.entries()) {
    const made = generator(part, index, before);
    if (made === undefined) throw bad(symbol);
    generators.push(made.operation);
    before = { order: made.order, axis: 'xyz'.includes(made.axis) ? made.axis : before.axis };
  }
  return closure(change === undefined ? generators : changeBasis(generators, change, symbol));
}

function generator(
  part: string,
  index: number,
  before: { order: string; axis: string },
): { operation: SymmetryOperation; order: string; axis: string } | undefined {
  const [all, sign, order, early, mark, late, letters] = PART.exec(part) ?? [];
  if (all === undefined) return undefined;
  const screw = early !== '' ? early! : late!;
  const axis = mark === '=' ? '"' : mark !== '' ? mark! : usualAxis(order!, index, before.order);
  const diagonal = axis === "'" || axis === '"';
  if (early !== '' && late !== '') return undefined;
  if (axis === undefined || (diagonal && order !== '2') || (axis === '*' && order !== '3')) return undefined;
  if (screw !== '' && (Number(screw) >= Number(order) || !'xyz'.includes(axis))) return undefined;

  const shift = [0, 0, 0];
  for (const name of letters!) for (let i = 0; i < 3; i++) shift[i]! += SHIFTS[name]![i]!;
  if (screw !== '') shift['xyz'.indexOf(axis)]! += (24 * Number(screw)) / Number(order);
  let rotation: readonly number[];
  if (axis === '*') rotation = [0, 0, 1, 1, 0, 0, 0, 1, 0];
  else if (axis === "'") rotation = turned([0, -1, -1, 0], -1, before.axis);
  else if (axis === '"') rotation = turned([0, 1, 1, 0], -1, before.axis);
  else rotation = turned(TURNS[order!]!, 1, axis);
  const signed = sign === '-' ? rotation.map((factor) => -factor) : rotation;
  return { operation: operation(signed, shift), order: order!, axis };
}

/** The axis of a rotation that names none: it follows from its place and from the rotation before it. */
function usualAxis(order: string, index: number, orderBefore: string): string | undefined {
  if (order === '1' || index === 0) return 'z';
  if (index === 1 && order === '2') {
    if (orderBefore === '2' || orderBefore === '4') return 'x';
    return orderBefore === '3' || orderBefore === '6' ? "'" : undefined;
  }
  return order === '3' && index === 2 ? '*' : undefined;
}

/** Puts a turn of two coordinates, and a factor for the third, onto the axis that the third one is. */
function turned(turn: readonly [number, number, number, number], third: number, axis: string): number[] {
  const w = 'xyz'.indexOf(axis);
  const u = (w + 1) % 3;
  const v = (w + 2) % 3;
  const out = new Array<number>(9).fill(0);
  out[3 * u + u] = turn[0];
  out[3 * u + v] = turn[1];
  out[3 * v + u] = turn[2];
  out[3 * v + v] = turn[3];
  out[3 * w + w] = third;
  return out;
}

/** V S V⁻¹ for each generator; a V that changes the lattice makes generators of its translations too. */
function changeBasis(generators: readonly SymmetryOperation[], change: string, symbol: string): SymmetryOperation[] {
  const { matrix, shift } = parseChange(change, symbol);
  const cofactors = [0, 1, 2].map((i) => [0, 1, 2].map((j) => cofactor(matrix, i, j)));
  const determinant = matrix[0]! * cofactors[0]![0]! + matrix[1]! * cofactors[0]![1]! + matrix[2]! * cofactors[0]![2]!;
  if (!(Math.abs(determinant) > 1e-3)) throw bad(symbol);
  const inverse = [0, 1, 2].flatMap((i) => [0, 1, 2].map((j) => cofactors[j]![i]! / determinant));
  const lattice = [0, 1, 2].map((axis) => [matrix[axis]!, matrix[3 + axis]!, matrix[6 + axis]!]);
  const out = lattice.map((edge) =>
    operation(
      [1, 0, 0, 0, 1, 0, 0, 0, 1],
      whole(
        edge.map((part) => part * 24),
        symbol,
      ),
    ),
  );
  for (const { rotation, translation } of generators) {
    const turnedBack = whole(product(product(matrix, rotation), inverse), symbol);
    const moved = [0, 1, 2].map((i) => {
      let sum = shift[i]!;
      for (let j = 0; j < 3; j++) sum += matrix[3 * i + j]! * translation[j]! - turnedBack[3 * i + j]! * shift[j]!;
      return 24 * sum;
    });
    if (turnedBack.some((factor) => Math.abs(factor) > 1)) throw bad(symbol);
    out.push(operation(turnedBack, whole(moved, symbol)));
  }
  return out;
}

function parseChange(change: string, symbol: string): { matrix: number[]; shift: number[] } {
  const twelfths = /^\s*(-?\d{1,3})\s+(-?\d{1,3})\s+(-?\d{1,3})\s*$/.exec(change);
  if (twelfths !== null) {
    return { matrix: [1, 0, 0, 0, 1, 0, 0, 0, 1], shift: twelfths.slice(1).map((text) => Number(text) / 12) };
  }
  const rows = change.toLowerCase().replace(/\s/g, '').split(',');
  if (rows.length !== 3) throw bad(symbol);
  const read = rows.map((row) => parseRow(row, symbol));
  return { matrix: read.flatMap((row) => row.coefficients), shift: read.map((row) => row.shift) };
}

function whole(values: readonly number[], symbol: string): number[] {
  return values.map((value) => {
    const rounded = Math.round(value) + 0;
    if (!(Math.abs(value - rounded) < 1e-6)) throw bad(symbol);
    return rounded;
  });
}

function product(a: readonly number[], b: readonly number[]): number[] {
  return [0, 1, 2].flatMap((i) =>
    [0, 1, 2].map((j) => a[3 * i]! * b[j]! + a[3 * i + 1]! * b[3 + j]! + a[3 * i + 2]! * b[6 + j]!),
  );
}

function cofactor(m: readonly number[], i: number, j: number): number {
  const [a, b] = [(i + 1) % 3, (i + 2) % 3];
  const [p, q] = [(j + 1) % 3, (j + 2) % 3];
  return m[3 * a + p]! * m[3 * b + q]! - m[3 * a + q]! * m[3 * b + p]!;
}

function operation(rotation: readonly number[], shift: readonly number[]): SymmetryOperation {
  return {
    rotation: rotation.map((factor) => factor + 0),
    translation: shift.map((count) => (((count % 24) + 24) % 24) / 24),
  };
}

function bad(symbol: string): Error {
  const shown = symbol.length > 60 ? `${symbol.slice(0, 60)}...` : symbol;
  return fail('invalid-structure', `"${shown}" is no Hall symbol`, 'a Hall symbol looks like "-P 2ybc" or "-R 3 2=c"');
}
