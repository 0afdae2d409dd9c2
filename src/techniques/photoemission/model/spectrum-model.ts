/**
 * All numbers of one spectrum -> its weighted residuals and their derivatives: the inner loop of every fit. A sum of lines
 * P over a background that is fixed, or that the lines themselves cast: offset + slope (x - x0) + step L[P](x).
 */
import type { BackgroundPlan } from '../background/background.js';
import type { Component } from '../component.js';
import type { Spectrum } from '../spectrum.js';
import { broadenedBy, type ModelNumbers, modelNumbers } from './model-numbers.js';

export interface SpectrumModel {
  readonly numbers: ModelNumbers;
  readonly pointCount: number;
  /**
   * Residuals (model - data) / sigma, and when asked their derivatives by every number, column-major.
   * Allocates nothing.
   */
  evaluate(values: Float64Array, residuals: Float64Array, jacobian: Float64Array | null): void;
  /** The lines of one component, without the background, in a new array. */
  curve(component: number, values: Float64Array): Float64Array;
  /** The background beneath the sum of all lines, in a new array. */
  background(values: Float64Array): Float64Array;
}

export function spectrumModel(
  spectrum: Pick<Spectrum, 'energiesEv' | 'values' | 'sigmas' | 'unit' | 'region'>,
  components: readonly Component[],
  plan: BackgroundPlan,
): SpectrumModel {
  const { energiesEv: x, values: data, sigmas } = spectrum;
  const n = x.length;
  const numbers = modelNumbers(components, spectrum.region, plan, spectrum.unit);
  const widths = components.map(({ shape }) => shape.parameters.length);
  const most = widths.reduce((size, width) => Math.max(size, width), 0);
  const major = new Float64Array(n);
  const minor = new Float64Array(n);
  const majorSlopes = new Float64Array((1 + most) * n);
  const minorSlopes = new Float64Array((1 + most) * n);
  const shapes = widths.map((width) => new Float64Array(width));
  const minorShape = new Float64Array(most);
  const peaks = new Float64Array(n);
  const lost = new Float64Array(n);
  const inverse = sigmas.map((sigma) => 1 / sigma);

  /** Adds the lines of a component to `into`, and with `columns` the derivatives by its numbers. */
  function addLines(c: number, values: Float64Array, into: Float64Array, columns: Float64Array | null): void {
    const { shape, line } = components[c]!;
    const place = numbers.places[c]!;
    const own = shapes[c]!;
    const width = widths[c]!;
    for (let k = 0; k < width; k++) own[k] = values[place.shape + k]!;
    const amplitude = values[place.amplitude]!;
    const centre = values[place.position]!;
    const slopes = columns === null ? null : majorSlopes;
    shape.evaluate(x, centre, own, major, slopes);
    if (line.doublet === undefined) {
      for (let i = 0; i < n; i++) into[i]! += amplitude * major[i]!;
      if (columns === null) return;
      const [a, e] = [place.amplitude * n, place.position * n];
      for (let i = 0; i < n; i++) {
        columns[a + i] = major[i]!;
        columns[e + i] = amplitude * majorSlopes[i]!;
      }
      for (let k = 0; k < width; k++) {
        const to = (place.shape + k) * n;
        const from = (1 + k) * n;
        for (let i = 0; i < n; i++) columns[to + i] = amplitude * majorSlopes[from + i]!;
      }
      return;
    }
    const ratio = values[place.ratio]!;
    const extra = place.costerKronig < 0 ? 0 : values[place.costerKronig]!;
    const broad = broadenedBy(components[c]!);
    for (let k = 0; k < width; k++) minorShape[k] = own[k]!;
    if (broad >= 0) minorShape[broad]! += extra;
    shape.evaluate(
      x,
      centre + values[place.splitting]!,
      minorShape.subarray(0, width),
      minor,
      columns === null ? null : minorSlopes,
    );
    // An area is that of both lines; a height is that of the major line.
    const total = shape.amplitude === 'area' ? 1 + ratio : 1;
    const first = amplitude / total;
    const second = (amplitude * ratio) / total;
    for (let i = 0; i < n; i++) into[i]! += first * major[i]! + second * minor[i]!;
    if (columns === null) return;
    const a = place.amplitude * n;
    const e = place.position * n;
    const s = place.splitting * n;
    const r = place.ratio * n;
    const byRatio = shape.amplitude === 'area' ? amplitude / (total * total) : 0;
    for (let i = 0; i < n; i++) {
      const [one, two] = [major[i]!, minor[i]!];
      columns[a + i] = (one + ratio * two) / total;
      columns[e + i] = first * majorSlopes[i]! + second * minorSlopes[i]!;
      columns[s + i] = second * minorSlopes[i]!;
      columns[r + i] = byRatio === 0 ? amplitude * two : byRatio * (two - one);
    }
    for (let k = 0; k < width; k++) {
      const to = (place.shape + k) * n;
      const from = (1 + k) * n;
      for (let i = 0; i < n; i++) columns[to + i] = first * majorSlopes[from + i]! + second * minorSlopes[from + i]!;
    }
    if (place.costerKronig >= 0) {
      const to = place.costerKronig * n;
      const from = (1 + broad) * n;
      for (let i = 0; i < n; i++) columns[to + i] = second * minorSlopes[from + i]!;
    }
  }

  /** Adds the background beneath `peaks` to `into`; for a fixed one what was made before. */
  function addBackground(values: Float64Array, into: Float64Array): void {
    if (plan.kind === 'static') {
      for (let i = 0; i < n; i++) into[i]! += plan.made.values[i]!;
      return;
    }
    const offset = values[numbers.offset]!;
    const slope = numbers.slope < 0 ? 0 : values[numbers.slope]!;
    for (let i = 0; i < n; i++) into[i]! += offset + slope * (x[i]! - x[0]!);
    if (plan.loss === undefined) return;
    plan.loss.apply(peaks, lost);
    const step = values[numbers.step]!;
    for (let i = 0; i < n; i++) into[i]! += step * lost[i]!;
  }

  function sumPeaks(values: Float64Array, columns: Float64Array | null): void {
    peaks.fill(0);
    for (let c = 0; c < components.length; c++) addLines(c, values, peaks, columns);
  }

  return {
    numbers,
    pointCount: n,
    evaluate(values, residuals, jacobian) {
      sumPeaks(values, jacobian);
      residuals.set(peaks);
      addBackground(values, residuals);
      for (let i = 0; i < n; i++) residuals[i] = (residuals[i]! - data[i]!) * inverse[i]!;
      if (jacobian === null) return;
      if (plan.kind === 'active') {
        if (plan.loss !== undefined) {
          const step = values[numbers.step]!;
          const lines = numbers.offset;
          jacobian.set(lost, numbers.step * n);
          if (step !== 0) {
            for (let j = 0; j < lines; j++) {
              const column = jacobian.subarray(j * n, (j + 1) * n);
              plan.loss.apply(column, lost);
              for (let i = 0; i < n; i++) column[i]! += step * lost[i]!;
            }
          }
        }
        jacobian.fill(1, numbers.offset * n, (numbers.offset + 1) * n);
        if (numbers.slope >= 0) for (let i = 0; i < n; i++) jacobian[numbers.slope * n + i] = x[i]! - x[0]!;
      }
      for (let j = 0; j < numbers.numbers.length; j++) {
        for (let i = 0; i < n; i++) jacobian[j * n + i]! *= inverse[i]!;
      }
    },
    curve(component, values) {
      const made = new Float64Array(n);
      addLines(component, values, made, null);
      return made;
    },
    background(values) {
      sumPeaks(values, null);
      const made = new Float64Array(n);
      addBackground(values, made);
      return made;
    },
  };
}
