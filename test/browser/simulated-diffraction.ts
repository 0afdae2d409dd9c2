/** Patterns of known truth as files, so that the tests with diffraction run where no measured ones are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { powderDiffraction } from '../../src/techniques/powder-diffraction/index.js';

const rutile = {
  name: 'rutile',
  spaceGroup: 'P 42/m n m',
  cell: { a: 4.5937, c: 2.9587 },
  weightFraction: 0.7,
  sizeNm: 80,
  sites: [
    ['Ti1', 'Ti', 0, 0, 0, 1, 0.005],
    ['O1', 'O', 0.3049, 0.3049, 0, 1, 0.006],
  ],
  cif: 'rutile.cif',
  startCell: { a: 4.597, c: 2.956 },
};
const zincite = {
  name: 'zincite',
  spaceGroup: 'P 63 m c',
  cell: { a: 3.2498, c: 5.2066 },
  weightFraction: 0.3,
  sizeNm: 60,
  sites: [
    ['Zn1', 'Zn', 1 / 3, 2 / 3, 0, 1, 0.006],
    ['O1', 'O', 1 / 3, 2 / 3, 0.3819, 1, 0.006],
  ],
  cif: 'zincite.cif',
};
const mixture = {
  name: 'mixture.xrdml',
  fromDeg: 20,
  toDeg: 90,
  stepDeg: 0.03,
  peakCounts: 8000,
  background: [120, -30, 10],
  W: 0.004,
  Y: 0.04,
  phases: [rutile, zincite],
};

/** Paths of the files that were written. */
export interface SimulatedMixture {
  readonly pattern: string;
  readonly cifs: readonly string[];
}

/**
 * A pattern of rutile with zincite, and the CIF of each.
 *
 * @param stepDeg with a small one there are many points, and the refinement takes its time
 */
export async function simulateMixture(folder: string, stepDeg = mixture.stepDeg): Promise<SimulatedMixture> {
  const files = await powderDiffraction.simulate!({ patterns: [{ ...mixture, stepDeg }] }, 7);
  const [pattern, ...cifs] = files.map(({ name, text }) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
  return { pattern: pattern!, cifs };
}
