import { fail } from '../errors.js';
import { pow } from '../numerics/elementary/pow.js';
import { nearest } from './nearest.js';
import { type Dimension, knownUnitSymbols, lookUpUnit } from './unit-table.js';

export { type Dimension, nameDimension, sameDimension } from './unit-table.js';

/** A unit as text and as arithmetic: SI value = number * factor + offset. */
export interface Unit {
  readonly text: string;
  readonly factor: number;
  /** Not zero for `degC` and `degF` alone; in products (`K/min`, `degC/min`) they are differences. */
  readonly offset: number;
  readonly dimension: Dimension;
}

const parsed = new Map<string, Unit>();

/**
 * Reads a unit in any of the usual spellings: `S/cm`, `S cm^-1`, `S cm-1`, `S·cm⁻¹`, `Ohm cm^2`, `Ω·cm²`, `mA/cm2`,
 * `J/(mol K)`, `Ohm s^-1/2`. A letter as power (`S s^n` of a constant phase element) makes that factor a dimension of
 * its own, which converts only to itself.
 *
 * Two factors after a `/` without parentheses (`J/mol K`) are refused: people mean two different things by it.
 *
 * @throws `unknown-unit` with the nearest known unit.
 */
export function parseUnit(text: string): Unit {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const unit = new UnitReader(text).read();
  // Unit texts come from files; the memory of them must not grow without bound.
  if (parsed.size >= 1000) parsed.clear();
  parsed.set(text, unit);
  return unit;
}

/** True when the text is a unit that `parseUnit` reads. */
export function isUnit(text: string): boolean {
  try {
    parseUnit(text);
    return true;
  } catch {
    return false;
  }
}

const superscripts: Readonly<Record<string, string>> = {
  '⁰': '0',
  '¹': '1',
  '²': '2',
  '³': '3',
  '⁴': '4',
  '⁵': '5',
  '⁶': '6',
  '⁷': '7',
  '⁸': '8',
  '⁹': '9',
  '⁻': '-',
  '⁺': '+',
  ⁿ: 'n',
  ᐟ: '/',
};

/** One spelling for what Unicode and habit write in many: superscripts become `^..`, the two omegas, mus and angstroms one each. */
function normalise(text: string): string {
  return text
    .replace(/[⁰¹²³⁴-⁹⁻⁺ⁿᐟ]+/gu, (run) => `^${[...run].map((c) => superscripts[c]).join('')}`)
    .replace(/\u2126/g, 'Ω')
    .replace(/\u03bc/g, 'µ')
    .replace(/\u212b|A\u030a/g, 'Å')
    .replace(/℃/g, '°C')
    .replace(/[\u2212\u2010-\u2013]/g, '-')
    .replace(/\*\*/g, '^')
    .replace(/[\u00a0\u2009\u202f\s]+/g, ' ')
    .trim();
}

/** A recursive-descent reader over the normalised text. */
class UnitReader {
  private readonly original: string;
  private readonly text: string;
  private at = 0;

  constructor(original: string) {
    this.original = original;
    this.text = normalise(original);
  }

  read(): Unit {
    if (this.text === '') {
      throw fail(
        'unknown-unit',
        'there is no unit here',
        'write the unit after the number; 1 stands for a pure number',
      );
    }
    const alone = lookUpUnit(this.text);
    if (alone !== undefined) return { text: this.original, ...pick(alone) };
    const product = this.readProduct();
    if (this.at < this.text.length) this.refuse(`"${this.text.slice(this.at)}" cannot be read`);
    return { text: this.original, factor: product.factor, offset: 0, dimension: product.dimension };
  }

  private readProduct(): Factor {
    let result: Factor = { factor: 1, dimension: {} };
    let sign: 1 | -1 = 1;
    let first = true;
    let divided = false;
    for (;;) {
      this.skipSpace();
      if (this.at >= this.text.length || this.peek() === ')') break;
      if (!first || this.peek() === '/') {
        sign = this.readOperator(first);
        this.skipSpace();
      }
      const part = this.readPower();
      if (divided && sign === 1 && part.power > 0) {
        this.refuse(
          'several factors after "/" can be read in two ways',
          `write parentheses or negative powers, e.g. "J/(mol K)" or "J mol^-1 K^-1"`,
        );
      }
      divided ||= sign === -1;
      result = multiply(result, part, sign);
      first = false;
    }
    if (first) this.refuse('it is empty');
    return result;
  }

