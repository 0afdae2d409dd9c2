import { describe, expect, it } from 'vitest';
import { latin1, utf16 } from '../test-support/samples.js';
import { decodeText, TextLines } from './text-lines.js';

const all = (text: string): string[] => {
  const lines = new TextLines(text);
  return Array.from({ length: lines.count }, (_, index) => lines.line(index));
};

describe('decodeText', () => {
  it('follows the byte-order mark', () => {
    expect(decodeText(Uint8Array.of(0xef, 0xbb, 0xbf, 0xc2, 0xb5))).toEqual({ text: 'µ', encoding: 'utf-8' });
    expect(decodeText(utf16('\ufeffΩ1'))).toEqual({ text: 'Ω1', encoding: 'utf-16le' });
    expect(decodeText(Uint8Array.of(0xfe, 0xff, 0x03, 0xa9))).toEqual({ text: 'Ω', encoding: 'utf-16be' });
  });

  it('takes valid UTF-8 for what it is, and everything else for windows-1252', () => {
    expect(decodeText(new TextEncoder().encode('°µ')).text).toBe('°µ');
    expect(decodeText(latin1('cm\u00b2 \u00b5A'))).toEqual({ text: 'cm² µA', encoding: 'windows-1252' });
    expect(decodeText(Uint8Array.of(0x80, 0x96, 0x41)).text).toBe('€–A');
  });

  it('reads a file that was cut inside a character', () => {
    const bytes = new TextEncoder().encode('a Ω');
    expect(decodeText(bytes.subarray(0, bytes.length - 1))).toEqual({ text: 'a ', encoding: 'utf-8' });
    expect(decodeText(Uint8Array.of(0x80)).text).toBe('€');
  });
});

describe('TextLines', () => {
  it('knows all line ends', () => {
    for (const end of ['\n', '\r\n', '\r\r\n', '\r']) expect(all(['a', '', 'b'].join(end))).toEqual(['a', '', 'b']);
  });

  it('tells whether the last line is whole', () => {
    expect(new TextLines('a\nb').endsWithLineEnd).toBe(false);
    expect(new TextLines('a\nb\n').endsWithLineEnd).toBe(true);
    expect(all('a\nb\n')).toEqual(['a', 'b']);
    expect(all('')).toEqual([]);
    expect(new TextLines('a').line(7)).toBe('');
  });
});
