/**
 * The policy that makes "nothing leaves this computer" a fact which the browser enforces. It stands in the page itself,
 * because a static host sends no headers of ours; the local server sends the same one as a header too.
 */
import type { Plugin } from 'vite';
import { securityHeaders } from '../../src/server/security-headers.js';

/** What hot replacement of modules needs on top: its preamble is an inline script, its channel a socket. */
const development: Readonly<Record<string, string>> = {
  'script-src': "'unsafe-inline'",
  'connect-src': 'ws://127.0.0.1:* ws://localhost:*',
};

/**
 * The local server's policy without what only a header can say: browsers complain of that in a page.
 *
 * @param extra sources to add, by directive
 */
export function policyText(extra: Readonly<Record<string, string>> = {}): string {
  const directives = securityHeaders['Content-Security-Policy']?.split('; ') ?? [];
  if (directives.length === 0) throw new Error('the local server has no content security policy to put into the page');
  return directives
    .filter((directive) => !directive.startsWith('frame-ancestors'))
    .map((directive) => [directive, extra[directive.split(' ', 1)[0]!] ?? ''].join(' ').trim())
    .join('; ');
}

/** Puts the policy at the head of the page, before anything that it governs. */
export function contentSecurityPolicy(): Plugin {
  let serving = false;
  return {
    name: 'interphase:content-security-policy',
    configResolved(config) {
      serving = config.command === 'serve';
    },
    transformIndexHtml() {
      const content = policyText(serving ? development : {});
      const attrs = { 'http-equiv': 'Content-Security-Policy', content };
      return [{ tag: 'meta', attrs, injectTo: 'head-prepend' }];
    },
  };
}
