/** The refinements against which this engine is checked: measured patterns of the shared data with the models of `expected.json`. */
import { readFileSync } from 'node:fs';
import { sharedData } from '../../../../test/shared-data.js';
import { scattererFor } from '../../../crystal/scattering/scatterer-for.js';
import type { CrystalStructure } from '../../../crystal/structure.js';
import { createStructureFactors } from '../../../crystal/structure-factors/create-structure-factors.js';
import { madeStructure } from '../../../crystal/structure-factors/test-support/made-structure.js';
import { referenceStructures } from '../../../crystal/structure-factors/test-support/reference-structures.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { type PatternRefinement, type RefineInput, refinePattern } from '../fit/refine-pattern.js';
import { cellParameters } from '../model/cell-parameters.js';
import type { Radiation } from '../model/radiation.js';
import type { PhaseSetup } from '../model/setup.js';
import { preparePattern } from '../prepare-pattern.js';
import type { Pattern } from '../refinement.js';

/** What a reference program found for an atom. */
export interface ExpectedAtom {
  readonly label: string;
  readonly xyz: readonly number[];
  readonly uiso: number;
  readonly xyz_esd: Readonly<Record<string, number>>;
  readonly uiso_esd: number;
}

export interface ExpectedRefinement {
  readonly Rwp: number;
  readonly phases: readonly { readonly name: string; readonly atoms: readonly ExpectedAtom[] }[];
  readonly weight_fractions?: Readonly<Record<string, { readonly value: number; readonly esd: number }>>;
}

export const hasReferenceData = sharedData('xrd', 'patterns') !== undefined;

export function expectedRefinement(file: string, model: string): ExpectedRefinement {
  const all = JSON.parse(readFileSync(sharedData('xrd', 'expected.json')!, 'utf8')) as {
    readonly refinements: Readonly<Record<string, Readonly<Record<string, ExpectedRefinement>>>>;
  };
  return all.refinements[file]![model]!;
}

export async function measuredPattern(file: string, range: readonly [number, number]): Promise<Pattern> {
  const bytes = new Uint8Array(readFileSync(sharedData('xrd', 'patterns', file)!));
  const recording = await readRecording(fileFromBytes(file, bytes));
  return preparePattern(file, recording.tables[0]!, file, { range, regions: [], exclusions: new Map() }).pattern;
}

export function laboratory(kAlpha1: number, kAlpha2: number, polarizationK: number): Radiation {
  return {
    name: 'Cu Kalpha',
    kind: 'x-ray',
    lines: [
      { wavelengthAngstrom: kAlpha1, ratio: 1 },
      { wavelengthAngstrom: kAlpha2, ratio: 0.5 },
    ],
    polarizationK,
    geometry: 'bragg-brentano',
    radiusMm: 200,
    given: true,
  };
}

/** A phase with the scattering factors of the reference programs. */
export function referencePhase(name: string, structure: CrystalStructure): PhaseSetup {
  const scatterers = structure.sites.map(
    ({ element }) =>
      scattererFor(element, 0, { wavelengthAngstrom: 1.5405929, table: 'it92-cromer-liberman' }).scatterer,
  );
  return {
    name,
    structure,
    cell: cellParameters(structure.spaceGroup.operations),
    factors: createStructureFactors(structure, scatterers),
  };
}

export function sharedStructure(name: string): CrystalStructure {
  return referenceStructures().find(({ file }) => file.name === name)!.structure;
}

/** With coordinates of some atoms replaced. */
export function movedSites(
  structure: CrystalStructure,
  positions: Readonly<Record<string, readonly [number, number, number]>>,
): CrystalStructure {
  return {
    ...structure,
    sites: structure.sites.map((site) => ({ ...site, position: positions[site.label] ?? site.position })),
  };
}

/** With each edge multiplied by a factor. */
export function stretched(structure: CrystalStructure, a: number, b: number, c: number): CrystalStructure {
  const { cell } = structure;
  return { ...structure, cell: { ...cell, a: cell.a * a, b: cell.b * b, c: cell.c * c } };
}

/** PbSO4 where `expected.json` starts it. */
export const leadSulfate = madeStructure({ a: 8.48, b: 5.398, c: 6.958, alpha: 90, beta: 90, gamma: 90 }, '-P 2ac 2n', [
  { label: 'Pb1', at: [0.188, 0.25, 0.167] },
  { label: 'S1', at: [0.064, 0.25, 0.684] },
  { label: 'O1', at: [0.908, 0.25, 0.596] },
  { label: 'O2', at: [0.194, 0.25, 0.543] },
  { label: 'O3', at: [0.0824, 0.026, 0.8089] },
]);

/** Fluorapatite where the tutorial starts it, rounded as in the shared CIF. */
export const fluorapatite = () => sharedStructure('fluorapatite');

/** Variance of a Gaussian in centidegrees² as squared full width in degrees². */
const FULL_WIDTH_SQUARED = 8 * Math.LN2 * 1e-4;
/** Lorentzian widths of 1 um and of a strain of 1000e-6, degrees: the reference program always adds them. */
export const ALWAYS_X = 0.00883;
export const ALWAYS_Y = 0.0573;

/** Widths at which INST_XRY.PRM starts, the ones always added in them. */
export function tutorialStarts(): Map<string, number> {
  return new Map([
    ['U', 2 * FULL_WIDTH_SQUARED],
    ['V', -2 * FULL_WIDTH_SQUARED],
    ['W', 5 * FULL_WIDTH_SQUARED],
    ['X', ALWAYS_X],
    ['Y', ALWAYS_Y],
    ['asymmetry', 0.02],
  ]);
}

/** A refinement as it is asked for, with what differs from the usual. */
export function refineReference(
  pattern: Pattern,
  radiation: Radiation,
  phases: readonly PhaseSetup[],
  options: Partial<RefineInput['options']>,
  starts: ReadonlyMap<string, number> = new Map(),
): PatternRefinement {
  return refinePattern({
    pattern,
    radiation,
    phases,
    options: {
      method: 'rietveld',
      background: undefined,
      capillaryMuR: 0,
      refine: undefined,
      fix: [],
      tie: [],
      bounds: [],
      start: [],
      ...options,
    },
    humps: [],
    shift: 'displacement',
    starts,
  });
}
