import { type Column, type ColumnKind, isNumberColumn, type NumberColumn } from '../recording.js';
import { type BdfTerm, bdfTerms } from './bdf-terms.js';

type Header = Pick<NumberColumn, 'name' | 'unit' | 'kind'>;

/** How a machine-readable name says the unit. */
const SUFFIXES: Readonly<Record<string, string>> = {
  s: '_second',
  V: '_volt',
  A: '_ampere',
  Ah: '_ah',
  Wh: '_wh',
  W: '_watt',
  ohm: '_ohm',
  degC: '_celsius',
  Pa: '_pa',
  Hz: '_hertz',
  deg: '_degree',
};

/** Names of versions before 1.0, still found in files. */
const LEGACY: readonly (readonly [name: string, header: Header])[] = [
  ['test_time_millisecond', { name: 'test_time', unit: 'ms', kind: 'time' }],
  ['unix_time_millisecond', { name: 'unix_time', unit: 'ms' }],
  ['date_time_millisecond', { name: 'date_time', unit: 'ms' }],
  ['cycle_dimensionless', { name: 'cycle', unit: '', kind: 'cycle' }],
  ['step_capacity_ah', { name: 'step_capacity', unit: 'Ah' }],
  ['step_energy_wh', { name: 'step_energy', unit: 'Wh' }],
];

const known = new Map<string, Header>(LEGACY);
const terms = new Map<string, BdfTerm>();
for (const term of bdfTerms) {
  const unit = term.unit === '1' ? '' : term.unit === 'ohm' ? 'Ohm' : term.unit;
  const suffix = SUFFIXES[term.unit] ?? '';
  const kind = term.kind === undefined ? {} : { kind: term.kind };
  const bare = suffix === '' ? term.name : term.name.slice(0, -suffix.length);
  known.set(term.name, { name: bare, unit: unit === 'degC' ? '°C' : unit, ...kind });
  known.set(labelKey(`${term.label} / ${term.unit}`), { name: term.label, unit, ...kind });
  terms.set(term.name, term);
  terms.set(labelKey(`${term.label} / ${term.unit}`), term);
}

function labelKey(label: string): string {
  return label.toLowerCase().replace(/\s+/g, '');
}

/**
 * Name, unit and meaning of a column whose header is one of the Battery Data Format, in either of its styles
 * (`test_time_second`, `Test Time / s`) or of its past (`test_time_millisecond`); undefined for any other.
 */
export function bdfHeader(header: string): Header | undefined {
  const text = header.trim();
  return known.get(text) ?? (text.includes(' / ') ? known.get(labelKey(text)) : undefined);
}

/** The term of the present format that a header names, in either style. */
export function bdfTerm(header: string): BdfTerm | undefined {
  const text = header.trim();
  return terms.get(text) ?? (text.includes(' / ') ? terms.get(labelKey(text)) : undefined);
}

/** Which of several columns of one kind is the one that is meant, best first; `''` for any other. */
const PREFERRED: Readonly<Partial<Record<ColumnKind, readonly RegExp[]>>> = {
  step: [/^step[ _]id$/i],
  temperature: [/^ambient/i, /^surface/i, /T1$/i],
  'charge-capacity': [/^charging/i, /^cycle/i],
  'discharge-capacity': [/^discharging/i, /^cycle/i],
};

/** The same columns, but where several would have one kind, only the one that says most keeps it. */
export function withoutDoubledKinds(columns: readonly Column[]): Column[] {
  const chosen = new Map<ColumnKind, Column>();
  const rank = ({ name }: Column, kind: ColumnKind): number => {
    const at = PREFERRED[kind]?.findIndex((pattern) => pattern.test(name)) ?? -1;
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  };
  for (const column of columns) {
    if (!isNumberColumn(column) || column.kind === undefined || PREFERRED[column.kind] === undefined) continue;
    const before = chosen.get(column.kind);
    if (before === undefined || rank(column, column.kind) < rank(before, column.kind)) chosen.set(column.kind, column);
  }
  return columns.map((column) => {
    if (!isNumberColumn(column) || column.kind === undefined || PREFERRED[column.kind] === undefined) return column;
    if (chosen.get(column.kind) === column) return column;
    const { kind: _, ...rest } = column;
    return rest;
  });
}
