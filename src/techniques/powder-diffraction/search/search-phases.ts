/**
 * Which of the user's own structures are in a pattern. Phases are taken in one after the other: each round tries every
 * structure that is left beside those found, with broad lines so that a cell may be a little off, and keeps the one that
 * explains most. The search ends when the best of them explains next to nothing more.
 */
import type { Radiation } from '../model/radiation.js';
import type { PhaseSetup } from '../model/setup.js';
import type { Pattern } from '../refinement.js';
import { tryPhases } from './try-phases.js';

export interface SearchInput {
  readonly pattern: Pattern;
  readonly radiation: Radiation;
  /** Phases that are in the sample for sure. */
  readonly phases: readonly PhaseSetup[];
  readonly candidates: readonly PhaseSetup[];
  readonly onTrial?: (share: number, name: string) => void;
}

/** What became of a candidate. */
export interface SearchedPhase {
  readonly name: string;
  /** In which round it was taken in, from 1; null for one that was not. */
  readonly round: number | null;
  /** Rwp in per cent with it beside the phases found before it (for those not taken in: beside all found). */
  readonly rwp: number;
  /** Part of the misfit of that round that it took away. */
  readonly gain: number;
  /** Its share of the diffracted intensity then. */
  readonly share: number;
  /** By how much its cell edges moved, relative. */
  readonly stretch: number;
  /** Cell numbers as they were found then, by the names of their parameters. */
  readonly cells: ReadonlyMap<string, number>;
}

/** Misfit that a phase must take away to be taken in, and the intensity it must have. */
const LEAST_GAIN = 0.015;
const LEAST_SHARE = 0.004;

export function searchPhases(input: SearchInput): SearchedPhase[] {
  const left = [...input.candidates];
  const found: PhaseSetup[] = [...input.phases];
  const answers: SearchedPhase[] = [];
  let misfit = tryPhases(input, found).misfit;
  const trials = (left.length * (left.length + 1)) / 2;
  let done = 0;
  for (let round = 1; left.length > 0; round++) {
    const tried = left.map((candidate) => {
      input.onTrial?.(done++ / trials, candidate.name);
      return { candidate, ...tryPhases(input, [...found, candidate]) };
    });
    const order = [...tried].sort((a, b) => a.misfit - b.misfit);
    const best = order[0];
    const gain = best === undefined ? 0 : 1 - best.misfit / misfit;
    const isOver = best === undefined || gain < LEAST_GAIN || best.share < LEAST_SHARE;
    const told = (one: (typeof tried)[number], taken: number | null): SearchedPhase => ({
      name: one.candidate.name,
      round: taken,
      rwp: one.rwp,
      gain: Math.max(0, 1 - one.misfit / misfit),
      share: one.share,
      stretch: one.stretch,
      cells: one.cells,
    });
    if (isOver) return [...answers, ...order.map((one) => told(one, null))];
    answers.push(told(best, round));
    found.push(best.candidate);
    left.splice(left.indexOf(best.candidate), 1);
    misfit = best.misfit;
  }
  return answers;
}
