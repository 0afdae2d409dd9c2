import { fail } from '../errors.js';
import { impossibleCondition } from '../execution/impossible-condition.js';
import { convertNumber } from '../quantity/convert.js';
import { parseQuantity } from '../quantity/parse.js';
import type { Quantity } from '../quantity/quantity.js';
import { parseUnit, sameDimension } from '../quantity/units.js';
import { defaultUnit, unitOfCondition } from '../techniques/default-unit.js';
import type { Conditions } from '../techniques/technique.js';

/**
 * A condition as typed in study.yaml: `25 degC`, `100 h`. A bare number is taken only where the condition is a pure
 * number (`cycle: 5`).
 *
 * @throws `not-a-quantity`, `unknown-unit`, `wrong-dimension`
 */
export function parseCondition(name: string, typed: string | number): Quantity {
  const usual = defaultUnit(name);
  const condition =
    usual !== '1'
      ? parseQuantity(String(typed), usual)
      : parseQuantity(String(typed), typeof typed === 'number' ? '1' : undefined, { bareUnit: '1' });
  const impossible = impossibleCondition(name, condition);
  if (impossible !== undefined) throw fail('invalid-option', impossible, 'correct the number or its unit');
  return condition;
}

/** @throws `invalid-option` naming the file whose name holds a condition that cannot be */
export function refuseImpossible(pattern: string, file: string, conditions: Conditions): void {
  for (const [name, condition] of Object.entries(conditions)) {
    const impossible = impossibleCondition(name, condition);
    if (impossible === undefined) continue;
    throw fail(
      'invalid-option',
      `by the name of ${file} ${impossible}`,
      `correct the name, or the pattern "${pattern}"`,
    );
  }
}

/** A pattern of file names, ready to match. */
export interface ConditionPattern {
  readonly text: string;
  /** Names of its conditions, in order. */
  readonly names: readonly string[];
  /** The conditions in a name; undefined when the pattern does not fit the whole of it. */
  match(name: string): Match | undefined;
}

export interface Match {
  readonly conditions: Conditions;
  /** Conditions whose minus sign follows a letter, so that it may be a hyphen. */
  readonly doubtfulMinus: readonly string[];
}

/** A number in a name: a minus only where no digit stands before it (2024-05 is no -05); `p`, comma or point as decimal sign. */
const numberSource = String.raw`((?<!\d)[+\-\u2212]?\d+(?:[.,p]\d+)?(?!\d))`;

/** After a wildcard a number must not begin inside another (the 5 of 25, the 25 of 1.25). */
const numberAfterWildcard = String.raw`((?<!\d)[+\-\u2212]?(?<!\d)(?<!\d[.,p])\d+(?:[.,p]\d+)?(?!\d))`;

/**
 * Reads a pattern: `{name}` or `{name:unit}` stands for a number, `*` for anything but `/`, `**` for anything, `?` for
 * one character. Without a unit in the braces, the letters that follow in the pattern are taken when they are a unit of
 * the right dimension (`{time}min` are minutes; other letters are refused); with no letters it is the condition's usual
 * unit (temperature degC, time h, ...).
 *
 * @throws `invalid-option` for braces that cannot be read, `unknown-unit`
 */
