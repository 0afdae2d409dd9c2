import { fail, withPlace } from '../errors.js';
import { nearest } from '../quantity/nearest.js';
import type { Technique } from '../techniques/technique.js';

/**
 * The options of an analysis, checked by its technique's schema, defaults filled in.
 *
 * @throws `invalid-option` with `where.path` naming the option: an unknown name (with the nearest known one) or a value
 * the schema refuses (with what the option means).
 */
export function validateOptions(
  technique: Technique,
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const fields: Record<string, { readonly description?: string | undefined }> = technique.options.shape;
  for (const name of Object.keys(options)) {
    if (name in fields) continue;
    const near = nearest(name, Object.keys(fields));
    throw fail(
      'invalid-option',
      `${technique.name} has no option "${name}"`,
      `${near === undefined ? '' : `did you mean "${near}"? `}its options are ${Object.keys(fields).join(', ')}`,
      { path: name },
    );
  }
  const checked = checkedBySchema(technique, options);
  if (checked.success) return checked.data;

  const issue = checked.error.issues[0]!;
  const name = String(issue.path[0] ?? '');
  const missing = issue.code === 'invalid_type' && name !== '' && options[name] === undefined;
  const meaning = fields[name]?.description;
  throw fail(
    'invalid-option',
    missing ? `the option "${name}" is needed` : `${printValue(options, issue.path)}${lowerFirst(issue.message)}`,
    meaning === undefined ? `correct the option "${name}"` : `${name}: ${lowerFirst(meaning)}`,
    { path: issue.path.map(String).join('.') },
  );
}

function checkedBySchema(technique: Technique, options: Readonly<Record<string, unknown>>) {
  try {
    return technique.options.safeParse(options);
  } catch (error) {
    // A field that reads a quantity or a circuit may throw an error of the family, which already says what to do.
    throw withPlace(error, { path: optionThatThrows(technique, options) });
  }
}

/** Which field's schema throws on its own; undefined when only their combination does. */
function optionThatThrows(technique: Technique, options: Readonly<Record<string, unknown>>): string {
  for (const [name, schema] of Object.entries(technique.options.shape)) {
    if (!(name in options)) continue;
    try {
      (schema as { safeParse(value: unknown): unknown }).safeParse(options[name]);
    } catch {
      return name;
    }
  }
  return 'options';
}

/** `"12 parsecs": `, the value the issue is about, shortened; empty for a value that is itself a structure. */
function printValue(options: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = options;
  for (const key of path) value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  if (value === undefined || value === null || typeof value === 'object') return '';
  const text = JSON.stringify(value);
  return `${text.length > 60 ? `${text.slice(0, 57)}..."` : text}: `;
}

/** "Invalid input: expected number" becomes "expected number"; a sentence of the schema's own only loses its capital. */
function lowerFirst(message: string): string {
  const text = message.replace(/^Invalid (input|option): /, '');
  return /^[A-Z][a-z ]/.test(text) ? text[0]!.toLowerCase() + text.slice(1) : text;
}
