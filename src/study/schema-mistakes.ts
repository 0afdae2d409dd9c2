import type { z } from 'zod';
import { suggest } from '../quantity/nearest.js';
import type { Mistake, YamlPath, YamlSource } from './yaml-source.js';

type Issue = z.core.$ZodIssue;

/**
 * What a schema found wrong, as mistakes with their places: a typo in a key is reported at the key itself with the
 * nearest known one, a missing key at the map that lacks it, a wrong value at the value.
 *
 * @param base path of the value the schema was applied to
 * @param known the keys known in the map at a path (from the root of the document)
 */
export function schemaMistakes(
  issues: readonly Issue[],
  source: YamlSource,
  base: YamlPath,
  known: (path: YamlPath) => readonly string[],
): Mistake[] {
  return issues
    .flatMap((issue) => explain(issue, base))
    .map((found): Mistake => {
      const { path, issue } = found;
      if (found.key !== undefined) {
        const at = [...path, found.key];
        const keys = known(path);
        const message = found.message ?? `"${found.key}" is not known here; ${suggest(found.key, keys)}`;
        return { ...source.placeOfKey(path, found.key), path: dotted(at), message };
      }
      return { ...source.placeOf(path), path: dotted(path), message: words(issue, valueAt(source.value, path), path) };
    });
}

/** `analyses.conductivity.recordings[0].file` */
export function dotted(path: YamlPath): string {
  return path.reduce<string>((text, segment) => {
    if (typeof segment === 'number') return `${text}[${segment}]`;
    return text === '' ? String(segment) : `${text}.${String(segment)}`;
  }, '');
}

interface Found {
  readonly issue: Issue;
  readonly path: YamlPath;
  /** Set when the mistake is a key. */
  readonly key?: string;
  readonly message?: string;
}

function explain(issue: Issue, base: YamlPath): Found[] {
  const path = [...base, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ issue, path, key }));
    case 'invalid_key': {
      const message = issue.issues[0]?.message ?? issue.message;
      return [
        {
          issue,
          path: path.slice(0, -1),
          key: String(path.at(-1)),
          message: `"${String(path.at(-1))}" cannot be a name here: ${message}`,
        },
      ];
    }
    case 'invalid_union': {
      // Of the alternatives, the one of the right type is meant; what is wrong inside it is the mistake.
      const meant = issue.errors.find(
        (errors) => !errors.some((error) => error.path.length === 0 && error.code === 'invalid_type'),
      );
      if (meant !== undefined && meant.length > 0) return meant.flatMap((inner) => explain(inner, path));
      return [{ issue, path }];
    }
    default:
      return [{ issue, path }];
  }
}

function words(issue: Issue, value: unknown, path: YamlPath): string {
  const key = String(path.at(-1) ?? 'study');
  if (value === undefined && issue.path.length > 0) return `"${key}" is missing`;
  if (value === null) return `"${key}" has no value; ${expectation(issue)}`;
  if (/^Invalid (input|option|string)/.test(issue.message) || issue.message === 'Invalid input') {
    return `${expectation(issue)}, not ${show(value)}`;
  }
  return issue.message;
}

function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `expected ${typeWord(issue.expected)}`;
    case 'invalid_value':
      return `expected ${issue.values.map((choice) => String(choice)).join(' or ')}`;
    case 'invalid_union': {
      const types = issue.errors.flatMap((errors) =>
        errors.map((error) => (error.code === 'invalid_type' ? typeWord(error.expected) : '')),
      );
      const named = [...new Set(types.filter((type) => type !== ''))];
      return named.length === 0 ? 'expected something else' : `expected ${named.join(' or ')}`;
    }
    default:
      return issue.message;
  }
}

function typeWord(type: string): string {
  const wordsOf: Readonly<Record<string, string>> = {
    object: 'a map (key: value)',
    record: 'a map (key: value)',
    array: 'a list ([a, b])',
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
  };
  return wordsOf[type] ?? type;
}

function show(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  const text = typeof value === 'string' ? `"${value}"` : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function valueAt(root: unknown, path: YamlPath): unknown {
  let value = root;
  for (const segment of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<PropertyKey, unknown>)[segment];
  }
  return value;
}
