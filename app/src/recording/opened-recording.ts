import { mainTable, recordingCsvPieces } from '../../../src/formats/export/csv.js';
import { listFormats } from '../../../src/formats/list-formats.js';
import { isNumberColumn, type NumberArray, type Recording } from '../../../src/formats/recording.js';
import { type ColumnFacts, columnFacts } from './columns/column-facts.js';
import { exactDigits } from './columns/exact-digits.js';
import { nearestRow } from './columns/nearest-row.js';
import { buildPyramid, type Pyramid, rangeOf } from './columns/pyramid.js';
import type { ScatterSource } from './columns/scatter-source.js';
import { firstRowPast, type XColumn, xOf } from './columns/x-axis.js';
import type { PlotSetup } from './plot/plot-setup.js';
import type {
  ColumnSummary,
  CurveRequest,
  NearestRequest,
  PlotRequest,
  RecordingSummary,
  RowReadout,
  RowSlice,
} from './recording-protocol.js';

/** Pyramids that are kept: one takes a byte a row, and a picture needs no more than a few. */
const MOST_PYRAMIDS = 12;

/** A recording in memory with what it takes to show any part of it fast. Lives in the worker. */
export class OpenedRecording {
  readonly #recording: Omit<Recording, 'sha256'>;
  readonly #size: number;
  readonly #facts = new Map<NumberArray, ColumnFacts>();
  readonly #pyramids = new Map<string, Pyramid>();

  constructor(recording: Omit<Recording, 'sha256'>, size: number) {
    this.#recording = recording;
    this.#size = size;
  }

