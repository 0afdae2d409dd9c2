import { isInterphaseError } from '../errors.js';
import { suggest } from '../quantity/nearest.js';
import type { Technique } from '../techniques/technique.js';
import { optionField } from './option-field.js';
import { switchedOff } from './option-references.js';
import { referenceIn, unquotedReference } from './references.js';
import { dotted, schemaMistakes } from './schema-mistakes.js';
import type { Mistake, YamlPath, YamlSource } from './yaml-source.js';

/**
 * What is wrong with the options of an analysis, by its technique's own schema.
 *
 * @param shared keys that every analysis has; suggested too, since a typo may have been meant for one of them
 * @param path of the analysis in study.yaml
 */
export function optionMistakes(
  technique: Technique,
  options: Readonly<Record<string, unknown>>,
  shared: readonly string[],
  source: YamlSource,
  path: YamlPath,
): Mistake[] {
  const fields: Record<string, unknown> = technique.options.shape;
  const names = Object.keys(fields);
  const mistakes: Mistake[] = [];
  for (const key of Object.keys(options)) {
    if (names.includes(key)) continue;
    const message = `${technique.name} has no option "${key}"; ${suggest(key, [...names, ...shared])}`;
    mistakes.push({ ...source.placeOfKey(path, key), path: dotted([...path, key]), message });
  }
  const known: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(options)) {
    if (!names.includes(key) || switchedOff(technique, key, value)) continue;
    const stand = standIn(technique, key, value);
    if ('mistake' in stand) {
      mistakes.push({ ...source.placeOf([...path, key]), path: dotted([...path, key]), message: stand.mistake });
    } else known[key] = stand.value;
  }
  try {
    const checked = technique.options.safeParse(known);
    if (!checked.success) mistakes.push(...schemaMistakes(checked.error.issues, source, path, () => []));
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    const at = [...path, ...optionThatThrows(fields, known)];
    mistakes.push({ ...source.placeOf(at), path: dotted(at), message: `${error.message}; ${error.hint}` });
  }
  return mistakes;
}

/**
 * The value that the schema is asked about: for a reference, some quantity in the unit of the option, since its number is
 * known only when the other analysis has run.
 */
function standIn(
  technique: Technique,
  option: string,
  value: unknown,
): { readonly value: unknown } | { readonly mistake: string } {
  const unquoted = unquotedReference(value);
  if (unquoted !== undefined) {
    return { mistake: `a reference must be between quotation marks: ${option}: "${unquoted}"` };
  }
  try {
    if (referenceIn(value) === undefined) return { value };
  } catch (error) {
    if (!isInterphaseError(error)) throw error;
    return { mistake: `${error.message}; ${error.hint}` };
  }
  const unit = optionField(technique, option)?.unit;
  if (unit !== undefined) return { value: unit === '1' ? '1' : `1 ${unit}` };
  return {
    mistake: `"${option}" is no quantity with a unit, so it cannot be a number of another analysis; type its value`,
  };
}

/** A field that reads a quantity or a circuit may throw by itself; which one, is found by trying each. */
function optionThatThrows(fields: Record<string, unknown>, options: Record<string, unknown>): string[] {
  for (const [name, value] of Object.entries(options)) {
    try {
      (fields[name] as { safeParse(value: unknown): unknown }).safeParse(value);
    } catch {
      return [name];
    }
  }
  return [];
}
