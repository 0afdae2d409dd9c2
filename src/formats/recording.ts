/**
 * What a reader returns: everything a file holds, in typed columns, known or not. A recording knows no technique; what
 * a column *means* (frequency, potential, current, ...) is said by its `kind`, so that techniques need not know vendors.
 */

/** The meaning of a column, where the reader is sure of it. The vocabulary is shared by all techniques. */
export type ColumnKind =
  | 'frequency'
  | 'impedance-real'
  | 'impedance-imaginary'
  /** The file stores -Im Z (the Nyquist ordinate); the values are kept as stored. */
  | 'impedance-imaginary-negated'
  | 'impedance-modulus'
  | 'impedance-phase'
  | 'time'
  | 'potential'
  | 'current'
  /** Charge since the start of the test, with its sign: positive where electrons left the working electrode. */
  | 'charge'
  /** Charge of this row alone, since the row before, with its sign. */
  | 'charge-increment'
  /** A capacity that does not say of which direction, or since when. */
  | 'capacity'
  /** Amount of charge that flowed in one direction, never negative; since when differs between instruments. */
  | 'charge-capacity'
  | 'discharge-capacity'
  /** Cycle as the instrument counts. */
  | 'cycle'
  /** Step of the program, or line of the schedule, as the instrument numbers it. */
  | 'step'
  /** Time since the step began. */
  | 'step-time'
  /** EC-Lab's control mode: 1 galvanostatic, 2 potentiostatic, 3 rest. */
  | 'control-mode'
  | 'temperature'
  | 'two-theta'
  /** Incidence angle of the beam, where a diffractometer moves or states it. */
  | 'omega'
  /** What a detector has counted, and nothing else: whole numbers whose variance is their mean. */
  | 'counts'
  /** Any other measure of intensity: a rate, a corrected or scaled count, a photoelectron signal. */
  | 'intensity'
  /** Standard uncertainty of the intensity in the same row. */
  | 'intensity-sigma'
  | 'intensity-calculated'
  | 'intensity-background'
  /** Counting time of one point. */
  | 'count-time'
  /** Factor by which an absorber weakened the beam; detected counts times this factor are comparable. */
  | 'attenuation'
  | 'binding-energy'
  | 'kinetic-energy'
  /** Share of the electrons that an analyser lets through, on the file's own scale; intensities are not divided by it. */
  | 'transmission';

/** Numbers as a file stores them: nothing is gained by widening them, and a long test would not fit in memory. */
export type NumberArray =
  | Float64Array
  | Float32Array
  | Uint32Array
  | Int32Array
  | Uint16Array
  | Int16Array
  | Uint8Array;

export interface NumberColumn {
  /** Name as the file has it, without the unit: `Re(Z)`. */
  readonly name: string;
  /** Unit as the file has it, `''` where the file does not say: `Ohm`. */
  readonly unit: string;
  readonly kind?: ColumnKind;
  /** Missing numbers are NaN, so a column that has any is of floating point. */
  readonly values: NumberArray;
}

export interface TextColumn {
  readonly name: string;
  readonly unit: '';
  /** `state`: what the instrument was doing, in its own words (`CC_Chg`, `R`, `Rest`). */
  readonly kind?: 'state';
  readonly text: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export interface Table {
  /** Name of the table in the file (`ZCURVE`, `Segment1`, `VMP data`), or `data` where there is just one. */
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** What the file says of this table alone, where it holds many measurements (regions, scans, steps). */
  readonly settings?: Readonly<Record<string, Setting>>;
}

/** A setting of the instrument as stored in the file; numbers stay numbers, everything else stays text. */
export type Setting = string | number | boolean;

/** Something a reader had to tell: kept as data, never printed by the reader. */
export interface Diagnostic {
  /** Stable: `truncated`, `unknown-column`, `aborted`, `zero-frequency-rows`, `sign-guessed`, ... */
  readonly code: string;
  readonly severity: 'info' | 'warning' | 'error';
  readonly message: string;
  readonly line?: number;
  readonly byte?: number;
}

export interface Recording {
  /** File name without its folder. */
  readonly name: string;
  /** Stable id of the format, e.g. `biologic-mpr`. */
  readonly format: string;
  /** Instrument or program that wrote the file, where the file says. */
  readonly instrument?: string;
  readonly settings: Readonly<Record<string, Setting>>;
  readonly tables: readonly Table[];
  /** Start of the measurement, ISO 8601; without a zone where the file has none. */
  readonly startTime?: string;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string;
  readonly diagnostics: readonly Diagnostic[];
}

export function isNumberColumn(column: Column): column is NumberColumn {
  return 'values' in column;
}

/** The numbers of a column as doubles: the same array where it holds doubles already. */
export function toFloat64(values: NumberArray): Float64Array {
  return values instanceof Float64Array ? values : Float64Array.from(values);
}
