import type { Result } from '../../../src/execution/task.js';
import type { ResultCache } from '../../../src/study/run-study.js';

/** All of the largest study, which has 500, and those of some edits; what was not used for longest goes first. */
const MOST_RESULTS = 700;

/** Results of this session by their key, and those that came with the page. */
export class SessionCache implements ResultCache {
  readonly #results = new Map<string, Result>();
  #arriving: Promise<void> = Promise.resolve();

  /** Takes in results that are on their way; whoever asks before they are there waits for them. */
  seed(results: Promise<readonly { readonly key: string; readonly result: Result }[]>): void {
    this.#arriving = results.then(
      (list) => {
        for (const { key, result } of list) this.#results.set(key, result);
      },
      // Without them everything is computed.
      () => undefined,
    );
  }

  async get(key: string): Promise<Result | undefined> {
    await this.#arriving;
    const result = this.#results.get(key);
    if (result !== undefined) this.#use(key, result);
    return result;
  }

  async put(key: string, result: Result): Promise<void> {
    this.#use(key, result);
    if (this.#results.size > MOST_RESULTS) this.#results.delete(this.#results.keys().next().value!);
  }

  /** Forgets these results, so that they are computed again; all of them without a list. */
  forget(results?: readonly Result[]): void {
    if (results === undefined) this.#results.clear();
    else for (const [key, result] of this.#results) if (results.includes(result)) this.#results.delete(key);
  }

  #use(key: string, result: Result): void {
    this.#results.delete(key);
    this.#results.set(key, result);
  }
}
