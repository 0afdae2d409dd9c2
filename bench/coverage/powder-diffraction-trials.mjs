/**
 * Simulated two-phase patterns of known truth, each refined as the command line does: text of an instrument's file and CIFs of
 * the literature, readers, options, task, result.
 */
import { fileFromBytes, runTask } from '../../dist/index.js';
import { createRandom } from '../../dist/numerics/random.js';
import { patternTruth } from '../../dist/techniques/powder-diffraction/simulate/pattern-truth.js';
import { simulateFiles } from '../../dist/techniques/powder-diffraction/simulate/simulate-files.js';
import { trueParameters } from '../../dist/techniques/powder-diffraction/simulate/true-model.js';
import {
  drawTwoPhaseTruth,
  twoPhaseKinds,
} from '../../dist/techniques/powder-diffraction/simulate/two-phase-truths.js';

export const kindNames = Object.keys(twoPhaseKinds);

const encoder = new TextEncoder();

/** Short ranges do not tell crystal size from strain and instrument: the size is a lower limit, as its note says. */
const withoutSizes = ['narrow', 'wrongAtoms'];

const cellNames = new Set(['a', 'b', 'c', 'alpha', 'beta', 'gamma']);

/** Which group of numbers a quantity belongs to; undefined for those whose truth is not compared. */
function groupOf(name, kind) {
  const [, ...rest] = name.split('.');
  const own = rest.at(-1);
  if (name === 'displacement') return name;
  if (own === 'sizeBroadening') return withoutSizes.includes(kind) ? undefined : own;
  if (rest.length === 1 && cellNames.has(own)) return 'cell';
  if (rest.length !== 2) return undefined;
  if (['x', 'y', 'z'].includes(own)) return 'position';
  return own === 'uIso' ? 'uIso' : undefined;
}

/**
 * One trial of a kind.
 *
 * @returns what was stated of each quantity with what is true, and how the refinement went
 */
export async function trial(kind, index, seed) {
  const random = createRandom(seed * 1e9 + (kindNames.indexOf(kind) + 1) * 1e7 + index);
  const drawn = drawTwoPhaseTruth(kind, random);
  const truth = patternTruth.parse(drawn);
  const files = simulateFiles({ patterns: [drawn] }, Math.floor(random.uniform() * 2 ** 31));
  const contents = new Map(files.map(({ name, text }) => [name, encoder.encode(text)]));
  const open = async (name) => fileFromBytes(name, contents.get(name));
  const task = {
    id: 'trial',
    technique: 'powder-diffraction',
    sample: {},
    inputs: [{ path: truth.name, label: kind, conditions: {} }],
    options: { phase: truth.phases.map(({ cif }) => cif), profileCheck: false },
  };
  const result = await runTask(task, open);
  const { quantities, findings } = result.series[0];
  const parameters = trueParameters(truth);
  const compared = [];
  for (const [name, { value, sigma, interval95, note }] of Object.entries(quantities)) {
    const group = groupOf(name, kind);
    const expected = parameters.get(name);
    // A number that symmetry fixes, or that is held as the CIF has it, states nothing.
    if (group === undefined || expected === undefined || (sigma === null && note !== undefined)) continue;
    compared.push({ group, name, stated: { value, sigma, interval95 }, truth: expected });
  }
  const second = truth.phases[1];
  compared.push({
    group: 'weightFraction',
    name: `${second.name}.weightFraction`,
    stated: quantities[`${second.name}.weightFraction`],
    truth: second.weightFraction,
  });
  const codes = [...findings, ...result.findings].map(({ code }) => code);
  return { compared, gof: quantities.gof.value, codes };
}
