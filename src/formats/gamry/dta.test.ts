import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import type { Recording } from '../recording.js';
import { latin1, samples } from '../test-support/samples.js';

async function readText(text: string): Promise<Recording> {
  return readRecording(fileFromBytes('a.DTA', latin1(`EXPLAIN\nTAG\tEISPOT\n${text}`)));
}

const read = (...lines: string[]): Promise<Recording> => readText(`${lines.join('\n')}\n`);

const Z = ['ZCURVE\tTABLE', '\tPt\tFreq\tZreal\tZimag', '\t#\tHz\tohm\tohm', '\t0\t100\t5\t-1', '\t1\t10\t6\t-2'];

describe('dtaReader', () => {
  it('reads every table with the meaning of its columns, the raw ones where drift-corrected stand beside', async () => {
    const { bytes } = samples.find(({ name }) => name === 'comma.DTA')!;
    const recording = await readRecording(fileFromBytes('comma.DTA', bytes));
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['OCVCURVE', 2],
      ['ZCURVE', 25],
    ]);
    const [ocv, z] = recording.tables;
    expect(ocv?.columns.map((column) => ['values' in column ? column.kind : 'text', column.unit])).toEqual([
      [undefined, '#'],
      ['time', 's'],
      ['potential', 'V vs. Ref.'],
      ['text', ''],
    ]);
    expect(z?.columns.at(-1)).not.toHaveProperty('kind');
    expect(recording.settings).toMatchObject({
      NOTES: 'first line\nTABLE of nothing',
      AREA: 0.785,
      'AREA.label': 'Area (cm^2)',
      PSTAT: 'REF-1',
    });
    expect(recording.startTime).toBe('2018-04-23T16:43:15');
  });

  it('reads settings by their type', async () => {
    const recording = await read(
      'VDC\tPOTEN\t-5.0E-002\tT\tDC &Voltage (V)',
      'CONDIT\tTWOPARAM\tF\t1.5E+001\t2.0E+000\tConditionin&g\tTime(s)\tE(V)',
      'THD\tTOGGLE\tT\tT&HD',
      'INSTRUMENTVERSION\tLABEL\t4.60\tVersion',
      ...Z,
    );
    expect(recording.settings).toEqual({
      VDC: -0.05,
      'VDC.flag': true,
      'VDC.label': 'DC Voltage (V)',
      CONDIT: false,
      'CONDIT.Time(s)': 15,
      'CONDIT.E(V)': 2,
      'CONDIT.label': 'Conditioning',
      THD: true,
      'THD.label': 'THD',
      INSTRUMENTVERSION: '4.60',
      'INSTRUMENTVERSION.label': 'Version',
    });
  });

  it('gives what an aborted run has, and says that it was aborted', async () => {
    const recording = await read(
      ...Z,
      'EXPERIMENTABORTED\tTOGGLE\tT\tExperiment Aborted',
      'FRACURVE\tTABLE\t1',
      '\tT',
      '\ts',
      '\t1',
    );
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['ZCURVE', 2],
      ['FRACURVE', 1],
    ]);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['aborted']);
  });

  it('says when a table is shorter than it declares, and when there is none', async () => {
    const short = await read('CURVE\tTABLE\t5', '\tT\tVf', '\ts\tV', '\t1\t2', '\t2\t2');
    expect(short.diagnostics).toEqual([
      expect.objectContaining({ code: 'truncated', message: 'table CURVE declares 5 rows and holds 2' }),
    ]);
    const none = await read('DATE\tLABEL\t10-2-2020\tDate', 'TIME\tLABEL\t17:18:00\tTime');
    expect(none.tables).toEqual([]);
    expect(none.diagnostics.map(({ code }) => code)).toEqual(['no-table']);
    // Tenth of February or second of October: nobody knows.
    expect(none.startTime).toBeUndefined();
  });

  it('says when the file ends inside a row, or at a number without its line end', async () => {
    const table = Z.join('\n');
    const cut = await readText(`${table}\n\t2\t1\t7`);
    expect(cut.diagnostics.map(({ code, line }) => [code, line])).toEqual([['truncated', 8]]);
    expect((await readText(table)).diagnostics.map(({ code }) => code)).toEqual(['truncated']);
    expect((await readText(`${table}\n`)).diagnostics).toEqual([]);
  });

  it('does not take the reading of an unconnected thermocouple for a temperature', async () => {
    const head = ['CURVE\tTABLE', '\tT\tTemp', '\ts\tdeg C'];
    const absent = await read(...head, '\t1\t-327.67', '\t2\t-327.67');
    expect(absent.tables[0]?.columns[1]).not.toHaveProperty('kind');
    const present = await read(...head, '\t1\t25.1', '\t2\t-327.67');
    expect(present.tables[0]?.columns[1]).toHaveProperty('kind', 'temperature');
  });
});
