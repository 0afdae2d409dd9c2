import { refuse } from './refusal.js';

/**
 * The body of a request as UTF-8 text. A longer one is not read to its end, whether it tells its length or not.
 *
 * @param limit bytes
 * @throws a refusal: 415 for another type, 413 for more than `limit`, 400 for what is no UTF-8 or breaks off
 */
export async function readTextBody(request: Request, type: string, limit: number): Promise<string> {
  const sent = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (sent !== type) {
    const hint = `send it with Content-Type: ${type}`;
    throw refuse({ status: 415, code: 'wrong-type', message: `this takes ${type} only`, hint });
  }
  const announced = request.headers.get('content-length');
  if (announced !== null && Number(announced) > limit) throw tooLarge(limit);
  const bytes = await readBytes(request, limit);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw refuse({ status: 400, code: 'malformed', message: 'the text is no UTF-8', hint: 'send it as UTF-8' });
  }
}

async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (;;) {
    let piece: Uint8Array | undefined;
    try {
      piece = (await reader?.read())?.value;
    } catch {
      throw refuse({ status: 400, code: 'malformed', message: 'the request broke off', hint: 'send it again' });
    }
    if (piece === undefined) break;
    size += piece.length;
    // Not cancelled: that would close the connection before the answer is out. The server drains what still comes.
    if (size > limit) throw tooLarge(limit);
    pieces.push(piece);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function tooLarge(limit: number): Error {
  return refuse({
    status: 413,
    code: 'too-large',
    message: `this takes at most ${limit / 1e6} MB`,
    hint: 'send less',
  });
}
