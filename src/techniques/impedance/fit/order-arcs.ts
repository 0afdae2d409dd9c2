/**
 * Arcs of the same kind are exchangeable: a fit may return them in any order, and along a series they would swap names
 * (label switching). They are kept in ascending order of their time constant.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { type Circuit, type CircuitNode, elementsOf } from '../circuit/circuit.js';

/** A parallel R-C or R-CPE pair (or a Zarc, HN, K element) somewhere in the circuit. */
export interface Arc {
  /** Name of its resistance: `R1`, or the element itself: `Zarc1.R`. */
  readonly resistance: string;
  /** Places in the parameter list. */
  readonly resistanceIndex: number;
  /** Capacitance or CPE coefficient; -1 for elements that carry a time constant. */
  readonly capacitanceIndex: number;
  /** CPE exponent; -1 for a plain capacitor. */
  readonly exponentIndex: number;
  readonly timeConstantIndex: number;
  /** True when the arc stands in the main chain. */
  readonly inMainChain: boolean;
}

function arcOf(node: CircuitNode, circuit: Circuit, inMainChain: boolean): Arc | undefined {
  const name = (index: number) => circuit.parameters[index].name;
  if (node.kind === 'element') {
    if (!['K', 'Zarc', 'HN'].includes(node.type.symbol)) return undefined;
    return {
      resistance: name(node.offset),
      resistanceIndex: node.offset,
      capacitanceIndex: -1,
      exponentIndex: node.type.parameters.length > 2 ? node.offset + 2 : -1,
      timeConstantIndex: node.offset + 1,
      inMainChain,
    };
  }
  if (node.kind !== 'parallel' || node.children.length !== 2) return undefined;
  const [a, b] = node.children;
  if (a.kind !== 'element' || b.kind !== 'element') return undefined;
  const resistor = a.type.symbol === 'R' ? a : b;
  const capacitor = a.type.symbol === 'R' ? b : a;
  if (resistor.type.symbol !== 'R' || (capacitor.type.symbol !== 'CPE' && capacitor.type.symbol !== 'C'))
    return undefined;
  return {
    resistance: name(resistor.offset),
    resistanceIndex: resistor.offset,
    capacitanceIndex: capacitor.offset,
    exponentIndex: capacitor.type.symbol === 'CPE' ? capacitor.offset + 1 : -1,
    timeConstantIndex: -1,
    inMainChain,
  };
}

/** All arcs of a circuit, in reading order. */
export function findArcs(circuit: Circuit): readonly Arc[] {
  const arcs: Arc[] = [];
  const visit = (node: CircuitNode, inMainChain: boolean): void => {
    const arc = arcOf(node, circuit, inMainChain);
    if (arc) arcs.push(arc);
    else if (node.kind !== 'element')
      for (const child of node.children) visit(child, inMainChain && node.kind === 'series');
  };
  visit(circuit.root, true);
  return arcs;
}

/** Time constant of an arc: τ, or (R Q)^(1/n), in seconds. */
export function arcTimeConstantS(arc: Arc, natural: ArrayLike<number>): number {
  if (arc.timeConstantIndex >= 0) return natural[arc.timeConstantIndex];
  const n = arc.exponentIndex >= 0 ? natural[arc.exponentIndex] : 1;
  return exp(log(natural[arc.resistanceIndex] * natural[arc.capacitanceIndex]) / n);
}

/** Apex frequency of an arc, Hz. */
export function arcApexHz(arc: Arc, natural: ArrayLike<number>): number {
  return 1 / (2 * Math.PI * arcTimeConstantS(arc, natural));
}

/** Text of a branch with its numbers left out: branches with the same shape are exchangeable. */
function shape(node: CircuitNode): string {
  if (node.kind === 'element') return node.type.symbol;
  const parts = node.children.map(shape);
  return node.kind === 'series' ? `(${parts.join('-')})` : `p(${[...parts].sort().join(',')})`;
}

/**
 * Permutation that puts exchangeable arcs of each junction in ascending order of time constant:
 * `ordered[k] = natural[permutation[k]]`. Arcs that hold a fixed or tied parameter (`pinned`) stay where they are.
 */
export function arcPermutation(
  circuit: Circuit,
  natural: ArrayLike<number>,
  pinned: (index: number) => boolean,
): Int32Array {
  const permutation = Int32Array.from(circuit.parameters, (_, k) => k);
  const visit = (node: CircuitNode): void => {
    if (node.kind === 'element') return;
    for (const child of node.children) visit(child);
    const groups = new Map<string, { node: CircuitNode; arc: Arc }[]>();
    for (const child of node.children) {
      const arc = arcOf(child, circuit, false);
      if (!arc || indicesOf(child).some(pinned)) continue;
      const key = shape(child);
      groups.set(key, [...(groups.get(key) ?? []), { node: child, arc }]);
    }
    for (const group of groups.values()) {
      if (group.length < 2) continue;
      const sorted = [...group].sort((p, q) => arcTimeConstantS(p.arc, natural) - arcTimeConstantS(q.arc, natural));
      group.forEach((slot, place) => {
        const from = byRole(sorted[place].node);
        byRole(slot.node).forEach((index, role) => {
          permutation[index] = from[role];
        });
      });
    }
  };
  visit(circuit.root);
  return permutation;
}

function indicesOf(node: CircuitNode): number[] {
  return elementsOf(node).flatMap((element) => element.type.parameters.map((_, k) => element.offset + k));
}

/** Parameter indices of a branch in an order that does not depend on how its elements are written (p(R,C) or p(C,R)). */
function byRole(node: CircuitNode): number[] {
  return [...elementsOf(node)]
    .sort((a, b) => (a.type.symbol < b.type.symbol ? -1 : a.type.symbol > b.type.symbol ? 1 : a.offset - b.offset))
    .flatMap((element) => element.type.parameters.map((_, k) => element.offset + k));
}
