/**
 * The path of an address, part by part and decoded, or undefined when it could mean another place than it says: `..` in
 * any encoding, encoded or backward slashes, empty parts, drive letters, control characters. Whoever joins these parts to
 * a folder stays below it (links aside, see `openInside`).
 *
 * @param target what stands in the first line of the request: `/api/file/raw/a%20b.mpt?x=1`
 */
export function requestPath(target: string | undefined): readonly string[] | undefined {
  if (target === undefined || !target.startsWith('/')) return undefined;
  const path = target.replace(/[?#].*$/s, '').slice(1);
  if (path === '') return [];
  const parts: string[] = [];
  for (const raw of path.split('/')) {
    const part = decoded(raw);
    if (part === undefined || !isPlainName(part)) return undefined;
    parts.push(part);
  }
  return parts;
}

/** False for what is no name of a file or folder on some system: such files are neither listed nor served. */
export function isPlainName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
  if (/[/\\\u0000-\u001f\u007f]/.test(name) || /^[A-Za-z]:/.test(name)) return false;
  // Windows: streams of a file, and names whose end it drops, lead to a file under another name.
  return process.platform !== 'win32' || !(name.includes(':') || /[. ]$/.test(name));
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
