/** Raw files of patterns whose truth is known, and the CIFs that a refinement starts from, for `interphase simulate`. */
import { z } from 'zod';
import { structureCif } from '../../../crystal/cif/structure-cif.js';
import { createRandom } from '../../../numerics/random.js';
import { parseTruth } from '../../parse-truth.js';
import { patternTruth } from './pattern-truth.js';
import { simulatePattern } from './simulate-pattern.js';
import { startStructure } from './truth-structure.js';
import { patternAsXrdml, patternAsXy } from './write-pattern.js';

const diffractionTruth = z.strictObject({ patterns: z.array(patternTruth).min(1) });

/**
 * @throws `invalid-option` when the truth is not one, `invalid-structure` for phases that make no crystal
 */
export function simulateFiles(input: unknown, seed: number): { name: string; text: string }[] {
  const { patterns } = parseTruth(diffractionTruth, input, 'powder-diffraction');
  return patterns.flatMap((truth, index) => {
    const { twoThetaDeg, counts, radiation } = simulatePattern(truth, createRandom(seed * 1000 + index));
    const comment = `simulated by Interphase from known truth, seed ${seed}`;
    const text =
      truth.format === 'xy'
        ? patternAsXy(twoThetaDeg, counts, radiation, comment)
        : patternAsXrdml(truth.name.replace(/\.[^.]*$/, ''), twoThetaDeg, counts, radiation, comment);
    const structures = truth.phases.flatMap((phase) =>
      phase.cif === undefined ? [] : [{ name: phase.cif, text: structureCif(startStructure(phase)) }],
    );
    return [{ name: truth.name, text }, ...structures];
  });
}
