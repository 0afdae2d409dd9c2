/** Every file of ../shared/data/xps against what was found with other programs (`expected.json`) and by eye. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { casaEvaluation } from '../casaxps/casa-settings.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { isNumberColumn, type NumberArray, type NumberColumn, type Recording, type Table } from '../recording.js';
import { bindingEnergies } from './binding-energies.js';
import { countingOf } from './counting.js';
import { spectrumSettings } from './spectrum-settings.js';

const folder = sharedData('xps');
const skip = folder === undefined;

interface Profile {
  readonly ncycles: number;
  readonly npts: number;
  readonly sum_per_cycle: readonly number[];
  readonly max_per_cycle: readonly number[];
  readonly first3: readonly number[];
}
type Answers = Readonly<Record<string, Record<string, unknown>>>;
/** Fits by their name, and what readers are to find under `readers`. */
const expected: (Answers & { readonly readers: Answers }) | undefined = skip
  ? undefined
  : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')).fits;

function read(name: string): Promise<Recording> {
  return readRecording(fileFromBytes(name, new Uint8Array(readFileSync(join(folder!, name)))));
}

function signalOf(table: Table): NumberColumn {
  const found = table.columns.filter(isNumberColumn).filter(({ kind }) => kind === 'counts' || kind === 'intensity');
  expect(found.map(({ name }) => name)).toHaveLength(1);
  return found[0]!;
}

function sum(values: NumberArray): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Points in a window of binding energies, limits included. */
function pointsWithin(table: Table, low: number, high: number): number {
  return bindingEnergies(table)!.filter((energy) => {
    const rounded = Number(energy.toFixed(4));
    return rounded >= low && rounded <= high;
  }).length;
}

function near(value: number, wanted: number, part = 1e-6): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(part * Math.abs(wanted) + 1e-9);
}

function ends(values: NumberArray): number[] {
  return [values[0]!, values.at(-1)!].map((value) => Number(value.toFixed(4)));
}

