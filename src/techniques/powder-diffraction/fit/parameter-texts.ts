/** The user's words about single parameters (`zro2.a=5.15`, `U=0:0.1`, `nzsp.O2.uIso=nzsp.O1.uIso`) as constraints of the fit. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import type { ModelParameter } from '../model/model-parameters.js';
import type { PowderDiffractionOptions } from '../options.js';
import type { TieTo } from './released.js';

export interface Constraints {
  /** Value of each parameter that is held; NaN where it is held at its start. */
  readonly fixed: ReadonlyMap<number, number>;
  readonly start: ReadonlyMap<number, number>;
  readonly bounds: ReadonlyMap<number, readonly [number, number]>;
  readonly ties: ReadonlyMap<number, TieTo>;
}

type Texts = Pick<PowderDiffractionOptions, 'fix' | 'tie' | 'bounds' | 'start'>;

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';
const NAME = '[A-Za-z][\\w.\'"*+-]*';

/**
 * @throws `invalid-option` naming option and text, with the nearest parameter for a name that is none, for a parameter that is
 *   named twice in one option, and for words that contradict each other
 */
export function readParameterTexts(parameters: readonly ModelParameter[], texts: Texts): Constraints {
  const names = parameters.map(({ name }) => name);
  const indexOf = (option: string, text: string, name: string): number => {
    const index = names.indexOf(name);
    if (index >= 0) return index;
    throw fail('invalid-option', `${option} "${text}": there is no parameter ${name}`, suggest(name, names), {
      path: option,
    });
  };
  const read = (option: keyof Texts, right: string, shape: string): { n: number; parts: string[]; text: string }[] => {
    const seen = new Set<number>();
    return texts[option].map((text) => {
      const match = new RegExp(`^\\s*(${NAME})\\s*${right}\\s*$`).exec(text);
      if (match === null)
        throw fail('invalid-option', `${option} "${text}" cannot be read`, `write it as ${shape}`, { path: option });
      const n = indexOf(option, text, match[1]!);
      if (seen.has(n))
        throw fail('invalid-option', `${option} "${text}": ${names[n]} has been given before`, 'keep one of them', {
          path: option,
        });
      seen.add(n);
      return { n, parts: match.slice(2), text };
    });
  };
  const fixed = new Map(
    read('fix', `(?:=\\s*(${NUMBER}))?`, 'Y=0.06').map(({ n, parts }) => [
      n,
      parts[0] === undefined ? Number.NaN : Number(parts[0]),
    ]),
  );
  const start = new Map(read('start', `=\\s*(${NUMBER})`, 'nzsp.a=15.65').map(({ n, parts }) => [n, Number(parts[0])]));
  const bounds = new Map(
    read('bounds', `=\\s*(${NUMBER})\\s*:\\s*(${NUMBER})`, 'nzsp.Na1.occupancy=0.5:1').map(({ n, parts, text }) => {
      const [low, high] = [Number(parts[0]), Number(parts[1])];
      if (!(low < high))
        throw fail('invalid-option', `bounds "${text}": the first is not below the second`, 'write it as low:high', {
          path: 'bounds',
        });
      const [lower, upper] = limitsOf(parameters[n]!);
      if (low < upper && high > lower) return [n, [Math.max(low, lower), Math.min(high, upper)] as const];
      throw fail('invalid-option', `bounds "${text}": ${names[n]} cannot be there`, limitWords(lower, upper), {
        path: 'bounds',
      });
    }),
  );
  const ties = new Map(
    read('tie', `=\\s*(?:(${NUMBER})\\s*\\*\\s*)?(${NAME})`, 'nzsp.O2.uIso=nzsp.O1.uIso').map(({ n, parts, text }) => {
      const source = indexOf('tie', text, parts[1]!);
      return [n, { source, factor: parts[0] === undefined ? 1 : Number(parts[0]), constant: 0 }];
    }),
  );
  for (const [n, { source }] of ties) {
    const why =
      source === n
        ? 'it is tied to itself'
        : ties.has(source)
          ? `${names[source]} is tied too`
          : fixed.has(n)
            ? 'it is held as well'
            : bounds.has(n)
              ? 'it has bounds as well'
              : parameters[n]!.unit !== parameters[source]!.unit
                ? `it has another unit than ${names[source]}`
                : undefined;
    if (why !== undefined)
      throw fail('invalid-option', `tie of ${names[n]}: ${why}`, 'tie parameters to one that is refined or held', {
        path: 'tie',
      });
  }
  for (const [option, values] of [
    ['fix', fixed],
    ['start', start],
  ] as const) {
    for (const [n, value] of values) {
      if (Number.isNaN(value)) continue;
      const [lower, upper] = limitsOf(parameters[n]!);
      if (!(value >= lower && value <= upper))
        throw fail('invalid-option', `${names[n]} cannot be ${value}`, limitWords(lower, upper), { path: option });
      const [low, high] = bounds.get(n) ?? [value, value];
      if (!(value >= low && value <= high))
        throw fail('invalid-option', `${option} of ${names[n]}: ${value} lies outside its bounds`, 'mend one of them', {
          path: option,
        });
    }
  }
  return { fixed, start, bounds, ties };
}

/** Ties set values at the start that nobody has typed: they have to be such that the model can begin with them. */
export function checkTies(
  parameters: readonly ModelParameter[],
  { ties }: Pick<Constraints, 'ties'>,
  values: ArrayLike<number>,
): void {
  for (const n of ties.keys()) {
    const { name } = parameters[n]!;
    const [lower, upper] = limitsOf(parameters[n]!);
    const value = values[n] as number;
    if (value >= lower && value <= upper) continue;
    const begins = `tie of ${name}: it would begin at ${Number(value.toPrecision(6))}`;
    throw fail('invalid-option', begins, `${limitWords(lower, upper)}; mend the factor, or give a start`, {
      path: 'tie',
    });
  }
}

/** Larger numbers end beyond the numbers there are when they are squared. */
const LARGEST = 1e15;
/** X and Y add up to one width: alone either may be below zero. */
const LEAST_WIDTH_TERM = -10;

function limitsOf({ name, lower, upper }: ModelParameter): readonly [number, number] {
  const least = name === 'X' || name === 'Y' ? LEAST_WIDTH_TERM : lower;
  return [Math.max(least, -LARGEST), Math.min(upper, LARGEST)];
}

function limitWords(lower: number, upper: number): string {
  const [low, high] = [lower, upper].map((value) => Number(value.toPrecision(6)));
  if (upper < LARGEST) return `its values lie from ${low} to ${high}`;
  return lower > -LARGEST ? `its values are ${low} or more` : 'give a number of the size of the data';
}
