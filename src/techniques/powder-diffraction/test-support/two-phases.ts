/** A small pattern of two phases with everything in it that a model can hold, and simulated counts. */

import type { CrystalStructure } from '../../../crystal/structure.js';
import { createStructureFactors } from '../../../crystal/structure-factors/create-structure-factors.js';
import { scattererOf } from '../../../crystal/structure-factors/test-support/evaluated.js';
import { madeStructure } from '../../../crystal/structure-factors/test-support/made-structure.js';
import { strainInvariants } from '../../../crystal/symmetry/strain-invariants.js';
import { createRandom } from '../../../numerics/random.js';
import { cellParameters } from '../model/cell-parameters.js';
import { makeGrid } from '../model/grid.js';
import { makeLinks } from '../model/links.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { ModelSetup, PhaseSetup } from '../model/setup.js';
import type { Pattern } from '../refinement.js';
import { strainTerm } from '../strain-term.js';
import { laboratory } from './reference-models.js';

export const tetragonal = madeStructure({ a: 3.64, b: 3.64, c: 5.27, alpha: 90, beta: 90, gamma: 90 }, 'P 4n 2n -1n', [
  { label: 'Zr1', at: [0, 0, 0], uIso: 0.006 },
  { label: 'O1', at: [0, 0.5, 0.185], uAniso: [0.01, 0.015, 0.02, 0, 0, 0] },
]);

export const monoclinic = madeStructure({ a: 5.15, b: 5.21, c: 5.32, alpha: 90, beta: 99.2, gamma: 90 }, '-P 2ybc', [
  { label: 'Zr1', at: [0.275, 0.04, 0.208], uIso: 0.005 },
  { label: 'O1', at: [0.07, 0.332, 0.345], uIso: 0.008 },
  { label: 'O2', at: [0.45, 0.757, 0.479], uIso: 0.007, occupancy: 0.9 },
]);

export const copper: Radiation = laboratory(1.540593, 1.544427, 0.8);

export interface PhaseChoice {
  readonly axis?: readonly number[];
  readonly strain?: boolean;
  /** Without atoms its intensities are free. @default true */
  readonly atoms?: boolean;
}

export function phaseOf(name: string, structure: CrystalStructure, choice: PhaseChoice = {}): PhaseSetup {
  const { terms } = strainInvariants(structure.spaceGroup.operations);
  const scatterers = structure.sites.map(({ element }) => scattererOf(element));
  return {
    name,
    structure,
    cell: cellParameters(structure.spaceGroup.operations),
    factors: choice.atoms === false ? null : createStructureFactors(structure, scatterers),
    ...(choice.axis === undefined ? {} : { axis: choice.axis }),
    ...(choice.strain === true
      ? {
          strain: {
            names: terms.map(({ name }) => name),
            term: (index: number, h: number, k: number, l: number) => strainTerm(terms[index]!.polynomial, h, k, l),
          },
        }
      : {}),
  };
}

export function setupOf(
  phases: readonly PhaseSetup[],
  more: Partial<ModelSetup> & { readonly range?: readonly [number, number]; readonly step?: number } = {},
): ModelSetup {
  const { range = [20, 80], step = 0.03, ...rest } = more;
  const angles = Float64Array.from(
    { length: Math.round((range[1] - range[0]) / step) + 1 },
    (_, i) => range[0] + i * step,
  );
  return {
    grid: makeGrid(angles),
    observed: new Float64Array(angles.length),
    sigma: new Float64Array(angles.length).fill(1),
    radiation: copper,
    phases,
    backgroundTerms: 3,
    backgroundEnds: [angles[0]!, angles[angles.length - 1]!],
    humps: [],
    capillaryMuR: 0,
    ...rest,
  };
}

/** Start values of a model with some of them changed by name. */
export function valuesOf(model: PatternModel, changes: Readonly<Record<string, number>> = {}): Float64Array {
  const { parameters } = model.list;
  const values = Float64Array.from(parameters, (one) => one.start);
  for (const [name, value] of Object.entries(changes)) values[indexOf(model, name)] = value;
  return values;
}

export function indexOf({ list }: PatternModel, name: string): number {
  const index = list.parameters.findIndex((one) => one.name === name);
  if (index < 0) throw new Error(`no parameter ${name}`);
  return index;
}

/** The calculated pattern at these values. */
export function calculatedAt(model: PatternModel, values: Float64Array): Float64Array {
  const nothing = makeLinks(model.list.parameters.map(() => []));
  model.evaluate(values, null, nothing, 0, new Int32Array(model.phases.length).fill(-1));
  return model.calculated.slice();
}

/** Counts with the noise of counting (normal, which at these counts is the same), and the pattern made of them. */
export function noisyPattern({ grid: { twoThetaDeg } }: ModelSetup, calculated: Float64Array, seed: number): Pattern {
  const random = createRandom(seed);
  const observed = calculated.map((value) => Math.max(0, Math.round(value + Math.sqrt(value) * random.normal())));
  return patternOf(twoThetaDeg, observed);
}

export function patternOf(twoThetaDeg: Float64Array, observed: Float64Array): Pattern {
  return {
    label: 'simulated',
    twoThetaDeg,
    observed,
    sigma: observed.map((y) => Math.sqrt(Math.max(1, y))),
    used: new Uint8Array(observed.length).fill(1),
    rows: Int32Array.from(observed, (_, i) => i + 1),
    weights: 'counts',
  };
}
