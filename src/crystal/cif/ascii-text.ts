/** Codes of CIF for marks on the letter that follows: International Tables for Crystallography G, 2.2.7.4.14. */
const marks: Readonly<Record<string, string>> = {
  '\u0301': "\\'",
  '\u0300': '\\`',
  '\u0302': '\\^',
  '\u0308': '\\"',
  '\u0303': '\\~',
  '\u0327': '\\,',
  '\u0304': '\\=',
  '\u0307': '\\.',
  '\u0306': '\\(',
  '\u030c': '\\<',
  '\u030b': '\\>',
  '\u0328': '\\;',
  '\u030a': '\\%',
};

/** Small Greek letters from alpha to omega as CIF names them, final sigma as sigma. */
const greek = 'abgdezhqiklmnxoprsstufcyw';

const others: Readonly<Record<string, string>> = {
  '°': '\\%',
  ß: '\\&s',
  ø: '\\/o',
  Ø: '\\/O',
  ł: '\\/l',
  Ł: '\\/L',
  ı: '\\?i',
  đ: '\\/d',
  Đ: '\\/D',
  æ: 'ae',
  Æ: 'AE',
  '×': '\\\\times',
  '±': '+-',
  '∓': '-+',
  '·': '.',
  '→': '\\\\rightarrow',
  '≤': '<=',
  '≥': '>=',
  '\u2018': "'",
  '\u2019': "'",
  '\u2032': "'",
  '\u201c': '"',
  '\u201d': '"',
  '\u2026': '...',
  '\u00a0': ' ',
};

/**
 * Text in the characters that CIF 1.1 allows: accents, Greek letters and a few signs as the codes of CIF (`\'e`, `\a`,
 * `\%A`), dashes as hyphens, what has no code as `?`. Tabs and line ends stay.
 */
export function asciiText(text: string): string {
  if (/^[\n\r\t -~]*$/.test(text)) return text;
  let out = '';
  for (const character of text) out += asciiOf(character);
  return out;
}

function asciiOf(character: string): string {
  if (/[\n\r\t -~]/.test(character)) return character;
  const known = others[character];
  if (known !== undefined) return known;
  if (/[\u2010-\u2015\u2212]/.test(character)) return '-';
  const place = character.toLowerCase().charCodeAt(0) - 0x3b1;
  if (place >= 0 && place < greek.length) {
    const letter = greek[place]!;
    return `\\${character === character.toLowerCase() ? letter : letter.toUpperCase()}`;
  }
  // NFKD parts letters from their marks, and small raised digits from their height.
  const parts = character.normalize('NFKD');
  if (parts === character) return '?';
  let letters = '';
  let codes = '';
  for (const part of parts) {
    const code = marks[part];
    if (code !== undefined) codes += code;
    else letters += asciiOf(part);
  }
  return codes + letters;
}
