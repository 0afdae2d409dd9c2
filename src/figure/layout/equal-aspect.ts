import type { Domain } from './scale.js';

/** Tallest panel as a share of its width. */
export const TALLEST = 1;

/**
 * Height that gives both axes the same length per unit at this width, held between readable limits: `flattest` (a share
 * of the width) and as tall as wide.
 */
export function naturalHeight(x: Domain, y: Domain, width: number, flattest: number): number {
  const natural = (width * (y[1] - y[0])) / (x[1] - x[0]);
  return Math.min(TALLEST * width, Math.max(flattest * width, natural));
}

function widen([low, high]: Domain, range: number): Domain {
  const missing = range - (high - low);
  if (missing <= 0) return [low, high];
  // An axis that begins at zero goes on beginning there; anything else grows to both sides.
  if (low === 0) return [0, range];
  if (high === 0) return [-range, 0];
  // `low` just below zero is the room of a marker at zero: the spare room belongs to the far side.
  if (low < 0 && -low <= 0.15 * (high - low)) return [low, low + range];
  return [low - missing / 2, high + missing / 2];
}

/**
 * Widens one of two domains so that one unit has the same length on both axes of a panel of the given size. Neither
 * domain ever shrinks, so no datum is lost.
 */
export function equalAspect(x: Domain, y: Domain, width: number, height: number): { x: Domain; y: Domain } {
  const unitsPerLength = Math.max((x[1] - x[0]) / width, (y[1] - y[0]) / height);
  return { x: widen(x, unitsPerLength * width), y: widen(y, unitsPerLength * height) };
}
