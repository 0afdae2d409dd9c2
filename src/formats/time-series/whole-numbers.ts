/** Numbers of steps and cycles as the instrument counts them. */
import type { Diagnostic, NumberColumn } from '../recording.js';

/**
 * The column as integers; null where there is none, or where it has no whole number in a row that is used: a made-up
 * number would cut the run in the wrong place.
 */
export function wholeNumbers(
  column: NumberColumn | undefined,
  isUsed: (row: number) => boolean,
  diagnostics: Diagnostic[],
): Int32Array | null {
  if (column === undefined) return null;
  const { name, values } = column;
  const integers = new Int32Array(values.length);
  // `set` converts typed arrays natively; `from` would ask for each number in turn.
  integers.set(values);
  // What has fewer bits is whole and fits.
  if (values.BYTES_PER_ELEMENT < 4) return integers;
  let broken = 0;
  for (let row = 0; row < values.length; row++) if (integers[row] !== values[row] && isUsed(row)) broken += 1;
  if (broken === 0) return integers;
  const message = `column "${name}" has no whole number in ${broken} of ${values.length} rows and is not used`;
  diagnostics.push({ code: 'numbering-not-used', severity: 'warning', message });
  return null;
}
