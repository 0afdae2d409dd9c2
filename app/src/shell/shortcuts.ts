/** Every keyboard shortcut of the page: what is pressed, and the command it stands for. The help shows this table. */

export interface Shortcut {
  /** `mod+K` (Ctrl, on a Mac Command), keys one after the other (`g s`), or one key (`[`, `F6`). */
  readonly keys: string;
  /** Id of the command, as in the command palette. */
  readonly command: string;
  readonly does: string;
  readonly group: 'Everywhere' | 'Editing' | 'Going places';
  /** Also while the cursor stands in a field. */
  readonly whileTyping?: boolean;
}

export const shortcuts: readonly Shortcut[] = [
  { keys: 'mod+K', command: 'palette', does: 'Search, or run a command', group: 'Everywhere', whileTyping: true },
  { keys: 'mod+S', command: 'save', does: 'Save study.yaml', group: 'Everywhere', whileTyping: true },
  {
    keys: 'mod+Enter',
    command: 'rerun',
    does: 'Run again what is in view',
    group: 'Everywhere',
    whileTyping: true,
  },
  { keys: 'F6', command: 'next-region', does: 'Next part of the page', group: 'Everywhere', whileTyping: true },
  {
    keys: 'shift+F6',
    command: 'previous-region',
    does: 'Previous part of the page',
    group: 'Everywhere',
    whileTyping: true,
  },
  { keys: '?', command: 'help', does: 'These shortcuts', group: 'Everywhere' },
  { keys: 'mod+Z', command: 'undo', does: 'Undo', group: 'Editing' },
  { keys: 'mod+shift+Z', command: 'redo', does: 'Redo', group: 'Editing' },
  { keys: 'mod+Y', command: 'redo', does: 'Redo, as on Windows', group: 'Editing' },
  { keys: 'n a', command: 'new-analysis', does: 'New analysis', group: 'Editing' },
  { keys: 'g s', command: 'go-study', does: 'Study', group: 'Going places' },
  { keys: 'g c', command: 'go-compare', does: 'Compare', group: 'Going places' },
  { keys: 'g r', command: 'go-report', does: 'Report', group: 'Going places' },
  { keys: 'g y', command: 'go-source', does: 'study.yaml', group: 'Going places' },
  { keys: '[', command: 'previous-analysis', does: 'Previous analysis', group: 'Going places' },
  { keys: ']', command: 'next-analysis', does: 'Next analysis', group: 'Going places' },
  { keys: 'b', command: 'toggle-navbar', does: 'Show or hide the tree', group: 'Going places' },
];

/** The part of a keyboard event that counts. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** A key as the table writes it. Of a character, Shift is already in the character (`?`); with Ctrl it is not. */
export function nameOfKey({ key, ctrlKey, metaKey, shiftKey, altKey }: PressedKey): string {
  const mod = ctrlKey || metaKey;
  const single = key.length === 1;
  const name = single && (mod || altKey) ? key.toUpperCase() : key;
  const shift = shiftKey && (mod || !single);
  return `${mod ? 'mod+' : ''}${altKey ? 'alt+' : ''}${shift ? 'shift+' : ''}${name}`;
}

export interface Pressing {
  /** Keys of a sequence so far; empty between them. */
  readonly pending: string;
  readonly command?: string;
}

/**
 * What a key does after those that were pressed before it.
 *
 * @param pending of the key before
 * @param allowed tells which shortcuts count now: in a field not all do
 */
export function pressKey(pending: string, name: string, allowed: (shortcut: Shortcut) => boolean): Pressing {
  const among = shortcuts.filter(allowed);
  const tries = pending === '' ? [name] : [`${pending} ${name}`, name];
  for (const keys of tries) {
    const found = among.find((shortcut) => shortcut.keys === keys);
    if (found !== undefined) return { pending: '', command: found.command };
    if (among.some((shortcut) => shortcut.keys.startsWith(`${keys} `))) return { pending: keys };
  }
  return { pending: '' };
}

/** True for shortcuts that are plain characters: people who speak to their computer may switch them off. */
export function isCharacter({ keys }: Shortcut): boolean {
  return keys.split(' ').every((key) => key.length === 1);
}

/** The caps of the keys of a command as they are labelled: `['Ctrl', 'K']`; undefined for a command without. */
export function keysOf(command: string, mac: boolean): readonly string[] | undefined {
  const found = shortcuts.find((shortcut) => shortcut.command === command);
  return found === undefined ? undefined : keyCaps(found.keys, mac);
}

export function keyCaps(keys: string, mac: boolean): readonly string[] {
  const names: Readonly<Record<string, string>> = mac
    ? { mod: '⌘', shift: '⇧', alt: '⌥', Enter: '↵' }
    : { mod: 'Ctrl', shift: 'Shift', alt: 'Alt' };
  return keys.split(' ').flatMap((chord) => chord.split('+').map((key) => names[key] ?? key));
}

/** `Ctrl+K`, `g s`, for a tooltip. */
export function keysText(command: string, mac: boolean): string {
  const found = shortcuts.find((shortcut) => shortcut.command === command);
  if (found === undefined) return '';
  return keyCaps(found.keys, mac).join(found.keys.includes(' ') ? ' ' : mac ? '' : '+');
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent);
}
