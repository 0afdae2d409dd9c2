import { tubes } from '../../../crystal/scattering/radiation-lines.js';
import type { Radiation } from '../model/radiation.js';
import type { PhaseSetup } from '../model/setup.js';
import type { Pattern } from '../refinement.js';
import { tryPhases } from './try-phases.js';

/** A rival must leave less than this part of the misfit. */
const CLEARLY_BETTER = 0.5;

/**
 * The tube whose wavelength would explain what this radiation does not; undefined where none is clearly better. For patterns
 * that the phases hardly explain: a wrong wavelength is the commonest reason.
 *
 * @param setupsFor the phases with the scattering factors of a radiation
 */
export function guessRadiation(
  pattern: Pattern,
  used: Radiation,
  setupsFor: (radiation: Radiation) => readonly PhaseSetup[],
): string | undefined {
  if (used.kind !== 'x-ray') return undefined;
  const misfitOf = (radiation: Radiation) => tryPhases({ pattern, radiation }, setupsFor(radiation)).misfit;
  let best = CLEARLY_BETTER * misfitOf(used);
  let guess: string | undefined;
  for (const { anode, kAlpha1, kAlpha2 } of tubes) {
    if (Math.abs(kAlpha1 / used.lines[0]!.wavelengthAngstrom - 1) < 0.01) continue;
    const lines = [
      { wavelengthAngstrom: kAlpha1, ratio: 1 },
      { wavelengthAngstrom: kAlpha2, ratio: 0.5 },
    ];
    const misfit = misfitOf({ ...used, lines });
    if (misfit < best) {
      best = misfit;
      guess = anode;
    }
  }
  return guess;
}
