/** The lines of a body as they come in, without their line ends; a last line without one counts too. */
export async function* readLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const lines = rest.split('\n');
      rest = lines.pop()!;
      yield* lines;
      if (done) break;
    }
    if (rest !== '') yield rest;
  } finally {
    // Who stops listening ends the request.
    await reader.cancel().catch(() => undefined);
  }
}
