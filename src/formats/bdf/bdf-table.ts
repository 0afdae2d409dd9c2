import type { Diagnostic, NumberColumn, Table } from '../recording.js';
import { isNumberColumn } from '../recording.js';
import type { TimeSeries } from '../time-series/time-series.js';
import { bdfTerm } from './bdf-header.js';
import { type BdfTerm, bdfTerms } from './bdf-terms.js';
import { validateBdf } from './validate-bdf.js';

/** One column of a BDF table; its unit is that of the term. */
export interface BdfColumn {
  readonly term: BdfTerm;
  readonly values: NumberColumn['values'];
}

export interface BdfTable {
  readonly rows: number;
  /** In the order of the format. */
  readonly columns: readonly BdfColumn[];
  /** What was left out, and which rule it would have broken. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A time series as a table of the Battery Data Format: time, voltage and current, and what else the series holds. Current is
 * positive where electrons leave the working electrode: a full cell charges; in a symmetric cell, which has no charge, that is
 * the direction in which the working electrode is oxidised. Capacities count from the start and are made of the charge that the
 * instrument stored, never of cycle or step capacities; cycles are those of the instrument, never renumbered. Temperatures are
 * written as `temperature_t1_celsius`, since the file does not say where the sensor sits. A column that is not required and
 * would break a rule of the format is left out, with the rule as a diagnostic; so is a Unix time where the file does not
 * tell the time zone of its clock.
 *
 * @param startTime start of the test, ISO 8601; used only where it has a zone
 */
export function timeSeriesToBdf(series: TimeSeries, startTime?: string): BdfTable {
  const all: Record<string, NumberColumn['values']> = {
    test_time_second: series.timeS,
    voltage_volt: series.potentialV,
    current_ampere: series.currentA,
  };
  const diagnostics: Diagnostic[] = [];
  const start = startTime === undefined || !hasZone(startTime) ? Number.NaN : Date.parse(startTime) / 1000;
  if (Number.isFinite(start)) all.unix_time_second = series.timeS.map((seconds) => start + seconds);
  else if (startTime !== undefined) {
    const message = 'unix_time_second is left out: the file tells its start in local time and not in which zone';
    diagnostics.push({ code: 'bdf-no-zone', severity: 'info', message });
  }
  if (series.cycle !== null) all.cycle_count = series.cycle;
  if (series.step !== null) all.step_id = series.step;
  if (series.temperatureC !== null) all.temperature_t1_celsius = series.temperatureC;
  if (series.chargeC !== null) Object.assign(all, capacities(series.chargeC));
  const columns = bdfTerms.flatMap((term) => {
    const values = all[term.name];
    return values === undefined ? [] : [{ term, values }];
  });
  return withoutOffenders({ rows: series.rows, columns, diagnostics });
}

/** The columns of a table read from a BDF file, in either style of header; others are no part of the format. */
export function bdfColumns(table: Table): BdfColumn[] {
  return table.columns.flatMap((column) => {
    if (!isNumberColumn(column)) return [];
    const { name, unit } = column;
    const label = unit === 'Ohm' ? 'ohm' : unit === '' ? '1' : unit;
    const term =
      bdfTerm(name) ?? bdfTerm(`${name} / ${label}`) ?? bdfTerms.find((candidate) => isBare(candidate, name, unit));
    return term === undefined ? [] : [{ term, values: column.values }];
  });
}

/** A machine-readable name whose unit was taken off on reading. */
function isBare({ name, unit }: BdfTerm, bare: string, read: string): boolean {
  const isUnit = unit.toLowerCase() === read.toLowerCase() || (unit === 'degC' && read === '°C');
  return isUnit && name.startsWith(`${bare}_`) && !name.slice(bare.length + 1).includes('_');
}

function withoutOffenders(table: BdfTable): BdfTable {
  const broken = validateBdf(table.columns).filter(({ severity }) => severity === 'error');
  const offenders = new Set(broken.map(({ column }) => column));
  const columns = table.columns.filter(({ term }) => term.obligation === 'required' || !offenders.has(term.name));
  const left = broken
    .filter(({ column }) => bdfTerm(column)?.obligation !== 'required')
    .map(({ code, column, message }) => ({
      code,
      severity: 'warning' as const,
      message: `${column} is left out, it would break a rule of the format: ${message}`,
    }));
  return { rows: table.rows, columns, diagnostics: [...table.diagnostics, ...left] };
}

/** Charge of the instrument as the four capacities since the start of the test. */
function capacities(chargeC: Float64Array): Record<string, Float64Array> {
  const rows = chargeC.length;
  const charging = new Float64Array(rows);
  const discharging = new Float64Array(rows);
  const net = new Float64Array(rows);
  const cumulative = new Float64Array(rows);
  let [plus, minus, before] = [0, 0, 0];
  for (let row = 0; row < rows; row++) {
    const step = chargeC[row]! - before;
    if (step > 0) plus += step;
    else minus -= step;
    before = chargeC[row]!;
    charging[row] = plus / 3600;
    discharging[row] = minus / 3600;
    net[row] = charging[row]! - discharging[row]!;
    cumulative[row] = charging[row]! + discharging[row]!;
  }
  return {
    charging_capacity_ah: charging,
    discharging_capacity_ah: discharging,
    net_capacity_ah: net,
    cumulative_capacity_ah: cumulative,
  };
}

function hasZone(time: string): boolean {
  return /(?:Z|[+-]\d{2}:?\d{2})$/.test(time);
}
