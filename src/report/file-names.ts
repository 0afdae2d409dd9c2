/**
 * Gives out file names made from names that people typed; two that become equal get a number. Upper and lower case
 * count as equal, as they do on Windows and macOS.
 *
 * @param extensions the texts end in an extension, which stays at the end
 */
export function fileNamer({ extensions = false } = {}): (text: string) => string {
  const taken = new Set<string>();
  return (text) => {
    const extension = extensions ? (/(?<=.)\.[A-Za-z0-9]{1,12}$/s.exec(text)?.[0] ?? '') : '';
    const base = safeName(text.slice(0, text.length - extension.length));
    let name = base + extension;
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${base}-${i}${extension}`;
    taken.add(name.toLowerCase());
    return name;
  };
}

/** Device names that Windows keeps for itself, whatever their extension. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * Letters, digits, dot, hyphen and underscore stay, everything else becomes a hyphen: no name can leave its folder or
 * upset a file system.
 */
export function safeName(text: string): string {
  const letters = text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '');
  // By characters, not by code units: half a character is no name.
  const name = Array.from(letters).slice(0, 100).join('');
  if (name === '') return 'unnamed';
  return RESERVED.test(name) ? `_${name}` : name;
}
