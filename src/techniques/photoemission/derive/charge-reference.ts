/**
 * The energy reference as one recorded step: BE' = BE - (E_measured - E_assigned), for each step of a series. The measured
 * energy errs once for a step, the assigned one once for the whole series, so a difference within a step suffers from neither
 * and one between steps twice from the measured and not at all from the assigned.
 */
import { type Given, numberAt, propagateNumbers, type UncertainNumbers } from './propagate-numbers.js';

export type ChargeReference =
  /** The scale of the file. */
  | { readonly kind: 'none' }
  /** A line at an energy that is assigned to it, eV. */
  | { readonly kind: 'line'; readonly assignedEv: Given }
  /** The Fermi edge of a metal in contact lies at 0. */
  | { readonly kind: 'fermi-edge' }
  /** Adventitious carbon, of which the distance to the vacuum level is known: C 1s + work function = constant. */
  | { readonly kind: 'work-function'; readonly workFunctionEv: Given };

/**
 * C 1s of adventitious carbon against EF and the work function of the sample: their sum, eV (G. Greczynski, L. Hultman,
 * ChemPhysChem 18 (2017) 1507, doi:10.1002/cphc.201700126).
 */
export const CARBON_FROM_VACUUM: Given = { value: 289.5, sigma: 0.15 };

/** Energy that the reference is set to, eV; undefined for `none`. */
export function assignedEnergy(reference: ChargeReference): Given | undefined {
  switch (reference.kind) {
    case 'none':
      return undefined;
    case 'line':
      return reference.assignedEv;
    case 'fermi-edge':
      return { value: 0, sigma: 0 };
    case 'work-function': {
      const { value, sigma } = reference.workFunctionEv;
      return {
        value: CARBON_FROM_VACUUM.value - value,
        sigma: Math.sqrt(CARBON_FROM_VACUUM.sigma ** 2 + sigma ** 2),
      };
    }
  }
}

export interface Referenced {
  /** The positions on the new scale, with the covariances that the reference brings. */
  readonly positions: UncertainNumbers;
  /** What was added to every energy of a step, by its index; without the assigned energy's sigma, which all share. */
  readonly corrections: ReadonlyMap<number, { readonly correctionEv: number; readonly measuredSigmaEv: number | null }>;
  readonly assigned: Given | undefined;
}

/**
 * @param numbers energies on the scale of the file, eV, and among them those of the reference (a component of the same fit,
 *   or an edge joined to it), with their covariance
 * @param steps of each number
 * @param references place of the measured reference among the numbers, for each step
 * @param reference the rule
 * @returns undefined where a step has no measured reference
 */
export function applyReference(
  numbers: UncertainNumbers,
  steps: readonly number[],
  references: ReadonlyMap<number, number>,
  reference: ChargeReference,
): Referenced | undefined {
  const assigned = assignedEnergy(reference);
  if (assigned === undefined) return { positions: numbers, corrections: new Map(), assigned };
  if (steps.some((step) => !references.has(step))) return undefined;
  const values = numbers.values.map((value, i) => value - numbers.values[references.get(steps[i]!)!]! + assigned.value);
  const measured = propagateNumbers(
    numbers,
    values,
    steps.map((step, i) => {
      const gradient = new Float64Array(numbers.values.length);
      gradient[i]! += 1;
      gradient[references.get(step)!]! -= 1;
      return gradient;
    }),
  );
  const corrections = new Map<number, { correctionEv: number; measuredSigmaEv: number | null }>();
  for (const step of new Set(steps)) {
    const { value, sigma } = numberAt(numbers, references.get(step)!);
    corrections.set(step, { correctionEv: assigned.value - value, measuredSigmaEv: sigma });
  }
  const covariance = measured.covariance.map((c) => c + assigned.sigma ** 2);
  return { positions: { values, covariance }, corrections, assigned };
}
