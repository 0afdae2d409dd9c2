/** Raw files of polarizations whose truth is known, for `interphase simulate`. */

import { z } from 'zod';
import { writeRun } from '../../../formats/export/write-run.js';
import { createRandom } from '../../../numerics/random.js';
import { parseTruth } from '../../parse-truth.js';
import { polarizationTruth } from './polarization-truth.js';
import { simulatePolarization } from './simulate-polarization.js';

const filesTruth = z.strictObject({
  format: z.enum(['csv', 'biologic-mpt']).default('csv'),
  files: z.array(z.strictObject({ name: z.string().min(1), truth: polarizationTruth })).min(1),
});

/**
 * One text for each file, each with its own stream of noise.
 *
 * @throws `invalid-option` when the truth is not one
 */
export function simulateFiles(input: unknown, seed: number): { name: string; text: string }[] {
  const { format, files } = parseTruth(filesTruth, input, 'polarization');
  return files.map(({ name, truth }, index) => ({
    name,
    text: writeRun(
      simulatePolarization(truth, createRandom(seed * 1000 + index)),
      format,
      'Chronoamperometry / Chronocoulometry',
      `simulated by Interphase from known truth, seed ${seed}`,
    ),
  }));
}
