/**
 * The one error family of Interphase. Every failure that a user can cause or mend is one of these: a stable code to
 * test on, a sentence that says what happened, where, and what to do next.
 *
 * Errors lose their class when they cross a worker or JSON, so guards test the `code` field, never `instanceof`.
 */

/** Where in the user's input the trouble sits. Lines and columns count from 1. */
export interface ErrorPlace {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** Byte offset in a binary file. */
  readonly byte?: number;
  /** Path inside a structured file, e.g. `analyses.conductivity.circuit`. */
  readonly path?: string;
}

export type ErrorCode =
  | 'not-a-quantity'
  | 'wrong-dimension'
  | 'unknown-unit'
  | 'empty-file'
  | 'unknown-format'
  | 'malformed-file'
  | 'truncated-file'
  | 'ambiguous-column'
  | 'missing-column'
  | 'file-not-found'
  | 'cannot-read'
  | 'wrong-technique'
  | 'invalid-circuit'
  | 'invalid-option'
  | 'invalid-study'
  | 'invalid-geometry'
  | 'invalid-structure'
  | 'too-few-points'
  | 'too-many-points'
  | 'fit-failed'
  | 'cannot-write'
  | 'cannot-serve'
  | 'cancelled'
  | 'worker-crashed'
  | 'usage';

export interface InterphaseError extends Error {
  readonly code: ErrorCode;
  readonly where: ErrorPlace;
  /** What the user can do about it; printed after the message. */
  readonly hint: string;
}

class TaggedError extends Error implements InterphaseError {
  readonly code: ErrorCode;
  readonly where: ErrorPlace;
  readonly hint: string;
  constructor(code: ErrorCode, message: string, hint: string, where: ErrorPlace) {
    super(message);
    this.name = 'InterphaseError';
    this.code = code;
    this.hint = hint;
    this.where = where;
  }
}

/**
 * Makes an error of the family.
 *
 * @example throw fail('empty-file', 'the file holds no bytes', 'export it again from the instrument', { file });
 */
export function fail(code: ErrorCode, message: string, hint: string, where: ErrorPlace = {}): InterphaseError {
  return new TaggedError(code, message, hint, where);
}

/** True for errors of the family, also after a worker or JSON has flattened them; with a code, only for that one. */
export function isInterphaseError(error: unknown, code?: ErrorCode): error is InterphaseError {
  if (typeof error !== 'object' || error === null) return false;
  const candidate = error as Partial<InterphaseError>;
  if (typeof candidate.code !== 'string' || typeof candidate.hint !== 'string') return false;
  return code === undefined || candidate.code === code;
}

/** The same error with its place completed (a reader knows the line, its caller knows the file). */
export function withPlace(error: unknown, place: ErrorPlace): unknown {
  if (!isInterphaseError(error)) return error;
  return fail(error.code, error.message, error.hint, { ...place, ...error.where });
}

/** `study.yaml:5:19`, `pellet.mpr, byte 406`, or an empty string when nothing is known. */
export function printPlace(where: ErrorPlace): string {
  const position =
    where.line === undefined ? '' : where.column === undefined ? `:${where.line}` : `:${where.line}:${where.column}`;
  const file =
    where.file === undefined
      ? position === ''
        ? ''
        : `line${position.replace(':', ' ')}`
      : `${where.file}${position}`;
  const byte = where.byte === undefined ? '' : `${file === '' ? '' : ', '}byte ${where.byte}`;
  const path = where.path === undefined ? '' : `${file === '' && byte === '' ? '' : ' '}${where.path}`;
  return `${file}${byte}${path}`;
}
