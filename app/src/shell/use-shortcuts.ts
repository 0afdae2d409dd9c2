import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { useWorkbench } from '../state/store.js';
import { commandsOf } from './commands.js';
import { usePage } from './page-state.js';
import { goToRegion } from './regions.js';
import { isCharacter, nameOfKey, pressKey, type Shortcut } from './shortcuts.js';

/** Keys of a sequence may be this far apart. */
const SEQUENCE_MS = 1200;

/** Listens for the keyboard shortcuts of the whole page. What a part of the page has handled itself is left to it. */
export function useShortcuts(): void {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    let pending = '';
    let lastAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || isModifier(event.key) || isTaken(event.target)) return;
      const typing = isField(event.target);
      const allowed = (shortcut: Shortcut) =>
        (!typing || shortcut.whileTyping === true) && (!isCharacter(shortcut) || usePage.getState().characterKeys);
      const before = event.timeStamp - lastAt < SEQUENCE_MS ? pending : '';
      const pressing = pressKey(before, nameOfKey(event), allowed);
      pending = pressing.pending;
      lastAt = event.timeStamp;
      if (pressing.command === undefined) return;
      event.preventDefault();
      runShortcut(pressing.command, setColorScheme);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [setColorScheme]);
}

function runShortcut(id: string, setColorScheme: (scheme: MantineColorScheme) => void): void {
  if (id === 'palette') spotlight.open();
  else if (id === 'next-region') goToRegion(1);
  else if (id === 'previous-region') goToRegion(-1);
  else {
    const command = commandsOf(useWorkbench.getState(), setColorScheme).find((other) => other.id === id);
    if (command !== undefined && command.disabled !== true) command.run();
  }
}

function isModifier(key: string): boolean {
  return ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph'].includes(key);
}

/** A dialog, a menu and an open list have the keyboard to themselves. */
function isTaken(target: EventTarget | null): boolean {
  if (document.querySelector('[aria-modal="true"]') !== null) return true;
  return target instanceof Element && target.closest('[role="menu"], [role="listbox"]') !== null;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input, textarea, select');
}
