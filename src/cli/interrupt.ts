/**
 * Ctrl-C: the first time everything is cancelled in order, the second time the program ends at once.
 *
 * @returns a signal that aborts, and the function that gives Ctrl-C back.
 */
export function onInterrupt(): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(exitCodeOfInterrupt);
    controller.abort();
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  return {
    signal: controller.signal,
    release() {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', interrupt);
    },
  };
}

/** What shells expect of a program that was stopped with Ctrl-C: 128 + the number of the signal. */
export const exitCodeOfInterrupt = 130;
