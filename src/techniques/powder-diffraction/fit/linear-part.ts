/**
 * Background terms, humps' heights and scales enter the pattern linearly: at any shape of the lines their best values are
 * known exactly, heights and scales not below zero. Starting each stage there makes the start values of these numbers unimportant.
 */
import { createNonNegativeSolver } from '../../../numerics/linear-algebra/nnls.js';
import { normalMatrix, normalVector } from '../../../numerics/linear-algebra/normal-matrix.js';
import { addHump } from '../model/background.js';
import { makeLinks } from '../model/links.js';
import { at } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';

/**
 * Solves for those linear numbers among `refined`, the others as they stand in `values`, and writes them there.
 */
export function solveLinearPart(model: PatternModel, values: Float64Array, refined: ReadonlySet<number>): void {
  const { setup, list, phases, polynomials } = model;
  const points = setup.observed.length;
  const columns: { readonly n: number; readonly curve: Float64Array; readonly signed: boolean }[] = [];
  const kept = values.slice();
  for (let n = 0; n < setup.backgroundTerms; n++) {
    if (!refined.has(at.background + n)) continue;
    columns.push({ n: at.background + n, curve: polynomials.subarray(n * points, (n + 1) * points), signed: true });
    kept[at.background + n] = 0;
  }
  for (const place of list.humps) {
    if (!refined.has(place + 2)) continue;
    const curve = new Float64Array(points);
    addHump(setup.grid.twoThetaDeg, values[place], values[place + 1], 1, curve);
    columns.push({ n: place + 2, curve, signed: false });
    kept[place + 2] = 0;
  }
  const nothing = makeLinks(list.parameters.map(() => []));
  model.evaluate(values, null, nothing, 0, new Int32Array(phases.length).fill(-1));
  phases.forEach((phase) => {
    const { scale } = phase.places;
    if (phase.phase.factors === null || !refined.has(scale)) return;
    columns.push({ n: scale, curve: phase.unit, signed: false });
    kept[scale] = 0;
  });
  if (columns.length === 0) return;
  const rest = Float64Array.from(setup.observed);
  model.fillBackground(kept);
  for (let i = 0; i < points; i++) rest[i] -= model.background[i];
  for (const phase of phases) {
    const factor = phase.phase.factors === null ? 1 : kept[phase.places.scale];
    if (factor !== 0) for (let i = 0; i < points; i++) rest[i] -= factor * phase.unit[i];
  }
  const count = columns.length;
  const design = new Float64Array(points * count);
  for (let i = 0; i < points; i++) rest[i] /= setup.sigma[i];
  columns.forEach(({ curve }, c) => {
    for (let i = 0; i < points; i++) design[c * points + i] = curve[i] / setup.sigma[i];
  });
  const lengths = columns.map((_, c) => columnLength(design, c, points));
  const used = columns.map((_, c) => c).filter((c) => lengths[c]! > 0);
  for (const c of used) for (let i = 0; i < points; i++) design[c * points + i] /= lengths[c]!;
  const packed = new Float64Array(points * used.length);
  used.forEach((c, k) => {
    packed.set(design.subarray(c * points, (c + 1) * points), k * points);
  });
  const gram = new Float64Array(used.length * used.length);
  const right = new Float64Array(used.length);
  normalMatrix(packed, points, used.length, gram);
  normalVector(packed, rest, points, used.length, right);
  const free = Uint8Array.from(used, (c) => (columns[c]!.signed ? 1 : 0));
  const { x } = createNonNegativeSolver(used.length).solve(gram, right, used.length, { free });
  used.forEach((c, k) => {
    values[columns[c]!.n] = x[k]! / lengths[c]!;
  });
}

function columnLength(design: Float64Array, column: number, points: number): number {
  let sum = 0;
  for (let i = column * points; i < (column + 1) * points; i++) sum += design[i] * design[i];
  return Math.sqrt(sum);
}
