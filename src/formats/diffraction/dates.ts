/** Dates as diffractometers write them. */
import { isoFromText } from '../calendar.js';

/** `04-Mar-2010 20:59:14`, `12-Jul-17 17:31`; anything else as `isoFromText` reads it, never guessing the order. */
export function isoFromScanDate(text: string | undefined): string | undefined {
  if (text === undefined || text.length > 200) return undefined;
  const match = /(\d{1,2})-([A-Za-z]{3})[a-z]*-(\d{4}|\d{2})\b(.*)/.exec(text);
  if (match === null) return isoFromText(text);
  const year = match[3]!.length === 4 ? match[3] : Number(match[3]) < 70 ? `20${match[3]}` : `19${match[3]}`;
  return isoFromText(`${match[2]} ${match[1]}, ${year} ${match[4]!.trim()}`);
}
