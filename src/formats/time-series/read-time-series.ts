/** A recording of any vendor as a time series: units turned into SI, current and charge with one sign convention. */
import { fail } from '../../errors.js';
import { convertNumber } from '../../quantity/convert.js';
import { type Diagnostic, isNumberColumn, type NumberColumn, type Recording, type Table } from '../recording.js';
import { currentFromCharge } from './current-from-charge.js';
import { withDirection } from './current-sign.js';
import { refuseImpossible } from './impossible-values.js';
import { continuousTime, usableRows } from './repair-time.js';
import { stateMeaning } from './state-words.js';
import { factorTo, findTimeColumns, onlyColumn, type TimeColumns } from './time-columns.js';
import { controlState, type TimeSeries } from './time-series.js';
import { wholeNumbers } from './whole-numbers.js';

const MILLI = 1e-3;
/**
 * EC-Lab's name of a mean. Beside the charge of each row it is the mean since the row before: text exports compute it from
 * that charge. Without, it may be a mean over a part of a potential step only (cyclic voltammetry), and is kept as stored.
 */
const MEAN_CURRENT = '<I>';

/**
 * The run that a recording holds. Columns that need no conversion are shared with the recording, not copied.
 *
 * @throws `missing-column`, `wrong-technique`, `ambiguous-column`, `wrong-dimension`; `too-few-points` when no row is whole;
 *   `malformed-file` when the time falls
 */
export function readTimeSeries(recording: Recording): TimeSeries {
  const runs = findTimeColumns(recording);
  const parts = runs.map((columns) => rawSeries(columns, recording.name));
  const whole = parts.length === 1 ? parts[0]! : concatenated(parts);
  return finished(whole, recording.name);
}

/** Columns in SI units, before anything is dropped or repaired. */
interface RawSeries {
  readonly rows: number;
  readonly timeS: Float64Array;
  readonly potentialV: Float64Array;
  /** Null where the current has to come from `incrementC`. */
  readonly currentA: Float64Array | null;
  readonly currentOrigin: TimeSeries['currentOrigin'];
  readonly incrementC: Float64Array | null;
  readonly chargeC: Float64Array | null;
  readonly state: Uint8Array | null;
  readonly setCurrentA: Float64Array | null;
  readonly step: Int32Array | null;
  readonly cycle: Int32Array | null;
  readonly halfCycle: Int32Array | null;
  readonly temperatureC: Float64Array | null;
  readonly diagnostics: Diagnostic[];
}

function rawSeries(columns: TimeColumns, file: string): RawSeries {
  const { table } = columns;
  const diagnostics: Diagnostic[] = [];
  const control = controlOf(columns, file);
  const incrementC = columns.chargeIncrement === undefined ? null : scaled(columns.chargeIncrement, 'C', file);
  const isMean = columns.current?.name === MEAN_CURRENT && incrementC !== null;
  const timeS = scaled(columns.time, 's', file);
  const potentialV = scaled(columns.potential, 'V', file);
  const isUsed = (row: number): boolean => Number.isFinite(timeS[row]! + potentialV[row]!);
  const numbers = (column: NumberColumn | undefined) => wholeNumbers(column, isUsed, diagnostics);
  return {
    rows: table.rows,
    timeS,
    potentialV,
    currentA: isMean ? null : currentOf(columns, file, diagnostics),
    currentOrigin: isMean || columns.current === undefined ? 'from-charge' : 'stored',
    incrementC,
    chargeC: chargeOf(table, file),
    state: control.state,
    setCurrentA: control.setCurrentA,
    step: numbers(onlyOrFirst(table, 'step')),
    cycle: numbers(onlyOrFirst(table, 'cycle')),
    halfCycle: numbers(table.columns.filter(isNumberColumn).find(({ name }) => name === 'half cycle')),
    temperatureC: temperatureOf(table),
    diagnostics,
  };
}

function currentOf({ current, state }: TimeColumns, file: string, diagnostics: Diagnostic[]): Float64Array | null {
  if (current === undefined) return null;
  const currentA = scaled(current, 'A', file);
  return state === undefined ? currentA : withDirection(currentA, state, diagnostics);
}

/** The numbers in another unit; the column's own array where nothing changes. */
function scaled(column: NumberColumn, unit: string, file: string): Float64Array {
  const factor = factorTo(column, unit, file);
  const { values } = column;
  if (factor === 1 && values instanceof Float64Array) return values;
  const result = new Float64Array(values.length);
  result.set(values);
  if (factor !== 1) for (let row = 0; row < result.length; row++) result[row] = result[row]! * factor;
  return result;
}

function onlyOrFirst(table: Table, kind: 'step' | 'cycle'): NumberColumn | undefined {
  return table.columns.find((c): c is NumberColumn => isNumberColumn(c) && c.kind === kind);
}

function temperatureOf(table: Table): Float64Array | null {
  const column = table.columns.find((c): c is NumberColumn => isNumberColumn(c) && c.kind === 'temperature');
  if (column === undefined) return null;
  const unit = /^K$/.test(column.unit) ? 'K' : /F$/.test(column.unit) ? 'degF' : 'degC';
  if (unit === 'degC' && column.values instanceof Float64Array) return column.values;
  return Float64Array.from(column.values, (value) => convertNumber(value, unit, 'degC'));
}

