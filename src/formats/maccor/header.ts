import type { SettingsBuilder } from '../settings.js';
import { type Separator, splitCells } from '../text/cells.js';

/** What the native export puts side by side in its first line. */
const INLINE = /(Today's Date|Date of Test|Filename|Procedure|Comment\/Barcode):?/g;

/** One line of the block on top: a name and its value, or several of them in the first line of the native export. */
export function addHeaderLine(settings: SettingsBuilder, text: string, line: number, separator: Separator): void {
  if (text.trim() === '') return;
  const inline = [...text.matchAll(INLINE)];
  if (inline.length > 1) {
    for (const [index, match] of inline.entries()) {
      const from = match.index + match[0].length;
      settings.addText(match[1]!, text.slice(from, inline[index + 1]?.index));
    }
    return;
  }
  const [name, ...values] = splitCells(text, separator);
  if (name === undefined || values.length === 0) settings.add(`line ${line + 1}`, text.trim());
  // A description ends in bytes that are no text; they are part of the file and stay.
  else settings.addText(name.replace(/:$/, ''), values.join(' '));
}
