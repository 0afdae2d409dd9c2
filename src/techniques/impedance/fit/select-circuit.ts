/**
 * Which of several circuits the spectra support: information criteria on the same points and weights. A circuit whose
 * resistances the data do not determine is not preferred however small its residuals, and once the residuals have come
 * down to the noise that the Kramers-Kronig test found, more arcs would fit noise.
 */
import { akaikeWeights, informationCriteria } from '../../../numerics/statistics/information-criteria.js';
import { isInterphaseError } from '../../../errors.js';
import type { Circuit } from '../circuit/circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import type { Spectrum } from '../spectrum.js';
import { standardError, type SpectrumFit } from './spectrum-fit.js';

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
}

export interface CircuitChoice {
  readonly chosen: Circuit;
  readonly ranking: readonly RankedCircuit[];
}

/** A resistance known worse than this (relative standard error) counts as not determined. */
const UNDETERMINED = 1;
/** Residuals within this factor of the noise are at the noise. */
const AT_NOISE = 1.15;

/** Circuits that most cells of the field are described by, simplest first; with L0 where the spectrum begins inductive. */
export function usualCircuits(spectra: readonly Spectrum[]): Circuit[] {
  const inductive = spectra.some(({ frequencyHz, imaginary }) => {
    let highest = 0;
    for (let i = 1; i < frequencyHz.length; i++) if (frequencyHz[i] > frequencyHz[highest]) highest = i;
    return imaginary[highest] > 0;
  });
  const texts = [
    'R0-CPE1',
    'p(R1,CPE1)-CPE2',
    'R0-p(R1,CPE1)',
    'R0-p(R1,CPE1)-CPE2',
    'R0-p(R1,CPE1)-Wo1',
    'p(R1,CPE1)-p(R2,CPE2)-CPE3',
    'R0-p(R1,CPE1)-p(R2,CPE2)',
    'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3',
    'R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)',
  ];
  return texts.map((text) => parseCircuit(inductive ? `L0-${text}` : text));
}

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
  const tried = circuits.flatMap((circuit) => {
    try {
      return [score(circuit, spectra.map((_, index) => fitOne(circuit, index)), noise)];
    } catch (error) {
      // A circuit with more parameters than points is no candidate; anything else is a fault to be seen.
      if (isInterphaseError(error, 'too-few-points')) return [];
      throw error;
    }
  });
  const weights = akaikeWeights(tried.map((entry) => entry.aicc));
  const best = Math.min(...tried.map((entry) => entry.aicc ?? Number.POSITIVE_INFINITY));
  const ranking = tried
    .map((entry, k): RankedCircuit & { readonly atNoise: boolean } => ({
      ...entry,
      deltaAicc: entry.aicc === null ? null : entry.aicc - best,
      akaikeWeight: weights[k],
    }))
    .sort((a, b) => (a.aicc ?? Number.POSITIVE_INFINITY) - (b.aicc ?? Number.POSITIVE_INFINITY));
  const sound = ranking.filter((entry) => entry.objection === '');
  const simplestAtNoise = [...sound].sort((a, b) => a.parameterCount - b.parameterCount).find((entry) => entry.atNoise);
  const winner = sound[0] ?? ranking[0];
  const preferSimpler = simplestAtNoise && simplestAtNoise.parameterCount < winner.parameterCount && (simplestAtNoise.deltaAicc ?? 0) < 10;
  return { chosen: (preferSimpler ? simplestAtNoise : winner).circuit, ranking };
}

function score(circuit: Circuit, fits: readonly SpectrumFit[], noise: readonly (number | null)[]) {
  let aicc: number | null = 0;
  let bic = 0;
  let sumOfSquares = 0;
  let atNoise = noise.length === fits.length && fits.length > 0;
  fits.forEach((fit, index) => {
    const pointCount = fit.degreesOfFreedom + fit.freeCount;
    const criteria = informationCriteria({ sumOfSquares: fit.sumOfSquares, pointCount, parameterCount: fit.freeCount, scale: fit.weighting === 'supplied' ? 'known' : 'unknown' });
    aicc = aicc === null || criteria.aicc === null ? null : aicc + criteria.aicc;
    bic += criteria.bic;
    sumOfSquares += fit.sumOfSquares;
    const floor = noise[index];
    atNoise &&= fit.weighting === 'modulus' && floor !== null && floor !== undefined && Math.sqrt(fit.reducedChiSquare) <= AT_NOISE * floor;
  });
  return { circuit, parameterCount: circuit.parameters.length, sumOfSquares, aicc, bic, objection: objectionTo(fits), atNoise };
}

function objectionTo(fits: readonly SpectrumFit[]): string {
  for (const fit of fits) {
    if (fit.rank < fit.freeCount) return 'covariance is singular';
    const loose = fit.circuit.parameters.find((p, k) => p.unit === 'Ohm' && standardError(fit, k) > UNDETERMINED * fit.natural[k]);
    if (loose) return `${loose.name} is not determined`;
  }
  return '';
}
