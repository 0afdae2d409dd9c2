/** Binary files against the text that EC-Lab itself exported from them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type NumberColumn, type Table } from '../recording.js';

const folder = sharedData('cycling', 'biologic');
const pairs = [
  'gcpl-3electrode-v0',
  'gcpl-halfcell-v3',
  'gcpl-small-v0',
  'bcd-v3',
  'cp-v0',
  'cp-v3',
  'ca-v0',
  'coc-v0',
  'ocv-v3',
  'mb-v0',
  'mb-plain',
  'peis-ece-v0',
];

/** Of full scale: EC-Lab prints seven digits or more. */
const MOST = 1e-7;

/** EC-Lab recomputes these when it exports a stand-alone impedance file. */
const RECOMPUTED = /^(?:THD|NSD|NSR)|\bh[2-7]\b/;

async function tableOf(name: string): Promise<Table> {
  const bytes = new Uint8Array(readFileSync(join(folder!, name)));
  return (await readRecording(fileFromBytes(name, bytes))).tables[0]!;
}

const title = ({ name, unit }: NumberColumn): string => `${name}/${unit}`;

describe.skipIf(folder === undefined)('EC-Lab binary and text of one measurement (skipped without ../shared)', () => {
  it.each(pairs)('%s: every column that both hold agrees to 1e-7 of full scale', async (stem) => {
    const [binary, text] = [await tableOf(`${stem}.mpr`), await tableOf(`${stem}.mpt`)];
    const printed = new Map(text.columns.filter(isNumberColumn).map((column) => [title(column), column]));
    // An older export of cp-v3 holds zeros in its last two rows: the binary file is right.
    const rows = Math.min(binary.rows, text.rows) - (stem === 'cp-v3' ? 2 : 0);
    let compared = 0;
    for (const column of binary.columns.filter(isNumberColumn)) {
      const twin = printed.get(title(column));
      if (twin === undefined || RECOMPUTED.test(column.name)) continue;
      const full = Math.max(...Float64Array.from(column.values, Math.abs));
      let worst = 0;
      for (let row = 0; row < rows; row++) worst = Math.max(worst, Math.abs(column.values[row]! - twin.values[row]!));
      expect(worst, `${column.name} of full scale ${full}`).toBeLessThanOrEqual(MOST * full);
      compared += 1;
    }
    expect(binary.rows).toBe(text.rows);
    expect(compared).toBeGreaterThan(3);
  });
});
