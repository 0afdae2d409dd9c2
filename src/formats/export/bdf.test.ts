import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import type { BdfTable } from '../bdf/bdf-table.js';
import { validateBdf } from '../bdf/validate-bdf.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { bdfToCsv, bdfToParquet, recordingToBdf } from './bdf.js';

/** Half an hour of charging at 1 mA, a row each minute, from `start` seconds on. */
function part(name: string, startTime: string | undefined, start = 0): Recording {
  const rows = 31;
  const seconds = Float64Array.from({ length: rows }, (_, row) => start + 60 * row);
  return {
    name,
    format: 'x',
    settings: {},
    sha256: name,
    diagnostics: [],
    ...(startTime === undefined ? {} : { startTime }),
    tables: [
      {
        name: 'data',
        rows,
        columns: [
          { name: 'time', unit: 's', kind: 'time', values: seconds },
          { name: 'Ewe', unit: 'V', kind: 'potential', values: seconds.map((time) => 3 + time / 1e4) },
          { name: 'I', unit: 'mA', kind: 'current', values: new Float64Array(rows).fill(1) },
          { name: 'Q', unit: 'mA.h', kind: 'charge', values: seconds.map((time) => (time - start) / 3600) },
        ],
      },
    ],
  };
}

const values = ({ columns }: BdfTable, name: string) => columns.find(({ term }) => term.name === name)?.values;

describe('recordingToBdf', () => {
  it('turns units into those of the format', () => {
    const table = recordingToBdf(part('a', '2025-01-01T00:00:00Z'));
    expect(values(table, 'current_ampere')?.[5]).toBe(1e-3);
    expect(values(table, 'charging_capacity_ah')?.[30]).toBeCloseTo(5e-4, 12);
    expect(values(table, 'discharging_capacity_ah')?.[30]).toBe(0);
    expect(values(table, 'unix_time_second')?.[1]).toBe(1_735_689_660);
  });

  it('joins the parts of one job in the order of their starts', () => {
    const [late, early] = [part('late', '2025-01-01T01:00:00Z'), part('early', '2025-01-01T00:00:00Z')];
    const table = recordingToBdf(late, early);
    expect(table.rows).toBe(62);
    expect(values(table, 'test_time_second')?.[31]).toBe(3600);
    expect(values(table, 'unix_time_second')?.[0]).toBe(1_735_689_600);
    expect(values(table, 'net_capacity_ah')?.[61]).toBeCloseTo(1e-3, 12);
    expect(table.diagnostics.map(({ code }) => code)).toContain('join-order');
    expect(validateBdf(table.columns).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('refuses what has no current', () => {
    const whole = part('a', undefined);
    const [table] = whole.tables;
    const columns = table!.columns.filter(({ name }) => name === 'time' || name === 'Ewe');
    expect(() => recordingToBdf({ ...whole, tables: [{ ...table!, columns }] })).toThrow();
  });
});

const files = [
  'arbin/arbin_example.res',
  'biologic/gcpl-symmetric-v3.mpr',
  'biologic/dcpol-mp-v0.mpr',
  'other/legacy.bdf.parquet',
] as const;

describe.skipIf(sharedData('cycling') === undefined)('real runs as BDF (skipped without ../shared/data)', () => {
  it.each(files)('%s is valid, and comes back from CSV and Parquet with the same numbers', async (file) => {
    const bytes = new Uint8Array(readFileSync(sharedData('cycling', ...file.split('/'))!));
    const recording = await readRecording(fileFromBytes(basename(file), bytes));
    const table = recordingToBdf(recording);
    expect(validateBdf(table.columns).filter(({ severity }) => severity === 'error')).toEqual([]);
    const csv = new TextEncoder().encode([...bdfToCsv(table)].join(''));
    for (const [name, content] of [
      ['x.bdf.csv', csv],
      ['x.bdf.parquet', bdfToParquet(table, [recording])],
    ] as const) {
      const back = (await readRecording(fileFromBytes(name, content))).tables[0]!.columns.filter(isNumberColumn);
      expect(back.length).toBe(table.columns.length);
      for (const [index, column] of back.entries()) {
        const due = table.columns[index]!.values;
        // Minus zero is printed as zero.
        expect(column.values.length).toBe(due.length);
        expect(column.values.findIndex((value, row) => value !== due[row])).toBe(-1);
      }
    }
  });

  it('Arbin capacities that begin again each cycle become those since the start', async () => {
    const bytes = new Uint8Array(readFileSync(sharedData('cycling', 'arbin', 'arbin_example.res')!));
    const table = recordingToBdf(await readRecording(fileFromBytes('a.res', bytes)));
    // The instrument's own counters over the whole test, from its table Resume_Table.
    expect(values(table, 'charging_capacity_ah')!.at(-1)! / 0.0019124782679950986 - 1).toBeCloseTo(0, 9);
    expect(values(table, 'discharging_capacity_ah')!.at(-1)! / 0.0018972150786874449 - 1).toBeCloseTo(0, 9);
  });
});
