import type { IncomingMessage } from 'node:http';
import type { Refusal } from './refusal.js';
import { requestPath } from './request-path.js';

/** What the gate looks at; all of it as it came over the wire. */
export type KnockingRequest = Pick<IncomingMessage, 'url' | 'headersDistinct'>;

/**
 * Decides, before anything of a request is used, whether it may come in at all: it must have been sent to this computer
 * under its own name (a page elsewhere whose name was bent to this address sends another `Host`), by our own page or by
 * the user (browsers say so in `Origin` and `Sec-Fetch-Site`), and its path must mean what it says.
 *
 * @param port on which the server listens
 * @returns why not; undefined for a request that may come in
 */
export function refusedAtGate({ url, headersDistinct: headers }: KnockingRequest, port: number): Refusal | undefined {
  const hosts = headers.host ?? [];
  if (hosts.length !== 1 || !ownHosts(port).includes(hosts[0]!)) return foreignHost;
  // A page of `localhost` is another origin than one of `127.0.0.1`: each may ask for its own only.
  const origins = headers.origin ?? [];
  if (origins.some((origin) => origin !== `http://${hosts[0]}`)) return foreignOrigin;
  const sites = headers['sec-fetch-site'] ?? [];
  if (sites.some((site) => site !== 'same-origin' && site !== 'none')) return foreignOrigin;
  return requestPath(url) === undefined ? strangePath : undefined;
}

function ownHosts(port: number): readonly string[] {
  const names = ['127.0.0.1', 'localhost'];
  // Browsers leave out the port that goes without saying.
  return [...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])];
}

const hint = 'open the address that `interphase open` printed';

const foreignHost: Refusal = {
  status: 403,
  code: 'foreign-host',
  message: 'this server answers to 127.0.0.1 and localhost only',
  hint,
};

const foreignOrigin: Refusal = {
  status: 403,
  code: 'foreign-origin',
  message: 'another page asked, and only the workbench may',
  hint,
};

const strangePath: Refusal = {
  status: 403,
  code: 'strange-path',
  message: 'this path could lead out of the folder',
  hint: 'write it without "..", backslashes and empty parts',
};
