import { exp } from '../../../numerics/elementary/exp.js';
import { spherePaths } from './sphere-paths.js';

/** Where the correction is known to hold, and where it is still computed: amounts of (mu - mean mu) times the grain radius. */
export const BRINDLEY_TRUSTED = 0.3;
export const BRINDLEY_REFUSED = 1;

/** A phase in a mixture of spherical grains. */
export interface AbsorbingPhase {
  /** As refined, without correction. */
  readonly weightFraction: number;
  readonly densityGPerCm3: number;
  /** Linear attenuation of the solid without pores. */
  readonly attenuationPerCm: number;
  /** RADIUS of its grains: half of what a sieve, a microscope or a particle sizer calls the size. */
  readonly grainRadiusUm: number;
}

export interface MicroabsorptionCorrection {
  readonly weightFractions: readonly number[];
  /** (mu - mean mu) times the grain radius, of each phase. */
  readonly contrasts: readonly number[];
  /** By how much each phase diffracts less (below 1) or more than it would as a dust. */
  readonly factors: readonly number[];
  /** Mean attenuation of the solid part, at the corrected fractions. */
  readonly meanAttenuationPerCm: number;
  /** `refused`: some contrast is above 1, no correction is computed and the fractions are those given. */
  readonly verdict: 'trusted' | 'doubtful' | 'refused';
}

/**
 * Brindley's tau of a spherical grain: the mean over its volume of exp(-x way), x = (mu - mean mu) R with R the RADIUS, way
 * in units of it. G. W. Brindley, Phil. Mag. 36 (1945) 347; by our own quadrature, good to 1e-4 for |x| up to 1.
 */
export function brindleyFactor(contrast: number): number {
  const { lengths, weights } = spherePaths();
  let sum = 0;
  for (let i = 0; i < lengths.length; i++) sum += weights[i] * exp(-contrast * lengths[i]);
  return sum;
}

/** Enough for 1e-12 where the contrasts are small enough to be corrected at all. */
const MOST_PASSES = 60;

/**
 * Weight fractions corrected for microabsorption, w_k ~ w_k(refined) / tau_k. The mean attenuation of the mixture (volume
 * fractions, without pores) is that of the corrected fractions, so the two are found together.
 */
export function correctMicroabsorption(phases: readonly AbsorbingPhase[]): MicroabsorptionCorrection {
  let fractions = normalised(phases.map(({ weightFraction }) => weightFraction));
  let state = contrastsAt(phases, fractions);
  let factors = phases.map(() => 1);
  if (isRefused(state.contrasts)) return refused(phases, state);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    factors = state.contrasts.map(brindleyFactor);
    const next = normalised(phases.map(({ weightFraction }, k) => weightFraction / factors[k]));
    const change = Math.max(...next.map((value, k) => Math.abs(value - fractions[k])));
    fractions = next;
    state = contrastsAt(phases, fractions);
    if (isRefused(state.contrasts)) return refused(phases, contrastsAt(phases, weightsOf(phases)));
    if (change < 1e-13) break;
  }
  const doubtful = state.contrasts.some((x) => Math.abs(x) > BRINDLEY_TRUSTED);
  return {
    weightFractions: fractions,
    contrasts: state.contrasts,
    factors,
    meanAttenuationPerCm: state.mean,
    verdict: doubtful ? 'doubtful' : 'trusted',
  };
}

function weightsOf(phases: readonly AbsorbingPhase[]): number[] {
  return normalised(phases.map(({ weightFraction }) => weightFraction));
}

function contrastsAt(
  phases: readonly AbsorbingPhase[],
  weights: readonly number[],
): { contrasts: number[]; mean: number } {
  const volumes = normalised(phases.map(({ densityGPerCm3 }, k) => weights[k] / densityGPerCm3));
  const mean = phases.reduce((sum, { attenuationPerCm }, k) => sum + volumes[k] * attenuationPerCm, 0);
  const contrasts = phases.map(
    ({ attenuationPerCm, grainRadiusUm }) => (attenuationPerCm - mean) * grainRadiusUm * 1e-4,
  );
  return { contrasts, mean };
}

function isRefused(contrasts: readonly number[]): boolean {
  return contrasts.some((x) => !(Math.abs(x) <= BRINDLEY_REFUSED));
}

function refused(
  phases: readonly AbsorbingPhase[],
  { contrasts, mean }: { readonly contrasts: readonly number[]; readonly mean: number },
): MicroabsorptionCorrection {
  return {
    weightFractions: weightsOf(phases),
    contrasts,
    factors: phases.map(() => 1),
    meanAttenuationPerCm: mean,
    verdict: 'refused',
  };
}

function normalised(shares: readonly number[]): number[] {
  const total = shares.reduce((sum, share) => sum + share, 0);
  return shares.map((share) => share / total);
}
