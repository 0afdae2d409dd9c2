/** Tables of a refinement, for the report and as CSV. */

import { bondLengths } from '../../crystal/geometry/bonds.js';
import type { Quantity } from '../../quantity/quantity.js';
import type { ResultTable } from '../technique.js';
import { parameterWords } from './checks/parameter-words.js';
import { phaseAgreement } from './derive/agreement.js';
import { cellQuantities, undeterminedCell } from './derive/cell-quantities.js';
import type { CorrectedFractions } from './derive/corrected-fractions.js';
import { esdFactorWords } from './derive/esd-factor.js';
import { siteQuantities } from './derive/site-quantities.js';
import type { SizeStrain } from './derive/size-strain.js';
import { fractionQuantity, type WeightFractions } from './derive/weight-fractions.js';
import type { RefinedPhase, Refinement } from './refinement.js';

/** Where several patterns have such a table, what tells them apart. */
export interface TableOptions {
  /** Put behind the id: `parameters-nzsp-25C`. @default nothing */
  readonly of?: string;
}

type Column = ResultTable['columns'][number];
type Cell = ResultTable['rows'][number][number];

function table(id: string, caption: string, { of }: TableOptions, columns: Column[], rows: Cell[][]): ResultTable {
  return {
    id: of === undefined ? id : `${id}-${of}`,
    caption: of === undefined ? caption : `${caption} Pattern ${of}.`,
    columns,
    rows,
  };
}

const word = (name: string): Column => ({ name, unit: '' });
const measure = (name: string, unit: string): Column => ({ name, unit });

/** Everything that was refined, and what was held: values with esds, and esds with the serial correlation of the rest. */
export function parametersTable(refinement: Refinement, options: TableOptions = {}): ResultTable {
  const { agreement, parameters } = refinement;
  const shown = parameters.filter(({ state, value }) => state !== 'fixed' || value !== 0);
  const factor = agreement.berarLelann;
  return table(
    'parameters',
    `Parameters with one standard deviation, multiplied by ${esdFactorWords(refinement.pattern)} (GOF = ${agreement.gof.toFixed(2)}), and the same with the serial correlation of what the model leaves (factor ${factor.toFixed(2)}, Berar and Lelann).`,
    options,
    [
      word('parameter'),
      word('meaning'),
      word('value'),
      word('esd with serial correlation'),
      word('start'),
      word('state'),
    ],
    shown.map(({ name, value, sigma, unit, start, state }) => [
      name,
      parameterWords(name),
      { value, sigma, unit },
      sigma === null ? null : { value: two(sigma * factor), sigma: null, unit },
      Number(start.toPrecision(7)),
      state,
    ]),
  );
}

function two(value: number): number {
  return Number(value.toPrecision(2));
}

/** The atoms of a phase as journals list them. */
export function atomsTable(refinement: Refinement, phase: RefinedPhase, options: TableOptions = {}): ResultTable {
  const { symbol } = phase.structure.spaceGroup;
  return table(
    `atoms-${phase.name}`,
    `Atoms of ${phase.name}, space group ${symbol}. Numbers without an esd are fixed by symmetry or were not refined.`,
    options,
    [
      word('site'),
      word('element'),
      word('multiplicity'),
      ...['x', 'y', 'z', 'occupancy'].map((name) => measure(name, '1')),
      measure('U', 'angstrom^2'),
    ],
    siteQuantities(refinement, phase).map(({ site, x, y, z, occupancy, uIso }) => [
      site.label,
      site.element,
      site.multiplicity,
      x,
      y,
      z,
      occupancy,
      uIso,
    ]),
  );
}

/** What the table of phases holds beside the refinement. */
export interface PhaseFacts {
  readonly weights?: WeightFractions | undefined;
  readonly corrected?: CorrectedFractions | undefined;
  /** Of each phase, in their order. */
  readonly sizes?: readonly SizeStrain[] | undefined;
}

