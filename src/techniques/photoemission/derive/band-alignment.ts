/**
 * Band offsets from core levels (E. A. Kraut, R. W. Grant, J. R. Waldrop, S. P. Kowalczyk, Phys. Rev. Lett. 44 (1980) 1620,
 * doi:10.1103/PhysRevLett.44.1620), on the binding energy scale: dE_V = VBM(film) - VBM(substrate), positive where the film's valence
 * band lies deeper.
 */
import { type Given, numberAt, propagateNumbers, type UncertainNumbers } from './propagate-numbers.js';
import { type WeightedMean, weightedMean } from './weighted-mean.js';

export interface AlignmentInput {
  /** Core levels of film and substrate in the steps that show both, eV, with covariance. */
  readonly levels: UncertainNumbers;
  /** Places of the film's and the substrate's level among them, one for each step. */
  readonly film: readonly number[];
  readonly substrate: readonly number[];
  /** Core level less valence-band maximum of the pure film and of the pure substrate, eV. */
  readonly filmLevelEv: Given;
  readonly substrateLevelEv: Given;
  readonly filmGapEv?: Given | undefined;
  readonly substrateGapEv?: Given | undefined;
}

export interface BandAlignment {
  /** E(film) - E(substrate) at the interface, eV: mean over the steps, and whether they agree (band bending cancels in it). */
  readonly interfaceEv: WeightedMean;
  readonly valenceOffsetEv: Given;
  /** E_C(film) - E_C(substrate), energies upward; undefined without both gaps. */
  readonly conductionOffsetEv?: Given;
  /** Valence-band maxima of film and substrate below EF in each step, eV, from the core levels; film first, then substrate. */
  readonly valenceMaxima: UncertainNumbers;
}

/**
 * dE_V = (E_film - E_sub) at the interface + (E - VBM)_sub - (E - VBM)_film; the charge reference cancels in each difference.
 * dE_C = E_g,film - E_g,sub - dE_V.
 *
 * @returns undefined where no step determines the difference of the levels
 */
export function bandAlignment(input: AlignmentInput): BandAlignment | undefined {
  const { levels, film, substrate, filmLevelEv, substrateLevelEv, filmGapEv, substrateGapEv } = input;
  const n = levels.values.length;
  const differences = propagateNumbers(
    levels,
    film.map((place, k) => levels.values[place]! - levels.values[substrate[k]!]!),
    film.map((place, k) => {
      const gradient = new Float64Array(n);
      gradient[place] = 1;
      gradient[substrate[k]!] = -1;
      return gradient;
    }),
  );
  const interfaceEv = weightedMean(differences);
  if (interfaceEv === undefined) return undefined;
  const valenceOffsetEv = {
    value: interfaceEv.value + substrateLevelEv.value - filmLevelEv.value,
    sigma: Math.sqrt(interfaceEv.sigma ** 2 + substrateLevelEv.sigma ** 2 + filmLevelEv.sigma ** 2),
  };
  const gaps = filmGapEv === undefined || substrateGapEv === undefined ? undefined : [filmGapEv, substrateGapEv];
  return {
    interfaceEv,
    valenceOffsetEv,
    ...(gaps === undefined
      ? {}
      : {
          conductionOffsetEv: {
            value: gaps[0]!.value - gaps[1]!.value - valenceOffsetEv.value,
            sigma: Math.sqrt(gaps[0]!.sigma ** 2 + gaps[1]!.sigma ** 2 + valenceOffsetEv.sigma ** 2),
          },
        }),
    valenceMaxima: valenceMaxima(levels, film, substrate, filmLevelEv, substrateLevelEv),
  };
}

function valenceMaxima(
  levels: UncertainNumbers,
  film: readonly number[],
  substrate: readonly number[],
  filmLevelEv: Given,
  substrateLevelEv: Given,
): UncertainNumbers {
  const places = [...film, ...substrate];
  const given = places.map((_, k) => (k < film.length ? filmLevelEv : substrateLevelEv));
  const plain = propagateNumbers(
    levels,
    places.map((place, k) => levels.values[place]! - given[k]!.value),
    places.map((place) => {
      const gradient = new Float64Array(levels.values.length);
      gradient[place] = 1;
      return gradient;
    }),
  );
  // The distance from level to band is one number for all steps of a material.
  const covariance = plain.covariance.map((c, at) => {
    const k = Math.floor(at / places.length);
    const l = at % places.length;
    return k < film.length === l < film.length ? c + given[k]!.sigma ** 2 : c;
  });
  return { values: plain.values, covariance };
}

export interface GapCheck {
  /** VBM - E_g: by how much EF would lie above the conduction band, eV. */
  readonly excessEv: number;
  readonly sigmaEv: number | null;
  /** Above what a degenerate film may have, by more than two sigma. */
  readonly aboveGap: boolean;
}

/**
 * No shift may put EF far into the conduction band: VBM <= E_g in every step.
 *
 * @param valenceMaximaEv binding energies of the valence-band maximum, against EF
 * @param allowedEv how far EF may lie above the band edge
 */
export function checkGap(valenceMaximaEv: UncertainNumbers, gapEv: Given, allowedEv = 0.1): GapCheck[] {
  return Array.from(valenceMaximaEv.values, (value, i) => {
    const { sigma } = numberAt(valenceMaximaEv, i);
    const sigmaEv = sigma === null ? null : Math.sqrt(sigma ** 2 + gapEv.sigma ** 2);
    const excessEv = value - gapEv.value;
    return { excessEv, sigmaEv, aboveGap: sigmaEv !== null && excessEv - allowedEv > 2 * sigmaEv };
  });
}