export function compilePattern(text: string): ConditionPattern {
  const names: string[] = [];
  const units: string[] = [];
  let source = '';
  let at = 0;
  let afterWildcard = false;
  for (const part of text.matchAll(/\{([^{}]*)\}|\*\*\/?|\*|\?|[{}]/g)) {
    const literal = text.slice(at, part.index);
    if (literal !== '') afterWildcard = false;
    source += escapeLiteral(literal);
    at = part.index + part[0].length;
    if (part[1] !== undefined) {
      const { name, unit } = readPlaceholder(text, part[1], text.slice(at), names);
      names.push(name);
      units.push(unit);
      source += afterWildcard ? numberAfterWildcard : numberSource;
      afterWildcard = false;
    } else {
      source += wildcard(text, part[0]);
      afterWildcard = true;
    }
  }
  source += escapeLiteral(text.slice(at));
  const expression = new RegExp(`^${source}$`, 'du');
  return {
    text,
    names,
    match: (name) => {
      const plain = name.replace(/^\.\//, '');
      const found = expression.exec(plain);
      if (found === null) return undefined;
      const conditions: Record<string, Quantity> = {};
      const doubtfulMinus: string[] = [];
      for (const [index, condition] of names.entries()) {
        const digits = found[index + 1]!;
        const before = plain[found.indices![index + 1]![0] - 1] ?? '';
        if (/^[-\u2212]/.test(digits) && /[A-Za-z]/.test(before)) doubtfulMinus.push(condition);
        conditions[condition] = { value: readNumber(digits), sigma: null, unit: units[index]! };
      }
      return { conditions, doubtfulMinus };
    },
  };
}

function readPlaceholder(text: string, inner: string, rest: string, names: readonly string[]) {
  const match = /^\s*([A-Za-z][A-Za-z0-9_-]*)\s*(?::\s*(\S(?:.*\S)?)\s*)?$/.exec(inner);
  if (match === null) {
    throw fail(
      'invalid-option',
      `"{${inner}}" in the pattern "${text}" cannot be read`,
      'write {name} or {name:unit}, e.g. {temperature:degC}',
    );
  }
  const name = match[1]!;
  if (names.includes(name))
    throw fail('invalid-option', `"{${name}}" stands twice in the pattern "${text}"`, 'name each condition once');
  if (rest.startsWith('{')) {
    throw fail(
      'invalid-option',
      `in the pattern "${text}" nothing separates "{${inner}}" from what follows`,
      'a character must stand between two conditions',
    );
  }
  const usual = defaultUnit(name);
  if (match[2] === undefined) return { name, unit: unitThatFollows(name, usual, rest) };
  const unit = parseUnit(match[2]);
  if (usual !== '1' && !sameDimension(unit.dimension, parseUnit(usual).dimension)) {
    throw fail(
      'wrong-dimension',
      `${name} cannot be in ${match[2]} (pattern "${text}")`,
      `give a unit such as ${usual}`,
    );
  }
  return { name, unit: match[2] };
}

/**
 * The unit that the letters after a placeholder spell. Letters that are no unit of the condition are refused, since
 * `{time}weeks` would else be read as hours without a word.
 */
function unitThatFollows(name: string, usual: string, rest: string): string {
  const letters = /^[A-Za-zµΩ°%]+/.exec(rest)?.[0];
  if (letters === undefined || usual === '1') return usual;
  const unit = unitOfCondition(name, letters);
  if (unit !== undefined) return unit;
  throw fail(
    'invalid-option',
    `"${letters}" after {${name}} is no unit of ${name}`,
    `write the unit into the braces, e.g. {${name}:${usual}}`,
  );
}

function wildcard(text: string, part: string): string {
  if (part === '**/') return '(?:.*?/)?';
  if (part === '**') return '.*?';
  if (part === '*') return '[^/]*?'; // lazy: a minus sign belongs to the number that follows
  if (part === '?') return '[^/]';
  throw fail(
    'invalid-option',
    `a "${part}" in the pattern "${text}" has no partner`,
    'write {name} or {name:unit}, e.g. {temperature:degC}',
  );
}

function escapeLiteral(literal: string): string {
  return literal.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&').replace(/\\-/g, '-');
}

function readNumber(digits: string): number {
  return Number(digits.replace('\u2212', '-').replace(/[,p]/, '.'));
}

/** Short name of a recording: the file name without its extension (`.5C` of `pellet-25.5C` is none). */
export function fileLabel(path: string): string {
  const fileName = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const stem = fileName.replace(/\.[A-Za-z][A-Za-z0-9]{0,9}$/, '');
  return stem === '' ? fileName : stem;
}

/**
 * Conditions of recordings from a pattern on their labels, as on the command line:
 * `--conditions "pellet-{temperature}C"`. One entry per label, in the order given.
 *
 * @throws `invalid-option` naming the labels that the pattern does not fit
 */
export function conditionsFromLabels(pattern: string, labels: readonly string[]): Conditions[] {
  const compiled = compilePattern(pattern);
  if (compiled.names.length === 0) {
    throw fail('invalid-option', `the pattern "${pattern}" holds no condition`, 'write e.g. "pellet-{temperature}C"');
  }
  const matches = labels.map((label) => compiled.match(label));
  const missed = labels.filter((_, index) => matches[index] === undefined);
  if (missed.length > 0) {
    const more = missed.length > 3 ? ` and ${missed.length - 3} more` : '';
    throw fail(
      'invalid-option',
      `the pattern "${pattern}" does not fit ${missed.slice(0, 3).join(', ')}${more}`,
      'it must fit the whole file name without its extension; * stands for anything',
    );
  }
  const found = matches.map((match) => match!);
  refuseHyphens(pattern, found);
  for (const [index, { conditions }] of found.entries()) refuseImpossible(pattern, labels[index]!, conditions);
  return found.map((match) => match.conditions);
}

/**
 * `pellet{temperature}C` reads `pellet-25C` as -25. When every name has its minus right after a letter, it is more
 * likely a hyphen, and a wrong sign would go unnoticed.
 *
 * @throws `invalid-option`
 */
export function refuseHyphens(pattern: string, matches: readonly Match[]): void {
  for (const name of matches[0]?.doubtfulMinus ?? []) {
    if (!matches.every((match) => match.doubtfulMinus.includes(name))) continue;
    throw fail(
      'invalid-option',
      `with the pattern "${pattern}" every ${name} would be negative`,
      `if the hyphen only separates, write it into the pattern: "${pattern.replace(`{${name}`, `-{${name}`)}"; if not, give the conditions in a list`,
    );
  }
}

/** Ascending in the conditions, in the order of their names, whatever units they are in; missing ones last. */
export function compareConditions(a: Conditions, b: Conditions, names: readonly string[]): number {
  for (const name of names) {
    const left = a[name];
    const right = b[name];
    if (left?.value == null || right?.value == null) {
      if (left?.value != null) return -1;
      if (right?.value != null) return 1;
      continue;
    }
    const difference = left.value - inUnitOf(left, right);
    if (difference !== 0) return difference;
  }
  return 0;
}

function inUnitOf(left: Quantity, right: Quantity): number {
  return left.unit === right.unit ? right.value! : convertNumber(right.value!, right.unit, left.unit);
}