const checks: Readonly<Record<string, (recording: Recording) => void>> = {
  'axis-supra_NiW_0-150W.vms': ({ tables, startTime, diagnostics }) => {
    expect(tables.map(({ name }) => name)).toEqual(['wide', 'Ni 2p', 'O 1s', 'C 1s', 'W 4f']);
    expect(tables.map(({ rows }) => rows)).toEqual([1206, 601, 251, 301, 251]);
    expect(tables.every((table) => signalOf(table).kind === 'counts')).toBe(true);
    expect(startTime).toBe('2020-08-27T14:05:46+07:00');
    const facts = spectrumSettings(tables[4]!);
    expect(facts).toMatchObject({ passEnergyEv: 20, scans: 10, excitationEnergyEv: 1486.69, workFunctionEv: 4.5 });
    expect(facts.variables.slice(0, 2)).toEqual([
      { name: 'Index', unit: '', value: 5 },
      { name: 'PositionX', unit: 'mm', value: 21.19525 },
    ]);
    expect(pointsWithin(tables[4]!, 30, 44)).toBe(expected!.W4f_NiW_staticShirley!.ndata);
    expect(diagnostics).toEqual([]);
  },
  'phi_multipak_MoS2.npl': ({ tables, diagnostics }) => {
    expect(tables.map(({ name }) => name)).toEqual(['C 1s', 'O 1s', 'S 2p', 'N 1s', 'Mo 3d']);
    expect(signalOf(tables[2]!)).toMatchObject({ kind: 'intensity', unit: 'counts/s' });
    expect(ends(bindingEnergies(tables[0]!)!)).toEqual([305, 275]);
    expect(pointsWithin(tables[2]!, 158, 166)).toBe(161);
    // The reference takes 0.8 s for the counts of this region.
    expect(countingOf(tables[2]!)).toMatchObject({ countsPerUnit: 0.8, whole: true });
    expect(diagnostics).toEqual([]);
  },
  'PET_C1s.csv': ({ tables: [table] }) => {
    expect([table!.rows, signalOf(table!).kind]).toEqual([401, 'intensity']);
    near(Math.max(...signalOf(table!).values), 3887.22, 1e-5);
  },
  'sr-ups_Au_fermi-edge.csv': ({ tables: [table] }) => {
    expect(table!.rows).toBe(351);
    expect(pointsWithin(table!, 1.2, 2.9)).toBe(expected!.Au_Fermi_edge!.ndata);
  },
  'sr_Au4f_clean.csv': ({ tables: [table] }) => {
    expect([table!.rows, spectrumSettings(table!).excitationEnergyEv]).toEqual([294, 180]);
    expect(ends(bindingEnergies(table!)!)).toEqual([96, 84.0016]);
    expect(sum(signalOf(table!).values)).toBeGreaterThan(0);
  },
  'specs_Cu111_oxidation_series.vms': ({ tables }) => {
    expect(tables).toHaveLength(14);
    const { steps } = expected!.Cu111_oxidation_series as {
      steps: { step: string; Cu2p32: { npts: number }; Cu2p_max_E: number; O1s: { npts: number } }[];
    };
    for (const { step, Cu2p32, Cu2p_max_E, O1s } of steps) {
      const ofStep = tables.filter((table) => spectrumSettings(table).sampleName === step);
      const [copper, oxygen] = [/^Cu 2p/, /^O 1s/].map((name) => ofStep.find((table) => name.test(table.name))!);
      expect(pointsWithin(copper!, 926, 938.5)).toBe(Cu2p32.npts);
      expect(pointsWithin(oxygen!, 526, 536)).toBe(O1s.npts);
      const { values } = signalOf(copper!);
      near(bindingEnergies(copper!)![values.indexOf(Math.max(...values))]!, Cu2p_max_E);
    }
  },
  'specs_EX502-506_68blocks.vms': ({ tables, diagnostics }) => {
    const answer = expected!.readers['specs_EX502-506_68blocks.vms']!;
    expect(tables).toHaveLength(Number(answer.blocks_whole) + 1);
    expect(tables.slice(0, -1).every(({ rows }) => [2053, 1201, 801, 741, 501, 251, 201].includes(rows))).toBe(true);
    expect(tables.at(-1)!.rows).toBe(Math.floor(Number(answer.values_in_last_block) / 2));
    const cut = diagnostics.filter(({ code }) => code === 'truncated');
    expect(cut).toHaveLength(1);
    expect(cut[0]!.message).toContain(
      `${answer.values_declared_in_last_block} values and holds ${answer.values_in_last_block}`,
    );
    expect(new Set(tables.map((table) => spectrumSettings(table).sampleName)).size).toBe(13);
  },
  'specs_Fe_references.vms': ({ tables }) => {
    expect(tables.map((table) => spectrumSettings(table).sampleName)).toEqual(['Fe metal', 'FeO', 'Fe3O4', 'Fe2O3']);
    expect(tables.every(({ rows }) => rows === 1701)).toBe(true);
  },
  'specs_Ti_references_irregular.vms': ({ tables }) => {
    const answer = expected!.readers['specs_Ti_references_irregular.vms']!;
    expect(tables).toHaveLength(Number(answer.blocks));
    expect(tables.every(({ rows }) => rows === answer.npts)).toBe(true);
    const energies = bindingEnergies(tables[0]!)!;
    const repeated = energies.filter((energy, row) => row > 0 && energy === energies[row - 1]).length;
    expect(repeated).toBe(11);
    expect(spectrumSettings(tables[0]!).stepEv).toBeUndefined();
    expect(casaEvaluation(tables[8]!).components[0]).toMatchObject({ name: 'Ti metal', lineShape: '&TI_MET' });
  },
  'specs_MgFe2O4.xy': ({ tables, diagnostics }) => {
    expect(tables).toHaveLength(294);
    expect(diagnostics).toEqual([]);
    const fermi = tables.filter((table) => spectrumSettings(table).regionName === 'Fermi level');
    const answer = expected!.VBM_MgFe2O4_TRAP as { nspectra: number; edge_n: number; base_n: number };
    expect(fermi).toHaveLength(answer.nspectra);
    expect(pointsWithin(fermi[0]!, 0, 0.6)).toBe(answer.edge_n);
    expect(pointsWithin(fermi[0]!, -1.5, -0.5)).toBe(answer.base_n);
    // Names may lie: this "C1s" is the region of Mg KLL.
    const carbon = tables.find((table) => spectrumSettings(table).regionName === 'C1s')!;
    expect(ends(bindingEnergies(carbon)!)).toEqual([320, 300]);
    expect(new Set(tables.map((table) => spectrumSettings(table).groupName)).size).toBe(4);
  },
  'In-situ_PBTTT_XPS_SPECS.xml': ({ tables, diagnostics }) => {
    const answer = expected!.readers['In-situ_PBTTT_XPS_SPECS.xml'] as Record<string, readonly number[]>;
    for (const [region, unaligned, first, last] of [
      ['1 Survey', answer['1 Survey'], 700, -1],
      ['2 C1s', answer['2 C1s'], 290, 280],
      ['3 S 2p', answer['3 S 2p'], 173, 159],
    ] as const) {
      const scans = tables.filter((table) => spectrumSettings(table).regionName === region && table.columns[1]!.kind);
      const raw = tables.filter(({ name }) => name.startsWith(`${region}, detectors`));
      expect([scans[0]!.rows, raw.length]).toEqual([unaligned![0], scans.length]);
      expect(ends(bindingEnergies(scans[0]!)!)).toEqual([first, last]);
      // The reference adds the detectors as they stand, between head and tail, and takes the mean of the scans.
      const head = Number(raw[0]!.settings!.mcd_head);
      const added = raw.flatMap((table) =>
        table.columns
          .slice(1)
          .filter(isNumberColumn)
          .map(({ values }) => sum(values.subarray(head, head + scans[0]!.rows))),
      );
      near(added.reduce((total, value) => total + value, 0) / raw.length, unaligned![3]!, 1e-5);
    }
    const carbon = tables.filter((table) => spectrumSettings(table).regionName === '2 C1s' && table.columns[1]!.kind);
    const all = Float64Array.from({ length: 201 }, (_, row) =>
      carbon.reduce((total, table) => total + signalOf(table).values[row]!, 0),
    );
    const most = Math.max(...all);
    expect([Math.round(most), Number(bindingEnergies(carbon[0]!)![all.indexOf(most)]!.toFixed(3))]).toEqual([
      11189, 285,
    ]);
    // The last scan of S 2p was stopped.
    expect(diagnostics.map(({ code }) => code)).toEqual(['aborted', 'detectors-aligned']);
  },
  'SnO2_10nm.spe': ({ tables: [table] }) => {
    const answer = expected!.readers['SnO2_10nm.spe'] as { npts: number; BE: number[]; sum: number; max: number };
    const { values, unit } = signalOf(table!);
    expect([table!.rows, unit]).toEqual([answer.npts, 'counts/s']);
    expect(ends(bindingEnergies(table!)!)).toEqual(answer.BE);
    near(sum(values), answer.sum);
    near(Math.max(...values), answer.max);
    expect(countingOf(table!)).toMatchObject({ countsPerUnit: 0.12, whole: true });
  },
  'SnO2_10nm_1.pro': ({ tables }) => {
    const profile = expected!.PHI_depth_profile_SnO2 as Record<string, unknown>;
    for (const region of ['C1s', 'Si2p', 'Sn3d5']) {
      const answer = profile[region] as Profile;
      const cycles = tables.filter((table) => spectrumSettings(table).regionName === region);
      expect([cycles.length, cycles[0]!.rows]).toEqual([answer.ncycles, answer.npts]);
      for (const [cycle, table] of cycles.entries()) {
        const { values } = signalOf(table);
        near(sum(values), answer.sum_per_cycle[cycle]!);
        near(Math.max(...values), answer.max_per_cycle[cycle]!);
        expect(spectrumSettings(table)).toMatchObject({ cycle: cycle + 1, etchTimeS: 30 * cycle });
      }
      for (const [row, value] of answer.first3.entries()) near(signalOf(cycles[0]!).values[row]!, value);
    }
    expect(tables.filter((table) => spectrumSettings(table).regionName === 'Su1s')).toHaveLength(21);
  },
  'scienta_Cu-HHTP_0001.txt': ({ tables: [table], startTime, instrument }) => {
    expect([table!.name, table!.rows, startTime, instrument]).toEqual([
      'survey',
      1221,
      '2023-03-08T11:17:15',
      'Scienta R3000-6MS014',
    ]);
    expect(spectrumSettings(table!).excitationEnergyEv).toBe(700);
    expect(ends(bindingEnergies(table!)!)).toEqual([600, -10]);
  },
  'scienta_Cu-HHTP_0005_VB.txt': ({ tables: [table] }) => {
    const answer = expected!.VBM_CuHHTP as { edge_n: number; base_n: number };
    expect(pointsWithin(table!, 1.5, 3.5)).toBe(answer.edge_n);
    expect(pointsWithin(table!, -8, -1)).toBe(answer.base_n);
    near(sum(signalOf(table!).values), 7409.1565);
  },
  'Cu-HHTP_0005Cu-HHTP__005.ibw': ({ tables: [table] }) => {
    const answer = expected!.readers['Cu-HHTP_0005Cu-HHTP__005.ibw'] as {
      npts: number;
      BE: number[];
      sum: number;
      max: number;
    };
    const { values } = signalOf(table!);
    expect(table!.rows).toBe(answer.npts);
    expect(ends(bindingEnergies(table!)!)).toEqual(answer.BE);
    near(sum(values), answer.sum);
    near(Math.max(...values), answer.max);
  },
  'specs_irregular.vms': ({ tables: [table] }) => {
    expect([table!.rows, table!.columns.map(({ kind }) => kind)]).toEqual([
      1351,
      ['kinetic-energy', 'intensity', 'transmission'],
    ]);
    expect(ends(bindingEnergies(table!)!)).toEqual([1350, 0]);
  },
  'FeO_analyzed.vms': ({ tables: [table] }) => {
    const answer = expected!.readers['FeO_analyzed.vms'] as { npts: number; sum: number };
    expect(table!.rows).toBe(answer.npts);
    // The answer is in counts per second.
    near(sum(signalOf(table!).values) / spectrumSettings(table!).collectionTimeS!, answer.sum);
    const { regions, components } = casaEvaluation(table!);
    expect(regions).toHaveLength(1);
    expect(regions[0]).toMatchObject({ background: 'U 3 Tougaard', crossSection: [335.44588, 551, 436, 3] });
    expect(components.map(({ lineShape }) => lineShape)).toEqual([
      'LF(0.54,10,80,100,6)',
      'SGL(30)',
      'LF(0.54,10,80,100,6)',
      'SGL(30)',
    ]);
    // Within the table of results of the same fit, which was run again.
    expect(components.map(({ position }) => 1486.61 - position.value)[0]).toBeCloseTo(709.03, 1);
  },
  'FeO_analyzed_results.csv': ({ tables: [table], format }) => {
    expect([format, table!.rows]).toEqual(['casaxps-results', 4]);
    const area = table!.columns.filter(isNumberColumn).find(({ name }) => name === 'Raw Area')!;
    expect(Array.from(area.values)).toEqual([63400.62, 29867.34, 42839.74, 15954.51]);
  },
  'casaxps_txt_export.txt': ({ tables }) => {
    expect(tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['Survey, Ni', 1201],
      ['Ni2p, Ni', 501],
      ['Survey, NiO', 1201],
      ['Ni2p, NiO', 501],
    ]);
    expect(signalOf(tables[0]!)).toMatchObject({ name: 'CPS', unit: 'counts/s' });
    near(signalOf(tables[0]!).values[0]!, 46994.5);
    expect(ends(bindingEnergies(tables[1]!)!)).toEqual([890, 840]);
  },
  'khervefitting_LaSrTiO3.xlsx': ({ tables }) => {
    const spectra = tables.slice(0, 4);
    expect(spectra.map((table) => spectrumSettings(table).regionName)).toEqual(['Sr3d', 'Ti2p', 'O1s', 'C1s']);
    expect(spectra.map(({ rows }) => rows)).toEqual([161, 271, 201, 461]);
    expect(spectra.every((table) => signalOf(table).unit === 'counts/s')).toBe(true);
  },
  'LaSrTiO3_Ti2p.csv': ({ tables: [table] }) => {
    expect(table!.rows).toBe(271);
    expect(pointsWithin(table!, 453, 471)).toBe(expected!.Ti2p_LaSrTiO3_tougaardU2!.ndata);
  },
  'LaSrTiO3_Sr3d.csv': ({ tables: [table] }) => expect([table!.rows, table!.columns.length]).toEqual([161, 2]),
  'LaSrTiO3_O1s.csv': ({ tables: [table] }) => expect([table!.rows, table!.columns.length]).toEqual([201, 2]),
  'LaSrTiO3_C1s.csv': ({ tables: [table] }) => expect([table!.rows, table!.columns.length]).toEqual([461, 2]),
};

