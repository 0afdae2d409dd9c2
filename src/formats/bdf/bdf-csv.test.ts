import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { latin1 } from '../test-support/samples.js';

const read = (text: string): Promise<Recording> => readRecording(fileFromBytes('a.bdf.csv', latin1(text)));
const kinds = ({ tables }: Recording): unknown[] =>
  tables[0]!.columns.filter(isNumberColumn).map(({ name, unit, kind }) => [name, unit, kind]);

describe('Battery Data Format csv', () => {
  it('is read with machine-readable names', async () => {
    const recording = await read(
      'test_time_second,voltage_volt,current_ampere,unix_time_second,step_count,step_id,my_note\n10,3.5,0.1,1700000010,1,4,7\n20,3.6,0.1,1700000020,2,5,8\n',
    );
    expect(recording).toMatchObject({ format: 'bdf-csv', startTime: '2023-11-14T22:13:20.000Z', diagnostics: [] });
    expect(kinds(recording)).toEqual([
      ['test_time', 's', 'time'],
      ['voltage', 'V', 'potential'],
      ['current', 'A', 'current'],
      ['unix_time', 's', undefined],
      ['step_count', '', undefined],
      ['step_id', '', 'step'],
      ['my_note', '', undefined],
    ]);
  });

  it('is read with preferred labels', async () => {
    const recording = await read(
      'Test Time / s,Voltage / V,Current / A,Cycle Count / 1,Charging Capacity / Ah\n0,3.5,0.1,1,0\n1,3.6,0.1,1,0.5\n',
    );
    expect(recording.format).toBe('bdf-csv');
    expect(kinds(recording)).toEqual([
      ['Test Time', 's', 'time'],
      ['Voltage', 'V', 'potential'],
      ['Current', 'A', 'current'],
      ['Cycle Count', '', 'cycle'],
      ['Charging Capacity', 'Ah', 'charge-capacity'],
    ]);
  });

  it('does not take a table that lacks a required column, or a spectrum', async () => {
    expect((await read('Test Time / s,Voltage / V\n0,3.5\n1,3.6\n')).format).toBe('text');
    expect((await read('frequency/Hz,Re(Z)/Ohm,-Im(Z)/Ohm\n10,3.5,1\n1,3.6,2\n')).format).toBe('text');
  });
});
