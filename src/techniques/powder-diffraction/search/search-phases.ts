/**
 * Which of the user's own structures are in a pattern. Phases are taken in one after the other: each round tries every
 * structure that is left beside those found, with broad lines so that a cell may be a little off, and keeps the one that
 * explains most of those whose lines the pattern has. The search ends when none explains enough more: where much of the pattern
 * belongs to phases that are not among the structures, any structure finds some of their lines under its own.
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
  /** The share of its lines that the pattern has, by intensity. */
  readonly covered: number;
  /** By how much its cell edges moved, relative. */
  readonly stretch: number;
  /** Cell numbers as they were found then, by the names of their parameters. */
  readonly cells: ReadonlyMap<string, number>;
}

/** Misfit that a phase must take away to be taken in, and the intensity it must have. */
const LEAST_GAIN = 0.015;
const LEAST_SHARE = 0.004;
/** Of the lines of a phase that is in the sample more is seen, even of traces and with strong texture. */
const LEAST_COVERED = 0.5;
/** Part of what no phase explains yet that chance alone may take away: up to 8 % where the strongest phase was not among the structures. */
const BY_CHANCE = 0.1;

export function searchPhases(input: SearchInput): SearchedPhase[] {
  const left = [...input.candidates];
  const found: PhaseSetup[] = [...input.phases];
  const answers: SearchedPhase[] = [];
  const empty = tryPhases(input, []).misfit;
  let misfit = found.length === 0 ? empty : tryPhases(input, found).misfit;
  const trials = (left.length * (left.length + 1)) / 2;
  let done = 0;
  for (let round = 1; left.length > 0; round++) {
    const tried = left.map((candidate) => {
      input.onTrial?.(done++ / trials, candidate.name);
      return { candidate, ...tryPhases(input, [...found, candidate]) };
    });
    const order = [...tried].sort((a, b) => a.misfit - b.misfit);
    const leastGain = Math.max(LEAST_GAIN, (BY_CHANCE * misfit) / empty);
    const best = order.find(
      ({ covered, share, misfit: rest }) =>
        covered >= LEAST_COVERED && share >= LEAST_SHARE && 1 - rest / misfit >= leastGain,
    );
    const told = (one: (typeof tried)[number], taken: number | null): SearchedPhase => ({
      name: one.candidate.name,
      round: taken,
      rwp: one.rwp,
      gain: Math.max(0, 1 - one.misfit / misfit),
      share: one.share,
      covered: one.covered,
      stretch: one.stretch,
      cells: one.cells,
    });
    if (best === undefined) return [...answers, ...order.map((one) => told(one, null))];
    answers.push(told(best, round));
    found.push(best.candidate);
    left.splice(left.indexOf(best.candidate), 1);
    misfit = best.misfit;
  }
  return answers;
}
