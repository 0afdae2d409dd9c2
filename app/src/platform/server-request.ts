import { type ErrorCode, type ErrorPlace, fail, type InterphaseError } from '../../../src/errors.js';

/** Asks the local server; everything it refuses is an error of the family. */
export type ServerRequest = (
  path: string,
  init?: RequestInit & { readonly headers?: Record<string, string> },
) => Promise<Response>;

/** What the server says when it refuses: see `src/server/refusal.ts`. */
interface ServerRefusal {
  readonly code?: string;
  readonly message?: string;
  readonly hint?: string;
  readonly where?: ErrorPlace;
  /** With a refused save: the text of study.yaml as it is now, null for none. */
  readonly text?: string | null;
}

/** Codes of the family that the server passes on. */
const passedOn: readonly ErrorCode[] = [
  'file-not-found',
  'cannot-read',
  'cannot-write',
  'invalid-study',
  'worker-crashed',
  'cancelled',
];

/**
 * @param baseUrl address of the page's folder, with a slash at its end
 * @param token of the address that `interphase open` printed
 */
export function serverRequest(baseUrl: string, token: string): ServerRequest {
  return async (path, init = {}) => {
    let response: Response;
    try {
      response = await fetch(baseUrl + path, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${token}` },
      });
    } catch (error) {
      if (init.signal?.aborted) throw error;
      throw fail(
        'cannot-read',
        'the local server does not answer',
        'is `interphase open` still running? start it again',
      );
    }
    if (response.ok) return response;
    const refusal = await refusalIn(response);
    throw Object.assign(refusalError(refusal, init.method ?? 'GET'), { status: response.status, text: refusal.text });
  };
}

/** What the server answered when it refused; nothing of it is there when nobody answered. */
export function refusalOf(error: unknown): { readonly status?: number; readonly text?: string | null } {
  return (error ?? {}) as { status?: number; text?: string | null };
}

export function refusalError({ code, message, hint, where }: ServerRefusal, method: string): InterphaseError {
  const known = passedOn.find((one) => one === code);
  const text = message ?? 'the local server refused';
  return fail(known ?? (method === 'GET' ? 'cannot-read' : 'cannot-write'), text, hint ?? 'open the page again', where);
}

async function refusalIn(response: Response): Promise<ServerRefusal> {
  try {
    return (await response.json()) as ServerRefusal;
  } catch {
    return { message: `the local server answered ${response.status} ${response.statusText}` };
  }
}
