/**
 * Where the lines of each step stand before the fit: typed positions moved together by what charging or band bending did to
 * the step. Found by looking at which common move lets bell-shaped lines of usual width explain most of the spectra.
 */
import type { Component } from '../component.js';
import type { Spectrum } from '../spectrum.js';
import { type MoveSearch, moveSearch, unexplained } from './move-search.js';

/** Moves that are looked at, eV, and their distance: half a usual line. */
const WIDEST_MOVE_EV = 5;
const MOVE_STEP_EV = 0.25;
/** A move must explain this much more of the spectra per eV^2 than staying, so that nothing moves for noise. */
const RELUCTANCE = 0.02;

export interface StartPositions {
  /** Of each component, eV: typed, or where the data have their maximum. */
  readonly basePositionsEv: Float64Array;
  /** Move of each step from these, eV; 0 for steps without spectra. */
  readonly movesEv: Float64Array;
}

/**
 * @param componentsOf components of each spectrum, as indices into `components`
 */
export function startPositions(
  spectra: readonly Spectrum[],
  componentsOf: readonly (readonly number[])[],
  components: readonly Component[],
  stepCount: number,
): StartPositions {
  const straightened = spectra.map(withoutStraightLine);
  const base = Float64Array.from(components, ({ positionEv }) => positionEv ?? Number.NaN);
  placeUntyped(spectra, straightened, componentsOf, components, base);
  const searches = spectra.map((spectrum, s) =>
    moveSearch(spectrum, straightened[s]!, componentsOf[s]!, components, base),
  );
  const moves = new Float64Array(stepCount);
  let before = 0;
  for (let step = 0; step < stepCount; step++) {
    const here = searches.filter((_, s) => spectra[s]!.step === step && componentsOf[s]!.length > 0);
    if (here.length === 0) continue;
    before = bestMove(here, before);
    moves[step] = before;
  }
  return { basePositionsEv: base, movesEv: moves };
}

/** The data less a straight line through the means of both ends. */
export function withoutStraightLine({ energiesEv: x, values }: Spectrum): Float64Array {
  const n = x.length;
  const few = Math.max(1, Math.min(5, n >> 3));
  let low = 0;
  let high = 0;
  for (let i = 0; i < few; i++) {
    low += values[i]! / few;
    high += values[n - 1 - i]! / few;
  }
  const span = x[n - 1]! - x[0]! || 1;
  return values.map((value, i) => value - low - ((high - low) * (x[i]! - x[0]!)) / span);
}

/** Components without a position get the largest maxima of their region that no other component stands on. */
function placeUntyped(
  spectra: readonly Spectrum[],
  straightened: readonly Float64Array[],
  componentsOf: readonly (readonly number[])[],
  components: readonly Component[],
  base: Float64Array,
): void {
  components.forEach(({ shape, line }, c) => {
    if (!Number.isNaN(base[c]!)) return;
    const s = componentsOf.findIndex((list) => list.includes(c));
    if (s < 0) return;
    const { energiesEv: x } = spectra[s]!;
    const y = straightened[s]!;
    const width = shape.fwhmEv(Float64Array.from(shape.parameters, ({ usual }) => usual));
    const taken = componentsOf[s]!.flatMap((other) => {
      if (Number.isNaN(base[other]!)) return [];
      const split = components[other]!.line.doublet?.splittingEv;
      return split === undefined ? [base[other]!] : [base[other]!, base[other]! + split];
    });
    let best = -1;
    for (let i = 0; i < y.length; i++) {
      if (taken.some((at) => Math.abs(x[i]! - at) < width)) continue;
      // The minor line of this doublet must have room above.
      if (line.doublet !== undefined && x[i]! + line.doublet.splittingEv > x[x.length - 1]!) continue;
      if (best < 0 || y[i]! > y[best]!) best = i;
    }
    base[c] = best < 0 ? (x[0]! + x[x.length - 1]!) / 2 : x[best]!;
  });
}

function bestMove(here: readonly MoveSearch[], before: number): number {
  const moves: number[] = [];
  for (let move = -WIDEST_MOVE_EV; move <= WIDEST_MOVE_EV + 1e-9; move += MOVE_STEP_EV) moves.push(move);
  const costs = moves.map((move) => {
    let left = 0;
    for (const search of here) left += unexplained(search, before + move);
    return (left / here.length) * (1 + RELUCTANCE * move * move);
  });
  const least = costs.indexOf(Math.min(...costs));
  const [left, middle, right] = [costs[least - 1], costs[least]!, costs[least + 1]];
  if (left === undefined || right === undefined) return before + moves[least]!;
  const bend = left - 2 * middle + right;
  return before + moves[least]! + (bend > 0 ? (0.5 * MOVE_STEP_EV * (left - right)) / bend : 0);
}
