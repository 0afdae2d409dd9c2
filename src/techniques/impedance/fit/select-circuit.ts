/**
 * Which of several circuits the spectra support: information criteria on the same points and weights. A circuit whose
 * resistances the data do not determine is not preferred however small its residuals, and once the residuals have come
 * down to the noise that the Kramers-Kronig test found, more arcs would fit noise.
 */

import { isInterphaseError } from '../../../errors.js';
import { akaikeWeights, informationCriteria } from '../../../numerics/statistics/information-criteria.js';
import type { Circuit } from '../circuit/circuit.js';
import type { Spectrum } from '../spectrum.js';
import { objectionTo } from './circuit-objections.js';
import type { SpectrumFit } from './spectrum-fit.js';

export interface RankedCircuit {
  readonly circuit: Circuit;
  readonly parameterCount: number;
  /** Sums over the spectra compared. */
  readonly sumOfSquares: number;
  readonly aicc: number | null;
  readonly bic: number;
  /** AICc above the best's; null where AICc does not exist. */
  readonly deltaAicc: number | null;
  readonly akaikeWeight: number;
  /** Why it was not preferred although its score is good, or an empty text. */
  readonly objection: string;
  /** True when every parameter is determined all the same: where nothing else describes the spectra, this circuit may. */
  readonly tolerable: boolean;
}

export interface CircuitChoice {
  readonly chosen: Circuit;
  /** Why, in words that follow "because": names the runner-up. */
  readonly reason: string;
  readonly ranking: readonly RankedCircuit[];
}

/** Sound circuits with a sum of squares this many times larger leave out what the spectra plainly show. */
const TOO_POOR = 10;
/** Residuals within this factor of the noise are at the noise. */
const AT_NOISE = 1.15;
/** An AICc lower by less than this is no reason for more arcs below the noise. */
const SMALL_GAIN = 10;

/**
 * Ranks circuits by AICc summed over the spectra.
 *
 * @param fitOne fits a circuit to spectrum `index`
 * @param noise relative noise of each spectrum where it is known; residuals below it are not worth another arc
 */
export function selectCircuit(
  circuits: readonly Circuit[],
  spectra: readonly Spectrum[],
  fitOne: (circuit: Circuit, index: number) => SpectrumFit,
  noise: readonly (number | null)[] = [],
): CircuitChoice {
  let refusal: unknown;
  const tried = circuits.flatMap((circuit) => {
    try {
      return [
        score(
          circuit,
          spectra.map((_, index) => fitOne(circuit, index)),
          noise,
        ),
      ];
    } catch (error) {
      // A circuit with more parameters than points is no candidate; anything else is a fault to be seen.
      if (!isInterphaseError(error, 'too-few-points')) throw error;
      refusal = error;
      return [];
    }
  });
  if (tried.length === 0) throw refusal;
  const weights = akaikeWeights(tried.map((entry) => entry.aicc));
  const best = Math.min(...tried.map((entry) => entry.aicc ?? Number.POSITIVE_INFINITY));
  const ranking = tried
    .map((entry, k): RankedCircuit & { readonly atNoise: boolean } => ({
      ...entry,
      deltaAicc: entry.aicc === null ? null : entry.aicc - best,
      akaikeWeight: weights[k],
    }))
    .sort((a, b) => (a.aicc ?? Number.POSITIVE_INFINITY) - (b.aicc ?? Number.POSITIVE_INFINITY));
  const faultless = ranking.filter((entry) => entry.objection === '');
  const tolerable = ranking.filter((entry) => entry.objection === '' || entry.tolerable);
  const poor = (entry: RankedCircuit | undefined) =>
    entry === undefined || (tolerable.length > 0 && entry.sumOfSquares > TOO_POOR * tolerable[0].sumOfSquares);
  const sound = poor(faultless[0]) ? tolerable : faultless;
  const simplestAtNoise = [...sound].sort((a, b) => a.parameterCount - b.parameterCount).find((entry) => entry.atNoise);
  const winner = sound[0] ?? ranking[0];
  const preferSimpler =
    simplestAtNoise !== undefined &&
    simplestAtNoise.parameterCount < winner.parameterCount &&
    (simplestAtNoise.aicc ?? 0) - (winner.aicc ?? 0) < SMALL_GAIN;
  const chosen = preferSimpler ? simplestAtNoise : winner;
  return { chosen: chosen.circuit, reason: reasonFor(chosen, ranking, preferSimpler), ranking };
}

/** Why this circuit, with the next best and what speaks against it. */
function reasonFor(chosen: RankedCircuit, ranking: readonly RankedCircuit[], atNoise: boolean): string {
  const best = ranking[0];
  const gap = (entry: RankedCircuit): string =>
    entry.deltaAicc === null || chosen.deltaAicc === null ? '' : signed(entry.deltaAicc - chosen.deltaAicc);
  const rival = ranking.find((entry) => entry !== chosen && entry !== best);
  const against = rival?.objection ? `, but ${rival.objection}` : '';
  const runnerUp = rival ? `; runner-up ${rival.circuit.text} (AICc ${gap(rival)}${against})` : '';
  if (chosen === best)
    return `it has the best AICc${chosen.objection === '' ? '' : `, although ${chosen.objection}`}${runnerUp}`;
  const why = atNoise && best.objection === '' ? 'its further elements only fit noise' : best.objection;
  return `${best.circuit.text} has a lower AICc (${gap(best)}), but ${why}${runnerUp}`;
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}`;
}

function score(circuit: Circuit, fits: readonly SpectrumFit[], noise: readonly (number | null)[]) {
  let aicc: number | null = 0;
  let bic = 0;
  let sumOfSquares = 0;
  let atNoise = noise.length === fits.length && fits.length > 0;
  fits.forEach((fit, index) => {
    const pointCount = fit.degreesOfFreedom + fit.freeCount;
    const criteria = informationCriteria({
      sumOfSquares: fit.sumOfSquares,
      pointCount,
      parameterCount: fit.freeCount,
      scale: fit.weighting === 'supplied' ? 'known' : 'unknown',
    });
    aicc = aicc === null || criteria.aicc === null ? null : aicc + criteria.aicc;
    bic += criteria.bic;
    sumOfSquares += fit.sumOfSquares;
    const floor = noise[index];
    atNoise &&=
      fit.weighting === 'modulus' &&
      floor !== null &&
      floor !== undefined &&
      Math.sqrt(fit.reducedChiSquare) <= AT_NOISE * floor;
  });
  const objection = objectionTo(fits);
  return {
    circuit,
    parameterCount: fits[0].freeCount,
    sumOfSquares,
    aicc,
    bic,
    objection: objection.text,
    tolerable: objection.tolerable,
    atNoise,
  };
}
