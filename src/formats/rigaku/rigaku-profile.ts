/** Points of a Rigaku scan, `angle, counts, attenuator`, as a table. */
import {
  attenuatedColumns,
  countsColumn,
  type MadeColumns,
  noTwoTheta,
  numberColumn,
  pointsMismatch,
} from '../diffraction/pattern-columns.js';
import { scanAxisFromWord } from '../diffraction/uniform-settings.js';
import type { Column, ColumnKind, Diagnostic, Table } from '../recording.js';
import { type TextTable, tableDiagnostics } from '../text/text-table.js';

export interface ProfileWords {
  readonly name: string;
  readonly axis: string | undefined;
  readonly xUnit: string | undefined;
  /** `counts` or `cps`. */
  readonly yUnit: string | undefined;
  readonly declared: number | undefined;
}

export function profileTable(text: TextTable, words: ProfileWords): { table: Table; diagnostics: Diagnostic[] } {
  const { name, declared } = words;
  const names = [words.axis ?? 'angle', 'intensity', 'attenuator'];
  const diagnostics: Diagnostic[] = [
    ...tableDiagnostics(text.problems, names),
    ...(declared === undefined ? [] : pointsMismatch(declared, text.rows, name)),
  ];
  const [angles, values, factors] = text.columns.map((column) => (column instanceof Float64Array ? column : undefined));
  if (angles === undefined || values === undefined) {
    const message = `${name} has no two columns of numbers`;
    return {
      table: { name, rows: 0, columns: [] },
      diagnostics: [...diagnostics, { code: 'no-table', severity: 'error', message }],
    };
  }
  const axis = scanAxisFromWord(words.axis);
  const kind: ColumnKind | undefined =
    axis === undefined || axis.startsWith('2theta') ? 'two-theta' : axis === 'omega' ? 'omega' : undefined;
  if (kind !== 'two-theta') diagnostics.push(noTwoTheta(name, axis ?? 'an unknown axis'));
  const made = intensity(values, factors, words.yUnit);
  const columns: Column[] = [numberColumn(words.axis ?? '2theta', words.xUnit ?? 'deg', kind, angles), ...made.columns];
  return { table: { name, rows: text.rows, columns }, diagnostics: [...diagnostics, ...made.diagnostics] };
}

function intensity(values: Float64Array, factors: Float64Array | undefined, unit: string | undefined): MadeColumns {
  if (/^(?:cps|counts?\/s(?:ec)?)$/i.test(unit ?? '')) return rates(values, factors);
  if (factors !== undefined) return attenuatedColumns('counts', values, factors);
  const { column, diagnostics } = countsColumn('counts', values);
  return { columns: [column], diagnostics };
}

function rates(values: Float64Array, factors: Float64Array | undefined): MadeColumns {
  if (factors === undefined || factors.every((factor) => factor === 1)) {
    const attenuation = factors === undefined ? [] : [numberColumn('attenuation factor', '', 'attenuation', factors)];
    return { columns: [numberColumn('intensity', 'counts/s', 'intensity', values), ...attenuation], diagnostics: [] };
  }
  const product = values.map((value, row) => value * factors[row]!);
  const message =
    'an absorber was in the beam: the intensity is the detected rate times the attenuation factor of the file';
  return {
    columns: [
      numberColumn('intensity', 'counts/s', 'intensity', product),
      numberColumn('rate (detected)', 'counts/s', undefined, values),
      numberColumn('attenuation factor', '', 'attenuation', factors),
    ],
    diagnostics: [{ code: 'attenuation-applied', severity: 'info', message }],
  };
}
