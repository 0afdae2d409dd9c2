/** Line shapes by the names people give them: `voigt`, `gl(30)`, `SGL(10)`, `doniach(0.1)`, `la(1.2,1.5)`. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import { asymmetricLorentzian } from './asymmetric-lorentzian.js';
import { doniach } from './doniach-sunjic.js';
import { glProduct, glSum } from './gaussian-lorentzian.js';
import type { LineShape } from './line-shape.js';
import { voigt } from './voigt.js';

export interface FoundShape {
  readonly shape: LineShape;
  /** Numbers that were typed with it, by the name of the shape's parameter. */
  readonly values: Readonly<Record<string, number>>;
}

const KNOWN = ['voigt', 'gl(30)', 'sgl(30)', 'doniach', 'la(1.2,1.5)'];

/**
 * @param text in either case; the number of `gl` and `sgl` is the Lorentzian part in per cent, those of `la` are the powers of the high
 *   and the low side, that of `doniach` is the asymmetry
 * @throws `invalid-option` that lists the shapes, and for numbers that the shape cannot have
 */
export function findShape(text: string): FoundShape {
  const match = /^\s*([a-z]+)\s*(?:\(([^()]*)\))?\s*$/i.exec(text);
  const words = match?.[2] === undefined ? [] : match[2].split(',').map((word) => word.trim());
  const numbers = words.map((word) => (word === '' ? Number.NaN : Number(word)));
  const found = match === null ? undefined : shapeOf(match[1]!.toLowerCase(), numbers);
  if (found === undefined) {
    throw fail(
      'invalid-option',
      `shape "${text}" is not known`,
      `${suggest(text, KNOWN)}; shapes are ${KNOWN.join(', ')}`,
      {
        path: 'shape',
      },
    );
  }
  for (const { name, lower, upper } of found.shape.parameters) {
    const value = found.values[name];
    if (value === undefined || (value >= lower && value <= upper)) continue;
    throw fail(
      'invalid-option',
      `shape "${text}": ${name} cannot be ${value}`,
      `it lies between ${lower} and ${upper}`,
      {
        path: 'shape',
      },
    );
  }
  return found;
}

function shapeOf(name: string, numbers: readonly number[]): FoundShape | undefined {
  if (numbers.some(Number.isNaN)) return undefined;
  const [first, second, ...rest] = numbers;
  if (rest.length > 0) return undefined;
  switch (name) {
    case 'voigt':
      return first === undefined ? { shape: voigt, values: {} } : undefined;
    case 'gl':
    case 'sgl': {
      if (second !== undefined) return undefined;
      return { shape: name === 'gl' ? glProduct : glSum, values: { mixing: (first ?? 30) / 100 } };
    }
    case 'doniach':
    case 'ds':
      if (second !== undefined) return undefined;
      return { shape: doniach, values: first === undefined ? {} : { asymmetry: first } };
    case 'la':
      if (first === undefined) return { shape: asymmetricLorentzian, values: {} };
      return second === undefined
        ? undefined
        : { shape: asymmetricLorentzian, values: { tailHigh: first, tailLow: second } };
    default:
      return undefined;
  }
}
