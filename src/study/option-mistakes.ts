import { isInterphaseError } from '../errors.js';
import { suggest } from '../quantity/nearest.js';
import type { Technique } from '../techniques/technique.js';
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
  const known = Object.fromEntries(Object.entries(options).filter(([key]) => names.includes(key)));
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
