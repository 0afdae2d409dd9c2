import { fail } from '../errors.js';
import type { Result } from '../execution/task.js';
import { convert } from '../quantity/convert.js';
import { suggest } from '../quantity/nearest.js';
import { printQuantity } from '../quantity/print.js';
import type { Quantity } from '../quantity/quantity.js';
import { isUnit } from '../quantity/units.js';
import { compareConditions } from './conditions.js';

/** `{analysis.path}` or `{analysis.path:unit}` in a text. */
export interface Placeholder {
  /** As it stands between the braces. */
  readonly text: string;
  readonly analysis: string;
  /** What is asked of the analysis: `activationEnergy`, `temperature.min`, `series.pellet-25C.R0`. */
  readonly path: string;
  /** Unit to print it in, where one is asked for. */
  readonly unit?: string;
}

/** A brace without a partner matches by itself, so that it is seen. */
const braces = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/**
 * The placeholders of a text. `{{` and `}}` stand for braces.
 *
 * @throws `invalid-study` for one that cannot be read
 */
export function placeholdersOf(text: string): Placeholder[] {
  return [...text.matchAll(braces)].flatMap((match) => {
    if (match[1] !== undefined) return [readPlaceholder(match[1])];
    refuseLoneBrace(match[0]);
    return [];
  });
}

/**
 * Fills `{analysis.quantity}`, `{analysis.condition.min}`, `{analysis.condition.max}` and
 * `{analysis.series.<label>.<quantity>}` with numbers, their uncertainties and units. A unit after a colon converts:
 * `{conductivity.conductivity25C:mS/cm}`.
 *
 * @param results of an analysis by its name; undefined when it failed: its numbers then read `[... not available]`
 * @throws `invalid-study` for a name that does not exist, with the nearest; `wrong-dimension` for a unit that does not fit
 */
export function fillText(text: string, results: (analysis: string) => Result | undefined): string {
  return text.replace(braces, (whole, inner: string | undefined) => {
    if (inner === undefined) {
      refuseLoneBrace(whole);
      return whole[0]!;
    }
    const placeholder = readPlaceholder(inner);
    const result = results(placeholder.analysis);
    if (result === undefined) return `[${placeholder.analysis}.${placeholder.path} not available]`;
    return printQuantity(numberAt(result, placeholder));
  });
}

/**
 * The quantity that a placeholder names, in the unit it asks for.
 *
 * @throws `invalid-study` for a name that does not exist, with the nearest; `wrong-dimension` for a unit that does not fit
 */
export function numberAt(result: Result, placeholder: Placeholder): Quantity {
  const quantity = findQuantity(result, placeholder);
  return placeholder.unit === undefined ? quantity : convert(quantity, placeholder.unit);
}

function refuseLoneBrace(brace: string): void {
  if (brace.length > 1) return;
  throw fail('invalid-study', `a "${brace}" has no partner`, 'write {analysis.quantity}; {{ and }} print braces');
}

function readPlaceholder(inner: string): Placeholder {
  const text = inner.trim();
  const colon = text.lastIndexOf(':');
  // A colon may stand in a label; only a unit that is known counts as one.
  const unit = colon > 0 ? text.slice(colon + 1).trim() : '';
  const name = unit !== '' && isUnit(unit) ? text.slice(0, colon).trim() : text;
  const dot = name.indexOf('.');
  if (dot <= 0 || dot === name.length - 1) {
    throw fail(
      'invalid-study',
      `"{${inner}}" names no number`,
      'write {analysis.quantity}, e.g. {conductivity.activationEnergy}; {{ and }} print braces',
    );
  }
  return { text, analysis: name.slice(0, dot), path: name.slice(dot + 1), ...(name === text ? {} : { unit }) };
}

function findQuantity(result: Result, { text, path }: Placeholder): Quantity {
  const whole = own(result.quantities, path);
  if (whole !== undefined) return whole;
  for (const entry of result.series) {
    const prefix = `series.${entry.label}.`;
    if (!path.startsWith(prefix)) continue;
    const name = path.slice(prefix.length);
    const quantity = own(entry.quantities, name) ?? own(entry.conditions, name);
    if (quantity !== undefined) return quantity;
  }
  const end = /^(.+)\.(min|max)$/.exec(path);
  if (end !== null) {
    const extreme = extremeCondition(result, end[1]!, end[2] === 'min' ? 1 : -1);
    if (extreme !== undefined) return extreme;
  }
  throw fail('invalid-study', `there is no number {${text}}`, suggest(path, knownPaths(result, path)));
}

/** The condition of the series that comes first in ascending (+1) or descending (-1) order. */
function extremeCondition(result: Result, name: string, direction: 1 | -1): Quantity | undefined {
  const values = result.series
    .map((entry) => entry.conditions)
    .filter((conditions) => own(conditions, name)?.value != null);
  values.sort((a, b) => direction * compareConditions(a, b, [name]));
  return values[0]?.[name];
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** What could have been meant; the many names of single recordings only when one of them was asked for. */
function knownPaths(result: Result, path: string): string[] {
  const conditions = new Set(result.series.flatMap((entry) => Object.keys(entry.conditions)));
  const names = [
    ...Object.keys(result.quantities),
    ...[...conditions].flatMap((name) => [`${name}.min`, `${name}.max`]),
  ];
  if (!path.startsWith('series.')) return names;
  return result.series.flatMap(({ label, quantities }) =>
    Object.keys(quantities).map((name) => `series.${label}.${name}`),
  );
}