  /** @param tell called now and then with the share of columns that were looked at */
  summary(tell: (share: number) => void = () => {}): RecordingSummary {
    const { name, format, instrument, startTime, settings, tables, diagnostics } = this.#recording;
    const all = tables.reduce((sum, { columns }) => sum + columns.length, 0);
    let done = 0;
    const main = mainTable({ ...this.#recording, sha256: '' });
    return {
      name,
      format,
      formatLabel: listFormats().find(({ id }) => id === format)?.label ?? format,
      ...(instrument === undefined ? {} : { instrument }),
      ...(startTime === undefined ? {} : { startTime }),
      size: this.#size,
      settings,
      diagnostics,
      mainTable: Math.max(0, main === undefined ? 0 : tables.indexOf(main)),
      tables: tables.map((table) => ({
        name: table.name,
        rows: table.rows,
        columns: table.columns.map((column): ColumnSummary => {
          tell(++done / all);
          const { name: title, unit, kind } = column;
          const meaning = kind === undefined ? {} : { kind };
          if (!isNumberColumn(column)) return { name: title, unit, ...meaning, isText: true };
          return { name: title, unit, ...meaning, isText: false, ...this.#factsOf(column.values) };
        }),
      })),
    };
  }

  /** Builds what the first picture of a plot needs, so that it comes at once. */
  prepare({ table, x, ys, log }: PlotSetup): void {
    const axes = [{ column: x, log: log.x }, ...ys.map(({ column }) => ({ column, log: log.left }))];
    for (const { column, log: isLog } of axes) {
      // An ordered x is searched, not looked up.
      const isSearched =
        column === x && (column === 'row' || this.#factsOf(this.#values(table, column)).order !== 'none');
      if (!isSearched && column !== 'row') this.#pyramid(table, column, isLog);
    }
  }

  /** Whether a picture is a window over an ordered x, or a curve that goes to and fro. */
  isOrdered({ table, x, lines }: PlotRequest): boolean {
    if (x === 'row') return true;
    const { order } = this.#factsOf(this.#values(table, x));
    // Dots of an ordered x are drawn one by one: least and greatest alone would hide those between.
    return order !== 'none' && lines;
  }

  xColumn({ table, x }: PlotRequest): XColumn {
    const { rows } = this.#recording.tables[table]!;
    if (x === 'row') return { rows, order: 'ascending' };
    const values = this.#values(table, x);
    return { values, rows, order: this.#factsOf(values).order };
  }

  yPyramid({ table }: PlotRequest, { column, axis }: CurveRequest): Pyramid {
    return this.#pyramid(table, column, axis.type === 'log');
  }

  /** @returns the curve, and whether no row of it is missing */
  scatter(request: PlotRequest, curve: CurveRequest): { readonly source: ScatterSource; readonly complete: boolean } {
    const { table, x, xAxis, lines } = request;
    if (x === 'row') throw new Error('row numbers have an order: there is nothing to scatter');
    const { rows } = this.#recording.tables[table]!;
    const source = {
      x: this.#pyramid(table, x, xAxis.type === 'log'),
      y: this.yPyramid(request, curve),
      rows,
      lines,
    };
    const missing = (column: number) => this.#factsOf(this.#values(table, column)).missing;
    return { source, complete: missing(x) === 0 && missing(curve.column) === 0 };
  }

  nearest(request: NearestRequest): RowReadout | null {
    const { table, x, xAxis, curves, width, height, pointerX, pointerY } = request;
    const column = this.xColumn(request);
    const found = nearestRow({
      x: column,
      ...(column.order === 'none' && x !== 'row' ? { xPyramid: this.#pyramid(table, x, xAxis.type === 'log') } : {}),
      curves: curves.map((curve) => ({ y: this.yPyramid(request, curve), axis: curve.axis })),
      xAxis,
      width,
      height,
      pointerX,
      pointerY,
    });
    return found === undefined ? null : this.row(request, found.row, found.curve);
  }

  row(request: PlotRequest, row: number, curve = 0): RowReadout {
    const { table, x, curves } = request;
    const cell = (column: number) => {
      const values = this.#values(table, column);
      return { value: values[row]!, text: exactDigits(values[row]!, values) };
    };
    return {
      row,
      curve,
      x: x === 'row' ? { value: row + 1, text: String(row + 1) } : cell(x),
      ys: curves.map(({ column }) => cell(column)),
    };
  }

  rows(table: number, from: number, to: number): RowSlice {
    const columns = this.#recording.tables[table]!.columns.map((column) =>
      isNumberColumn(column) ? column.values.slice(from, to) : column.text.slice(from, to),
    );
    return { table, from, columns };
  }

  /** Least and greatest y over the visible stretch of x; of the whole column where x has no order. */
  ranges(request: PlotRequest): readonly (readonly [number, number] | null)[] {
    const x = this.xColumn(request);
    const [from, to] = visibleRows(x, request.xAxis.domain);
    return request.curves.map((curve) => {
      const { low, high } = rangeOf(this.yPyramid(request, curve), from, to, { low: 0, high: 0 });
      return low > high ? null : [low, high];
    });
  }

  csvPieces(table: number): { readonly pieces: Iterable<string>; readonly rows: number } {
    // The table itself, not its name: two tables of a file may have the same.
    const chosen = this.#recording.tables[table]!;
    const pieces = recordingCsvPieces({ ...this.#recording, sha256: '', tables: [chosen] }, chosen.name);
    return { pieces, rows: chosen.rows };
  }

  #values(table: number, column: number): NumberArray {
    const found = this.#recording.tables[table]!.columns[column]!;
    if (!isNumberColumn(found)) throw new Error(`column ${found.name} holds words`);
    return found.values;
  }

  #factsOf(values: NumberArray): ColumnFacts {
    const known = this.#facts.get(values) ?? columnFacts(values);
    this.#facts.set(values, known);
    return known;
  }

  #pyramid(table: number, column: number, logarithmic: boolean): Pyramid {
    const values = this.#values(table, column);
    // A column without zeros and negative numbers has the same pyramid on either axis.
    const positive = logarithmic && !(this.#factsOf(values).min > 0);
    const key = `${table} ${column} ${positive}`;
    const pyramid = this.#pyramids.get(key) ?? buildPyramid(values, positive);
    // The one used last stands last.
    this.#pyramids.delete(key);
    this.#pyramids.set(key, pyramid);
    if (this.#pyramids.size > MOST_PYRAMIDS) this.#pyramids.delete(this.#pyramids.keys().next().value!);
    return pyramid;
  }
}

function visibleRows(x: XColumn, [low, high]: readonly [number, number]): readonly [number, number] {
  if (x.order === 'none' || x.rows === 0) return [0, x.rows];
  const descending = x.order === 'descending';
  const from = firstRowPast(x, descending ? high : low);
  let to = firstRowPast(x, descending ? low : high, from);
  while (to < x.rows && xOf(x, to) === (descending ? low : high)) to++;
  return [from, to];
}