/** Control state and set current, from EC-Lab's mode and control columns or from words. */
function controlOf(columns: TimeColumns, file: string): { state: Uint8Array | null; setCurrentA: Float64Array | null } {
  const { table } = columns;
  const mode = onlyColumn(table, 'control-mode', file);
  if (mode !== undefined) {
    const state = new Uint8Array(table.rows);
    for (let row = 0; row < table.rows; row++) {
      const code = mode.values[row]!;
      state[row] = code === 1 || code === 2 || code === 3 ? code : controlState.unknown;
    }
    const named = table.columns.filter(isNumberColumn).filter(({ name }) => name === 'control');
    const control = named.find(({ unit }) => unit === 'mA') ?? named.find(({ unit }) => unit === 'V/mA');
    if (control === undefined) return { state, setCurrentA: null };
    const setCurrentA = new Float64Array(table.rows);
    for (let row = 0; row < table.rows; row++) {
      setCurrentA[row] = state[row] === controlState.current ? control.values[row]! * MILLI : Number.NaN;
    }
    return { state, setCurrentA };
  }
  if (columns.state === undefined) return { state: null, setCurrentA: null };
  const meanings = new Map<string, number>();
  const state = Uint8Array.from(columns.state.text, (word) => {
    const known = meanings.get(word);
    if (known !== undefined) return known;
    const meaning = stateMeaning(word).state;
    meanings.set(word, meaning);
    return meaning;
  });
  return { state, setCurrentA: null };
}

/** Charge since the start as the instrument integrated it: stored as such, or from two capacities that may begin again. */
function chargeOf(table: Table, file: string): Float64Array | null {
  const stored = table.columns.find((c): c is NumberColumn => isNumberColumn(c) && c.kind === 'charge');
  if (stored !== undefined) return scaled(stored, 'C', file);
  const charge = table.columns.find((c): c is NumberColumn => isNumberColumn(c) && c.kind === 'charge-capacity');
  const discharge = table.columns.find((c): c is NumberColumn => isNumberColumn(c) && c.kind === 'discharge-capacity');
  if (charge === undefined || discharge === undefined) return null;
  const [up, down] = [scaled(charge, 'C', file), scaled(discharge, 'C', file)];
  const total = new Float64Array(table.rows);
  for (let row = 1; row < table.rows; row++) {
    total[row] = total[row - 1]! + gain(up[row - 1]!, up[row]!) - gain(down[row - 1]!, down[row]!);
  }
  return total;
}

/** What a counter gained from one row to the next; one that became smaller began again at zero. */
function gain(before: number, now: number): number {
  const [from, to] = [Math.abs(before), Math.abs(now)];
  return to >= from ? to - from : to;
}

function concatenated(parts: readonly RawSeries[]): RawSeries {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const join = <T extends Float64Array | Int32Array | Uint8Array>(
    pick: (part: RawSeries) => T | null,
    make: (length: number) => T,
  ): T | null => {
    const arrays = parts.map(pick);
    if (arrays.some((array) => array === null)) return null;
    const result = make(rows);
    let at = 0;
    for (const array of arrays) {
      result.set(array!, at);
      at += array!.length;
    }
    return result;
  };
  const doubles = (length: number): Float64Array => new Float64Array(length);
  const integers = (length: number): Int32Array => new Int32Array(length);
  return {
    rows,
    timeS: join((part) => part.timeS, doubles)!,
    potentialV: join((part) => part.potentialV, doubles)!,
    currentA: join((part) => part.currentA, doubles),
    currentOrigin: parts[0]!.currentOrigin,
    incrementC: join((part) => part.incrementC, doubles),
    chargeC: null,
    state: join(
      (part) => part.state,
      (length) => new Uint8Array(length),
    ),
    setCurrentA: join((part) => part.setCurrentA, doubles),
    step: join((part) => part.step, integers),
    cycle: join((part) => part.cycle, integers),
    halfCycle: join((part) => part.halfCycle, integers),
    temperatureC: join((part) => part.temperatureC, doubles),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Rows without numbers left out, time repaired, the current computed where the file holds none. */
function finished(raw: RawSeries, file: string): TimeSeries {
  const diagnostics = [...raw.diagnostics];
  const currentA = raw.currentA ?? currentFromCharge(raw.incrementC!, raw.timeS, raw.setCurrentA);
  const kept = usableRows(raw.timeS, raw.potentialV, currentA);
  if (kept?.length === 0) throw noWholeRow(raw.rows, file);
  if (kept !== null) {
    const message = `${raw.rows - kept.length} of ${raw.rows} rows lack a time, a potential or a current and are left out`;
    diagnostics.push({ code: 'rows-left-out', severity: 'warning', message });
  }
  const doubles = (values: Float64Array | null) =>
    values && kept ? Float64Array.from(kept, (row) => values[row]!) : values;
  const integers = (values: Int32Array | null) =>
    values && kept ? Int32Array.from(kept, (row) => values[row]!) : values;
  const time = continuousTime(doubles(raw.timeS)!, file);
  const [potentialV, keptA] = [doubles(raw.potentialV)!, doubles(currentA)!];
  refuseImpossible({ potentialV, currentA: keptA }, file);
  return {
    rows: time.timeS.length,
    timeS: time.timeS,
    potentialV,
    currentA: keptA,
    currentOrigin: raw.currentOrigin,
    chargeC: doubles(raw.chargeC),
    state: raw.state && kept ? Uint8Array.from(kept, (row) => raw.state![row]!) : raw.state,
    setCurrentA: doubles(raw.setCurrentA),
    step: integers(raw.step),
    cycle: integers(raw.cycle),
    halfCycle: integers(raw.halfCycle),
    temperatureC: doubles(raw.temperatureC),
    joins: [],
    diagnostics: [...diagnostics, ...time.diagnostics],
  };
}

function noWholeRow(rows: number, file: string) {
  return fail(
    'too-few-points',
    `none of the ${rows} rows has a time, a potential and a current`,
    'export the file again with all three in each row',
    { file },
  );
}
