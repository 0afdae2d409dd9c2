import { tubes } from '../../../crystal/scattering/radiation-lines.js';
import type { Radiation } from '../model/radiation.js';
import type { PhaseSetup } from '../model/setup.js';
import type { Pattern } from '../refinement.js';
import { tryPhases } from './try-phases.js';

/**
 * A rival must leave less than this part of the misfit: lines narrower than those of a trial leave 0.5 to 0.7 at the right
 * wavelength, and 0.96 or more at any other, whatever the structure.
 */
const CLEARLY_BETTER = 0.8;
/** Of patterns with more lines than this a trial takes long, and hides among them what it looks for. */
const MOST_LINES = 4000;

/**
 * The tube whose wavelength would explain what this radiation does not; undefined where none is clearly better. For patterns
 * that the phases hardly explain: a wrong wavelength is the commonest reason.
 *
 * @param setupsFor the phases with the scattering factors of a radiation
 * @param lineCount of the phases in the pattern, at the wavelength used
 */
export function guessRadiation(
  pattern: Pattern,
  used: Radiation,
  setupsFor: (radiation: Radiation) => readonly PhaseSetup[],
  lineCount: number,
): string | undefined {
  if (used.kind !== 'x-ray' || lineCount > MOST_LINES) return undefined;
  const misfitOf = (radiation: Radiation) => tryPhases({ pattern, radiation }, setupsFor(radiation)).misfit;
  let best = CLEARLY_BETTER * misfitOf(used);
  let guess: string | undefined;
  for (const { anode, kAlpha1, kAlpha2 } of tubes) {
    const ratio = used.lines[0]!.wavelengthAngstrom / kAlpha1;
    if (Math.abs(1 / ratio - 1) < 0.01 || lineCount * ratio * ratio * ratio > MOST_LINES) continue;
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
