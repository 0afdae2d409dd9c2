import { type ErrorPlace, fail } from '../../../src/errors.js';
import { readLines } from './read-lines.js';
import { refusalError, type ServerRequest } from './server-request.js';

/** One line of what the server tells: see `src/server/run-results.ts`. */
interface RunMessage {
  readonly analyses?: readonly string[];
  readonly analysis?: string;
  readonly share?: number;
  readonly doing?: string;
  readonly report?: string;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly hint: string;
    readonly where?: ErrorPlace;
  };
}

/**
 * Lets the server run study.yaml as it is on disk and write its results, and reports how far all analyses together are.
 *
 * @throws what the server refuses; `cancelled` when the run was broken off
 */
export async function saveServerResults(
  request: ServerRequest,
  report: (share: number, doing: string) => void,
): Promise<void> {
  const response = await request('api/results', { method: 'POST' });
  const shares = new Map<string, number>();
  let written = false;
  for await (const line of readLines(response.body!)) {
    const { analyses, analysis, share, doing, report: path, error } = JSON.parse(line) as RunMessage;
    if (error !== undefined) throw refusalError(error, 'POST');
    for (const id of analyses ?? []) shares.set(id, 0);
    if (analysis !== undefined && doing !== undefined) {
      if (shares.has(analysis)) shares.set(analysis, share ?? 0);
      const sum = [...shares.values()].reduce((total, one) => total + one, 0);
      report(shares.size === 0 ? 0 : sum / shares.size, analysis === '' ? doing : `${analysis}: ${doing}`);
    }
    if (path !== undefined) {
      written = true;
      report(1, `${path} written`);
    }
  }
  if (!written) throw fail('cancelled', 'the run was broken off and no results were written', 'save the results again');
}
