import type { Diagnostic, NumberArray } from '../recording.js';
import type { BdfColumn } from './bdf-table.js';
import { bdfTerms } from './bdf-terms.js';

/** A rule of the format that a table breaks. */
export interface BdfFinding extends Diagnostic {
  /** Which rule, stable: `bdf-required`, `bdf-not-a-number`, `bdf-order`, `bdf-whole-number`, `bdf-identity`, `bdf-sign`, ... */
  readonly code: string;
  /** Machine-readable name of the column at fault. */
  readonly column: string;
}

/** Columns that never fall during a test. */
const RISING = new Set([
  'test_time_second',
  'unix_time_second',
  'cycle_count',
  'step_count',
  'record_index',
  'charging_capacity_ah',
  'discharging_capacity_ah',
  'cumulative_capacity_ah',
  'charging_energy_wh',
  'discharging_energy_wh',
  'cumulative_energy_wh',
]);
const COUNTS = new Set(['cycle_count', 'step_count', 'record_index', 'step_record_index']);
/** Amounts of one direction, or of both together. */
const AMOUNT = /^(?:cycle_|step_)?(?:charging|discharging|cumulative)_(?:capacity_ah|energy_wh)$/;
/** Printed numbers have eight digits or so; sums of them may differ in the last one. */
const RELATIVE = 1e-6;

/**
 * The rules of the Battery Data Format that concern a single table (https://github.com/battery-data-alliance/battery-data-format):
 * required columns, no gaps in them, times that do not run backwards, counts that are whole, not negative and do not fall,
 * capacities and energies that do not fall, net = charging - discharging, cumulative = charging + discharging, and a
 * current that is positive where the cell charges. Errors are rules broken; recommended columns that are missing are
 * only told (`info`).
 */
export function validateBdf(columns: readonly BdfColumn[]): BdfFinding[] {
  const byName = new Map(columns.map(({ term, values }) => [term.name, values] as const));
  return [
    ...missing(byName),
    ...sameLength(byName),
    ...[...byName].flatMap(([name, values]) => columnRules(name, values)),
    ...identities(byName),
    ...signs(byName),
  ];
}

const broken = (code: string, column: string, message: string): BdfFinding => ({
  code: `bdf-${code}`,
  severity: 'error',
  column,
  message,
});

function missing(byName: ReadonlyMap<string, NumberArray>): BdfFinding[] {
  return bdfTerms.flatMap(({ name, obligation }): BdfFinding[] => {
    if (obligation === 'optional' || byName.has(name)) return [];
    if (obligation === 'required') return [broken('required', name, `the required column ${name} is missing`)];
    const message = `the recommended column ${name} is missing`;
    return [{ code: 'bdf-recommended', severity: 'info', column: name, message }];
  });
}

function sameLength(byName: ReadonlyMap<string, NumberArray>): BdfFinding[] {
  const rows = byName.values().next().value?.length ?? 0;
  return [...byName]
    .filter(([, values]) => values.length !== rows)
    .map(([name, values]) =>
      broken('rows', name, `${name} has ${values.length} rows where the first column has ${rows}`),
    );
}

function columnRules(name: string, values: NumberArray): BdfFinding[] {
  const found: BdfFinding[] = [];
  const say = (code: string, row: number, rule: string): void => {
    const isKnown = found.some((finding) => finding.code === `bdf-${code}`);
    if (!isKnown) found.push(broken(code, name, `${name} ${rule} (row ${row + 1}: ${values[row]})`));
  };
  const isRequired = bdfTerms.some((term) => term.name === name && term.obligation === 'required');
  const slack = AMOUNT.test(name) ? RELATIVE * largest(values) + 1e-9 : 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isFinite(value)) {
      if (isRequired) say('not-a-number', row, 'must have a number in every row');
      continue;
    }
    if (COUNTS.has(name) && !Number.isInteger(value)) say('whole-number', row, 'must be a whole number');
    if ((COUNTS.has(name) || AMOUNT.test(name)) && value < -slack) say('negative', row, 'must not be negative');
    if (RISING.has(name) && value < highest - slack) say('order', row, `must not fall, it was ${highest} before`);
    highest = Math.max(highest, value);
  }
  return found;
}

function identities(byName: ReadonlyMap<string, NumberArray>): BdfFinding[] {
  const found: BdfFinding[] = [];
  for (const scope of ['', 'cycle_', 'step_']) {
    for (const amount of ['capacity_ah', 'energy_wh']) {
      const charging = byName.get(`${scope}charging_${amount}`);
      const discharging = byName.get(`${scope}discharging_${amount}`);
      if (charging === undefined || discharging === undefined) continue;
      const size = Math.max(largest(charging), largest(discharging));
      for (const [target, sign, words] of [
        [`${scope}net_${amount}`, -1, 'minus'],
        [`${scope}cumulative_${amount}`, 1, 'plus'],
      ] as const) {
        const values = byName.get(target);
        const rows = Math.min(values?.length ?? 0, charging.length, discharging.length);
        for (let row = 0; row < rows; row++) {
          const due = charging[row]! + sign * discharging[row]!;
          // Not-a-number is no contradiction: optional columns may have gaps.
          if (!(Math.abs(values![row]! - due) > RELATIVE * size + 1e-9)) continue;
          const message = `${target} must be charging ${words} discharging, which is ${due} (row ${row + 1}: ${values![row]})`;
          found.push(broken('identity', target, message));
          break;
        }
      }
    }
  }
  return found;
}

/** Charge counted as charging while the current is negative all along, and the other way round: a sign is turned. */
function signs(byName: ReadonlyMap<string, NumberArray>): BdfFinding[] {
  const current = byName.get('current_ampere');
  if (current === undefined) return [];
  return (
    [
      ['charging_capacity_ah', 1],
      ['discharging_capacity_ah', -1],
    ] as const
  ).flatMap(([name, sign]) => {
    const values = byName.get(name);
    if (values === undefined) return [];
    let [right, wrong] = [0, 0];
    for (let row = 1; row < Math.min(values.length, current.length); row++) {
      const step = values[row]! - values[row - 1]!;
      if (!(step > 0)) continue;
      const [before, now] = [sign * current[row - 1]!, sign * current[row]!];
      if (before > 0 && now > 0) right += step;
      if (before < 0 && now < 0) wrong += step;
    }
    if (wrong <= right) return [];
    const direction = sign > 0 ? 'negative' : 'positive';
    const rule = 'current is positive where the cell charges';
    return [broken('sign', name, `${name} grows where the current is ${direction}, but ${rule}`)];
  });
}

function largest(values: NumberArray): number {
  let most = 0;
  for (let row = 0; row < values.length; row++) {
    const size = Math.abs(values[row]!);
    if (size > most) most = size;
  }
  return most;
}
