/** Every file of ../shared/data/xps as a person would sort it: steps, regions and what each is for. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import type { LabelledRecording } from '../../technique.js';
import { holdsSpectrum } from './find-spectra.js';
import { readMeasurement } from './read-measurement.js';

const folder = sharedData('xps');
const skip = folder === undefined;

async function read(name: string): Promise<LabelledRecording> {
  const bytes = new Uint8Array(readFileSync(join(folder!, name)));
  const label = name.replace(/\.[^.]*$/, '');
  return { label, recording: await readRecording(fileFromBytes(name, bytes)), conditions: {} };
}

interface Sorted {
  readonly steps: number;
  /** `region: kind x steps`. */
  readonly regions: readonly string[];
  readonly sigmas: readonly string[];
  readonly findings?: readonly string[];
}

const core = (name: string, count = 1): string => `${name}: core x ${count}`;
const TI_TO_C = ['Sr 3d', 'Ti 2p', 'O 1s', 'C 1s'].map((name) => core(name));

const files: Readonly<Record<string, Sorted>> = {
  'axis-supra_NiW_0-150W.vms': {
    steps: 1,
    regions: ['Survey: survey x 1', ...['Ni 2p', 'O 1s', 'C 1s', 'W 4f'].map((name) => core(name))],
    sigmas: ['counts'],
  },
  'phi_multipak_MoS2.npl': {
    steps: 1,
    regions: ['C 1s', 'O 1s', 'S 2p', 'N 1s', 'Mo 3d'].map((name) => core(name)),
    sigmas: ['rate'],
  },
  'PET_C1s.csv': { steps: 1, regions: [core('C 1s')], sigmas: ['assumed-counts'] },
  'sr-ups_Au_fermi-edge.csv': { steps: 1, regions: ['Fermi edge: valence x 1'], sigmas: ['equal'] },
  'sr_Au4f_clean.csv': { steps: 1, regions: [core('Au 4f')], sigmas: ['counts'] },
  'specs_Cu111_oxidation_series.vms': {
    steps: 4,
    regions: [core('Cu 2p', 4), core('Cu LMM', 4), core('O 1s', 4), 'Survey: survey x 2'],
    sigmas: ['assumed-counts'],
    findings: ['steps-found'],
  },
  'specs_EX502-506_68blocks.vms': {
    steps: 13,
    regions: [
      core('Ni 2p-Co 2p-Fe 2p', 13),
      'Survey: survey x 13',
      core('O 1s', 13),
      core('C 1s', 11),
      core('Br 3p'),
      core('Ni LMM', 4),
      core('B 1s', 3),
      // Line shapes made of the spectra above, without their background; the file is cut in the last one.
      'Lineshapes: survey x 9',
      core('Lineshapes (756-890 eV)'),
    ],
    sigmas: ['assumed-counts', 'equal'],
    findings: ['truncated', 'steps-found'],
  },
  'specs_Fe_references.vms': {
    steps: 4,
    regions: [core('Fe 2p', 4)],
    sigmas: ['assumed-counts'],
    findings: ['steps-found'],
  },
  'specs_Ti_references_irregular.vms': {
    steps: 4,
    // The background is subtracted: some values are negative. Each spectrum is there three times.
    regions: [core('Ti 2p', 4)],
    sigmas: ['equal', 'assumed-counts'],
    findings: ['copies-left-out', 'steps-found'],
  },
  'specs_MgFe2O4.xy': {
    steps: 3,
    regions: [
      'Survey: survey x 3',
      core('Fe 2p', 3),
      ...['Fe LMM', 'Mg KLL', 'Mg 1s', 'Fe 3s-Si 2p-Mg 2s', 'Fe 3p-Mg 2p', 'N 1s', 'O 1s', 'C 1s', 'Si 2s'].map(
        (name) => core(name, 2),
      ),
      'Valence: valence x 2',
      'Fermi edge: valence x 1',
    ],
    sigmas: ['rate'],
    findings: ['tables-left-out', 'steps-found', 'repeats-left-out', 'repeat-drift', 'repeats-added'],
  },
  'In-situ_PBTTT_XPS_SPECS.xml': {
    steps: 1,
    regions: ['Survey: survey x 1', core('C 1s'), core('S 2p')],
    sigmas: ['assumed-counts'],
    // The last scan of S 2p was stopped.
    findings: ['aborted', 'missing-points', 'repeats-left-out', 'repeats-added'],
  },
  'SnO2_10nm.spe': { steps: 1, regions: ['Survey: survey x 1'], sigmas: ['rate'] },
  'SnO2_10nm_1.pro': {
    steps: 21,
    regions: ['Survey: survey x 21', core('C 1s', 21), core('Si 2p', 21), core('Sn 3d', 21)],
    sigmas: ['rate'],
    findings: ['steps-found'],
  },
  'scienta_Cu-HHTP_0001.txt': { steps: 1, regions: ['Survey: survey x 1'], sigmas: ['assumed-counts'] },
  'scienta_Cu-HHTP_0005_VB.txt': { steps: 1, regions: ['Valence: valence x 1'], sigmas: ['assumed-counts'] },
  'Cu-HHTP_0005Cu-HHTP__005.ibw': { steps: 1, regions: ['Valence: valence x 1'], sigmas: ['assumed-counts'] },
  'specs_irregular.vms': { steps: 1, regions: ['Survey: survey x 1'], sigmas: ['assumed-counts'] },
  'FeO_analyzed.vms': { steps: 1, regions: [core('Fe 2p')], sigmas: ['assumed-counts'] },
  'casaxps_txt_export.txt': {
    steps: 2,
    regions: ['Survey: survey x 2', core('Ni 2p', 2)],
    sigmas: ['rate'],
    findings: ['steps-found'],
  },
  'khervefitting_LaSrTiO3.xlsx': {
    steps: 1,
    regions: TI_TO_C,
    sigmas: ['assumed-counts'],
    findings: ['copies-left-out'],
  },
  'LaSrTiO3_Ti2p.csv': { steps: 1, regions: [core('Ti 2p')], sigmas: ['assumed-counts'] },
  'LaSrTiO3_Sr3d.csv': { steps: 1, regions: [core('Sr 3d')], sigmas: ['assumed-counts'] },
  'LaSrTiO3_O1s.csv': { steps: 1, regions: [core('O 1s')], sigmas: ['assumed-counts'] },
  'LaSrTiO3_C1s.csv': { steps: 1, regions: [core('C 1s')], sigmas: ['assumed-counts'] },
};

