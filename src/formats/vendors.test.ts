import { describe, expect, it } from 'vitest';
import { fileFromBytes } from './file-like.js';
import { readRecording } from './read-recording.js';
import { isNumberColumn, type Recording } from './recording.js';
import { latin1, samples } from './test-support/samples.js';

async function sample(name: string): Promise<Recording> {
  return readRecording(fileFromBytes(name, samples.find((candidate) => candidate.name === name)!.bytes));
}

/** The sample without its last lines. */
async function shortened(name: string, lines: number): Promise<Recording> {
  const { bytes } = samples.find((candidate) => candidate.name === name)!;
  const text = new TextDecoder('latin1').decode(bytes).split('\n').slice(0, -lines).join('\n');
  return readRecording(fileFromBytes(name, latin1(`${text}\n`)));
}

const codes = (recording: Recording): string[] => recording.diagnostics.map(({ code }) => code);

describe('formats of one kind of file each', () => {
  it('ZPlot: settings, start where the date can be read in one way only', async () => {
    const recording = await sample('a.z');
    expect(recording.settings).toMatchObject({ 'Data Points': 25, Date: '12-31-2018' });
    expect(recording.startTime).toBe('2018-12-31T12:32:21');
    expect(recording.tables[0]?.columns.length).toBe(9);
  });

  it.each(['a.z', 'old.z', 'a.txt', 'a.dfr', 'a.P00', 'a.i2b', 'a.idf'])(
    '%s: fewer points than declared are read, and it is said',
    async (name) => {
      const recording = await shortened(name, name === 'a.dfr' ? 30 : name === 'a.idf' ? 30 : 5);
      expect(codes(recording)).toContain('truncated');
      expect(recording.tables[0]?.rows).toBeLessThan(25);
      expect(recording.tables[0]?.rows).toBeGreaterThan(5);
    },
  );

  it('Eco Chemie: what follows the points is kept as settings', async () => {
    const recording = await sample('a.dfr');
    expect(recording.tables[0]?.columns.map(({ name }) => name).slice(2, 4)).toEqual(["-Z''", 'column 4']);
    expect(recording.settings).toMatchObject({ version: 'VERSION8.0', 'line 229': 1, 'line 230': '13.07.2022' });
  });

  it('VersaStudio: sections, segments, no name for the number after the last name, nothing of the windows', async () => {
    const recording = await sample('a.par');
    expect(recording.tables.map(({ name, columns }) => [name, columns.length])).toEqual([['Segment1', 8]]);
    expect(recording.settings).toMatchObject({ 'Instrument.Type': 'XYZ', 'Segment1.Type': 2 });
    expect(Object.keys(recording.settings).some((name) => name.startsWith('Graph'))).toBe(false);
    expect(recording.startTime).toBe('2018-07-19T21:40:30');
    expect(codes(await shortened('a.par', 10))).toEqual(['truncated']);
  });

  it('CH Instruments: the double quote of Z" is no quote', async () => {
    const recording = await sample('chi.txt');
    expect(recording.tables[0]?.columns.map(({ name }) => name)).toEqual(['Freq', "Z'", "Z''", 'Z', 'Phase']);
    expect(recording.settings).toMatchObject({ technique: 'A.C. Impedance', 'Init E (V)': 0 });
    expect(recording.startTime).toBe('2020-02-20T15:55:08');
  });

  it('CH Instruments: other techniques too', async () => {
    const text =
      'Jan. 2, 2020   15:55:08\nCyclic Voltammetry\nInstrument Model:  CHI1\n\nPotential/V, Current/A\n\n0.1, 1e-6\n0.2, 2e-6\n';
    const recording = await readRecording(fileFromBytes('cv.txt', latin1(text)));
    expect(recording.tables[0]?.columns.filter(isNumberColumn).map(({ kind }) => kind)).toEqual([
      'potential',
      'current',
    ]);
  });

  it('Novocontrol: fixed values', async () => {
    expect((await sample('novocontrol.txt')).settings).toEqual({ title: 'pellet', 'AC Volt [Vrms]': 0.035 });
  });

  it('RelaxIS: conditions, and spectra that stand side by side', async () => {
    expect((await sample('relaxis.txt')).settings).toMatchObject({
      DC: -0.08,
      TM: 33.7,
      Model: 'none',
      spectrum: 'one.mpr',
    });
    const names = "Data: Frequency\tData: Z'\tData: Z''";
    const text = `RelaxIS 3.0 Spectrum export\nDate: x\n${names}\t${names}\nTM=25\n1\t2\t-3\t10\t20\t-30\n2\t2\t-3\t11\t20\t-30\n`;
    const two = await readRecording(fileFromBytes('two.txt', latin1(text)));
    expect(two.tables.map(({ name, columns }) => [name, columns.length])).toEqual([
      ['spectrum 1', 3],
      ['spectrum 2', 3],
    ]);
    expect(two.tables[1]?.columns[0]).toMatchObject({ kind: 'frequency', values: Float64Array.of(10, 11) });
  });

  it('Ivium: the oscillations behind the points are a table of blocks', async () => {
    const recording = await sample('a.idf');
    const osc = recording.tables.find(({ name }) => name === 'osc_data');
    expect(osc?.columns.map((column) => 'values' in column && [...column.values])).toEqual([
      [1, 1, 2, 2],
      [1, 4, 7, 10],
      [2, 5, 8, 11],
      [3, 6, 9, 12],
    ]);
    expect(recording.settings).toMatchObject({ Method: 'Impedance', Technique: 'Constant E' });
  });

  it('Ivium: columns of another method are numbered, not guessed', async () => {
    const { bytes } = samples.find(({ name }) => name === 'a.idf')!;
    const text = new TextDecoder('latin1').decode(bytes).replace('Method=Impedance', 'Method=CyclicVoltammetry');
    const recording = await readRecording(fileFromBytes('cv.idf', latin1(text)));
    expect(recording.tables[0]?.columns[0]).toMatchObject({ name: 'column 1', unit: '' });
    expect(codes(recording)).toEqual(['columns-unknown']);
  });

  it('PalmSens: one table for what is stored twice, units with their prefix, method as settings', async () => {
    const recording = await sample('a.pssession');
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([['eis', 25]]);
    const [current, , , imaginary, phase] = recording.tables[0]!.columns;
    expect(current).toMatchObject({ name: 'Idc', unit: 'µA', kind: 'current' });
    expect(imaginary).toMatchObject({ name: "-Z''", kind: 'impedance-imaginary-negated' });
    // The file stores the negative of the phase; there is no word for that.
    expect(phase).toMatchObject({ name: '-Phase' });
    expect(phase).not.toHaveProperty('kind');
    expect(recording.settings).toMatchObject({ Title: 'one', 'Method.E_BEGIN': 0.5 });
    expect(recording.startTime).toBe('2023-08-22T09:33:39.532Z');
  });

  it('PalmSens: an incomplete session is refused as cut', async () => {
    const { bytes } = samples.find(({ name }) => name === 'a.pssession')!;
    await expect(readRecording(fileFromBytes('a.pssession', bytes.subarray(0, 3000)))).rejects.toMatchObject({
      code: 'truncated-file',
    });
  });
});
