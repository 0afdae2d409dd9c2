import { extname } from 'node:path';
import { fileAnswer } from './file-answer.js';
import { notFound, openInside } from './open-inside.js';

/** Types of what a build of the workbench holds; browsers run scripts and styles under their own type only. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.md': 'text/plain; charset=utf-8',
  '.yaml': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
};

/**
 * A file of the workbench itself. Folders are not listed; the page stands at the root.
 *
 * @param appFolder without links
 * @param parts of the address
 * @throws a refusal (404) for everything else
 */
export async function pageFile(
  appFolder: string,
  parts: readonly string[],
  asked: { readonly method: string; readonly range: string | undefined },
): Promise<Response> {
  const path = parts.length === 0 ? ['index.html'] : parts;
  if (path.some((part) => part.startsWith('.'))) throw notFound();
  // The service worker is for static hosts: here it would serve this build to whatever uses the port next.
  if (path.length === 1 && path[0] === 'sw.js') throw notFound();
  const type = types[extname(path.at(-1)!).toLowerCase()] ?? 'application/octet-stream';
  // Every start has another port, so nothing that a browser kept would be asked for again.
  return fileAnswer(await openInside(appFolder, path), asked, { 'Content-Type': type, 'Cache-Control': 'no-cache' });
}
