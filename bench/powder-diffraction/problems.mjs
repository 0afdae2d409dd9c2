/**
 * What is refined in the bench: the measured patterns of the shared data where this clone has them, else patterns simulated by
 * the model itself on the same points, with structures much like those.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readStructures } from '../../dist/crystal/cif/read-structures.js';
import { scattererFor } from '../../dist/crystal/scattering/scatterer-for.js';
import { createStructureFactors } from '../../dist/crystal/structure-factors/create-structure-factors.js';
import { fileFromBytes } from '../../dist/formats/file-like.js';
import { readRecording } from '../../dist/formats/read-recording.js';
import { poisson } from '../../dist/numerics/poisson.js';
import { createRandom } from '../../dist/numerics/random.js';
import { cellParameters } from '../../dist/techniques/powder-diffraction/model/cell-parameters.js';
import { makeGrid } from '../../dist/techniques/powder-diffraction/model/grid.js';
import { makeLinks } from '../../dist/techniques/powder-diffraction/model/links.js';
import { PatternModel } from '../../dist/techniques/powder-diffraction/model/pattern-model.js';
import { preparePattern } from '../../dist/techniques/powder-diffraction/prepare-pattern.js';
import { nzsp, zirconia } from '../../dist/techniques/powder-diffraction/simulate/literature-phases.js';
import { truthStructure } from '../../dist/techniques/powder-diffraction/simulate/truth-structure.js';
import { apatite, garnet } from './stand-ins.mjs';

const shared = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'shared', 'data', 'xrd');
const sharedFile = (...parts) => (existsSync(join(shared, ...parts)) ? join(shared, ...parts) : undefined);

const plainOptions = {
  method: 'rietveld',
  background: undefined,
  capillaryMuR: 0,
  refine: undefined,
  fix: [],
  tie: [],
  bounds: [],
  start: [],
};

const laboratory = (kAlpha1, kAlpha2, polarizationK) => ({
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
});
const tutorial = laboratory(1.5405, 1.5443, 0.3 / 0.7);
const copper = laboratory(1.540593, 1.544427, 1);
const synchrotron = {
  name: 'synchrotron',
  kind: 'x-ray',
  lines: [{ wavelengthAngstrom: 0.413909, ratio: 1 }],
  polarizationK: 0.01 / 0.99,
  geometry: 'debye-scherrer',
  radiusMm: 200,
  given: true,
};

/** Variances of Gaussians in centidegrees² as squared full widths in degrees². */
const FULL_WIDTH_SQUARED = 8 * Math.LN2 * 1e-4;

/** Fluorapatite, model A: from the start of the tutorial, 38 parameters, 5751 points. */
export async function apatiteProblem() {
  const measured = await measuredPattern('FAP.XRA', [15, 130.02]);
  const structure = measured && cifStructure('cif', 'fluorapatite.cif');
  const problem = {
    radiation: tutorial,
    phases: [phaseOf('fap', structure ?? truthStructure(apatite), tutorial, 'it92-cromer-liberman')],
    options: { ...plainOptions, background: 10, fix: ['Y=0.0573'] },
    humps: [],
    shift: 'displacement',
    starts: new Map([
      ['U', 2 * FULL_WIDTH_SQUARED],
      ['V', -2 * FULL_WIDTH_SQUARED],
      ['W', 5 * FULL_WIDTH_SQUARED],
      ['X', 0.00883],
      ['asymmetry', 0.02],
    ]),
  };
  const truth = {
    displacement: 0.056,
    W: 0.0018,
    X: 0.02,
    Y: 0.0573,
    asymmetry: 0.043,
    'background.0': 160,
    'background.1': -150,
    'background.2': 60,
    'fap.scale': 6e-4,
    'fap.a': 9.3728,
    'fap.c': 6.88665,
  };
  return finished(problem, measured, { from: 15, to: 130, step: 0.02, backgroundTerms: 3, truth, seed: 1 });
}

