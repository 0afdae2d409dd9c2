import type { Setting } from './recording.js';

// Whole numbers with leading zeros (serial numbers) and numbers too long for a double stay text: nothing may be lost.
const PLAIN_NUMBER = /^[-+]?(?:0|[1-9]\d{0,14}|0?\.\d+|(?:0|[1-9]\d*)\.\d*)(?:[eE][-+]?\d{1,3})?$/;
const COMMA_NUMBER = /^[-+]?(?:0|[1-9]\d*),\d+(?:[eE][-+]?\d{1,3})?$/;

/** Gathers the settings of a file; a name that comes again gets a number, so that nothing is overwritten. */
export class SettingsBuilder {
  readonly #entries = new Map<string, Setting>();
  readonly #repeats = new Map<string, number>();
  readonly #decimalComma: boolean;

  /** @param decimalComma the file writes `0,5` for a half, also in its settings. @default false */
  constructor(decimalComma = false) {
    this.#decimalComma = decimalComma;
  }

  /** Keeps a value as it is. */
  add(name: string, value: Setting): void {
    const key = name.trim() === '' ? 'unnamed' : name.trim();
    const seen = (this.#repeats.get(key) ?? 0) + 1;
    this.#repeats.set(key, seen);
    this.#entries.set(seen === 1 ? key : `${key} (${seen})`, value);
  }

  /** Keeps a text, as a number where it is one. */
  addText(name: string, text: string): void {
    this.add(name, settingFromText(text, this.#decimalComma));
  }

  build(): Record<string, Setting> {
    return Object.fromEntries(this.#entries);
  }
}

/** A number where the text is a number and would be printed back without loss, else the trimmed text. */
export function settingFromText(text: string, decimalComma = false): Setting {
  const trimmed = text.trim();
  if (PLAIN_NUMBER.test(trimmed)) return Number(trimmed);
  if (decimalComma && COMMA_NUMBER.test(trimmed)) return Number(trimmed.replace(',', '.'));
  return trimmed;
}

/**
 * Splits `name: value` or `name = value` at the first mark that is followed by a blank or the end (so that times and
 * drive letters stay whole); undefined when the line is not of that form.
 */
export function splitSetting(line: string): { name: string; value: string } | undefined {
  for (let at = 1; at < line.length && at <= 80; at++) {
    const char = line[at];
    if (char !== ':' && char !== '=') continue;
    const next = line[at + 1];
    if (char === ':' && next !== undefined && next !== ' ' && next !== '\t') continue;
    const name = line.slice(0, at).trim();
    if (name === '') return undefined;
    return { name, value: line.slice(at + 1).trim() };
  }
  return undefined;
}
