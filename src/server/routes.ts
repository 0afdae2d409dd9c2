import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { version } from '../execution/version.js';
import { checkSvg } from './check-svg.js';
import type { ChangeStreams } from './event-stream.js';
import { makePdf } from './make-pdf.js';
import { oneAtATime } from './one-at-a-time.js';
import { pageFile } from './page-files.js';
import { readTextBody } from './read-body.js';
import { type Refusal, refusalJson, refusalOf, refuse } from './refusal.js';
import { requestPath } from './request-path.js';
import { runWithLines } from './result-stream.js';
import { prepareRun } from './run-results.js';
import { apiHeaders, securityHeaders } from './security-headers.js';
import { listStudyFiles, studyFile } from './study-files.js';
import { largestStudyBytes, replaceStudyText } from './study-text.js';
import { carriesToken } from './token.js';

/** What the routes serve. Both folders as `realpath` gives them. */
export interface Served {
  /** Folder of the study. */
  readonly root: string;
  readonly name: string;
  /** Build of the workbench. */
  readonly appFolder: string;
  readonly token: string;
  readonly changes: ChangeStreams;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
  /** Told of mistakes of ours. */
  readonly unforeseen: (error: unknown) => void;
}

type Asked = Context<{ Bindings: HttpBindings }>;

const largestSvgBytes = 20_000_000;

/** Every address of the server. What comes here has passed the gate. */
export function routes(served: Served): Hono<{ Bindings: HttpBindings }> {
  const { root, name, token, changes, closing, unforeseen } = served;
  const app = new Hono<{ Bindings: HttpBindings }>();
  const answer = (refusal: Refusal) =>
    new Response(refusalJson(refusal, root), {
      status: refusal.status,
      headers: { 'Content-Type': 'application/json', ...refusal.headers },
    });
  app.onError((error) => answer(refusalOf(error, unforeseen)));

  app.use(async (c, next) => {
    await next();
    for (const [header, value] of Object.entries(securityHeaders)) c.res.headers.set(header, value);
  });
  app.use('/api/*', async (c, next) => {
    if (carriesToken(c.req.header('authorization'), token)) await next();
    else c.res = answer(withoutToken);
    for (const [header, value] of Object.entries(apiHeaders)) c.res.headers.set(header, value);
  });

  app.get('/api/info', (c) => c.json({ version, name }));
  app.get('/api/files', async (c) => c.json({ name, files: await listStudyFiles(root) }));
  app.get('/api/file/*', (c) => studyFile(root, partsOf(c).slice(2), asked(c)));

  // Each sees what the one before it wrote.
  const inTurn = oneAtATime();
  app.put('/api/study', async (c) => {
    const text = await readTextBody(c.req.raw, 'text/plain', largestStudyBytes);
    const editedFrom = editedFromOf(c.req.header('if-match'));
    return c.json({ sha256: await inTurn(() => replaceStudyText(root, text, editedFrom)) });
  });

  let running = false;
  app.post('/api/results', async (c) => {
    if (running) throw refuse(busy);
    running = true;
    const release = () => {
      running = false;
    };
    try {
      const { lines, ended } = runWithLines(root, await prepareRun(root), closing, unforeseen);
      void ended.finally(release);
      return c.body(lines, 200, { 'Content-Type': 'application/x-ndjson' });
    } catch (error) {
      release();
      throw error;
    }
  });

  // A second renderer would only make both slower.
  const drawnInTurn = oneAtATime();
  app.post('/api/pdf', async (c) => {
    const svg = await readTextBody(c.req.raw, 'image/svg+xml', largestSvgBytes);
    checkSvg(svg);
    const unwanted = AbortSignal.any([closing, c.req.raw.signal]);
    const pdf = await drawnInTurn(() => makePdf(svg, unwanted));
    return c.body(new Uint8Array(pdf), 200, { 'Content-Type': 'application/pdf' });
  });

  app.get('/api/events', (c) => {
    if (c.req.method === 'HEAD') return c.body(null, 200, { 'Content-Type': 'text/event-stream' });
    const stream = changes.open();
    if (stream === undefined) throw refuse(tooManyPages);
    return c.body(stream, 200, { 'Content-Type': 'text/event-stream' });
  });

  const methods: Readonly<Record<string, string>> = {
    info: 'GET, HEAD',
    files: 'GET, HEAD',
    file: 'GET, HEAD',
    study: 'PUT',
    results: 'POST',
    pdf: 'POST',
    events: 'GET, HEAD',
  };
  app.all('/api/*', (c) => {
    const allowed = Object.hasOwn(methods, partsOf(c)[1] ?? '') ? methods[partsOf(c)[1]!] : undefined;
    throw refuse(allowed === undefined ? unknownAddress : wrongMethod(allowed));
  });
  app.get('*', (c) => pageFile(served.appFolder, partsOf(c), asked(c)));
  app.all('*', () => {
    throw refuse(wrongMethod('GET, HEAD'));
  });
  return app;
}

/** From the line of the request itself, as the gate judged it: what frameworks make of it is not trusted. */
function partsOf(c: Asked): readonly string[] {
  return requestPath(c.env.incoming.url) ?? [];
}

function asked(c: Asked): { method: string; range: string | undefined } {
  return { method: c.req.method, range: c.req.header('range') };
}

/** SHA-256 in an `If-Match`, with quotes or without; undefined where the page says that there was no file. */
function editedFromOf(header: string | undefined): string | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const digest = /^\s*"?([0-9a-f]{64})"?\s*$/i.exec(header)?.[1];
  if (digest !== undefined) return digest.toLowerCase();
  throw refuse({
    status: 400,
    code: 'malformed',
    message: 'If-Match is no SHA-256',
    hint: 'send the SHA-256 of the text that was edited',
  });
}

const withoutToken: Refusal = {
  status: 401,
  code: 'no-token',
  message: 'this needs the token of the address that `interphase open` printed',
  hint: 'open the address that it printed last',
  headers: { 'WWW-Authenticate': 'Bearer' },
};

const busy: Refusal = {
  status: 409,
  code: 'busy',
  message: 'the study is running already',
  hint: 'wait until it has ended, or cancel it',
};

const tooManyPages: Refusal = {
  status: 503,
  code: 'busy',
  message: 'too many pages are open on this study',
  hint: 'close some of them',
};

const unknownAddress: Refusal = {
  status: 404,
  code: 'not-found',
  message: 'there is nothing at this address',
  hint: 'is the page of another version than the server? open it again',
};

function wrongMethod(allowed: string): Refusal {
  return {
    status: 405,
    code: 'wrong-method',
    message: `this address takes ${allowed} only`,
    hint: 'is the page of another version than the server? open it again',
    headers: { Allow: allowed },
  };
}
