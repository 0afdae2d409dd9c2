import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type NumberColumn, type Recording, type Table } from '../recording.js';
import { igorWave } from '../test-support/photoemission-binary.js';
import { casaResultsSample, photoemissionSamples } from '../test-support/photoemission-samples.js';
import { scientaText } from '../test-support/photoemission-text.js';
import { modelSpectrum } from '../test-support/spectrum-model.js';
import { bindingEnergies } from './binding-energies.js';
import { countingOf } from './counting.js';
import { spectrumSettings } from './spectrum-settings.js';

const model = modelSpectrum();

function sample(name: string): Promise<Recording> {
  const { bytes } = photoemissionSamples.find((candidate) => candidate.name === name)!;
  return readRecording(fileFromBytes(name, bytes));
}

function ofKind(table: Table, ...kinds: readonly string[]): NumberColumn {
  const found = table.columns.filter(isNumberColumn).filter(({ kind }) => kind !== undefined && kinds.includes(kind));
  expect(found.map(({ name }) => name)).toHaveLength(1);
  return found[0]!;
}

describe('formats of photoelectron spectra', () => {
  it.each(photoemissionSamples)('$name is read as $format with what was written', async (written) => {
    const recording = await readRecording(fileFromBytes(written.name, written.bytes));
    expect(recording.format).toBe(written.format);
    const spectra = recording.tables.filter(({ columns }) => columns.some(({ kind }) => kind === written.measured));
    expect(spectra.map(({ name }) => name)).toEqual(written.tables);
    const [first] = spectra;
    const signal = ofKind(first!, 'counts', 'intensity');
    expect([signal.kind, signal.unit]).toEqual([written.measured, written.unit]);
    expect(signal.values.length).toBe(model.counts.length);
    for (const [row, value] of signal.values.entries())
      expect(value * written.factor).toBeCloseTo(model.counts[row]!, 3);
    const energy = ofKind(first!, written.scale);
    expect(energy.unit).toBe('eV');
    const due = written.scale === 'kinetic-energy' ? model.kinetic : model.binding;
    for (const [row, value] of energy.values.entries()) expect(value).toBeCloseTo(due[row]!, 4);
    for (const [row, value] of bindingEnergies(first!)!.entries()) expect(value).toBeCloseTo(model.binding[row]!, 4);
    expect(recording.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each(photoemissionSamples.filter(({ format }) => format !== 'photoemission-text'))(
    '$name says region, sample, energies and times under the same names',
    async ({ name, tables, format }) => {
      const recording = await sample(name);
      const facts = spectrumSettings(recording.tables.find((table) => table.name === tables[0])!);
      expect(facts.regionName).toMatch(/^Ti ?2p/);
      expect(facts.excitationEnergyEv).toBe(1486.6);
      expect(facts.stepEv).toBeCloseTo(0.1, 6);
      expect(facts.collectionTimeS).toBeGreaterThan(0);
      if (format === 'casaxps-text') return;
      expect(facts.passEnergyEv).toBe(name.endsWith('.spe') || name.endsWith('.pro') ? 23.5 : 20);
      if (!/ses/.test(name)) expect(facts.workFunctionEv).toBe(4.3);
      if (!/^specs/.test(format)) expect(facts.sampleName).toBe('pellet 1');
      else expect(facts.groupName).toBe(name.endsWith('.xy') ? 'step 1' : 'pellet 1');
    },
  );

  it('VAMAS: two samples, a dose, the start, and a transmission that is not divided by', async () => {
    const { tables, startTime, settings } = await sample('regular.vms');
    expect(settings).toMatchObject({ institution: 'here', 'experiment mode': 'NORM', 'number of blocks': 2 });
    expect(startTime).toBe('2025-03-14T09:26:53');
    expect(ofKind(tables[0]!, 'transmission').values[50]).toBe(1.5);
    expect(tables.map((table) => spectrumSettings(table).variables)).toEqual([
      [{ name: 'dose', unit: 's', value: 0 }],
      [{ name: 'dose', unit: 's', value: 60 }],
    ]);
    expect(spectrumSettings(tables[0]!)).toMatchObject({ species: 'Ti', transition: '2p', method: 'XPS', scans: 4 });
    expect(spectrumSettings(tables[0]!).collectionTimeS).toBe(2);
  });

  it('a rate and its time give the counts back, an average does not', async () => {
    const [rate] = (await sample('rate.npl')).tables;
    expect(countingOf(rate!)).toMatchObject({ countsPerUnit: 2, whole: true });
    const [counts] = (await sample('regular.vms')).tables;
    expect(countingOf(counts!)).toMatchObject({ countsPerUnit: 1, whole: true });
    const [aligned] = (await sample('specslab.xml')).tables;
    expect(countingOf(aligned!)?.signal.kind).toBe('intensity');
    const [analogue] = (await sample('ses.txt')).tables;
    expect(countingOf(analogue!)).toBeUndefined();
  });

  it('SPECS XY: loops and scans stand apart, with the time of each', async () => {
    const { tables } = await sample('prodigy.xy');
    const facts = tables.map((table) => spectrumSettings(table));
    expect(facts.map(({ cycle, scan, scans }) => [cycle, scan, scans])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 1],
    ]);
    expect(facts.map(({ variables }) => variables[0]?.value)).toEqual([1, 1, 2, 2]);
    expect(facts[2]!.startTime).toBe('2025-03-14T09:21:53Z');
    expect(ofKind(tables[0]!, 'transmission').values[0]).toBe(1.5);
  });

  it('SPECS XML: every detector is kept as it counted', async () => {
    const { tables, diagnostics } = await sample('specslab.xml');
    expect(tables.map(({ name, rows }) => [name, rows]).slice(2)).toEqual([
      ['Ti 2p, detectors, scan 1', 88],
      ['Ti 2p, detectors, scan 2', 88],
    ]);
    const columns = tables[2]!.columns.filter(isNumberColumn);
    expect(columns[2]!.values[4]).toBe(model.counts[0]);
    expect(columns[1]!.values[6]).toBe(model.counts[0]);
    expect(columns.every(({ kind }) => kind === undefined)).toBe(true);
    expect(diagnostics.map(({ code }) => code)).toEqual(['detectors-aligned']);
  });

  it('PHI: etching time of each cycle, elements and lines from the definitions', async () => {
    const { tables } = await sample('profile.pro');
    const facts = tables.slice(0, 6).map((table) => spectrumSettings(table));
    expect(facts.map(({ etchTimeS }) => etchTimeS)).toEqual([0, 30, 60, 0, 30, 60]);
    expect([facts[0]!.species, facts[0]!.transition, facts[3]!.transition]).toEqual(['Ti', '2p3/2', '1s']);
    expect(tables[6]).toMatchObject({ name: 'sputter time', rows: 3 });
  });

  it('CasaXPS text: components, background and envelope beside the counts', async () => {
    const { tables } = await sample('casa.txt');
    expect(ofKind(tables[0]!, 'intensity-background').values[0]).toBe(5);
    expect(ofKind(tables[0]!, 'intensity-calculated').values[0]).toBe(15);
    expect(tables[0]!.settings).toMatchObject({ 'component 1 Name': 'Ti4+', 'component 1 Position': 458.7, cycle: 1 });
    expect(tables[0]!.columns.map(({ name }) => name)).toEqual([
      ...['K.E.', 'Counts', 'Ti4+', 'Background', 'Envelope'],
      ...['B.E.', 'CPS', 'Ti4+', 'Background CPS', 'Envelope CPS'],
    ]);
  });

  it('CasaXPS results: a row for each component', async () => {
    const recording = await readRecording(fileFromBytes(casaResultsSample.name, casaResultsSample.bytes));
    expect(recording.format).toBe('casaxps-results');
    const [results] = recording.tables;
    expect(results!.columns[0]).toMatchObject({ name: 'Name', text: ['Ti4+', 'Ti3+'] });
    expect(results!.columns[1]).toMatchObject({ name: 'Position', unit: 'eV', values: Float64Array.of(458.7, 456.6) });
    expect(results!.columns.some(({ kind }) => kind !== undefined)).toBe(false);
  });

  it('text: a remark behind the names does not hide them, and the excitation energy is found', async () => {
    const text = [
      '#E_kin, intensity measured at a beam line, there, hv=180eV',
      '84.0,9616.2',
      '84.1,9581.1',
      '84.2,9638.4',
      '',
    ];
    const recording = await readRecording(fileFromBytes('au.csv', new TextEncoder().encode(text.join('\n'))));
    expect(recording.format).toBe('photoemission-text');
    const [table] = recording.tables;
    expect(table!.columns.map(({ kind }) => kind)).toEqual(['kinetic-energy', 'intensity']);
    expect(Array.from(bindingEnergies(table!)!, (energy) => Number(energy.toFixed(6)))).toEqual([96, 95.9, 95.8]);
  });

  it.each([
    ['ses.txt', new TextEncoder().encode(scientaText(4)), 'Y-Scale 0.5'],
    ['ses.ibw', igorWave({ slices: 4 }), 'slice at 0.5'],
    ['big-endian.ibw', igorWave({ slices: 4, littleEndian: false }), 'slice at 0.5'],
  ])('%s: of several slices the sum is the intensity', async (name, bytes, second) => {
    const { tables, diagnostics } = await readRecording(fileFromBytes(name, bytes));
    expect(diagnostics).toEqual([]);
    const columns = tables[0]!.columns.filter(isNumberColumn);
    expect(columns.map(({ kind }) => kind).slice(0, 3)).toEqual(['binding-energy', 'intensity', undefined]);
    expect([columns.length, columns[3]!.name]).toEqual([6, second]);
    for (const [row, value] of columns[1]!.values.entries()) expect(value).toBeCloseTo(model.counts[row]!, 6);
  });

  it('an Igor wave of another program has its numbers and no meaning', async () => {
    const { tables, settings } = await readRecording(fileFromBytes('a.ibw', igorWave({ note: 'a remark' })));
    expect(tables[0]!.name).toBe('wave0');
    expect(tables[0]!.columns.map(({ kind }) => kind)).toEqual([undefined, undefined]);
    expect(settings).toMatchObject({ note: 'a remark', 'unit of the data': 'Counts [a.u.]' });
  });

  it('a Prodigy database is refused with what to export', async () => {
    const bytes = new TextEncoder().encode(`SQLite format 3\0${'x'.repeat(200)}`);
    for (const [name, hint] of [
      ['run.sle', /Separate Scan Data/],
      ['run.db', /Prodigy/],
    ] as const) {
      await expect(readRecording(fileFromBytes(name, bytes))).rejects.toMatchObject({
        code: 'unknown-format',
        hint: expect.stringMatching(hint),
        where: { file: name },
      });
    }
  });
});
