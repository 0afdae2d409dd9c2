/** Unpacks deflate data of which nothing is believed: what comes out is counted while it comes. */
import { Inflate } from 'fflate';

/** No deflate stream gives more than 1032 bytes for one (RFC 1951: 258 bytes for two codes of one bit each). */
const MOST_RATIO = 1032;
const PIECE = 65_536;

/** True when no deflate stream of `packed` bytes can hold `unpacked` bytes. */
export function isImpossibleRatio(packed: number, unpacked: number): boolean {
  return unpacked > MOST_RATIO * packed;
}

/** How unpacked bytes are taken in; false stops. */
type Take = (piece: Uint8Array) => boolean;

/**
 * The unpacked bytes: at most `announced`, and fewer where the data end before. Uses the platform's own inflate, several times as
 * fast as one in JavaScript, and that of fflate where a browser has none.
 *
 * @returns null when more than `announced` bytes come out
 * @throws anything when the data are damaged; the caller knows which part they belong to
 */
export async function inflate(bytes: Uint8Array, announced: number, native = hasNative()): Promise<Uint8Array | null> {
  const target = new Uint8Array(announced);
  let at = 0;
  const take: Take = (piece) => {
    if (at + piece.length > announced) return false;
    target.set(piece, at);
    at += piece.length;
    return true;
  };
  const whole = native ? await inflateNatively(bytes, take) : inflateByHand(bytes, take);
  return whole ? target.subarray(0, at) : null;
}

function hasNative(): boolean {
  try {
    return new DecompressionStream('deflate-raw') !== undefined;
  } catch {
    return false;
  }
}

async function inflateNatively(bytes: Uint8Array, take: Take): Promise<boolean> {
  const stream = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) if (!take(next.value)) return false;
    return true;
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function inflateByHand(bytes: Uint8Array, take: Take): boolean {
  let whole = true;
  const stream = new Inflate((piece) => {
    whole &&= take(piece);
  });
  for (let at = 0; whole && at < bytes.length; at += PIECE) {
    stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
  }
  return whole;
}
