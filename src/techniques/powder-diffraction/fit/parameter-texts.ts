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
      if (low < high) return [n, [low, high] as const];
      throw fail('invalid-option', `bounds "${text}": the first is not below the second`, 'write it as low:high', {
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
            : undefined;
    if (why !== undefined)
      throw fail('invalid-option', `tie of ${names[n]}: ${why}`, 'tie parameters to one that is refined or held', {
        path: 'tie',
      });
  }
  for (const [n, value] of [...fixed, ...start]) {
    const { lower, upper, name } = parameters[n]!;
    if (Number.isNaN(value) || (value >= lower && value <= upper) || ['U', 'V', 'Y', 'X'].includes(name)) continue;
    throw fail('invalid-option', `${name} cannot be ${value}`, `its values lie from ${lower} to ${upper}`, {
      path: fixed.has(n) ? 'fix' : 'start',
    });
  }
  return { fixed, start, bounds, ties };
}
