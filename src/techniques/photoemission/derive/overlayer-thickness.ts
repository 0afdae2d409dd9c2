/**
 * Thickness of one even overlayer from one line or one ratio of lines, electrons in straight lines:
 * substrate I = I0 exp(-t/(l cos)), overlayer I = Iinf (1 - exp(-t/(l cos))). Every l is that of the overlayer's material at the
 * kinetic energy of the line (J. M. Hill, D. G. Royce, C. S. Fadley, L. F. Wagner, F. J. Grunthaner, Chem. Phys. Lett. 44
 * (1976) 225, doi:10.1016/0009-2614(76)80496-4). Elastic scattering is left out but for what an effective attenuation length
 * holds of it.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { expm1 } from '../../../numerics/elementary/expm1.js';
import { log, log1p } from '../../../numerics/elementary/log.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';
import { isSignificant, upperLimit } from './one-sided-limit.js';
import { type Given, sigmaAlong, type UncertainNumbers } from './propagate-numbers.js';

export interface Thickness {
  /** May come out below zero by noise where there is no film. */
  readonly thicknessNm: number;
  /** All parts together; infinite where the lines do not determine this thickness. */
  readonly sigmaNm: number;
  /** From the areas alone. */
  readonly statisticalNm: number;
  /** From the attenuation length (where a ratio has two: their common relative error), the same in every step. */
  readonly fromAttenuationLengthNm: number;
  readonly fromAngleNm: number;
  /** From the intensities of pure film and bare substrate, the same in every step. */
  readonly fromReferenceNm: number;
  /** One-sided 95 %, where the thickness does not stand out from zero. */
  readonly upperLimit95Nm: number | null;
}

/** From a thickness and its parts. */
export function thicknessOf(
  thicknessNm: number,
  statisticalNm: number,
  common: { readonly lengthNm: number; readonly angleNm: number; readonly referenceNm: number },
): Thickness {
  const { lengthNm, angleNm, referenceNm } = common;
  const sigmaNm = Math.sqrt(statisticalNm ** 2 + lengthNm ** 2 + angleNm ** 2 + referenceNm ** 2);
  return {
    thicknessNm,
    sigmaNm,
    statisticalNm,
    fromAttenuationLengthNm: lengthNm,
    fromAngleNm: angleNm,
    fromReferenceNm: referenceNm,
    upperLimit95Nm: isSignificant(thicknessNm, sigmaNm) ? null : upperLimit(thicknessNm, sigmaNm),
  };
}

/** cos of the angle of emission from the surface normal, and the relative error it gives to every thickness. */
export function emission(angleDeg: Given): { readonly cosine: number; readonly relativeSigma: number } {
  const angle = (angleDeg.value * Math.PI) / 180;
  const cosine = cos(angle);
  return { cosine, relativeSigma: Math.abs(sin(angle) / cosine) * ((angleDeg.sigma * Math.PI) / 180) };
}

/**
 * t = -l cos ln(I/I0) from a line of the substrate.
 *
 * @param areas I under the film and I0 bare, in this order, of one line
 * @param lengthNm attenuation length of its electrons in the film
 * @returns undefined where an area is not above zero (nothing of the line is left: only a lower limit exists)
 */
export function attenuationThickness(areas: UncertainNumbers, lengthNm: Given, angleDeg: Given): Thickness | undefined {
  const [covered, bare] = areas.values;
  if (!(covered! > 0 && bare! > 0)) return undefined;
  const { cosine, relativeSigma } = emission(angleDeg);
  const length = lengthNm.value * cosine;
  const thickness = -length * log(covered! / bare!);
  return thicknessOf(thickness, sigmaAlong(areas, [-length / covered!, length / bare!]), {
    lengthNm: Math.abs(thickness / lengthNm.value) * lengthNm.sigma,
    angleNm: Math.abs(thickness) * relativeSigma,
    referenceNm: 0,
  });
}

/** Rinf: the ratio film over substrate of a thick film and a bare substrate. */
export interface ReferenceRatio {
  readonly value: number;
  /** Without that of the film's attenuation length. */
  readonly relativeSigma: number;
  /** d ln Rinf / d ln l of the film: 1 where it was computed with it, 0 where it was measured. */
  readonly attenuationPower: 0 | 1;
}

/** Rinf as measured. @param areas of the thick film and of the bare substrate, in this order */
export function measuredReference(areas: UncertainNumbers): ReferenceRatio {
  const [film, bare] = areas.values;
  return { value: film! / bare!, relativeSigma: sigmaAlong(areas, [1 / film!, -1 / bare!]), attenuationPower: 0 };
}

