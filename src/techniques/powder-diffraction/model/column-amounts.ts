import type { Links } from './links.js';
import type { Radiation } from './radiation.js';
import { addMultiple, type ReflectionCurves } from './reflection-curves.js';

/** Columns of the Jacobian, one after the other, each as long as the pattern. */
export interface JacobianTarget {
  readonly columns: Float64Array;
  readonly links: Links;
  readonly columnCount: number;
  /** First column of the free intensities of this phase; -1 where they are no columns. */
  readonly intensityColumn: number;
}

/** What a refined number can do to a reflection: to its intensity, its two widths, its smear; then to the place of each line. */
export const VALUE = 0;
export const VARIANCE = 1;
export const LORENTZ = 2;
export const SPREAD = 3;
export const PLACE = 4;

/**
 * How much each column of the Jacobian takes of the curves of one reflection. Numbers of the model are added one by one, and
 * reach the columns that move them; in the end each column takes its multiples of the curves at once.
 */
export class ColumnAmounts {
  private readonly lineCount: number;
  private amounts = new Float64Array(0);
  private touched = new Int32Array(0);
  private preparedFor: Links | null = null;
  private links: Links | null = null;
  private columnCount = 0;

  constructor(lineCount: number) {
    this.lineCount = lineCount;
  }

  /** @param numbers those of the model that can touch the phase at all */
  prepare({ links, columnCount }: JacobianTarget, numbers: Iterable<number>): void {
    const length = (PLACE + this.lineCount) * columnCount;
    this.links = links;
    if (this.preparedFor === links && this.amounts.length === length) return;
    this.preparedFor = links;
    this.columnCount = columnCount;
    this.amounts = new Float64Array(length);
    const columns = new Set<number>();
    for (const n of numbers) {
      for (let e = links.start[n]; e < links.start[n + 1]; e++) columns.add(links.column[e]);
    }
    this.touched = Int32Array.from(columns).sort();
  }

  clear(): void {
    const { amounts, touched, columnCount, lineCount } = this;
    for (let c = 0; c < touched.length; c++) {
      for (let kind = 0; kind < PLACE + lineCount; kind++) amounts[kind * columnCount + touched[c]] = 0;
    }
  }

  isMoved(n: number): boolean {
    const { start } = this.links!;
    return start[n] !== start[n + 1];
  }

  /** Number n of the model does `amount` of a kind to the reflection. */
  add(kind: number, n: number, amount: number): void {
    const { amounts, columnCount } = this;
    const { start, column, factor } = this.links!;
    for (let e = start[n]; e < start[n + 1]; e++) amounts[kind * columnCount + column[e]] += amount * factor[e];
  }

  /** A number shifts all lines, by `by[l]` degrees line l; intensity and widths are taken where the first of them stands. */
  addShift(
    n: number,
    by: (line: number) => number,
    intensityByShift: number,
    { positions, widths }: ReflectionCurves,
  ): void {
    if (!this.isMoved(n)) return;
    for (let l = 0; l < positions.length; l++) {
      if (Number.isNaN(positions[l]!.positionDeg)) continue;
      const shift = by(l);
      this.add(PLACE + l, n, shift);
      if (l > 0) continue;
      this.add(VALUE, n, intensityByShift * shift);
      this.add(VARIANCE, n, widths.varianceByShift * shift);
      this.add(LORENTZ, n, widths.lorentzByShift * shift);
    }
  }

  /**
   * Lets each column take its multiples of the curves.
   *
   * @param intensity of the reflection, with the scale in it
   * @param scale of the phase: intensity amounts are for a scale of 1
   */
  apply(
    columns: Float64Array,
    curves: ReflectionCurves,
    { lines: ofRadiation }: Radiation,
    intensity: number,
    scale: number,
  ): void {
    const { amounts, touched, columnCount } = this;
    const { sum, shape, lines, from, to } = curves;
    const points = sum.value.length;
    const length = to - from;
    for (let c = 0; c < touched.length; c++) {
      const column = touched[c];
      const offset = column * points + from;
      const byValue = amounts[VALUE * columnCount + column];
      if (byValue !== 0) addMultiple(columns, offset, sum.value, length, scale * byValue);
      const variance = amounts[VARIANCE * columnCount + column];
      const lorentz = amounts[LORENTZ * columnCount + column];
      if (variance !== 0 || lorentz !== 0) {
        const width = variance * shape.widthByVariance + lorentz * shape.widthByLorentz;
        const mixing = variance * shape.mixingByVariance + lorentz * shape.mixingByLorentz;
        addMultiple(columns, offset, sum.width, length, intensity * width);
        addMultiple(columns, offset, sum.mixing, length, intensity * mixing);
      }
      const spread = amounts[SPREAD * columnCount + column];
      if (spread !== 0) addMultiple(columns, offset, sum.spread, length, intensity * spread);
      for (let l = 0; l < lines.length; l++) {
        const line = lines[l]!;
        const shift = amounts[(PLACE + l) * columnCount + column];
        if (shift === 0 || line.to <= line.from) continue;
        const factor = intensity * shift * ofRadiation[l]!.ratio;
        addMultiple(columns, column * points + line.from, line.byPosition, line.to - line.from, factor);
      }
    }
  }
}
