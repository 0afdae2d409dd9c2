/** The forward model that is refined, with the numbers of a truth in it. */
import { tubes } from '../../../crystal/scattering/radiation-lines.js';
import { unitCellContents } from '../../../crystal/structure-factors/unit-cell-contents.js';
import { fail } from '../../../errors.js';
import { makeGrid } from '../model/grid.js';
import { at } from '../model/model-parameters.js';
import { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { PatternTruth } from './pattern-truth.js';
import { truthSetup, truthStructure } from './truth-structure.js';

export interface TrueModel {
  readonly model: PatternModel;
  /** True values of all parameters of the model; scales so that the weight fractions are right, but for a common factor. */
  readonly values: Float64Array;
}

const RADIAN = Math.PI / 180;
/** Scherrer's constant of the sizes. */
const SHAPE_FACTOR = 0.9;

/** @throws `invalid-option` for an anode that there is none of, `invalid-structure` for phases that make no crystal */
export function trueModel(truth: PatternTruth): TrueModel {
  const radiation = tubeRadiation(truth.radiation);
  const wavelengthAngstrom = radiation.lines[0]!.wavelengthAngstrom;
  const { fromDeg, toDeg, stepDeg } = truth;
  const count = Math.floor((toDeg - fromDeg) / stepDeg + 1e-9) + 1;
  const twoThetaDeg = Float64Array.from({ length: count }, (_, i) => Number((fromDeg + i * stepDeg).toFixed(8)));
  const structures = truth.phases.map((phase) => truthStructure(phase));
  const model = new PatternModel({
    grid: makeGrid(twoThetaDeg),
    observed: new Float64Array(count),
    sigma: new Float64Array(count).fill(1),
    radiation,
    phases: structures.map((structure) => truthSetup(structure, wavelengthAngstrom)),
    backgroundTerms: truth.background.length,
    backgroundEnds: [twoThetaDeg[0]!, twoThetaDeg[count - 1]!],
    humps: truth.hump === undefined ? [] : [truth.hump],
    capillaryMuR: 0,
  });
  const values = trueValues(model, truth, wavelengthAngstrom);
  structures.forEach((structure, k) => {
    // Hill and Howard backwards: S is the weight over the mass and the volume of the cell.
    const { massGPerMol, volumeAngstrom3 } = unitCellContents(structure);
    values[model.list.phases[k]!.scale] = truth.phases[k]!.weightFraction / (massGPerMol * volumeAngstrom3);
  });
  return { model, values };
}

/** True values by the names that they have in a refinement; the scales but for a common factor. */
export function trueParameters(truth: PatternTruth): ReadonlyMap<string, number> {
  const { model, values } = trueModel(truth);
  return new Map(model.list.parameters.map(({ name }, n) => [name, values[n]!]));
}

function tubeRadiation(anode: string): Radiation {
  const tube = tubes.find((one) => one.anode === anode);
  if (tube === undefined)
    throw fail(
      'invalid-option',
      `there is no tube with an anode of ${anode}`,
      `anodes are ${tubes.map((one) => one.anode).join(', ')}`,
    );
  return {
    name: `${tube.anode} Kα`,
    kind: 'x-ray',
    lines: [
      { wavelengthAngstrom: tube.kAlpha1, ratio: 1 },
      { wavelengthAngstrom: tube.kAlpha2, ratio: 0.5 },
    ],
    polarizationK: 1,
    geometry: 'bragg-brentano',
    radiusMm: 200,
    given: true,
  };
}

function trueValues({ list }: PatternModel, truth: PatternTruth, wavelengthAngstrom: number): Float64Array {
  const values = Float64Array.from(list.parameters, ({ start }) => start);
  values[at.zero] = truth.zeroDeg;
  values[at.displacement] = truth.displacementMm;
  values[at.U] = truth.U;
  values[at.V] = truth.V;
  values[at.W] = truth.W;
  values[at.X] = 0;
  values[at.Y] = truth.Y;
  values[at.asymmetry] = truth.asymmetry;
  truth.background.forEach((term, n) => {
    values[at.background + n] = term;
  });
  if (truth.hump !== undefined) values[list.humps[0]! + 2] = truth.hump.height;
  truth.phases.forEach(({ sizeNm }, k) => {
    if (sizeNm === undefined) return;
    values[list.phases[k]!.sizeBroadening] = (SHAPE_FACTOR * wavelengthAngstrom) / (10 * sizeNm * RADIAN);
  });
  return values;
}
