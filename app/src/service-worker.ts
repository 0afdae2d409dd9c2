/**
 * Keeps every file of the build in the browser, so that the workbench opens without a network. It answers for these
 * files only; any other request goes its own way, above all those to the local server.
 */

/** Paths of the build's files, from the folder of this script. Put in by the build. */
declare const __PRECACHED_FILES__: readonly string[];
/** Digest over their contents. Put in by the build. */
declare const __BUILD_DIGEST__: string;

const worker = self as unknown as ServiceWorkerGlobalScope;

const PREFIX = 'interphase-build-';
const cacheName = PREFIX + __BUILD_DIGEST__;
const home = new URL('./', worker.location.href).href;
const known = new Set(__PRECACHED_FILES__.map((path) => home + path.split('/').map(encodeURIComponent).join('/')));

worker.addEventListener('install', (event) => {
  // A page that is open keeps its scripts: they are in the cache of its build, which stays until the build after the next.
  event.waitUntil(precache().then(() => worker.skipWaiting()));
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(forgetOldBuilds().then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  const address = origin + pathname;
  const file = address === home ? `${home}index.html` : address;
  // A script with a name from an earlier build is looked for as well, where a page of that build may still ask for it.
  if (known.has(file) || address.startsWith(`${home}assets/`)) event.respondWith(fromCache(file, request));
});

async function precache(): Promise<void> {
  const cache = await caches.open(cacheName);
  // `no-cache` asks the host whether its copy is still the same, so that no old file is kept under a new build.
  await cache.addAll([...known].map((file) => new Request(file, { cache: 'no-cache' })));
}

async function forgetOldBuilds(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function fromCache(file: string, request: Request): Promise<Response> {
  const kept = (await caches.match(file, { cacheName })) ?? (await caches.match(file));
  return kept ?? fetch(request);
}