/** One row a phase: cell, amount, agreement, size. */
export function phasesTable(refinement: Refinement, facts: PhaseFacts = {}, options: TableOptions = {}): ResultTable {
  const { phases, agreement } = refinement;
  const { weights, corrected, sizes } = facts;
  const percent = ({ value, sigma, note }: Quantity): Quantity => ({
    value: value === null ? null : 100 * value,
    sigma: sigma === null ? null : 100 * sigma,
    unit: '%',
    ...(note === undefined ? {} : { note }),
  });
  const hasSize = sizes?.some(({ size }) => size !== undefined) ?? false;
  const hasStrain = sizes?.some(({ strain }) => strain !== undefined) ?? false;
  return table(
    'phases',
    `Phases: cells, weight fractions of the crystalline part and agreement.${corrected === undefined ? '' : ' Corrected: for microabsorption after Brindley.'}`,
    options,
    [
      word('phase'),
      word('space group'),
      ...(['a', 'b', 'c'] as const).map((name) => measure(name, 'angstrom')),
      ...(['alpha', 'beta', 'gamma'] as const).map((name) => measure(name, 'deg')),
      measure('volume', 'angstrom^3'),
      measure('density', 'g/cm^3'),
      ...(weights === undefined ? [] : [measure('weight fraction', '%')]),
      ...(corrected === undefined ? [] : [measure('weight fraction, corrected', '%')]),
      measure('R_B', '%'),
      measure('R_F', '%'),
      ...(hasSize ? [measure('size', 'nm')] : []),
      ...(hasStrain ? [measure('strain', '%')] : []),
    ],
    phases.map((phase, k) => {
      const cell = cellQuantities(phase, undeterminedCell(refinement, phase.name));
      const own = phaseAgreement(agreement, phase.name);
      return [
        phase.name,
        phase.structure.spaceGroup.symbol,
        ...(['a', 'b', 'c', 'alpha', 'beta', 'gamma', 'volume', 'density'] as const).map((name) => cell[name]),
        ...(weights === undefined ? [] : [percent(fractionQuantity(weights, k))]),
        ...(corrected === undefined ? [] : [percent(corrected.fractions[k])]),
        own === undefined ? null : Number(own.rBragg.toFixed(2)),
        own === undefined ? null : Number(own.rF.toFixed(2)),
        ...(hasSize ? [sizes![k]?.size ?? null] : []),
        ...(hasStrain ? [sizes![k]?.strain ?? null] : []),
      ];
    }),
  );
}

/** All reflections in the range, by phase. */
export function reflectionsTable({ phases }: Refinement, options: TableOptions = {}): ResultTable {
  return table(
    'reflections',
    'Reflections: where the first line stands (shifts included), |F|² as observed (shared out as calculated) and calculated, area and full width.',
    options,
    [
      word('phase'),
      ...['h', 'k', 'l', 'multiplicity'].map(word),
      measure('d', 'angstrom'),
      measure('2theta', 'deg'),
      word('F² observed'),
      word('F² calculated'),
      measure('intensity', 'counts deg'),
      measure('full width', 'deg'),
    ],
    phases.flatMap(({ name, reflections }) =>
      reflections.map((one) => [
        name,
        one.h,
        one.k,
        one.l,
        one.multiplicity,
        digits(one.dAngstrom, 8),
        digits(one.twoThetaDeg, 7),
        digits(one.observedFSquared, 6),
        digits(one.calculatedFSquared, 6),
        digits(one.intensity, 6),
        digits(one.fwhmDeg, 4),
      ]),
    ),
  );
}

function digits(value: number, count: number): number {
  return Number(value.toPrecision(count));
}

/** How the refinement went: what was released in which order, why, and what it brought. */
export function stagesTable({ stages }: Refinement, options: TableOptions = {}): ResultTable {
  return table(
    'stages',
    'Stages of the refinement: what was released, and Rwp at the end of each.',
    options,
    [word('released'), word('reason'), word('parameters'), measure('Rwp', '%'), word('cycles'), word('kept')],
    stages.map(({ released, reason, parameterCount, rwp, cycles, kept }) => [
      released,
      reason,
      parameterCount,
      Number(rwp.toFixed(3)),
      cycles,
      kept ? 'yes' : 'no',
    ]),
  );
}

/** Bonds around every site of a phase, each pair once; undefined where there are none. */
export function bondsTable(
  { free, covariance }: Refinement,
  { name, structure }: RefinedPhase,
  options: TableOptions = {},
): ResultTable | undefined {
  const bonds = bondLengths(structure, { covariance: { parameters: { names: free, covariance, prefix: `${name}.` } } });
  if (bonds.length === 0) return undefined;
  const { sites } = structure;
  return table(
    `bonds-${name}`,
    `Bond lengths in ${name}; symmetry as in a CIF (number of the operation, translations from 555).`,
    options,
    [word('atom'), word('neighbour'), word('symmetry'), measure('length', 'angstrom')],
    bonds.map(({ from, to, symmetry, distance, sigma }) => [
      sites[from].label,
      sites[to].label,
      symmetry,
      { value: distance, sigma, unit: 'angstrom' },
    ]),
  );
}
