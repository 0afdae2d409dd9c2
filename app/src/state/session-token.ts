const key = 'interphase-token';

/**
 * The token of the local server; null where the page came from elsewhere. It is in the fragment once, which no server sees
 * and no log keeps; afterwards this tab remembers it.
 */
export function takeToken(): string | null {
  const match = /^#token=([\w-]+)(.*)$/.exec(location.hash);
  if (match === null) return inSession((storage) => storage.getItem(key)) ?? null;
  inSession((storage) => storage.setItem(key, match[1]!));
  history.replaceState(null, '', `${location.pathname}${match[2] === '' ? '' : `#${match[2]}`}`);
  return match[1]!;
}

/** After a server has ended, its token is of no use to anybody. */
export function forgetToken(): void {
  inSession((storage) => storage.removeItem(key));
}

/** Where the browser keeps nothing for a page, or has no room, the token lasts until the page is left. */
function inSession<T>(job: (storage: Storage) => T): T | undefined {
  try {
    return job(sessionStorage);
  } catch {
    return undefined;
  }
}
