import { fail } from '../../errors.js';
import type { SymmetryOperation } from './operation.js';

/** One piece of a row: a sign, then a number (fraction or decimal), a letter, or a number of times a letter. */
const PIECE = /([+-]?)(?:(\d+(?:\.\d*)?|\.\d+)(?:\/(\d+))?\*?)?([xyz]?)/y;

/**
 * Reads a symmetry operation as CIFs write it: `x-y,x,z+1/2`, in any order of the pieces, in capitals, with blanks, quotes
 * and decimals. Translations become multiples of 1/24 in [0, 1).
 *
 * Throws `invalid-structure` for anything else.
 */
export function parseOperation(text: string): SymmetryOperation {
  const rows =
    text.length > 200
      ? []
      : text
          .toLowerCase()
          .replace(/[\s'"]/g, '')
          .split(',');
  if (rows.length !== 3) throw bad(text, 'it has three parts with commas between them');
  const rotation: number[] = [];
  const translation: number[] = [];
  for (const row of rows) {
    const { coefficients, shift } = parseRow(row, text);
    for (const coefficient of coefficients) {
      if (coefficient !== 0 && Math.abs(coefficient) !== 1) throw bad(text, 'x, y and z count once or not at all');
      rotation.push(coefficient);
    }
    const steps = Math.round(shift * 24);
    if (Math.abs(shift * 24 - steps) > 0.12) throw bad(text, 'translations are multiples of 1/24');
    translation.push((((steps % 24) + 24) % 24) / 24);
  }
  if (Math.abs(determinant(rotation)) !== 1) throw bad(text, 'its rotation part maps no cell onto itself');
  return { rotation, translation };
}

/** The numbers before x, y and z in one part of an operation (or of a change of axes) and what is added to them. */
export function parseRow(row: string, text: string): { coefficients: [number, number, number]; shift: number } {
  const coefficients: [number, number, number] = [0, 0, 0];
  let shift = 0;
  let at = 0;
  if (row === '') throw bad(text, 'one of its parts is empty');
  while (at < row.length) {
    PIECE.lastIndex = at;
    const piece = PIECE.exec(row);
    const [all, sign, digits, divisor, letter] = piece ?? ['', '', undefined, undefined, ''];
    const known = digits !== undefined || letter !== '';
    if (!known || divisor === '0' || (at > 0 && sign === '')) throw bad(text, `"${row}" cannot be read`);
    const size = digits === undefined ? 1 : Number(digits) / (divisor === undefined ? 1 : Number(divisor));
    const signed = sign === '-' ? -size : size;
    if (!(Math.abs(signed) < 1000)) throw bad(text, `"${row}" cannot be read`);
    if (letter === '') shift += signed;
    else coefficients['xyz'.indexOf(letter!)]! += signed;
    at += all!.length;
  }
  return { coefficients, shift };
}

function determinant(r: readonly number[]): number {
  return (
    r[0]! * (r[4]! * r[8]! - r[5]! * r[7]!) -
    r[1]! * (r[3]! * r[8]! - r[5]! * r[6]!) +
    r[2]! * (r[3]! * r[7]! - r[4]! * r[6]!)
  );
}

function bad(text: string, why: string): Error {
  const shown = text.length > 60 ? `${text.slice(0, 60)}...` : text;
  return fail('invalid-structure', `"${shown}" is no symmetry operation: ${why}`, 'write it as "x-y,x,z+1/2"');
}
