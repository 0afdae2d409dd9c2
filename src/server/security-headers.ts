/**
 * Headers of every answer: nothing from elsewhere runs in the page, no other page may frame, read or open it, and no
 * address of it leaves in a Referer. There is never an `Access-Control-Allow-*`: no other origin has leave to anything.
 */
const policy = [
  "default-src 'self'",
  // WebAssembly needs leave of its own; functions made from text have none.
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  // Only a header can say this one; the page itself carries the others.
  "frame-ancestors 'none'",
].join('; ');

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What is below `/api/` is of this moment and of this user. */
export const apiHeaders: Readonly<Record<string, string>> = { 'Cache-Control': 'no-store' };
