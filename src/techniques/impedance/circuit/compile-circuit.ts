/**
 * A circuit compiled for one set of frequencies: a flat list of operations on preallocated buffers, run forward for Z
 * and backward for the sensitivity of Z to every element (reverse pass: ∂Z/∂child = (Z_parent/Z_child)² in parallel,
 * 1 in series). No code is generated, so it runs under a strict content security policy.
 */
import type { Circuit, CircuitNode } from './circuit.js';
import type { ElementBuffers, ElementType, FrequencyGrid } from './elements.js';

export interface CompiledCircuit {
  readonly circuit: Circuit;
  readonly grid: FrequencyGrid;
  /** Z at the last parameters, Ohm. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** ∂Z/∂θ by internal parameter (ln of positive ones, exponents as they are) at the last parameters. */
  readonly dRe: readonly Float64Array[];
  readonly dIm: readonly Float64Array[];
  /** Computes Z (and its derivatives) at natural parameters. */
  evaluate(natural: Float64Array, withDerivatives: boolean): void;
}

interface Slot {
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Sensitivity ∂Z_total/∂Z_slot. */
  readonly sRe: Float64Array;
  readonly sIm: Float64Array;
}

interface ElementOperation {
  readonly type: ElementType;
  readonly offset: number;
  readonly slot: Slot;
  readonly buffers: ElementBuffers;
  /** True when the sensitivity is 1 everywhere (the element stands in the main chain). */
  readonly direct: boolean;
}

interface JunctionOperation {
  readonly kind: 'series' | 'parallel';
  readonly slot: Slot;
  readonly children: readonly Slot[];
  readonly direct: boolean;
}

export function makeGrid(frequencyHz: ArrayLike<number>): FrequencyGrid {
  const count = frequencyHz.length;
  const omega = new Float64Array(count);
  const lnOmega = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    omega[i] = 2 * Math.PI * frequencyHz[i];
    lnOmega[i] = Math.log(omega[i]);
  }
  return { count, omega, lnOmega };
}

/** Compiles a circuit for the frequencies of a grid; all buffers are made here, none later. */
export function compileCircuit(circuit: Circuit, grid: FrequencyGrid): CompiledCircuit {
  const n = grid.count;
  const buffer = () => new Float64Array(n);
  const elements: ElementOperation[] = [];
  const junctions: JunctionOperation[] = [];
  const dRe = circuit.parameters.map(buffer);
  const dIm = circuit.parameters.map(buffer);

  // Children come before their parents in `junctions`: forward pass in order, backward pass reversed.
  const build = (node: CircuitNode, direct: boolean): Slot => {
    const slot: Slot = { re: buffer(), im: buffer(), sRe: buffer(), sIm: buffer() };
    if (node.kind === 'element') {
      const range = node.type.parameters.map((_, k) => node.offset + k);
      const buffers = { re: slot.re, im: slot.im, dRe: range.map((k) => dRe[k]), dIm: range.map((k) => dIm[k]) };
      elements.push({ type: node.type, offset: node.offset, slot, buffers, direct });
      return slot;
    }
    const inner = direct && node.kind === 'series';
    const children = node.children.map((child) => build(child, inner));
    junctions.push({ kind: node.kind, slot, children, direct });
    return slot;
  };
  const root = build(circuit.root, true);
  root.sRe.fill(1);

  const evaluate = (natural: Float64Array, withDerivatives: boolean): void => {
    for (const element of elements)
      element.type.evaluate(natural, element.offset, grid, element.buffers, withDerivatives);
    for (const junction of junctions) {
      if (junction.kind === 'series') addSeries(junction, n);
      else addParallel(junction, n);
    }
    if (!withDerivatives) return;
    for (let k = junctions.length - 1; k >= 0; k--) passBack(junctions[k], n);
    for (const element of elements) {
      if (element.direct) continue;
      const { sRe, sIm } = element.slot;
      for (let k = 0; k < element.buffers.dRe.length; k++)
        multiplyInto(element.buffers.dRe[k], element.buffers.dIm[k], sRe, sIm, n);
    }
  };
  return { circuit, grid, re: root.re, im: root.im, dRe, dIm, evaluate };
}

function addSeries(junction: JunctionOperation, n: number): void {
  const { slot, children } = junction;
  slot.re.set(children[0].re);
  slot.im.set(children[0].im);
  for (let c = 1; c < children.length; c++) {
    const { re, im } = children[c];
    for (let i = 0; i < n; i++) {
      slot.re[i] += re[i];
      slot.im[i] += im[i];
    }
  }
}

function addParallel(junction: JunctionOperation, n: number): void {
  const { re, im } = junction.slot;
  re.fill(0);
  im.fill(0);
  for (const child of junction.children) {
    for (let i = 0; i < n; i++) {
      const zr = child.re[i];
      const zi = child.im[i];
      const d = 1 / (zr * zr + zi * zi);
      re[i] += zr * d;
      im[i] -= zi * d;
    }
  }
  for (let i = 0; i < n; i++) {
    const yr = re[i];
    const yi = im[i];
    const d = 1 / (yr * yr + yi * yi);
    re[i] = yr * d;
    im[i] = -yi * d;
  }
}

function passBack(junction: JunctionOperation, n: number): void {
  const { slot, children, kind, direct } = junction;
  for (const child of children) {
    if (kind === 'series') {
      // In the main chain the sensitivity stays 1 and nobody reads it below, except parallel groups.
      child.sRe.set(slot.sRe);
      child.sIm.set(slot.sIm);
      continue;
    }
    for (let i = 0; i < n; i++) {
      const zr = child.re[i];
      const zi = child.im[i];
      const d = 1 / (zr * zr + zi * zi);
      const qr = (slot.re[i] * zr + slot.im[i] * zi) * d;
      const qi = (slot.im[i] * zr - slot.re[i] * zi) * d;
      const wr = qr * qr - qi * qi;
      const wi = 2 * qr * qi;
      if (direct) {
        child.sRe[i] = wr;
        child.sIm[i] = wi;
      } else {
        child.sRe[i] = slot.sRe[i] * wr - slot.sIm[i] * wi;
        child.sIm[i] = slot.sRe[i] * wi + slot.sIm[i] * wr;
      }
    }
  }
}

function multiplyInto(re: Float64Array, im: Float64Array, sRe: Float64Array, sIm: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    const a = re[i];
    const b = im[i];
    re[i] = a * sRe[i] - b * sIm[i];
    im[i] = a * sIm[i] + b * sRe[i];
  }
}
