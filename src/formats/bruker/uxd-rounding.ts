/** UXD prints four digits of an angle: above 10 degrees that is a hundredth of a degree, whatever the step was. */
import { numberColumn, steppedAngles } from '../diffraction/pattern-columns.js';
import type { Column, Diagnostic } from '../recording.js';

/** Rounding of less than this part of a step is not worth a word. */
const WORTH_TELLING = 0.02;
/** Beyond half a step the angles of the header are not those of the points. */
const NOT_THE_SAME = 0.6;

/**
 * The angles that start and step of the header give, beside the printed ones, where these are visibly rounded.
 *
 * @returns undefined where there is nothing to tell
 */
export function roundingColumn(
  printed: Float64Array,
  start: number | undefined,
  step: number | undefined,
): { columns: Column[]; diagnostics: Diagnostic[] } | undefined {
  if (start === undefined || step === undefined || !(step > 0) || printed.length < 2) return undefined;
  const even = steppedAngles(start, step, printed.length);
  let most = 0;
  for (let row = 0; row < printed.length; row++) most = Math.max(most, Math.abs(printed[row]! - even[row]!));
  if (!(most > WORTH_TELLING * step && most < NOT_THE_SAME * step)) return undefined;
  const message = `the angles are printed with few digits and are up to ${most.toPrecision(2)} deg beside the even steps of ${step} deg that the header states: the .raw file of the measurement has them exactly`;
  return {
    columns: [numberColumn('2theta from start and step', 'deg', undefined, even)],
    diagnostics: [{ code: 'angles-rounded', severity: 'info', message }],
  };
}
