import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret that nobody guesses: 32 random bytes as base64url. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** True when the header `Authorization` is `Bearer` with this token; takes equally long wherever they differ. */
export function carriesToken(authorization: string | undefined, token: string): boolean {
  const sent = /^Bearer ([\w-]{1,256})$/i.exec(authorization ?? '')?.[1] ?? '';
  // Digests are equally long, whatever was sent.
  return timingSafeEqual(digest(sent), digest(token));
}

function digest(text: string): Uint8Array {
  return createHash('sha256').update(text).digest();
}
