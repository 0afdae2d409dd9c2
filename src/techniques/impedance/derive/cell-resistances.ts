/** Which fitted resistances are the electrolyte, which the interfaces, and their sums with covariance. */
import { fail } from '../../../errors.js';
import { type Circuit, type CircuitNode, seriesTerms } from '../circuit/circuit.js';
import { findArcs } from '../fit/order-arcs.js';
import { naturalCovariance, type SpectrumFit } from '../fit/spectrum-fit.js';
import type { ImpedanceOptions } from '../options.js';
import { type FittedResistance, sumOfResistances } from './conductivity.js';
import type { Identifiability } from './identifiability.js';

export interface CellRoles {
  /** Places of the electrolyte's resistances in the parameter list. */
  readonly electrolyte: readonly number[];
  /** Place of the interface resistance, -1 when the cell has none (pellet). */
  readonly interface: number;
}

/** Resistances a direct current passes through one after the other in the main chain (R0, the R of each arc). */
export function directCurrentResistances(circuit: Circuit): number[] {
  return seriesTerms(circuit).flatMap(resistancesIn);
}

function resistancesIn(term: CircuitNode): number[] {
  if (term.kind === 'element') {
    if (!term.type.conductsDirectCurrent) return [];
    return term.type.parameters.flatMap((parameter, k) => (parameter.unit === 'Ohm' ? [term.offset + k] : []));
  }
  // In a parallel branch the current takes the branch that conducts; two conducting branches have no single resistance.
  const conducting = term.kind === 'parallel' ? term.children.filter(conducts) : term.children;
  if (term.kind === 'parallel' && conducting.length !== 1) return [];
  return conducting.flatMap(resistancesIn);
}

function conducts(node: CircuitNode): boolean {
  if (node.kind === 'element') return node.type.conductsDirectCurrent;
  return node.kind === 'series' ? node.children.every(conducts) : node.children.some(conducts);
}

/** @throws `invalid-option` for names that are no resistance of the circuit, and for a resistance with two roles */
export function assignRoles(
  circuit: Circuit,
  options: Pick<ImpedanceOptions, 'cell' | 'electrolyte' | 'interface' | 'track'>,
): CellRoles {
  const find = (name: string, option: string): number => {
    const index = circuit.parameters.findIndex((p) => p.name === name);
    if (index < 0 || circuit.parameters[index].unit !== 'Ohm') {
      const known = circuit.parameters.filter((p) => p.unit === 'Ohm').map((p) => p.name);
      throw fail(
        'invalid-option',
        `${option} "${name}" is not a resistance of ${circuit.text}`,
        `its resistances are ${known.join(', ') || 'none'}`,
        { path: option },
      );
    }
    return index;
  };
  const all = directCurrentResistances(circuit);
  let interfaceIndex = -1;
  if (options.cell === 'symmetric') {
    const tracked =
      options.track !== undefined && circuit.parameters.some((p) => p.name === options.track && p.unit === 'Ohm')
        ? options.track
        : undefined;
    const named = options.interface ?? tracked;
    const arcs = findArcs(circuit).filter((arc) => arc.inMainChain);
    interfaceIndex = named !== undefined ? find(named, 'interface') : (arcs.at(-1)?.resistanceIndex ?? -1);
  }
  const electrolyte =
    options.electrolyte.length > 0
      ? options.electrolyte.map((name) => find(name, 'electrolyte'))
      : all.filter((k) => k !== interfaceIndex);
  const twice = electrolyte.find((k, i) => k === interfaceIndex || electrolyte.indexOf(k) < i);
  if (twice !== undefined) {
    const { name } = circuit.parameters[twice];
    throw fail(
      'invalid-option',
      twice === interfaceIndex
        ? `${name} cannot be both the interface and the electrolyte`
        : `electrolyte "${name}" is named twice`,
      'name each resistance once; option interface says which is that of the interfaces',
      { path: 'electrolyte' },
    );
  }
  return { electrolyte, interface: interfaceIndex };
}

export interface ResistanceSum extends FittedResistance {
  /** False when the window does not determine the sum; `reason` then says why. */
  readonly determined: boolean;
  readonly reason: string;
}

const UNDETERMINED = 0.5;

/** Sum of resistances; an arc above the window hides in the sum without harm, one below it leaves the sum open. */
export function sumParameters(
  fit: SpectrumFit,
  indices: readonly number[],
  identifiability: Identifiability,
): ResistanceSum {
  const sum = sumOfResistances(
    indices.map((k) => fit.natural[k]),
    naturalCovariance(fit, indices),
  );
  const open = identifiability.outside.find(
    (entry) => entry.unseen && entry.side === 'below' && indices.includes(entry.arc.resistanceIndex),
  );
  const loose = !(sum.sigmaOhm <= UNDETERMINED * sum.resistanceOhm);
  const reason = open
    ? `the arc of ${open.arc.resistance} ends below the window (if it is an electrode, name the resistances of the electrolyte with the option electrolyte)`
    : loose
      ? 'its standard error exceeds half its value'
      : '';
  return { ...sum, determined: reason === '', reason };
}
