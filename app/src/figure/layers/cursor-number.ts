import { printNumber } from '../../../../src/quantity/print.js';

/** Digits of a place on a logarithmic axis: a pixel is a few per cent. */
const LOG_DIGITS = 3;

/**
 * Where the crosshair is on an axis, with as many digits as a pixel can tell apart: more would change without the hand
 * moving.
 *
 * @param span length of the axis in data units
 * @param pixels length of the axis on the screen
 */
export function cursorNumber(value: number, span: number, pixels: number, type: 'linear' | 'log'): string {
  if (type === 'log') return printNumber(value, LOG_DIGITS);
  const place = Math.floor(Math.log10(Math.abs(span) / Math.max(1, pixels)));
  if (!Number.isFinite(place)) return printNumber(value);
  const step = 10 ** place;
  const rounded = Math.round(value / step) * step;
  if (rounded === 0) return '0';
  return printNumber(rounded, Math.max(1, Math.floor(Math.log10(Math.abs(rounded))) - place + 1));
}
