import type { RefinedParameter, Refinement } from '../refinement.js';

/** A parameter of the model by its full name: `zero`, `fap.scale`. */
export function findParameter(
  { parameters }: Pick<Refinement, 'parameters'>,
  name: string,
): RefinedParameter | undefined {
  return parameters.find((one) => one.name === name);
}

/** Its value; a number that the model does not have counts as 0. */
export function numberOf(refinement: Pick<Refinement, 'parameters'>, name: string): number {
  return findParameter(refinement, name)?.value ?? 0;
}

/** True where the fit has moved it and says how well it is known. */
export function isRefined(one: RefinedParameter | undefined): boolean {
  return one !== undefined && one.sigma !== null && one.sigma > 0;
}

/** Covariance of two refined parameters, times `esdFactor`²; 0 where one of them was not refined. */
export function covarianceOf(
  { free, covariance }: Pick<Refinement, 'free' | 'covariance'>,
  a: string,
  b: string,
): number {
  const i = free.indexOf(a);
  const j = free.indexOf(b);
  return i < 0 || j < 0 ? 0 : covariance[i * free.length + j];
}
