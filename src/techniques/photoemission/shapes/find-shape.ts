/** Line shapes by the names people give them: `voigt`, `gl(30)`, `SGL(10)`. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import { glProduct, glSum } from './gaussian-lorentzian.js';
import type { LineShape } from './line-shape.js';
import { voigt } from './voigt.js';

export interface FoundShape {
  readonly shape: LineShape;
  /** Numbers that were typed with it, by the name of the shape's parameter. */
  readonly values: Readonly<Record<string, number>>;
}

/** @throws `invalid-option` that lists the shapes */
export function findShape(text: string): FoundShape {
  const match = /^\s*([a-z]+)\s*(?:\(([^()]*)\))?\s*$/i.exec(text);
  const name = match?.[1]?.toLowerCase();
  const numbers = (match?.[2] ?? '')
    .split(',')
    .filter((word) => word.trim() !== '')
    .map(Number);
  if (name === 'voigt' && numbers.length === 0) return { shape: voigt, values: {} };
  const mixing = (numbers[0] ?? 30) / 100;
  if ((name === 'gl' || name === 'sgl') && numbers.length <= 1 && mixing >= 0 && mixing <= 1) {
    return { shape: name === 'gl' ? glProduct : glSum, values: { mixing } };
  }
  throw fail('invalid-option', `shape "${text}" is not known`, suggest(text, ['voigt', 'gl(30)', 'sgl(30)']), {
    path: 'shape',
  });
}
