/** Anisotropic strain that was asked for and is not there. */
import type { Finding } from '../../technique.js';
import type { Refinement } from '../refinement.js';

const TERM = /^(.+)\.S\d{3}$/;

/** Terms of phases all of whose terms have gone below zero, where they broaden nothing. */
export function termsWithoutStrain({ parameters }: Pick<Refinement, 'parameters'>): Map<string, string[]> {
  const byPhase = new Map<string, string[]>();
  const shown = new Set<string>();
  for (const { name, state } of parameters) {
    const phase = TERM.exec(name)?.[1];
    if (phase === undefined) continue;
    if (state === 'singular') byPhase.set(phase, [...(byPhase.get(phase) ?? []), name]);
    else if (state !== 'fixed') shown.add(phase);
  }
  for (const phase of shown) byPhase.delete(phase);
  return byPhase;
}

/** One finding of each phase, in place of one about every term. */
export function strainNotSeen(refinement: Refinement): Finding[] {
  return [...termsWithoutStrain(refinement)].map(([phase, names]) => ({
    code: 'at-bound',
    severity: 'info',
    where: phase,
    message: `No strain that depends on the direction is seen in ${phase}: its terms (${names.map((name) => name.slice(phase.length + 1)).join(', ')}) went below zero, where they mean nothing. Leave ${phase} out of the option anisotropicStrain.`,
  }));
}
