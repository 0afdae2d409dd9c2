/**
 * Start values without the user: shapes (time constants, exponents) are drawn in the window of the spectrum, the
 * amplitudes of the terms of the main chain, in which Z is linear, follow from non-negative least squares. Many such
 * candidates cost less than one fit; the best go on.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { pow } from '../../../numerics/elementary/pow.js';
import { createNonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import { createRandom, type Random } from '../../../numerics/random.js';
import { type ElementNode, elementsOf, makeCircuit, parameterIndex, seriesTerms } from '../circuit/circuit.js';
import { type CompiledCircuit, compileCircuit } from '../circuit/compile-circuit.js';
import type { CircuitModel, ParameterConstraints } from './circuit-model.js';
import { type Arc, findArcs } from './order-arcs.js';

/** A relaxation seen in the spectrum (peak of its distribution), where one arc may sit. */
export interface RelaxationPeak {
  readonly tauS: number;
  readonly exponent: number;
}

interface Term {
  readonly compiled: CompiledCircuit;
  /** Place of its first parameter in the whole circuit. */
  readonly offset: number;
  readonly elements: readonly ElementNode[];
}

export interface Candidate {
  /** Natural parameters of the whole circuit. */
  readonly natural: Float64Array;
  /** Sum of squares with its amplitudes at their best. */
  readonly sumOfSquares: number;
}

const MIN_AMPLITUDE_SHARE = 1e-3;

export interface StartSource {
  /** Candidates drawn over the whole window, best first. */
  draw(count: number): Candidate[];
  /** Candidates that keep all of a known fit but one term of the main chain, best first. */
  vary(natural: ArrayLike<number>, count: number): Candidate[];
}

/** @param peaks relaxations found beforehand; every fourth candidate puts the arcs there */
export function createStartSource(
  model: CircuitModel,
  constraints: ParameterConstraints,
  seed: number,
  peaks: readonly RelaxationPeak[] = [],
): StartSource {
  const { layout, spectrum, compiled } = model;
  const terms = seriesTerms(layout.circuit).map((node): Term => {
    const own = makeCircuit(node);
    return { compiled: compileCircuit(own, compiled.grid), offset: elementsOf(node)[0].offset, elements: own.elements };
  });
  // A lone R, L or C has an amplitude and nothing else: drawing it anew changes nothing.
  const withShape = terms.filter((term) => term.compiled.circuit.parameters.length > 1);
  const shaped = withShape.length > 0 ? withShape : terms;
  const drawTerm = createDrawer(spectrum.frequencyHz);
  const random = createRandom(seed);
  const amplitudes = createAmplitudeFit(model, terms);
  const arcs = findArcs(layout.circuit).filter((arc) => arc.inMainChain);
  const fixed = Object.entries(constraints.fixed ?? {});
  // Start values that the user gave for some parameters guide every other candidate; a complete set is a start of its own.
  const guides = Object.entries(constraints.start ?? {});
  const wished = guides.length + fixed.length < layout.circuit.parameters.length ? [...guides, ...fixed] : fixed;

  const collect = (count: number, make: (natural: Float64Array, c: number) => void): Candidate[] => {
    const candidates: Candidate[] = [];
    for (let c = 0; c < count; c++) {
      const natural = new Float64Array(layout.circuit.parameters.length);
      make(natural, c);
      for (const [name, value] of c % 2 === 0 ? wished : fixed) natural[parameterIndex(layout.circuit, name)] = value;
      const sumOfSquares = amplitudes(natural);
      if (Number.isFinite(sumOfSquares)) candidates.push({ natural, sumOfSquares });
    }
    return candidates.sort((a, b) => a.sumOfSquares - b.sumOfSquares);
  };
  return {
    draw: (count) =>
      collect(count, (natural, c) => {
        for (const term of terms) drawTerm(term, natural, random);
        if (arcs.length > 0 && peaks.length > 0 && c % 4 === 0) placeArcs(natural, arcs, peaks, random);
      }),
    vary: (known, count) =>
      collect(count, (natural, c) => {
        natural.set(known);
        drawTerm(shaped[c % shaped.length], natural, random);
      }),
  };
}

/** Shapes drawn for a term of unit resistance: every other element follows from a time constant in the window. */
function createDrawer(frequencyHz: Float64Array): (term: Term, natural: Float64Array, random: Random) => void {
  let lowHz = Number.POSITIVE_INFINITY;
  let highHz = 0;
  for (const f of frequencyHz) {
    lowHz = Math.min(lowHz, f);
    highHz = Math.max(highHz, f);
  }
  // Half a decade beyond the window: an arc cut at the edge still belongs to the data.
  const lnTauMin = log(1 / (2 * Math.PI * highHz)) - 1.2;
  const lnTauMax = log(1 / (2 * Math.PI * lowHz)) + 1.2;
  return (term, natural, random) => {
    for (const element of term.elements) {
      const tau = exp(lnTauMin + (lnTauMax - lnTauMin) * random.uniform());
      const size = term.elements.length === 1 ? 1 : exp(3 * (random.uniform() - 0.5));
      drawElement(element, natural, term.offset + element.offset, tau, size, random);
    }
  };
}

