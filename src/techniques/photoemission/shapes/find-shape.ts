/** Line shapes by the names people give them: `voigt`, `gl(30)`, `SGL(10)`, `doniach`, `LA(1.53,243)`. */
import { fail, type InterphaseError } from '../../../errors.js';
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

interface Spelling {
  readonly names: readonly string[];
  /** How it is written, for messages. */
  readonly written: string;
  readonly shape: LineShape;
  /** Values of the numbers in brackets; a sentence where they make no sense. */
  read(numbers: readonly number[]): Readonly<Record<string, number>> | string;
}

/** The usual mixing of published fits, per cent. */
const USUAL_PERCENT = 30;

const spellings: readonly Spelling[] = [
  { names: ['voigt'], written: 'voigt', shape: voigt, read: noNumbers },
  { names: ['gl'], written: 'gl(30)', shape: glProduct, read: percent },
  { names: ['sgl'], written: 'sgl(30)', shape: glSum, read: percent },
  { names: ['doniach', 'ds'], written: 'doniach', shape: doniach, read: asymmetry },
  { names: ['la'], written: 'la(1.2,1.5)', shape: asymmetricLorentzian, read: tails },
];

const known = spellings.map(({ written }) => written);

/**
 * The shape of a text such as `voigt`, `gl(30)`, `sgl(30)`, `doniach(0.1)` or `la(1.2,1.5)`, in small or capital letters; also as
 * CasaXPS writes them, `LA(1.53,243)`, `LA(1.2,1.5,50)` and `DS(0.1,100)`, whose last number is an index for the width of the
 * Gaussian: it has no published meaning in eV, and is left to the fit.
 *
 * @throws `invalid-option` that lists the shapes
 */
export function findShape(text: string): FoundShape {
  const match = /^([a-z-]+)\s*(?:\(([^()]*)\))?$/i.exec(text.trim());
  const name = match?.[1]?.toLowerCase() ?? '';
  const spelling = spellings.find(({ names }) => names.includes(name));
  if (match === null || spelling === undefined) {
    const near = suggest(name === '' ? text : name, [...known, ...spellings.flatMap(({ names }) => names)]);
    throw wrong(
      `shape "${clipped(text)}" is not known`,
      near.startsWith('did') ? `${near} The shapes are ` : 'the shapes are ',
    );
  }
  const words = match[2] === undefined || match[2].trim() === '' ? [] : match[2].split(',');
  const numbers = words.map((word) => (word.trim() === '' ? Number.NaN : Number(word)));
  const values = numbers.every(Number.isFinite)
    ? spelling.read(numbers)
    : 'its brackets hold something else than numbers';
  if (typeof values === 'string') throw wrong(`shape "${clipped(text)}": ${values}`, 'the shapes are ');
  return { shape: spelling.shape, values };
}

function wrong(message: string, before: string): InterphaseError {
  return fail('invalid-option', message, `${before}${known.join(', ')}`, { path: 'shape' });
}

function clipped(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}

function noNumbers(numbers: readonly number[]): Readonly<Record<string, number>> | string {
  return numbers.length === 0 ? {} : 'it takes no number; its widths are fitted';
}

function percent(numbers: readonly number[]): Readonly<Record<string, number>> | string {
  const [value = USUAL_PERCENT] = numbers;
  if (numbers.length > 1) return 'it takes one number, the Lorentzian part in per cent';
  if (value < 0 || value > 100) return 'the Lorentzian part lies between 0 and 100 per cent';
  // 0.3 is far more often the fraction than a third of a per cent
  if (value > 0 && value < 1)
    return `the Lorentzian part is given in per cent: write ${Number((100 * value).toPrecision(12))}`;
  return { mixing: value / 100 };
}

function asymmetry(numbers: readonly number[]): Readonly<Record<string, number>> | string {
  const value = numbers[0];
  if (value === undefined) return {};
  if (numbers.length > 2) return 'it takes the asymmetry, and as CasaXPS writes it an index for the Gaussian';
  return within(doniach, { asymmetry: value });
}

function tails(numbers: readonly number[]): Readonly<Record<string, number>> | string {
  const [high, second] = numbers;
  if (high === undefined) return {};
  if (numbers.length > 3) return 'it takes the powers of the tails at high and low binding energy';
  // two numbers are both powers, or one power and the index of CasaXPS, which is 0 or a larger whole number
  const { lower, upper } = asymmetricLorentzian.parameters[2]!;
  const index =
    numbers.length === 2 && Number.isInteger(second) && (second! > upper || (second! < lower && second! >= 0));
  return within(asymmetricLorentzian, { tailHigh: high, tailLow: second === undefined || index ? high : second });
}

function within(shape: LineShape, values: Readonly<Record<string, number>>): Readonly<Record<string, number>> | string {
  for (const { name, lower, upper } of shape.parameters) {
    const value = values[name];
    if (value !== undefined && !(value >= lower && value <= upper)) {
      return `${name} is ${value}, and must lie between ${lower} and ${upper}`;
    }
  }
  return values;
}
