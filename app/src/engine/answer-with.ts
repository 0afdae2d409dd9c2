/**
 * Answers the messages of a worker with a function that is still on its way; what arrives meanwhile waits, in its order. If
 * it cannot be had, the worker says so: a promise that fails in silence would let the page wait for ever.
 */
export function answerWith<Message>(answering: Promise<(message: Message) => unknown>): void {
  answering.catch((error: unknown) => {
    // Only what is thrown outside of a promise reaches the page.
    setTimeout(() => {
      throw error;
    });
  });
  globalThis.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    answering.then(
      (answer) => answer(data),
      () => undefined,
    );
  });
}
