import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type Recording } from '../recording.js';
import { latin1, utf16 } from '../test-support/samples.js';
import { largestDeviation, modelSpectrum, spectrumOf } from '../test-support/spectrum.js';

async function read(...lines: string[]): Promise<Recording> {
  return readRecording(fileFromBytes('a.csv', new TextEncoder().encode(`${lines.join('\n')}\n`)));
}

function columns(
  recording: Recording,
  table = 0,
): (readonly [string, string, string | undefined, number[] | 'text'])[] {
  return recording.tables[table]!.columns.map((column) =>
    isNumberColumn(column)
      ? ([column.name, column.unit, column.kind, [...column.values]] as const)
      : ([column.name, column.unit, undefined, 'text'] as const),
  );
}

const codes = (recording: Recording): string[] => recording.diagnostics.map(({ code }) => code);

describe('delimitedReader', () => {
  it('reads separators and decimal marks of all kinds', async () => {
    const wanted = [
      ['f', 'Hz', 'frequency', [10.5, 1]],
      ['Re(Z)', 'Ohm', 'impedance-real', [1.25, 2]],
      ['Im(Z)', 'Ohm', 'impedance-imaginary', [-3, -4.5]],
    ];
    const names = ['f/Hz', 'Re(Z)/Ohm', 'Im(Z)/Ohm'];
    for (const separator of [',', ';', '\t', '|', ' ', '   ', ', ', ' ; ']) {
      for (const mark of separator.includes(',') ? ['.'] : ['.', ',']) {
        const rows = ['10.5 1.25 -3', '1 2 -4.5'].map((row) => row.replaceAll('.', mark).replaceAll(' ', separator));
        const recording = await read(names.join(separator), ...rows);
        expect([separator, mark, ...columns(recording)]).toEqual([separator, mark, ...wanted]);
        expect(codes(recording)).toEqual([]);
      }
    }
  });

  it('finds the names above a row of units, above a blank line, after remarks, in quotes', async () => {
    const wanted = [
      ['Time', 's', 'time', [1, 2]],
      ['Voltage', 'V', 'potential', [3, 3.1]],
    ];
    for (const header of [
      ['Time,Voltage', 's,V'],
      ['Time;Voltage', '(s);[V]'],
      ['"Time (s)","Voltage (V)"', ''],
      ['# a remark', '# Time/s, Voltage/V'],
      ['Operator: me', 'Mass = 3.2', '', 'Time [s]\tVoltage [V]', '-------\t------'],
    ]) {
      const recording = await read(...header, '1,3', '2,3.1');
      expect([header, columns(recording)]).toEqual([header, wanted]);
    }
  });

  it('keeps header lines, remarks and what follows the table as settings', async () => {
    const recording = await read(
      '# Start Frequency (Hz): 0.003',
      'Operator = me',
      'just words',
      't/s,I/mA',
      '1,2',
      '#mid',
      '2,3',
      'the end',
    );
    expect(recording.settings).toEqual({
      'Start Frequency (Hz)': 0.003,
      Operator: 'me',
      'line 3': 'just words',
      'line 8': 'the end',
    });
    expect(recording.tables[0]?.rows).toBe(2);
  });

  it('reads UTF-16 and windows-1252', async () => {
    const text = 'T/°C,I/µA\n25,1\n30,2\n';
    for (const bytes of [utf16(`\ufeff${text}`), latin1(text)]) {
      const recording = await readRecording(fileFromBytes('a.csv', bytes));
      expect(columns(recording)).toEqual([
        ['T', '°C', 'temperature', [25, 30]],
        ['I', 'µA', 'current', [1, 2]],
      ]);
    }
  });

  it('keeps text columns and the index column that has no name', async () => {
    const recording = await read(
      ',when,state,U/V',
      '0,2024-01-01 10:00:00,rest,3.5',
      '1,2024-01-01 10:00:01,charge,3.6',
    );
    expect(columns(recording)).toEqual([
      ['column 1', '', undefined, [0, 1]],
      ['when', '', undefined, 'text'],
      ['state', '', undefined, 'text'],
      ['U', 'V', 'potential', [3.5, 3.6]],
    ]);
  });

  it('reads tables one below the other, each with its names', async () => {
    const recording = await read('t/s,U/V', '1,3', '2,4', '', 'f/Hz,Re(Z)/Ohm', '10,1', '1,2');
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['data 1', 2],
      ['data 2', 2],
    ]);
    expect(columns(recording, 1)[0]).toEqual(['f', 'Hz', 'frequency', [10, 1]]);
  });

  it('guesses a spectrum without names and says so', async () => {
    const { f, re, im } = modelSpectrum();
    for (const sign of [1, -1]) {
      const recording = await read(...f.map((hertz, k) => `${hertz} ${re[k]} ${sign * im[k]!}`));
      expect(codes(recording)).toEqual(['columns-guessed', 'sign-guessed']);
      expect(recording.tables[0]?.columns.map(({ name }) => name)).toEqual(['column 1', 'column 2', 'column 3']);
      // Whichever sign the file has, the cell is capacitive.
      expect(largestDeviation(spectrumOf(recording.tables[0]!), { f, re, im })).toBeLessThan(1e-15);
    }
  });

  it('does not take other bare columns for a spectrum', async () => {
    const linear = Array.from({ length: 200 }, (_, k) => `${k + 1} ${Math.sin(k)} ${Math.cos(k)}`);
    const twoColumns = Array.from({ length: 20 }, (_, k) => `${2 ** k} ${k}`);
    const manyColumns = Array.from({ length: 20 }, (_, k) => `${2 ** k} ${k} ${-k} ${k} ${k}`);
    for (const lines of [linear, twoColumns, manyColumns]) {
      const recording = await read(...lines);
      expect(codes(recording)).toEqual(['columns-unknown']);
      expect(recording.tables[0]?.columns.some((column) => 'kind' in column)).toBe(false);
    }
  });

  it('leaves both candidates their meaning when a column is ambiguous', async () => {
    const recording = await read('f/Hz,frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', '10,10,1,-1', '1,1,2,-2');
    expect(recording.diagnostics).toEqual([
      expect.objectContaining({
        code: 'ambiguous-column',
        message: '2 columns could be the frequency: "f", "frequency"; rename all but one',
      }),
    ]);
    expect(columns(recording).map(([, , kind]) => kind)).toEqual([
      'frequency',
      'frequency',
      'impedance-real',
      'impedance-imaginary',
    ]);
  });

  it('says which columns have no unit', async () => {
    const recording = await read('Time,Current,Cycle', '1,2,1', '2,3,1');
    expect(recording.diagnostics).toEqual([
      expect.objectContaining({ code: 'no-unit', message: expect.stringContaining('"Time", "Current"; ') }),
    ]);
  });

  it('gives no meaning to a known name in another dimension', async () => {
    const recording = await read('f/Hz,Re(Z) (Ohm cm2),-Im(Z) (Ohm cm2)', '10,1,1', '1,2,2');
    expect(columns(recording).map(([, unit, kind]) => [unit, kind])).toEqual([
      ['Hz', 'frequency'],
      ['Ohm cm2', undefined],
      ['Ohm cm2', undefined],
    ]);
  });

  it('numbers the columns when there are more or fewer names than cells', async () => {
    const recording = await read('f/Hz,Re(Z)/Ohm', '10,1,-1', '1,2,-2');
    expect(codes(recording)).toEqual(['header-mismatch']);
    expect(columns(recording).map(([name, , kind]) => [name, kind])).toEqual([
      ['column 1', undefined],
      ['column 2', undefined],
      ['column 3', undefined],
    ]);
  });

  it('keeps names and units of a header whose quotes are not in order', async () => {
    const wanted = [
      ['frequency', 'Hz', 'frequency', [10, 1]],
      ['Re(Z)', 'kOhm', 'impedance-real', [1, 2]],
      ['-Im(Z)', 'kOhm', 'impedance-imaginary-negated', [1, 2]],
    ];
    for (const header of [
      '"frequency/Hz,Re(Z)/kOhm,-Im(Z)/kOhm',
      'frequency/Hz,"Re(Z)/kOhm,-Im(Z)/kOhm',
      '"frequency/Hz,Re(Z)/kOhm,"-Im(Z)/kOhm',
      'frequency/Hz,Re(Z)/kOhm,-Im(Z)/kOhm"',
      'frequency/Hz",Re(Z)/kOhm,-Im(Z)/kOhm',
      '"frequency/Hz,Re(Z)/kOhm,-Im(Z)/kOhm"',
      'frequency/Hz,Re(Z)/KOhm,-Im(Z) [KOhm]',
    ]) {
      const recording = await read(header, '10,1,1', '1,2,2');
      expect([header, columns(recording), codes(recording)]).toEqual([header, wanted, []]);
    }
  });

  it('says which line above the numbers looks like names or units and is not used', async () => {
    const { f, re, im } = modelSpectrum();
    for (const separator of [',', ' ', '\t']) {
      const rows = f.map((hertz, k) => [hertz, re[k], im[k]].join(separator));
      for (const header of [
        ['frequency/Hz', 'Re(Z)/kOhm', '-Im(Z)/kOhm'],
        [['frequency/Hz', 'Re(Z)/kOhm'].join(separator), ''],
        [`frequency/Hz,,Re(Z)/kOhm,-Im(Z)/kOhm,time/s`],
      ]) {
        const recording = await read(...header, ...rows);
        const told = recording.diagnostics.filter(({ code }) => /^header-(?:not-understood|mismatch)$/.test(code));
        expect([separator, header, told.length > 0]).toEqual([separator, header, true]);
        expect(recording.tables[0]!.columns.some((column) => 'kind' in column && column.kind !== undefined)).toBe(
          false,
        );
      }
    }
    const units = await read('f,Re(Z),Im(Z)', 'Hz,kOhm', '10,1,-1', '1,2,-2');
    expect(units.diagnostics[0]).toMatchObject({
      code: 'header-not-understood',
      severity: 'warning',
      line: 2,
      message: expect.stringMatching(/: Hz,kOhm$/),
    });
    const comments = await read('Frequency,Re,Im', 'Hz,kOhm,kOhm', 'pellet 7,pellet 7,pellet 7', '10,1,-1', '1,2,-2');
    expect(codes(comments)).toEqual(['header-not-understood', 'header-not-understood']);
    const above = await read('Hz,kOhm,kOhm', 'f,Re(Z),Im(Z)', '10,1,-1', '1,2,-2');
    expect(codes(above)).toEqual(['header-not-understood', 'no-unit']);
    const title = await read('A pellet measured at 25 C', ...f.map((hertz, k) => `${hertz} ${re[k]} ${im[k]}`));
    expect(codes(title)).toEqual(['columns-guessed', 'sign-guessed']);
  });

  it('takes a first row without numbers for a row with gaps, not for the names', async () => {
    const header = 'frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm';
    for (const [row, frequency] of [
      ['NaN,NaN,NaN', Number.NaN],
      ['200000,OVERLOAD,OVERLOAD', 200000],
      ['200000,off scale,off scale', 200000],
      ['OVL,OVL,OVL', Number.NaN],
      ['--,--,--', Number.NaN],
    ] as const) {
      const recording = await read(header, row, '10,1,-1', '1,2,-2', '0.1,3,-3', '0.01,3,-3');
      expect([row, columns(recording)[0]]).toEqual([
        row,
        ['frequency', 'Hz', 'frequency', [frequency, 10, 1, 0.1, 0.01]],
      ]);
      expect(columns(recording)[1]?.slice(0, 3)).toEqual(['Re(Z)', 'Ohm', 'impedance-real']);
      expect(recording.diagnostics).toContainEqual(
        expect.objectContaining({ code: 'missing-cells', severity: 'warning', line: 2 }),
      );
    }
    expect(columns(await read('T,state,other', '1,rest,1', '2,rest,2')).map(([name]) => name)).toEqual([
      'T',
      'state',
      'other',
    ]);
    expect(columns(await read('Value,Error', '1,2', '2,3')).map(([name]) => name)).toEqual(['Value', 'Error']);
    expect(columns(await read('a,b,c', '-,-,-', '1,2,3', '2,3,4'))[0]).toEqual(['a', '', undefined, [1, 2]]);
  });

  it('reads the names of ten thousand columns', async () => {
    const names = Array.from({ length: 10_000 }, (_, k) => (k === 0 ? 'time/s' : `potential ${k} / mV`));
    const row = names.map((_, k) => k).join(',');
    const recording = await read(names.join(','), row, row);
    expect(recording.tables[0]?.columns.at(-1)).toMatchObject({ name: 'potential 9999', unit: 'mV' });
    expect(codes(recording)).toEqual([]);
  });

  it('reads grouped thousands, and says when a comma could be one', async () => {
    const grouped = await read('t/s;I/A', '1,234.5;2.5', '12,345.5;3');
    expect(columns(grouped).map(([, , , values]) => values)).toEqual([
      [1234.5, 12345.5],
      [2.5, 3],
    ]);
    const doubtful = await read('t/s;I/A', '1,234;2', '2,345;3');
    expect(columns(doubtful)[0]?.[3]).toEqual([1.234, 2.345]);
    expect(codes(doubtful)).toEqual(['decimal-guessed']);
    const clear = await read('t/s;I/A', '1,234;2', '0,345;3');
    expect(codes(clear)).toEqual([]);
  });

  it('refuses a foreign format that happens to hold a few rows of numbers', async () => {
    const lines = Array.from({ length: 1000 }, (_, k) => (k % 200 === 7 ? '1 2 3' : `${k}`));
    await expect(read(...lines)).rejects.toMatchObject({ code: 'unknown-format', where: { file: 'a.csv' } });
    const shreds = Array.from({ length: 1000 }, (_, k) => (k % 2 === 0 ? '1,2' : 'words'));
    await expect(read(...shreds)).rejects.toMatchObject({ code: 'unknown-format' });
  });

  it('reads back any table of numbers, to the last bit', async () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(number, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 20 }),
      );
    await fc.assert(
      fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (rows, separator) => {
        const names = rows[0]!.map((_, k) => `quantity ${'abcdef'[k]}`).join(separator);
        const recording = await read(names, ...rows.map((row) => row.join(separator)));
        const back = recording.tables[0]!.columns.map((column) => (isNumberColumn(column) ? [...column.values] : []));
        // Written text has no negative zero.
        expect(back).toEqual(rows[0]!.map((_, k) => rows.map((row) => row[k]! + 0)));
      }),
      { numRuns: 100 },
    );
  });
});

