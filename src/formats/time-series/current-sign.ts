/** The direction of the current, where a file says it in words. */
import type { Diagnostic, TextColumn } from '../recording.js';
import { stateMeaning } from './state-words.js';

/** Of rows that show one sign, so many may show the other: a current begins and ends with noise. */
const NOISE_SHARE = 0.1;

/**
 * Some exports store magnitudes and say the direction in words: rows that are called a discharge then become negative.
 * Only rows with a direction are looked at, for a rest shows the noise of zero. A current that contradicts its words
 * throughout keeps its sign, and `diagnostics` says so: in a symmetric cell the words mean nothing.
 *
 * @returns the given array where nothing had to be done
 */
export function withDirection(current: Float64Array, state: TextColumn, diagnostics: Diagnostic[]): Float64Array {
  const directions = new Map<string, number>();
  for (const word of new Set(state.text)) directions.set(word, stateMeaning(word).direction);
  const charge = { positive: 0, negative: 0 };
  const discharge = { positive: 0, negative: 0 };
  for (let row = 0; row < current.length; row++) {
    const direction = directions.get(state.text[row]!)!;
    const value = current[row]!;
    if (direction === 0 || !(value !== 0)) continue;
    const side = direction > 0 ? charge : discharge;
    if (value > 0) side.positive += 1;
    else if (value < 0) side.negative += 1;
  }
  if (!mostly(discharge.positive, discharge.negative)) return current;
  const words = [...directions].filter(([, direction]) => direction < 0).map(([word]) => `"${word}"`);
  if (mostly(charge.negative, charge.positive)) {
    const message = `the current is positive in rows of ${words.join(', ')} and negative in those of charge; its signs are kept as they are in the file`;
    diagnostics.push({ code: 'current-sign', severity: 'warning', message });
    return current;
  }
  if (charge.negative > 0 && !mostly(charge.positive, charge.negative)) return current;
  const message = `the current has no sign; rows of ${words.join(', ')} are taken as discharge`;
  diagnostics.push({ code: 'current-sign', severity: 'info', message });
  return current.map((value, row) => (directions.get(state.text[row]!)! < 0 ? -value : value));
}

function mostly(many: number, few: number): boolean {
  return many > 0 && few <= NOISE_SHARE * (many + few);
}
