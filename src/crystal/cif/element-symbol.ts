import { nearest } from '../../quantity/nearest.js';
import { isElement } from '../scattering/element-data.js';

/** What a type symbol or a label says about an atom. */
export type ReadElement =
  | { readonly kind: 'element'; readonly element: string; readonly charge?: number }
  /** A place without an atom: a vacancy, the centre of a ring. */
  | { readonly kind: 'dummy' }
  | { readonly kind: 'unknown'; readonly nearest?: string };

/** Symbols that stand for no atom, and oxygen of water and hydroxide as older files name it. */
const dummies = new Set('X Xx Q Va Vac Dum Du Cent Cg .'.split(' '));
const waterOxygen = new Set(['Oh', 'Ow', 'Wat']);

/**
 * Element and charge from a type symbol: `Zr4+`, `O2-`, `Ca+2`, `Na+`, `Zr`, `ZR`, `D`, `Cval`.
 *
 * @example readTypeSymbol('Zr4+') // { kind: 'element', element: 'Zr', charge: 4 }
 */
export function readTypeSymbol(symbol: string): ReadElement {
  const text = symbol.trim().slice(0, 40);
  if (/^2H$/i.test(text)) return { kind: 'element', element: 'D' };
  // A mass number (`57Fe`) changes nothing here.
  const plain = text.replace(/^\d+/, '');
  const match = /^([A-Za-z.]+?)(?:va|val|cv)?(?:([+-])(\d+(?:\.\d+)?)|(\d*(?:\.\d+)?)([+-]))?(?:[^A-Za-z+-].*)?$/.exec(
    plain,
  );
  const name = capitalised(match?.[1] ?? plain);
  if (dummies.has(name)) return { kind: 'dummy' };
  const element = waterOxygen.has(name) ? 'O' : name;
  if (match === null || !isElement(element)) return unknown(name);
  const sign = match[2] ?? match[5];
  if (sign === undefined) return { kind: 'element', element };
  const size = Number(match[3] ?? (match[4] || '1'));
  return { kind: 'element', element, charge: sign === '-' && size !== 0 ? -size : size };
}

/**
 * Element from a label where no type is given: `Na1`, `O1A`, `FE2`, `OW1`, `Zr4+`.
 *
 * @param formula elements of the chemical formula: where `CA1` can be calcium or carbon, they decide
 */
export function readLabel(label: string, formula: ReadonlySet<string>): ReadElement {
  const letters = /^[A-Za-z]+/.exec(label)?.[0] ?? '';
  if (letters === '') return unknown(label.slice(0, 40));
  const charged = readTypeSymbol(label);
  if (charged.kind === 'element' && charged.charge !== undefined) return charged;
  const two = capitalised(letters.slice(0, 2));
  const one = capitalised(letters.slice(0, 1));
  const candidates = [two, one].filter((name) => isElement(name));
  const element = candidates.find((name) => formula.has(name)) ?? candidates[0];
  if (dummies.has(capitalised(letters)) && (element === undefined || !formula.has(element))) return { kind: 'dummy' };
  return element === undefined ? unknown(letters) : { kind: 'element', element };
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1).toLowerCase();
}

function unknown(name: string): ReadElement {
  const near = nearest(name, knownElements());
  return near === undefined ? { kind: 'unknown' } : { kind: 'unknown', nearest: near };
}

/** All symbols: there are few enough combinations of one or two letters to ask about each. */
function knownElements(): string[] {
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  return [...alphabet.toUpperCase()]
    .flatMap((first) => ['', ...alphabet].map((second) => first + second))
    .filter((symbol) => isElement(symbol));
}
