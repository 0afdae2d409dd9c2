/**
 * Asks one question at a time, and of those that come meanwhile only the latest: an answer to where the pointer was
 * before is of no use to anyone.
 */
export class LatestOnly<Ask, Answer> {
  readonly #send: (ask: Ask) => Promise<Answer>;
  readonly #onAnswer: (answer: Answer, ask: Ask) => void;
  readonly #onError: (error: unknown) => void;
  #next: { readonly ask: Ask } | undefined;
  #isWaiting = false;

  /** @param onError gets what `send` rejects with; the next question is asked all the same */
  constructor(
    send: (ask: Ask) => Promise<Answer>,
    onAnswer: (answer: Answer, ask: Ask) => void,
    onError: (error: unknown) => void,
  ) {
    this.#send = send;
    this.#onAnswer = onAnswer;
    this.#onError = onError;
  }

  ask(ask: Ask): void {
    this.#next = { ask };
    if (!this.#isWaiting) void this.#goOn();
  }

  /** Forgets the question that waits to be asked. */
  drop(): void {
    this.#next = undefined;
  }

  async #goOn(): Promise<void> {
    this.#isWaiting = true;
    while (this.#next !== undefined) {
      const { ask } = this.#next;
      this.#next = undefined;
      try {
        this.#onAnswer(await this.#send(ask), ask);
      } catch (error) {
        this.#onError(error);
      }
    }
    this.#isWaiting = false;
  }
}
