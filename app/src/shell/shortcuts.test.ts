import { describe, expect, it } from 'vitest';
import { isCharacter, keysText, nameOfKey, pressKey, shortcuts } from './shortcuts.js';

const key = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});
const all = () => true;

describe('nameOfKey', () => {
  it('writes Ctrl and Command alike, and Shift only where the character does not hold it', () => {
    expect(nameOfKey(key('k', { ctrlKey: true }))).toBe('mod+K');
    expect(nameOfKey(key('K', { metaKey: true, shiftKey: true }))).toBe('mod+shift+K');
    expect(nameOfKey(key('?', { shiftKey: true }))).toBe('?');
    expect(nameOfKey(key('F6', { shiftKey: true }))).toBe('shift+F6');
  });
});

describe('pressKey', () => {
  it('takes single keys at once and sequences at their end', () => {
    expect(pressKey('', 'mod+K', all)).toEqual({ pending: '', command: 'palette' });
    expect(pressKey('', 'g', all)).toEqual({ pending: 'g' });
    expect(pressKey('g', 's', all)).toEqual({ pending: '', command: 'go-study' });
  });

  it('forgets a sequence that leads nowhere, but not the key that ended it', () => {
    expect(pressKey('g', 'x', all)).toEqual({ pending: '' });
    expect(pressKey('g', ']', all)).toEqual({ pending: '', command: 'next-analysis' });
    expect(pressKey('g', 'g', all)).toEqual({ pending: 'g' });
  });

  it('leaves fields their undo, and takes saving and searching from them', () => {
    const typing = ({ whileTyping }: (typeof shortcuts)[number]) => whileTyping === true;
    expect(pressKey('', 'mod+Z', typing)).toEqual({ pending: '' });
    expect(pressKey('', 'mod+S', typing).command).toBe('save');
    expect(pressKey('', '?', typing)).toEqual({ pending: '' });
  });
});

describe('shortcuts', () => {
  it('are each given once, and none is the beginning of another', () => {
    const keys = shortcuts.map((shortcut) => shortcut.keys);
    expect(new Set(keys).size).toBe(keys.length);
    for (const one of keys) expect(keys.filter((other) => other.startsWith(`${one} `))).toEqual([]);
  });

  it('that are plain characters never work while typing', () => {
    expect(shortcuts.filter((shortcut) => isCharacter(shortcut) && shortcut.whileTyping === true)).toEqual([]);
  });

  it('are printed as the keys are labelled', () => {
    expect(keysText('redo', false)).toBe('Ctrl+Shift+Z');
    expect(keysText('redo', true)).toBe('⌘⇧Z');
    expect(keysText('go-study', false)).toBe('g s');
  });
});
