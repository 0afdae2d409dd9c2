import type { JetPages } from './jet-pages.js';

const UTF16 = new TextDecoder('utf-16le');
const MOST_MEMO_PIECES = 4096;

/**
 * Text of Jet 4: UTF-16, or after the mark FF FE stretches of one byte a character, between which a zero byte switches to
 * two bytes and back.
 */
export function jetText(bytes: Uint8Array): string {
  if (bytes.length < 2 || bytes[0] !== 0xff || bytes[1] !== 0xfe) return UTF16.decode(bytes);
  let text = '';
  let narrow = true;
  for (let at = 2; at < bytes.length; ) {
    if (bytes[at] === 0) {
      narrow = !narrow;
      at += 1;
    } else if (narrow) {
      text += String.fromCharCode(bytes[at]!);
      at += 1;
    } else {
      if (at + 1 >= bytes.length) break;
      text += String.fromCharCode(bytes[at]! | (bytes[at + 1]! << 8));
      at += 2;
    }
  }
  return text;
}

/**
 * A long text (memo): its field holds the length and either the text, or where it is: whole in one record, or in a chain of
 * records that each begin with the place of the next.
 *
 * @param field bytes of the field in the row
 * @returns undefined where the text cannot be found
 */
export function jetMemo(pages: JetPages, field: Uint8Array): string | undefined {
  if (field.length < 12) return field.length === 0 ? '' : undefined;
  const view = new DataView(field.buffer, field.byteOffset, field.byteLength);
  const length = view.getUint32(0, true) & 0xff_ffff;
  const storage = field[3]!;
  if (storage === 0x80) return jetText(field.subarray(12, 12 + length));
  let place = view.getUint32(4, true);
  if (storage === 0x40) {
    const record = recordAt(pages, place);
    return record === undefined || record.length < length ? undefined : jetText(record.subarray(0, length));
  }
  if (storage !== 0) return undefined;
  const text = new Uint8Array(Math.min(length, pages.count * 4096));
  let filled = 0;
  for (let piece = 0; piece < MOST_MEMO_PIECES && place !== 0 && filled < length; piece++) {
    const record = recordAt(pages, place);
    if (record === undefined || record.length < 4) return undefined;
    const part = record.subarray(4, 4 + length - filled);
    if (filled + part.length > text.length) return undefined;
    text.set(part, filled);
    filled += part.length;
    place = new DataView(record.buffer, record.byteOffset, 4).getUint32(0, true);
  }
  return filled === length ? jetText(text) : undefined;
}

/** @param place page number in the upper three bytes, number of the record on it in the lowest */
function recordAt(pages: JetPages, place: number): Uint8Array | undefined {
  const page = pages.page(place >>> 8);
  if (page === undefined) return undefined;
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const record = place & 0xff;
  if (record >= view.getUint16(12, true) || 16 + 2 * record > page.length) return undefined;
  const start = view.getUint16(14 + 2 * record, true) & 0x1fff;
  const end = record === 0 ? page.length : view.getUint16(12 + 2 * record, true) & 0x1fff;
  return start <= end && end <= page.length ? page.subarray(start, end) : undefined;
}