/** NZSP with monoclinic zirconia, simulated, 10 to 100 degrees; about 60 parameters. */
export async function twoPhaseProblem() {
  const phases = [nzsp, zirconia].map((phase) => phaseOf(phase.name, truthStructure(phase), copper));
  const problem = {
    radiation: copper,
    phases,
    options: {
      ...plainOptions,
      background: 8,
      refine: ['background', 'scale', 'cell', 'shift', 'widths', 'asymmetry', 'positions', 'displacements'],
      // Atoms of the impurity stay: it is too little for them.
      fix: phases[1].factors.parameters.map(({ name }) => `zirconia.${name}`),
    },
    humps: [],
    shift: 'displacement',
    starts: new Map(),
  };
  const truth = {
    displacement: 0.08,
    U: 0.005,
    V: -0.004,
    W: 0.006,
    X: 0.04,
    Y: 0.03,
    asymmetry: 0.03,
    'background.0': 250,
    'background.1': -120,
    'background.2': 40,
    'nzsp.scale': 1.2e-4,
    'nzsp.a': 15.655,
    'nzsp.c': 9.218,
    'zirconia.scale': 4e-4,
  };
  return finished(problem, undefined, { from: 10, to: 100, step: 0.02, backgroundTerms: 3, truth, seed: 2 });
}

/** Na2Ca3Al2F14 at a synchrotron: 59,498 points. */
export async function longPatternProblem() {
  const measured = await measuredPattern('11BM_NAC.fxye');
  const structure = measured && cifStructure('patterns', 'NAC.cif');
  const problem = {
    radiation: synchrotron,
    phases: [phaseOf('nac', structure ?? truthStructure(garnet), synchrotron)],
    options: { ...plainOptions, background: 12 },
    humps: [],
    shift: 'zero',
    // Of 11bm_gsas.prm.
    starts: new Map([
      ['U', 1.163 * FULL_WIDTH_SQUARED],
      ['V', -0.126 * FULL_WIDTH_SQUARED],
      ['W', 0.063 * FULL_WIDTH_SQUARED],
      ['X', 0.00173],
      ['asymmetry', 0.0022],
    ]),
  };
  const truth = {
    U: 6e-4,
    W: 4e-5,
    X: 0.002,
    Y: 0.01,
    asymmetry: 0.0022,
    'background.0': 400,
    'background.1': -200,
    'nac.scale': 4e-4,
    'nac.a': 10.2505,
  };
  return finished(problem, measured, { from: 0.5, to: 59.997, step: 0.001, backgroundTerms: 2, truth, seed: 3 });
}

function finished(problem, measured, simulation) {
  return measured === undefined
    ? { ...problem, pattern: simulated(problem, simulation), isMeasured: false }
    : { ...problem, pattern: measured, isMeasured: true };
}

function phaseOf(name, structure, { lines }, table) {
  const { wavelengthAngstrom } = lines[0];
  const scatterers = structure.sites.map(
    ({ element }) =>
      scattererFor(element, 0, { wavelengthAngstrom, ...(table === undefined ? {} : { table }) }).scatterer,
  );
  return {
    name,
    structure,
    cell: cellParameters(structure.spaceGroup.operations),
    factors: createStructureFactors(structure, scatterers),
  };
}

function cifStructure(...parts) {
  const path = sharedFile(...parts);
  return path && readStructures(readFileSync(path, 'utf8'), parts.at(-1)).structures[0];
}

async function measuredPattern(file, range) {
  const path = sharedFile('patterns', file);
  if (path === undefined) return undefined;
  const recording = await readRecording(fileFromBytes(file, new Uint8Array(readFileSync(path))));
  const choice = { range, regions: [], exclusions: new Map() };
  return preparePattern(file, recording.tables[0], file, choice).pattern;
}

/** Counts with noise, from the model that is refined. */
function simulated({ phases, radiation }, { from, to, step, backgroundTerms, truth, seed }) {
  const count = Math.round((to - from) / step) + 1;
  const twoThetaDeg = Float64Array.from({ length: count }, (_, i) => from + i * step);
  const model = new PatternModel({
    grid: makeGrid(twoThetaDeg),
    observed: new Float64Array(count),
    sigma: new Float64Array(count).fill(1),
    radiation,
    phases,
    backgroundTerms,
    backgroundEnds: [from, twoThetaDeg[count - 1]],
    humps: [],
    capillaryMuR: 0,
  });
  const { parameters } = model.list;
  const values = Float64Array.from(parameters, ({ name, start }) => truth[name] ?? start);
  model.evaluate(values, null, makeLinks(parameters.map(() => [])), 0, new Int32Array(phases.length).fill(-1));
  const random = createRandom(seed);
  const observed = model.calculated.map((mean) => poisson(mean, random));
  return {
    label: 'simulated',
    twoThetaDeg,
    observed,
    sigma: observed.map((y) => Math.sqrt(Math.max(1, y))),
    used: new Uint8Array(count).fill(1),
    rows: Int32Array.from(observed, (_, i) => i + 1),
    weights: 'counts',
  };
}