describe('sign of the imaginary part', () => {
  const rows = (im: readonly number[], phase?: readonly number[]): string[] =>
    im.map((value, k) => [10 ** (im.length - k), 10, value, ...(phase ? [phase[k]] : [])].join(','));
  const reading = async (names: string, lines: string[]): Promise<[string | undefined, string[]]> => {
    const recording = await read(names, ...lines);
    return [columns(recording)[2]?.[2], codes(recording)];
  };
  const capacitive = [-1, -2, -3, -4];
  const positive = [1, 2, 3, 4];

  it('is what the header says when the header has a minus', async () => {
    for (const name of ['-Im(Z)/Ohm', "-Z''/Ohm", '- Im Z (Ohm)', '−Z″ [Ω]']) {
      expect(await reading(`f/Hz,Re(Z)/Ohm,${name}`, rows(positive))).toEqual(['impedance-imaginary-negated', []]);
      expect(await reading(`f/Hz,Re(Z)/Ohm,${name}`, rows(capacitive))).toEqual(['impedance-imaginary-negated', []]);
    }
  });

  it('is its own for a name of Im Z, doubted when most values are positive', async () => {
    expect(await reading('f/Hz,Re(Z)/Ohm,Im(Z)/Ohm', rows(capacitive))).toEqual(['impedance-imaginary', []]);
    expect(await reading('f/Hz,Re(Z)/Ohm,Im(Z)/Ohm', rows(positive))).toEqual([
      'impedance-imaginary',
      ['sign-doubtful'],
    ]);
  });

  it('is guessed for a vague name', async () => {
    for (const name of ['Imag/Ohm', 'Z_imag (Ohm)', 'imaginary/Ohm', 'Zimg/Ohm']) {
      expect(await reading(`f/Hz,Re(Z)/Ohm,${name}`, rows(capacitive))).toEqual(['impedance-imaginary', []]);
      expect(await reading(`f/Hz,Re(Z)/Ohm,${name}`, rows(positive))).toEqual([
        'impedance-imaginary-negated',
        ['sign-guessed'],
      ]);
    }
  });

  it('is told by the phase beside it, unless that contradicts itself', async () => {
    const names = 'f/Hz,Re(Z)/Ohm,Im(Z)/Ohm,Phase(Z)/deg';
    expect(await reading(names, rows(positive, [10, 20, 30, 40]))).toEqual(['impedance-imaginary', []]);
    expect(await reading(names, rows(positive, [-10, -20, -30, -40]))).toEqual([
      'impedance-imaginary-negated',
      ['sign-from-phase'],
    ]);
    expect(await reading(names, rows(positive, [10, -20, -30, -40]))).toEqual([
      'impedance-imaginary-negated',
      ['sign-inconsistent'],
    ]);
  });
});
