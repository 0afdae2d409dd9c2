import type { BrowserContext } from 'playwright-core';

/** What a page did that a user does not see. */
export interface PageRecord {
  /** Addresses of all requests, of the page, its frames and its workers. */
  readonly requests: readonly string[];
  /** Console errors, uncaught errors, violations of the content security policy, requests off the origin or failed. */
  readonly problems: readonly string[];
  /** Forgets the problems so far: those that a test means to cause. */
  forgive(): void;
}

/** Schemes whose content is the page's own. */
const ownSchemes = /^(?:blob|data|about):/;

/** Records everything that the pages of a context do; call it before the first page is opened. */
export async function recordPages(context: BrowserContext, origin: string): Promise<PageRecord> {
  const requests: string[] = [];
  const problems: string[] = [];
  const requested = (url: string) => {
    requests.push(url);
    const ours =
      ownSchemes.test(url) || new URL(url).origin === origin || url.startsWith(`${origin.replace('http', 'ws')}/`);
    if (!ours) problems.push(`request off the origin: ${url}`);
  };
  context.on('request', (request) => requested(request.url()));
  context.on('response', (response) => {
    if (response.status() >= 400) problems.push(`answer ${response.status()} to ${response.url()}`);
  });
  context.on('page', (page) => page.on('websocket', (socket) => requested(socket.url())));
  context.on('console', (message) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (webError) =>
    problems.push(`uncaught: ${webError.error().stack ?? webError.error().message}`),
  );
  await context.exposeBinding('reportPolicyViolation', (_source, text: string) => {
    problems.push(`content security policy: ${text}`);
  });
  // Runs in every frame before anything of the page, and is not subject to its policy.
  await context.addInitScript(() => {
    const report = (globalThis as unknown as { reportPolicyViolation(text: string): void }).reportPolicyViolation;
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        report(`${violatedDirective} forbids ${blockedURI || 'this'} (${sourceFile}:${lineNumber})`);
      },
    );
  });
  return {
    requests,
    problems,
    forgive() {
      problems.length = 0;
    },
  };
}
