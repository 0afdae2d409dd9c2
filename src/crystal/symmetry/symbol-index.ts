import { oldSymbols } from './old-symbols.js';
import { type Setting, settings } from './settings.js';

/** A symbol as it is looked up: small letters, without blanks, underscores, brackets and marks of typesetting. */
export function symbolKey(text: string): string {
  return text
    .replace(/<\/?su[bp]>/gi, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .toLowerCase()
    .replace(/[\s_(){}$'"]/g, '');
}

let index: Map<string, Setting[]> | undefined;

/** The settings that a symbol (its key) may mean, the likeliest first; none for a symbol that no table has. */
export function settingsCalled(key: string): readonly Setting[] {
  index ??= makeIndex();
  return index.get(key) ?? [];
}

/** All symbols that are known, as they are printed. */
export function* knownSymbols(): Iterable<string> {
  for (const setting of settings) yield* namesOf(setting);
}

function makeIndex(): Map<string, Setting[]> {
  const made = new Map<string, Setting[]>();
  // Unique axis b is what a monoclinic symbol without axes means, then c; a file that means a says so by its cell.
  const rank = ({ number, code }: Setting) =>
    number < 3 || number > 15 ? 0 : 'bca'.indexOf(code.replace('-', '')[0]!);
  const ordered = settings
    .map((setting, i) => ({ setting, i }))
    .sort((p, q) => rank(p.setting) - rank(q.setting) || p.i - q.i);
  for (const { setting } of ordered) {
    for (const name of namesOf(setting)) {
      const key = symbolKey(name);
      const there = made.get(key);
      if (there === undefined) made.set(key, [setting]);
      else if (!there.includes(setting)) there.push(setting);
    }
  }
  return made;
}

function* namesOf({ number, code, short, full }: Setting): Iterable<string> {
  yield full;
  if (number >= 3 && number <= 15) {
    yield full.replaceAll(' 1', '').trim();
    return;
  }
  yield short;
  const old = oldSymbols[`${number};${code}`];
  if (old !== undefined) yield old;
  if (number >= 200 && short.includes(' -3')) {
    yield short.replace(' -3', ' 3');
    yield full.replace(' -3', ' 3');
  }
}