function drawElement(
  element: ElementNode,
  natural: Float64Array,
  at: number,
  tau: number,
  size: number,
  random: Random,
): void {
  const { parameters, symbol } = element.type;
  const exponentAt = parameters.findIndex((p) => p.scale === 'exponent');
  parameters.forEach((parameter, k) => {
    if (parameter.scale === 'exponent') {
      const [low, high] = parameter.bounds!;
      natural[at + k] = low + (high - low) * (0.5 + 0.5 * random.uniform());
    }
  });
  const n = exponentAt >= 0 ? natural[at + exponentAt] : 1;
  parameters.forEach((parameter, k) => {
    if (parameter.scale === 'exponent') return;
    if (parameter.suffix === 'tau') natural[at + k] = tau;
    else if (parameter.suffix === 'phi') natural[at + k] = size;
    else if (symbol === 'W') natural[at + k] = size / Math.sqrt(2 * tau);
    else if (symbol === 'L' || symbol === 'La') natural[at + k] = size * tau;
    else if (parameter.amplitudePower === -1) natural[at + k] = pow(tau, n) / size;
    else natural[at + k] = size;
  });
}

/** Puts the arcs of a candidate where relaxations were seen: a random choice of peaks, in order of time constant. */
function placeArcs(
  natural: Float64Array,
  arcs: readonly Arc[],
  peaks: readonly RelaxationPeak[],
  random: Random,
): void {
  const pool = [...peaks];
  const chosen: RelaxationPeak[] = [];
  while (chosen.length < arcs.length && pool.length > 0) {
    // The strongest peaks stand first; mostly take those.
    const index = random.uniform() < 0.7 ? 0 : random.integer(pool.length);
    chosen.push(...pool.splice(index, 1));
  }
  chosen.sort((a, b) => a.tauS - b.tauS);
  const skip = random.integer(arcs.length - chosen.length + 1);
  chosen.forEach((peak, k) => {
    const arc = arcs[k + skip];
    const n = Math.min(1, Math.max(0.4, peak.exponent));
    if (arc.exponentIndex >= 0) natural[arc.exponentIndex] = n;
    if (arc.timeConstantIndex >= 0) natural[arc.timeConstantIndex] = peak.tauS;
    else {
      natural[arc.capacitanceIndex] = pow(peak.tauS, arc.exponentIndex >= 0 ? n : 1) / natural[arc.resistanceIndex];
    }
  });
}

/**
 * Returns a function that scales the terms of a candidate to their best amplitudes (in place) and gives the weighted sum
 * of squares that remains. A term whose amplitude comes out as zero keeps a small share, so that the fit can revive it.
 */
function createAmplitudeFit(model: CircuitModel, terms: readonly Term[]): (natural: Float64Array) => number {
  const { weights, spectrum } = model;
  const n = spectrum.frequencyHz.length;
  const m = 2 * n;
  const columns = terms.map(() => new Float64Array(m));
  const target = new Float64Array(m);
  for (let i = 0; i < n; i++) {
    target[i] = weights[i] * spectrum.real[i];
    target[n + i] = weights[n + i] * spectrum.imaginary[i];
  }
  const size = terms.length;
  const gram = new Float64Array(size * size);
  const right = new Float64Array(size);
  const norms = new Float64Array(size);
  const solver = createNonNegativeSolver(size);
  const locals = terms.map((term) => new Float64Array(term.compiled.circuit.parameters.length));

  return (natural) => {
    terms.forEach((term, t) => {
      const local = locals[t];
      for (let k = 0; k < local.length; k++) local[k] = natural[term.offset + k];
      term.compiled.evaluate(local, false);
      const column = columns[t];
      let norm = 0;
      for (let i = 0; i < n; i++) {
        column[i] = weights[i] * term.compiled.re[i];
        column[n + i] = weights[n + i] * term.compiled.im[i];
        norm += column[i] * column[i] + column[n + i] * column[n + i];
      }
      norms[t] = Math.sqrt(norm);
    });
    for (let a = 0; a < size; a++) {
      if (!(norms[a] > 0) || !Number.isFinite(norms[a])) return Number.NaN;
      for (let b = 0; b <= a; b++) {
        gram[a * size + b] = gram[b * size + a] = dot(columns[a], columns[b], m) / (norms[a] * norms[b]);
      }
      right[a] = dot(columns[a], target, m) / norms[a];
    }
    const { x } = solver.solve(gram, right, size);
    let largest = 0;
    for (let t = 0; t < size; t++) largest = Math.max(largest, x[t]);
    if (!(largest > 0)) return Number.NaN;
    let total = 0;
    for (let i = 0; i < m; i++) {
      let r = -target[i];
      for (let t = 0; t < size; t++) r += (x[t] / norms[t]) * columns[t][i];
      total += r * r;
    }
    terms.forEach((term, t) => {
      const amplitude = Math.max(x[t], MIN_AMPLITUDE_SHARE * largest) / norms[t];
      term.compiled.circuit.parameters.forEach((parameter, k) => {
        if (parameter.amplitudePower !== 0) natural[term.offset + k] *= pow(amplitude, parameter.amplitudePower);
      });
    });
    return total;
  };
}

function dot(a: Float64Array, b: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}
