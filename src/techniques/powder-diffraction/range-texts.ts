/** Options that are places on the axis of angles: `43.1:43.8`, `26:8`. */
import { fail } from '../../errors.js';

const PAIR = /^\s*(\d+\.?\d*|\.\d+)\s*[:,]\s*(\d+\.?\d*|\.\d+)\s*$/;

/** @throws `invalid-option` for a range that cannot be read or runs backwards */
export function readRange(text: string | undefined): [number, number] | undefined {
  if (text === undefined) return undefined;
  const [low, high] = pairOf(text, 'range', '12:100');
  if (low < high) return [low, high];
  throw fail('invalid-option', `range "${text}" runs backwards`, 'write the lower angle first', { path: 'range' });
}

/** @throws `invalid-option` for a region that cannot be read or runs backwards */
export function readRegions(texts: readonly string[]): [number, number][] {
  return texts.map((text) => {
    const [low, high] = pairOf(text, 'excludeRegion', '43.1:43.8');
    if (low < high) return [low, high];
    throw fail('invalid-option', `excludeRegion "${text}" runs backwards`, 'write the lower angle first', {
      path: 'excludeRegion',
    });
  });
}

/** @throws `invalid-option` for a hump that cannot be read or is as narrow as a line */
export function readHumps(texts: readonly string[]): { readonly positionDeg: number; readonly widthDeg: number }[] {
  return texts.map((text) => {
    const [positionDeg, widthDeg] = pairOf(text, 'hump', '26:8');
    if (widthDeg >= 1) return { positionDeg, widthDeg };
    throw fail('invalid-option', `hump "${text}" is narrower than 1 degree`, 'a narrow line belongs to a phase', {
      path: 'hump',
    });
  });
}

function pairOf(text: string, option: string, example: string): [number, number] {
  const match = PAIR.exec(text);
  if (match !== null) return [Number(match[1]), Number(match[2])];
  throw fail('invalid-option', `${option} "${text}" cannot be read`, `write it as ${example}`, { path: option });
}
