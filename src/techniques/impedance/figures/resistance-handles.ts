import type { Handle } from '../../../figure/figure.js';
import { type CircuitNode, type ElementNode, elementsOf, seriesTerms } from '../circuit/circuit.js';
import { arcTimeConstantS, findArcs } from '../fit/order-arcs.js';
import type { SpectrumFit } from '../fit/spectrum-fit.js';

/** A handle this far beyond the picture, as a share of it, still stands in the room at its edge. */
const EDGE = 1.05;

/**
 * Resistances as places on the real axis: where their arcs end on the right, so that dragging one moves the end of its
 * arc and nothing before it. Series resistances come first, arcs in the order of their time constants.
 *
 * @param scale position on the axis = scale * resistance in Ohm
 * @param reach largest position in the picture
 * @param movable whether the start value of a parameter may be set
 */
export function resistanceHandles(
  fit: SpectrumFit,
  scale: number,
  reach: number,
  movable: (parameter: string) => boolean,
): Handle[] {
  const handles: Handle[] = [];
  let before = 0;
  for (const index of alongRealAxis(fit)) {
    const { name } = fit.circuit.parameters[index];
    const x = (before + fit.natural[index]) * scale;
    if (movable(name) && fit.natural[index] > 0 && x <= EDGE * reach) {
      handles.push({
        label: `${name} (start)`,
        sets: { parameter: name },
        x,
        y: 0,
        moves: 'x',
        offset: 0 - before,
        gradient: 1 / scale,
        unit: 'Ohm',
      });
    }
    before += fit.natural[index];
  }
  return handles;
}

/** Places, in the parameter list, of the resistances that a direct current passes one after the other, fastest first. */
function alongRealAxis({ circuit, natural }: SpectrumFit): number[] {
  const arcs = new Map(findArcs(circuit).map((arc) => [arc.resistanceIndex, arc]));
  const slowestS = (indices: readonly number[]): number =>
    Math.max(...indices.map((index) => (arcs.has(index) ? arcTimeConstantS(arcs.get(index)!, natural) : 0)));
  const chain = (parts: readonly CircuitNode[]): number[] =>
    parts
      .map(resistancesOf)
      .filter((indices) => indices.length > 0)
      .map((indices) => ({ indices, slowest: slowestS(indices) }))
      .sort((a, b) => (a.slowest < b.slowest ? -1 : a.slowest > b.slowest ? 1 : 0))
      .flatMap(({ indices }) => indices);
  const resistancesOf = (node: CircuitNode): number[] => {
    if (node.kind === 'series') return chain(node.children);
    if (node.kind === 'element') return isResistance(node) ? [node.offset] : [];
    // Of branches side by side the resistances lie on the axis only where a single branch has any.
    const conducting = node.children.filter((child) => elementsOf(child).some(isResistance));
    return conducting.length === 1 ? resistancesOf(conducting[0]) : [];
  };
  return chain(seriesTerms(circuit));
}

/** Elements whose first parameter is the width of an arc, or a shift along the axis. */
function isResistance({ type }: ElementNode): boolean {
  return ['R', 'K', 'Zarc', 'HN'].includes(type.symbol);
}
