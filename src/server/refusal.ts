import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type ErrorPlace, isInterphaseError } from '../errors.js';

/** An answer that says no, in the form of every error of the server: `{code, message, hint}`. */
export interface Refusal {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly where?: ErrorPlace;
  readonly headers?: Readonly<Record<string, string>>;
  /** What else the page needs to know, beside code, message and hint. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A refusal on its way from where it was decided to the answer. */
class RefusedError extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** @example throw refuse({ status: 404, code: 'not-found', message: 'there is no such file', hint: 'was it renamed?' }) */
export function refuse(refusal: Refusal): Error {
  return new RefusedError(refusal);
}

/** What any error means to the page; `unforeseen` is told of those that are mistakes of ours. */
export function refusalOf(error: unknown, unforeseen: (error: unknown) => void): Refusal {
  if (error instanceof RefusedError) return error.refusal;
  if (isInterphaseError(error)) {
    const { code, message, hint, where } = error;
    return { status: statusOf[code] ?? 422, code, message, hint, where };
  }
  unforeseen(error);
  return {
    status: 500,
    code: 'internal',
    message: 'a mistake in Interphase itself',
    hint: 'the terminal in which `interphase open` runs says more; please report it',
  };
}

const statusOf: Readonly<Record<string, ContentfulStatusCode>> = {
  'file-not-found': 404,
  'cannot-read': 403,
  'cannot-write': 403,
  'worker-crashed': 500,
};

/** The body of a refusal as JSON. Paths below the study are told from its folder: where that is concerns nobody. */
export function refusalJson({ code, message, hint, where, more }: Refusal, root: string): string {
  return withoutRoot(JSON.stringify({ code, message, hint, ...(where === undefined ? {} : { where }), ...more }), root);
}

/** A JSON text in which paths below `root` start from there. */
export function withoutRoot(json: string, root: string): string {
  if (/^([A-Za-z]:)?[\\/]?$/.test(root)) return json;
  const escaped = JSON.stringify(root)
    .slice(1, -1)
    .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return json.replace(new RegExp(`(?<![\\w.-])${escaped}((?:/|\\\\\\\\)|(?![\\w.-]))`, 'g'), (_, after: string) =>
    after === '' ? '.' : '',
  );
}
