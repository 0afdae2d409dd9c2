import { expect } from 'vitest';
import { isNumberColumn, type Recording } from '../recording.js';
import type { SampleRow } from './neware-rows.js';

/** Numbers of a column by its name. */
export function numbersOf(recording: Recording, name: string): number[] {
  const column = recording.tables[0]!.columns.find((c) => c.name === name);
  if (column === undefined || !isNumberColumn(column)) throw new Error(`no numbers in column ${name}`);
  return [...column.values];
}

export function codesOf({ diagnostics }: Recording): string[] {
  return diagnostics.map(({ code }) => code);
}

/** The recording holds what was measured; `energies: false` where the format has the energies only of some rows. */
export function expectSample(recording: Recording, rows: readonly SampleRow[], { energies = true } = {}): void {
  expect(recording.tables).toHaveLength(1);
  expect(recording.tables[0]!.rows).toBe(rows.length);
  const pairs: readonly (readonly [string, (row: SampleRow) => number])[] = [
    ['index', (row) => row.index],
    ['cycle (counted)', (row) => row.cycle],
    ['step', (row) => row.stepRow],
    ['step index', (row) => row.stepIndex],
    ['step time', (row) => row.stepTimeS],
    ['voltage', (row) => row.potentialV],
    ['current', (row) => row.currentMa],
    ['charge capacity', (row) => row.chargeMah],
    ['discharge capacity', (row) => row.dischargeMah],
    ['timestamp', (row) => row.unixS],
    ['total time', (row) => row.unixS - rows[0]!.unixS],
    ...(energies
      ? ([
          ['charge energy', (row: SampleRow) => row.chargeMwh],
          ['discharge energy', (row: SampleRow) => row.dischargeMwh],
        ] as const)
      : []),
  ];
  for (const [name, of] of pairs) {
    for (const [row, value] of numbersOf(recording, name).entries()) {
      const wanted = of(rows[row]!);
      // The sign of the discharge capacity is the file's own (nda 130).
      const got = /^discharge/.test(name) ? Math.abs(value) : value;
      expect(Math.abs(got - wanted), `${name}, row ${row}: ${got} for ${wanted}`).toBeLessThanOrEqual(
        1e-6 * Math.max(1, Math.abs(wanted)),
      );
    }
  }
  const status = recording.tables[0]!.columns.find(({ kind }) => kind === 'state')!;
  const names: Readonly<Record<number, string>> = { 1: 'CC_Chg', 2: 'CC_DChg', 4: 'Rest' };
  expect(isNumberColumn(status) ? [] : status.text).toEqual(rows.map(({ stepType }) => names[stepType]));
}