describe('spectra of ../shared/data/xps', () => {
  it.skipIf(skip).each(Object.keys(checks))('%s (skipped without the shared data)', async (name) => {
    const recording = await read(name);
    checks[name]!(recording);
    expect(recording.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    for (const table of recording.tables) {
      for (const column of table.columns) {
        expect('values' in column ? column.values.length : column.text.length).toBe(table.rows);
      }
    }
  });

  it.skipIf(skip)('no file of the folder is left out (skipped without the shared data)', () => {
    const names = readdirSync(folder!).filter((name) => !/^(?:README|expected)/.test(name));
    expect(Object.keys(checks).sort()).toEqual(names.sort());
  });

  it.skipIf(skip)('one spectrum in three formats is the same (skipped without the shared data)', async () => {
    const [csv, book] = [await read('LaSrTiO3_Ti2p.csv'), await read('khervefitting_LaSrTiO3.xlsx')];
    const printed = Array.from(signalOf(csv.tables[0]!).values);
    expect(Array.from(signalOf(book.tables[1]!).values, (value) => Number(value.toFixed(2))).reverse()).toEqual(
      printed,
    );
    const [text, wave] = [await read('scienta_Cu-HHTP_0005_VB.txt'), await read('Cu-HHTP_0005Cu-HHTP__005.ibw')];
    const stored = signalOf(wave.tables[0]!).values;
    for (const [row, value] of signalOf(text.tables[0]!).values.entries()) near(value, stored[row]!, 1e-12);
    expect(spectrumSettings(text.tables[0]!)).toEqual(spectrumSettings(wave.tables[0]!));
  });
});
