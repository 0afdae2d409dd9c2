/** The user's words about single numbers (`Ti4+.splitting=5.7`, `Ti3+.position=Ti4+.position-1.8`) as constraints of the fit. */
import { fail } from '../../../errors.js';
import { suggest } from '../../../quantity/nearest.js';
import type { ModelNumber } from '../model/model-numbers.js';
import type { PhotoemissionOptions } from '../options.js';

export interface Tie {
  readonly to: string;
  readonly factor: number;
  readonly constant: number;
}

export interface NumberConstraints {
  /** NaN where it is held at its start. */
  readonly fixed: ReadonlyMap<string, number>;
  readonly start: ReadonlyMap<string, number>;
  readonly bounds: ReadonlyMap<string, readonly [number, number]>;
  readonly ties: ReadonlyMap<string, Tie>;
  readonly freed: ReadonlySet<string>;
  readonly untied: ReadonlySet<string>;
  readonly perStep: ReadonlySet<string>;
}

export type NumberTexts = Pick<PhotoemissionOptions, 'fix' | 'tie' | 'bounds' | 'start' | 'free' | 'untie' | 'perStep'>;

const NUMBER = '[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?';

/**
 * Names are looked up rather than parsed, since a component may be called `Ti4+` or `C-O`.
 *
 * @throws `invalid-option` naming option and text, with the nearest name for one that is none, for a number named twice in one
 *   option and for words that contradict each other
 */
export function readNumberTexts(numbers: readonly ModelNumber[], texts: NumberTexts): NumberConstraints {
  const byName = new Map(numbers.map((number) => [number.name, number]));
  const names = [...byName.keys()];
  const known = (option: keyof NumberTexts, text: string, name: string): string => {
    if (byName.has(name)) return name;
    throw fail('invalid-option', `${option} "${text}": there is no number ${name}`, suggest(name, names), {
      path: option,
    });
  };
  const read = (option: 'fix' | 'tie' | 'bounds' | 'start', right: string, shape: string) => {
    const seen = new Set<string>();
    return texts[option].map((text) => {
      const match = new RegExp(`^\\s*([^=]+?)\\s*${right}\\s*$`).exec(text);
      if (match === null) throw unreadable(option, text, `write it as ${shape}`);
      const name = known(option, text, match[1]!);
      if (seen.has(name)) throw unreadable(option, text, `${name} has been given before: keep one of them`);
      seen.add(name);
      return { name, parts: match.slice(2), text };
    });
  };
  const fixed = new Map(
    read('fix', `(?:=\\s*(${NUMBER}))?`, 'Ti4+.splitting=5.70').map(({ name, parts }) => [
      name,
      parts[0] === undefined ? Number.NaN : Number(parts[0]),
    ]),
  );
  const start = new Map(
    read('start', `=\\s*(${NUMBER})`, 'Ti4+.gaussian=1.1').map(({ name, parts }) => [name, Number(parts[0])]),
  );
  const bounds = new Map(
    read('bounds', `=\\s*(${NUMBER})\\s*:\\s*(${NUMBER})`, 'Ti3+.position=456:458').map(({ name, parts, text }) => {
      const pair = [Number(parts[0]), Number(parts[1])] as const;
      if (!(pair[0] < pair[1])) throw unreadable('bounds', text, 'write it as low:high');
      return [name, pair];
    }),
  );
  const ties = new Map(
    read('tie', '=\\s*(.+)', 'Ti3+.position=Ti4+.position-1.8').map(({ name, parts, text }) => [
      name,
      readTie(text, parts[0]!, names),
    ]),
  );
  const list = (option: 'free' | 'perStep') => new Set(texts[option].map((text) => known(option, text, text.trim())));
  const untied = new Set(
    texts.untie.flatMap((text) => {
      const every = /^\s*\*\.(\w+)\s*$/.exec(text)?.[1];
      if (every === undefined) return [known('untie', text, text.trim())];
      const found = names.filter((name) => name.endsWith(`.${every}`));
      if (found.length === 0) throw unreadable('untie', text, `no component has a number ${every}`);
      return found;
    }),
  );
  const constraints = { fixed, start, bounds, ties, freed: list('free'), untied, perStep: list('perStep') };
  refuseContradictions(constraints, byName);
  return constraints;
}

function readTie(text: string, right: string, names: readonly string[]): Tie {
  const factorText = new RegExp(`^(${NUMBER})\\s*\\*\\s*`).exec(right);
  const rest = factorText === null ? right : right.slice(factorText[0].length);
  // The longest name that the rest begins with: `Ti4+.position-1.8` is no name itself.
  const to = names
    .filter((name) => rest.startsWith(name))
    .reduce<string | undefined>(
      (best, name) => (best === undefined || name.length > best.length ? name : best),
      undefined,
    );
  const after = to === undefined ? '' : rest.slice(to.length).replace(/\s+/g, '');
  const constant = after === '' ? 0 : /^[-+](?:\d+\.?\d*|\.\d+)$/.test(after) ? Number(after) : Number.NaN;
  if (to === undefined || Number.isNaN(constant)) {
    throw fail(
      'invalid-option',
      `tie "${text}": ${rest.trim()} is no number of the model`,
      `${suggest(rest.trim(), names)}; write it as Ti3+.position=Ti4+.position-1.8 or A.area=0.5*B.area`,
      { path: 'tie' },
    );
  }
  return { to, factor: factorText === null ? 1 : Number(factorText[1]), constant };
}

function refuseContradictions(
  { fixed, ties, bounds, start, freed }: NumberConstraints,
  byName: ReadonlyMap<string, ModelNumber>,
): void {
  for (const [name, { to }] of ties) {
    if (fixed.has(name)) throw unreadable('tie', name, 'it is held as well: keep one of them');
    if (bounds.has(name)) throw unreadable('tie', name, `bounds belong to what it is tied to, ${to}`);
    if (byName.get(name)!.unit !== byName.get(to)!.unit)
      throw unreadable('tie', name, `it has another unit than ${to}`);
    for (let next: string | undefined = to, hops = 0; next !== undefined; next = ties.get(next)?.to, hops++) {
      if (next === name || hops > ties.size) throw unreadable('tie', name, 'it is tied to itself in the end');
    }
  }
  for (const [option, values] of [
    ['fix', fixed],
    ['start', start],
  ] as const) {
    for (const [name, value] of values) {
      const { lower, upper, unit } = byName.get(name)!;
      const [low, high] = bounds.get(name) ?? [lower, upper];
      if (Number.isNaN(value) || (value >= low && value <= high)) continue;
      throw unreadable(option, `${name}=${value}`, `it can lie between ${low} and ${high} ${unit}`);
    }
  }
  for (const name of freed) if (fixed.has(name)) throw unreadable('free', name, 'it is held by fix: keep one of them');
}

function unreadable(option: string, text: string, hint: string) {
  return fail('invalid-option', `${option} "${text}" cannot be followed`, hint, { path: option });
}
