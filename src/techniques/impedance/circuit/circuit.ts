/** A circuit as a tree of elements in series and in parallel, with its parameters in one flat, named list. */
import type { ElementParameter, ElementType } from './elements.js';

export interface ElementNode {
  readonly kind: 'element';
  /** Name in the circuit string: `CPE1`. */
  readonly name: string;
  readonly type: ElementType;
  /** Place of its first parameter in the flat list. */
  readonly offset: number;
}

export interface JunctionNode {
  readonly kind: 'series' | 'parallel';
  readonly children: readonly CircuitNode[];
}

export type CircuitNode = ElementNode | JunctionNode;

export interface CircuitParameter extends ElementParameter {
  /** `R1`, `CPE1.Q`, `Wo1.tau`. */
  readonly name: string;
  /** Name of its element. */
  readonly element: string;
}

export interface Circuit {
  readonly root: CircuitNode;
  readonly elements: readonly ElementNode[];
  readonly parameters: readonly CircuitParameter[];
  /** Normalised string, `R0-p(R1,CPE1)-Wo1`. */
  readonly text: string;
}

/** Builds the flat parameter list of a tree; `offset` fields of the given tree are ignored and set anew. */
export function makeCircuit(tree: CircuitNode): Circuit {
  const elements: ElementNode[] = [];
  const parameters: CircuitParameter[] = [];
  const place = (node: CircuitNode): CircuitNode => {
    if (node.kind !== 'element') return { kind: node.kind, children: node.children.map(place) };
    const placed: ElementNode = { ...node, offset: parameters.length };
    for (const parameter of node.type.parameters) {
      const name = parameter.suffix === '' ? node.name : `${node.name}.${parameter.suffix}`;
      parameters.push({ ...parameter, name, element: node.name });
    }
    elements.push(placed);
    return placed;
  };
  const root = place(tree);
  return { root, elements, parameters, text: printCircuit(root) };
}

export function printCircuit(node: CircuitNode): string {
  if (node.kind === 'element') return node.name;
  const parts = node.children.map(printCircuit);
  return node.kind === 'series' ? parts.join('-') : `p(${parts.join(',')})`;
}

/** The terms that add up to Z: the children of a series root, or the root itself. */
export function seriesTerms(circuit: Circuit): readonly CircuitNode[] {
  return circuit.root.kind === 'series' ? circuit.root.children : [circuit.root];
}

/** Elements below a node, in order. */
export function elementsOf(node: CircuitNode): readonly ElementNode[] {
  return node.kind === 'element' ? [node] : node.children.flatMap(elementsOf);
}

/** Index of a parameter by name, or -1. `CPE1_0`, `Wo1_1` (numbered, as in older programs) are understood too. */
export function parameterIndex(circuit: Circuit, name: string): number {
  const direct = circuit.parameters.findIndex((parameter) => parameter.name === name);
  if (direct >= 0) return direct;
  const numbered = /^([A-Za-z]+\d*)_(\d+)$/.exec(name);
  if (!numbered) return -1;
  const element = circuit.elements.find((node) => node.name === numbered[1]);
  const index = Number(numbered[2]);
  return element && index < element.type.parameters.length ? element.offset + index : -1;
}
