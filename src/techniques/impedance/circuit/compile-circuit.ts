/**
 * A circuit compiled for one set of frequencies: a flat list of operations on preallocated buffers, run forward for Z
 * and backward for the sensitivity of Z to every element (reverse pass: ∂Z/∂child = (Z_parent/Z_child)² in parallel,
 * 1 in series). No code is generated, so it runs under a strict content security policy.
 */
import { log } from '../../../numerics/elementary/log.js';
import type { Circuit, CircuitNode } from './circuit.js';
import type { ElementBuffers, FrequencyGrid } from './elements.js';
import { arcParts, evaluateArc } from './fused-arc.js';

export interface CompiledCircuit {
  readonly circuit: Circuit;
  readonly grid: FrequencyGrid;
  /** Z at the last parameters, Ohm. */
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Computes Z, and what `writeDerivative` needs, at natural parameters. */
  evaluate(natural: Float64Array, withDerivatives: boolean): void;
  /**
   * Weighted ∂Z/∂θ by internal parameter `k` (ln of positive ones, exponents as they are) at the last parameters: the real
   * part times the first half of `weights` to `out` from `base` on, then the imaginary part times the second half.
   *
   * @param add add to what stands there (tied parameters) instead of writing over it
   */
  writeDerivative(k: number, weights: Float64Array, out: Float64Array, base: number, add: boolean): void;
}

interface Slot {
  readonly re: Float64Array;
  readonly im: Float64Array;
  /** Sensitivity ∂Z_total/∂Z_slot. */
  readonly sRe: Float64Array;
  readonly sIm: Float64Array;
  /** 1/Z where it stands in a parallel junction. */
  readonly yRe: Float64Array;
  readonly yIm: Float64Array;
}

interface ElementOperation {
  readonly run: (natural: Float64Array, withDerivatives: boolean) => void;
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
    lnOmega[i] = log(omega[i]);
  }
  return { count, omega, lnOmega };
}

/** Compiles a circuit for the frequencies of a grid; all buffers are made here, none later. */
export function compileCircuit(circuit: Circuit, grid: FrequencyGrid): CompiledCircuit {
  const n = grid.count;
  // One block of memory, cut into buffers: a thousand small arrays a second would keep the garbage collector busy.
  const nodes = countNodes(circuit.root);
  const pool = new Float64Array(n * (6 * nodes + 2 * circuit.parameters.length));
  let used = 0;
  const buffer = () => {
    used += n;
    return pool.subarray(used - n, used);
  };
  const elements: ElementOperation[] = [];
  const junctions: JunctionOperation[] = [];
  const owners: { readonly element: ElementOperation; readonly place: number }[] = [];

  // Children come before their parents in `junctions`: forward pass in order, backward pass reversed.
  const build = (node: CircuitNode, direct: boolean): Slot => {
    const slot: Slot = { re: buffer(), im: buffer(), sRe: buffer(), sIm: buffer(), yRe: buffer(), yIm: buffer() };
    if (direct) slot.sRe.fill(1);
    const addElement = (
      indices: readonly number[],
      make: (buffers: ElementBuffers) => ElementOperation['run'],
    ): Slot => {
      const buffers = { re: slot.re, im: slot.im, dRe: indices.map(buffer), dIm: indices.map(buffer) };
      const element = { run: make(buffers), slot, buffers, direct };
      elements.push(element);
      indices.forEach((index, place) => {
        owners[index] = { element, place };
      });
      return slot;
    };
    if (node.kind === 'element') {
      const { type, offset } = node;
      return addElement(
        type.parameters.map((_, k) => offset + k),
        (buffers) => (natural, withDerivatives) => type.evaluate(natural, offset, grid, buffers, withDerivatives),
      );
    }
    const arc = arcParts(node);
    if (arc) {
      const [r, c] = [arc.resistor.offset, arc.phase.offset];
      return addElement(
        [r, c, c + 1],
        (buffers) => (natural, withDerivatives) => evaluateArc(natural, r, c, grid, buffers, withDerivatives),
      );
    }
    const inner = direct && node.kind === 'series';
    const children = node.children.map((child) => build(child, inner));
    junctions.push({ kind: node.kind, slot, children, direct });
    return slot;
  };
  const root = build(circuit.root, true);

  const evaluate = (natural: Float64Array, withDerivatives: boolean): void => {
    for (const element of elements) element.run(natural, withDerivatives);
    for (const junction of junctions) {
      if (junction.kind === 'series') addSeries(junction, n);
      else addParallel(junction, n);
    }
    if (!withDerivatives) return;
    for (let k = junctions.length - 1; k >= 0; k--) passBack(junctions[k], n);
  };
  const writeDerivative = (k: number, weights: Float64Array, out: Float64Array, base: number, add: boolean): void => {
    const { element, place } = owners[k];
    const re = element.buffers.dRe[place];
    const im = element.buffers.dIm[place];
    if (element.direct && !add) writeDirectColumn(re, im, weights, out, base, n);
    else writeColumn(re, im, element.slot, weights, out, base, n, add);
  };
  return { circuit, grid, re: root.re, im: root.im, evaluate, writeDerivative };
}

function countNodes(node: CircuitNode): number {
  return node.kind === 'element' ? 1 : node.children.reduce((sum, child) => sum + countNodes(child), 1);
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
      const yr = zr * d;
      const yi = -zi * d;
      child.yRe[i] = yr;
      child.yIm[i] = yi;
      re[i] += yr;
      im[i] += yi;
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
  // In the main chain the sensitivity is 1 and was written when the circuit was compiled.
  if (kind === 'series' && direct) return;
  for (const child of children) {
    if (kind === 'series') {
      child.sRe.set(slot.sRe);
      child.sIm.set(slot.sIm);
      continue;
    }
    const { yRe, yIm, sRe, sIm } = child;
    for (let i = 0; i < n; i++) {
      const qr = slot.re[i] * yRe[i] - slot.im[i] * yIm[i];
      const qi = slot.re[i] * yIm[i] + slot.im[i] * yRe[i];
      const wr = qr * qr - qi * qi;
      const wi = 2 * qr * qi;
      if (direct) {
        sRe[i] = wr;
        sIm[i] = wi;
      } else {
        sRe[i] = slot.sRe[i] * wr - slot.sIm[i] * wi;
        sIm[i] = slot.sRe[i] * wi + slot.sIm[i] * wr;
      }
    }
  }
}

function writeDirectColumn(
  re: Float64Array,
  im: Float64Array,
  weights: Float64Array,
  out: Float64Array,
  base: number,
  n: number,
): void {
  for (let i = 0; i < n; i++) {
    out[base + i] = weights[i] * re[i];
    out[base + n + i] = weights[n + i] * im[i];
  }
}

function writeColumn(
  re: Float64Array,
  im: Float64Array,
  { sRe, sIm }: Slot,
  weights: Float64Array,
  out: Float64Array,
  base: number,
  n: number,
  add: boolean,
): void {
  for (let i = 0; i < n; i++) {
    const a = re[i];
    const b = im[i];
    const real = weights[i] * (a * sRe[i] - b * sIm[i]);
    const imaginary = weights[n + i] * (a * sIm[i] + b * sRe[i]);
    out[base + i] = add ? out[base + i] + real : real;
    out[base + n + i] = add ? out[base + n + i] + imaginary : imaginary;
  }
}