  /** The sign of the next factor's power: -1 after `/` or `per`, +1 after a product sign or a space. */
  private readOperator(first: boolean): 1 | -1 {
    const rest = this.text.slice(this.at);
    if (rest.startsWith('/')) {
      this.at += 1;
      return -1;
    }
    if (/^per\b/.test(rest)) {
      this.at += 3;
      return -1;
    }
    // A hyphen between letters is a product too (`Ohm-cm`); before a digit it belongs to a power.
    if (!first && /^(?:[·*.×⋅∙]|-[A-Za-zΩµÅ])/u.test(rest)) {
      this.at += 1;
      return 1;
    }
    return 1;
  }

  private readPower(): Factor & { power: number } {
    let base: Factor;
    let symbol = '';
    if (this.peek() === '(') {
      this.at += 1;
      base = this.readProduct();
      if (this.peek() !== ')') this.refuse('a parenthesis is not closed');
      this.at += 1;
    } else {
      symbol = this.readSymbol();
      base = this.lookUp(symbol);
    }
    const power = this.readExponent();
    if (typeof power === 'string') {
      if (symbol === '') this.refuse('only a single unit can have a letter as power');
      return { factor: 1, dimension: { [`${symbol}^${power}`]: 1 }, power: 1 };
    }
    const dimension: Record<string, number> = {};
    for (const [name, p] of Object.entries(base.dimension)) dimension[name] = p * power;
    return { factor: pow(base.factor, power), dimension, power };
  }

  private readSymbol(): string {
    const match = /^(?:wt%|at%|mol%|vol%|a\.u\.|1(?![\d.])|°[CF]?|[%‰]|[A-Za-zµΩÅ]+)/u.exec(this.text.slice(this.at));
    if (match === null) return this.refuse(`"${this.text.slice(this.at)}" cannot be read`);
    this.at += match[0].length;
    return match[0];
  }

  /** A number (1 where none stands), or the letters of a power such as `n`. */
  private readExponent(): number | string {
    const rest = this.text.slice(this.at);
    const caret = /^ ?\^ ?(?:\(([^()]*)\)|([+-]?\d+(?:\.\d+)?(?:\/\d+)?)|([A-Za-z]+))/.exec(rest);
    if (caret !== null) {
      this.at += caret[0].length;
      const inner = (caret[1] ?? caret[2] ?? caret[3] ?? '').replace(/ ?([-+/]) ?/g, '$1').trim();
      const fraction = /^([+-]?\d+(?:\.\d+)?)(?:\/(\d+))?$/.exec(inner);
      if (fraction !== null) return Number(fraction[1]) / Number(fraction[2] ?? 1);
      if (/^[A-Za-z0-9.+-]+$/.test(inner)) return inner;
      return this.refuse(`the power "${inner}" cannot be read`);
    }
    const direct = /^[+-]?\d+(?:\.\d+)?/.exec(rest);
    if (direct !== null) {
      this.at += direct[0].length;
      return Number(direct[0]);
    }
    if (/^ ?\^/.test(rest)) this.refuse('a power is missing after "^"');
    return 1;
  }

  private lookUp(symbol: string): Factor {
    const definition = lookUpUnit(symbol);
    if (definition !== undefined) return pick(definition);
    const near = nearest(symbol, knownUnitSymbols());
    throw fail(
      'unknown-unit',
      `the unit "${symbol}"${symbol === this.original ? '' : ` in "${this.original}"`} is not known`,
      near === undefined ? 'write an SI unit such as mm, S/cm or mA/cm^2' : `did you mean "${near}"?`,
    );
  }

  private refuse(reason: string, hint = 'write it like "S/cm", "S cm^-1" or "J/(mol K)"'): never {
    throw fail('unknown-unit', `the unit "${this.original}" cannot be read: ${reason}`, hint);
  }

  private skipSpace(): void {
    while (this.peek() === ' ') this.at += 1;
  }

  private peek(): string {
    return this.text[this.at] ?? '';
  }
}

interface Factor {
  readonly factor: number;
  readonly dimension: Dimension;
}

function pick(unit: { factor: number; offset: number; dimension: Dimension }): Omit<Unit, 'text'> {
  return { factor: unit.factor, offset: unit.offset, dimension: unit.dimension };
}

function multiply(a: Factor, b: Factor, sign: 1 | -1): Factor {
  const dimension: Record<string, number> = { ...a.dimension };
  for (const [base, power] of Object.entries(b.dimension)) {
    const sum = (dimension[base] ?? 0) + sign * power;
    if (sum === 0) delete dimension[base];
    else dimension[base] = sum;
  }
  return { factor: sign === 1 ? a.factor * b.factor : a.factor / b.factor, dimension };
}
