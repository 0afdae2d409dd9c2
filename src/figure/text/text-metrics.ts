import { ARIMO_UNITS_PER_EM, ARIMO_WIDTHS } from './arimo-widths.js';

interface Widths {
  readonly regular: ReadonlyMap<number, number>;
  readonly bold: ReadonlyMap<number, number>;
}

let widths: Widths | null = null;

function widthTable(): Widths {
  if (widths !== null) return widths;
  const regular = new Map<number, number>();
  const bold = new Map<number, number>();
  for (const [first, regularRun, boldRun] of ARIMO_WIDTHS) {
    regularRun.forEach((width, i) => {
      regular.set(first + i, width);
    });
    boldRun.forEach((width, i) => {
      bold.set(first + i, width);
    });
  }
  widths = { regular, bold };
  return widths;
}

/** Width of a character the table does not have: that of a capital, so that layout errs on the wide side. */
const UNKNOWN_WIDTH = 1479;

/**
 * Width of a line of text set in Arimo, in the unit of `fontSize`. Sums of advance widths, without kerning: the same
 * number in Node, in a worker and in every browser, whatever fonts the machine has.
 */
export function measureText(text: string, fontSize: number, bold = false): number {
  const table = bold ? widthTable().bold : widthTable().regular;
  let sum = 0;
  for (const character of text) sum += table.get(character.codePointAt(0)!) ?? UNKNOWN_WIDTH;
  return (sum * fontSize) / ARIMO_UNITS_PER_EM;
}

/** Breaks text at spaces into as few lines as fit `maxWidth`; a single word wider than that stays whole. */
export function wrapText(text: string, fontSize: number, maxWidth: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && measureText(longer, fontSize) > maxWidth) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  lines.push(line);
  return lines;
}
