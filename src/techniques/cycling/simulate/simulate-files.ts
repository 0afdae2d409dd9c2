/** Raw files of cells whose truth is known, for `interphase simulate`. */

import { z } from 'zod';
import { writeRun } from '../../../formats/export/write-run.js';
import { createRandom } from '../../../numerics/random.js';
import { parseTruth } from '../../parse-truth.js';
import { fullCellTruth } from './full-cell-truth.js';
import { simulateFullCell } from './simulate-full-cell.js';
import { simulateSymmetric } from './simulate-symmetric.js';
import { symmetricTruth } from './symmetric-truth.js';

const cellTruth = z.discriminatedUnion('cell', [symmetricTruth, fullCellTruth]);

const cyclingTruth = z.strictObject({
  format: z.enum(['csv', 'biologic-mpt', 'neware-csv']).default('csv'),
  files: z.array(z.strictObject({ name: z.string().min(1), truth: cellTruth })).min(1),
});

/**
 * One text for each file, each with its own stream of noise.
 *
 * @throws `invalid-option` when the truth is not one
 */
export function simulateFiles(input: unknown, seed: number): { name: string; text: string }[] {
  const { format, files } = parseTruth(cyclingTruth, input, 'cycling');
  return files.map(({ name, truth }, index) => {
    const random = createRandom(seed * 1000 + index);
    const run = truth.cell === 'symmetric' ? simulateSymmetric(truth, random) : simulateFullCell(truth, random);
    const comment = `simulated by Interphase from known truth, seed ${seed}`;
    return { name, text: writeRun(run, format, 'Galvanostatic Cycling with Potential Limitation', comment) };
  });
}
