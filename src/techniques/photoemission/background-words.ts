/** Backgrounds in words, for captions, tables and the methods section. */
import type { BackgroundName } from './background/background.js';

const WORDS: Readonly<Record<BackgroundName, string>> = {
  none: 'no background',
  linear: 'a linear background',
  shirley: 'a Shirley background',
  smart: 'a Shirley background clipped to the data',
  'active-shirley': 'a Shirley background fitted with the lines',
  tougaard: 'a Tougaard background (U2)',
  'tougaard-u3': 'a Tougaard background (U3)',
  'tougaard-u4': 'a Tougaard background (U4)',
  'active-tougaard': 'a Tougaard background fitted with the lines',
};

/** `a Shirley background fitted with the lines`; empty for none that is known. */
export function backgroundWords(name: BackgroundName | undefined): string {
  return name === undefined ? '' : WORDS[name];
}