describe('measurements of ../shared/data/xps', () => {
  it.skipIf(skip).each(Object.keys(files))('%s (skipped without the shared data)', async (name) => {
    const recording = await read(name);
    expect(holdsSpectrum(recording.recording)).toBe(true);
    const { measurement, findings, labelOf } = readMeasurement([recording]);
    const { steps, regions, spectra } = measurement;
    const expected = files[name]!;
    const count = (region: string): number => spectra.filter((spectrum) => spectrum.region === region).length;
    expect(steps).toHaveLength(expected.steps);
    expect(regions.map((region) => `${region.name}: ${region.kind} x ${count(region.name)}`)).toEqual(expected.regions);
    expect([...new Set(spectra.map(({ sigmaSource }) => sigmaSource))]).toEqual(expected.sigmas);
    expect([...new Set(findings.map(({ code }) => code))]).toEqual(expected.findings ?? []);
    expect(new Set(spectra.map(labelOf)).size).toBe(spectra.length);
    for (const { energiesEv, values, sigmas, rows } of spectra) {
      expect([values.length, sigmas.length, rows.length]).toEqual(Array(3).fill(energiesEv.length));
      expect(energiesEv.every((energy, i) => i === 0 || energy >= energiesEv[i - 1]!)).toBe(true);
      expect(values.every(Number.isFinite) && sigmas.every((sigma) => sigma > 0)).toBe(true);
    }
  });

  it.skipIf(skip)('no file of the folder is left out (skipped without the shared data)', async () => {
    const names = readdirSync(folder!).filter((name) => !/^(?:README|expected)/.test(name));
    expect([...Object.keys(files), 'FeO_analyzed_results.csv'].sort()).toEqual(names.sort());
    const results = await read('FeO_analyzed_results.csv');
    expect(holdsSpectrum(results.recording)).toBe(false);
    expect(() => readMeasurement([results])).toThrowError(expect.objectContaining({ code: 'wrong-technique' }));
  });

  it.skipIf(skip)('files of one region each are one step (skipped without the shared data)', async () => {
    const { measurement, labelOf } = readMeasurement(
      await Promise.all(['Ti2p', 'Sr3d', 'O1s'].map((line) => read(`LaSrTiO3_${line}.csv`))),
    );
    expect(measurement.steps.map(({ label }) => label)).toEqual(['LaSrTiO3']);
    expect(measurement.spectra.map(labelOf)).toEqual(['LaSrTiO3_Ti2p', 'LaSrTiO3_Sr3d', 'LaSrTiO3_O1s']);
  });

  it.skipIf(skip)(
    'weights, windows and conditions are those of the reference (skipped without the shared data)',
    async () => {
      const [profile, sulfide, ferrite] = await Promise.all(
        ['SnO2_10nm_1.pro', 'phi_multipak_MoS2.npl', 'specs_MgFe2O4.xy'].map(read),
      );
      const { steps } = readMeasurement([profile!]).measurement;
      expect(steps.map(({ conditions }) => conditions.etchTime?.value)).toEqual(steps.map((_, cycle) => 30 * cycle));
      // sigma = sqrt(max(0.8 y, 1)) / 0.8
      const sulfur = readMeasurement([sulfide!]).measurement.spectra[2]!;
      for (const [i, value] of sulfur.values.entries()) {
        expect(sulfur.sigmas[i]).toBeCloseTo(Math.sqrt(Math.max(0.8 * value, 1)) / 0.8, 9);
      }
      // The reference takes the mean of the ten cycles.
      const { spectra } = readMeasurement([ferrite!]).measurement;
      const fermi = spectra.find(({ region }) => region === 'Fermi edge')!;
      const base = fermi.values.filter((_, i) => fermi.energiesEv[i]! >= -1.501 && fermi.energiesEv[i]! <= -0.499);
      expect(base).toHaveLength(21);
      expect(base.reduce((sum, value) => sum + value, 0) / 21).toBeCloseTo(4.180064, 5);
      const apart = readMeasurement([ferrite!], { repeats: 'apart' }).measurement;
      expect(apart.spectra.every(({ repeats }) => repeats === 1)).toBe(true);
      expect(apart.spectra.filter(({ region }) => region === 'N 1s')).toHaveLength(54);
    },
  );
});
