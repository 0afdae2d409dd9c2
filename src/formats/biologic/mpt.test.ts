import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import type { Recording } from '../recording.js';
import { latin1 } from '../test-support/samples.js';

async function read(...lines: string[]): Promise<Recording> {
  return readRecording(fileFromBytes('a.mpt', latin1(lines.join('\r\n'))));
}

/** A header block around the lines, with the number of header lines counted. */
function block(lines: readonly string[], names: string): string[] {
  return ['EC-Lab ASCII FILE', `Nb header lines : ${lines.length + 3}   `, ...lines, names];
}

describe('mptReader', () => {
  it('reads the header block: pairs, sections, parameters by sequence, device and start', async () => {
    const recording = await read(
      ...block(
        [
          '',
          'Modulo Bat',
          'Safety Limits :',
          '\tEwe min = 1,40 V',
          '\tDo not start on E overload',
          'Acquisition started on : 02/04/2018 10:02:46',
          'Device : SP-150 (SN 7)',
          'EC-Lab for windows v11.18 (software)',
          'Molecular weight of active material (at x = 0) : 28,000 g/mol',
          'Ns                  0                   1                   ',
          'ctrl1_val                               100,000             ',
        ],
        'time/s\tEwe/V',
      ),
      '0,5\t3,1',
    );
    expect(recording.settings).toEqual({
      'file type': 'EC-Lab ASCII FILE',
      technique: 'Modulo Bat',
      'Safety Limits: Ewe min': '1,40 V',
      'Safety Limits': 'Do not start on E overload',
      'Acquisition started on': '02/04/2018 10:02:46',
      Device: 'SP-150 (SN 7)',
      'software version': 'EC-Lab for windows v11.18',
      'Molecular weight of active material (at x = 0)': '28,000 g/mol',
      'Ns (sequence 0)': 0,
      'Ns (sequence 1)': 1,
      'ctrl1_val (sequence 1)': 100,
    });
    expect(recording.instrument).toBe('BioLogic SP-150 (SN 7)');
    expect(recording.startTime).toBe('2018-02-04T10:02:46');
    expect(recording.tables[0]?.columns).toEqual([
      { name: 'time', unit: 's', kind: 'time', values: Float64Array.of(0.5) },
      { name: 'Ewe', unit: 'V', kind: 'potential', values: Float64Array.of(3.1) },
    ]);
  });

  it('reads a file without rows, and one with an unusable count of header lines', async () => {
    const empty = await read(...block([], 'time/s\tEwe/V'));
    expect(empty.tables[0]).toMatchObject({ rows: 0 });
    const wrong = await read('BT-Lab ASCII FILE', 'Nb header lines : 999', 'time/s\tEwe/V', '1\t2');
    expect(wrong.tables[0]).toMatchObject({ rows: 1 });
  });

  it('believes no name when one is missing', async () => {
    const recording = await read(...block([], 'Re(Z)/Ohm\t-Im(Z)/Ohm\t'), '1000\t10\t-5', '100\t12\t-6');
    expect(recording.tables[0]?.columns).toEqual([
      { name: 'column 1', unit: '', values: Float64Array.of(1000, 100) },
      { name: 'column 2', unit: '', values: Float64Array.of(10, 12) },
      { name: 'column 3', unit: '', values: Float64Array.of(-5, -6) },
    ]);
    expect(recording.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['header-mismatch', 'error'],
      ['no-frequency', 'error'],
    ]);
    expect(recording.settings['column names']).toBe('Re(Z)/Ohm | -Im(Z)/Ohm');
  });

  it('numbers a column without name and leaves columns empty that have no cells', async () => {
    const recording = await read(...block([], 'time/s\t\tEwe/V\tP/W'), '1\t41\t3', '2\t41\t3');
    expect(recording.tables[0]?.columns.map(({ name }) => name)).toEqual(['time', 'column 2', 'Ewe', 'P']);
    expect(recording.diagnostics.map(({ code }) => code)).toEqual(['missing-cells']);
  });
});