/** What a pure solid gives of a line: emitting atoms per volume x RSF x transmission x attenuation length in it. */
export interface PureIntensity {
  /** Atoms per nm3, or per any volume that is the same for both. */
  readonly density: Given;
  readonly sensitivity: Given;
  readonly transmission: number;
  readonly lengthNm: Given;
}

/** Rinf = n RSF l T of the film over that of the substrate; the error of the film's length is carried by `attenuationPower`. */
export function computedReference(film: PureIntensity, substrate: PureIntensity): ReferenceRatio {
  const intensity = ({ density, sensitivity, transmission, lengthNm }: PureIntensity) =>
    density.value * sensitivity.value * transmission * lengthNm.value;
  const parts = [film.density, film.sensitivity, substrate.density, substrate.sensitivity, substrate.lengthNm];
  const variance = parts.reduce((sum, { value, sigma }) => sum + (sigma / value) ** 2, 0);
  return { value: intensity(film) / intensity(substrate), relativeSigma: Math.sqrt(variance), attenuationPower: 1 };
}

/** Attenuation lengths in the film of the film's and the substrate's line, nm, and the relative error they share. */
export interface RatioLengths {
  readonly filmNm: number;
  readonly substrateNm: number;
  readonly relativeSigma: number;
}

/**
 * Thickness from the ratio of a line of the film to one of the substrate: R/Rinf = (1 - exp(-t/lf))/exp(-t/ls), solved for t.
 * For equal lengths (an oxide on its metal) that is t = l cos ln(1 + R/Rinf).
 *
 * @param areas of the film's and the substrate's line, in this order, from one step
 * @returns undefined where the ratio is not above zero
 */
export function ratioThickness(
  areas: UncertainNumbers,
  reference: ReferenceRatio,
  lengths: RatioLengths,
  angleDeg: Given,
): Thickness | undefined {
  const [film, substrate] = areas.values;
  const ratio = film! / substrate! / reference.value;
  if (!(film! > 0 && substrate! > 0 && ratio > 0 && ratio < Number.POSITIVE_INFINITY)) return undefined;
  const { cosine, relativeSigma } = emission(angleDeg);
  const lf = lengths.filmNm * cosine;
  const ls = lengths.substrateNm * cosine;
  const thickness = solveRatio(ratio, lf, ls);
  // dt / d ln(ratio): the slope of ln f, turned round.
  const slope = 1 / (1 / (lf * expm1(thickness / lf)) + 1 / ls);
  // Both lengths together scale t; a reference computed with the film's length moves against it.
  const byLength = thickness - reference.attenuationPower * slope;
  return thicknessOf(thickness, slope * sigmaAlong(areas, [1 / film!, -1 / substrate!]), {
    lengthNm: Math.abs(byLength) * lengths.relativeSigma,
    angleNm: thickness * relativeSigma,
    referenceNm: slope * reference.relativeSigma,
  });
}

/** t with (1 - exp(-t/lf)) exp(t/ls) = ratio > 0, by Newton steps on the logarithm, which is concave, inside a bracket. */
export function solveRatio(ratio: number, lf: number, ls: number): number {
  if (lf === ls) return lf * log1p(ratio);
  const target = log(ratio);
  const excess = (t: number) => log(-expm1(-t / lf)) + t / ls - target;
  let low = 0;
  // Even through a substrate line that is not attenuated, exp(t/ls) above twice the ratio is enough once 1 - exp(-t/lf) > 1/2.
  let high = Math.max(lf, ls * Math.max(0, target + 0.7));
  while (excess(high) < 0) high *= 2;
  let t = Math.min(high, lf * ratio);
  for (let i = 0; i < 200; i++) {
    const off = excess(t);
    if (off < 0) low = t;
    else high = t;
    const slope = 1 / (lf * expm1(t / lf)) + 1 / ls;
    let next = t - off / slope;
    if (!(next > low && next < high)) next = (low + high) / 2;
    if (Math.abs(next - t) <= 4e-16 * t) return next;
    t = next;
  }
  return t;
}

/** R/Rinf of a film of this thickness: what `solveRatio` inverts. */
export function ratioOf(thicknessNm: number, lf: number, ls: number): number {
  return -expm1(-thicknessNm / lf) * exp(thicknessNm / ls);
}
