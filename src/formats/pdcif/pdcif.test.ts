import { describe, expect, it } from 'vitest';
import { patternSettings } from '../diffraction/uniform-settings.js';
import { pdCif } from '../test-support/diffraction-text.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { codesOf, kindsOf, patternColumn, patternValues, readPattern } from '../test-support/read-pattern.js';

const model = modelPattern(25);
const rows = (...cells: ((row: number) => string | number)[]): string =>
  model.counts.map((_, row) => cells.map((cell) => cell(row)).join(' ')).join('\n');

describe('powder CIF', () => {
  it('measured, calculated and background columns with the uncertainty in parentheses', async () => {
    const recording = await readPattern('a.cif', pdCif(model));
    expect(kindsOf(recording)).toEqual([
      'two-theta',
      'intensity',
      'intensity-sigma',
      'intensity-background',
      'intensity-calculated',
    ]);
    expect(patternValues(recording, 'intensity')).toEqual(model.counts);
    expect(patternValues(recording, 'intensity-sigma')[4]).toBe(Math.ceil(Math.sqrt(model.counts[4]!)));
    expect(patternSettings(recording)).toMatchObject({
      wavelengthKalpha1: 1.540593,
      wavelengthKalpha2: 1.544427,
      ratioKalpha2: 0.5,
      anode: 'Cu',
      radiation: 'x-ray',
      temperatureK: 293,
    });
  });

  it('the dialect with dots and _su', async () => {
    const text = `data_x\n_instr.wavelength 1.494\n_expt_type.radiation_probe neutron\nloop_\n_pd_meas.2theta_scan\n_pd_meas.intensity_total\n_pd_meas.intensity_total_su\n${rows(
      (row) => model.twoTheta[row]!,
      (row) => model.counts[row]!,
      (row) => row + 0.5,
    )}\n`;
    const recording = await readPattern('a.cif', text);
    expect(kindsOf(recording)).toEqual(['two-theta', 'intensity', 'intensity-sigma']);
    expect(patternValues(recording, 'intensity-sigma')[3]).toBe(3.5);
    expect(patternSettings(recording)).toEqual({ wavelengthKalpha1: 1.494, radiation: 'neutron' });
  });

  it('angles by first, last and step; counts are counts', async () => {
    const range = `_pd_meas_2theta_range_min 20\n_pd_meas_2theta_range_max ${model.twoTheta.at(-1)}\n_pd_meas_2theta_range_inc 0.05\n`;
    const recording = await readPattern(
      'a.cif',
      `data_x\n${range}loop_\n_pd_meas_counts_total\n${rows((row) => model.counts[row]!)}\n`,
    );
    expect(patternValues(recording, 'counts')).toEqual(model.counts);
    expect(patternValues(recording, 'two-theta').at(-1)).toBeCloseTo(model.twoTheta.at(-1)!, 9);
    expect(codesOf(recording)).toEqual([]);
    const doubtful = await readPattern(
      'a.cif',
      `data_x\n${range.replace('0.05', '0.02')}loop_\n_pd_meas_counts_total\n${rows((row) => model.counts[row]!)}\n`,
    );
    expect(codesOf(doubtful)).toEqual(['angles-doubtful']);
  });

  it('measured and calculated points in loops of their own are one table', async () => {
    const text = `data_x\nloop_\n_pd_meas_2theta_scan\n_pd_meas_counts_total\n${rows(
      (row) => model.twoTheta[row]!,
      (row) => model.counts[row]!,
    )}\nloop_\n_pd_proc_2theta_corrected\n_pd_calc_intensity_total\n${rows(
      (row) => model.twoTheta[row]! + 0.01,
      (row) => model.counts[row]! + 1,
    )}\n`;
    const recording = await readPattern('a.cif', text);
    expect(recording.tables).toHaveLength(1);
    expect(patternColumn(recording, 'two-theta').name).toBe('_pd_meas_2theta_scan');
    expect(patternValues(recording, 'intensity-calculated')[0]).toBe(model.counts[0]! + 1);
  });

  it('patterns of several blocks are several tables', async () => {
    const recording = await readPattern(
      'a.cif',
      `${pdCif(model)}${pdCif(model).replace('data_pellet', 'data_other').replace('_ambient_temperature 293', '_ambient_temperature 400')}`,
    );
    expect(recording.tables.map(({ name }) => name)).toEqual(['pellet, pattern 1', 'other, pattern 1']);
    expect(patternSettings(recording, 1).temperatureK).toBe(400);
  });

  it('of several measured intensities the best one alone has a kind', async () => {
    const text = `data_x\nloop_\n_pd_meas_2theta_scan\n_pd_proc_intensity_net\n_pd_meas_counts_total\n${rows(
      (row) => model.twoTheta[row]!,
      () => '1.5(2)',
      (row) => model.counts[row]!,
    )}\n`;
    const recording = await readPattern('a.cif', text);
    expect(kindsOf(recording)).toEqual(['two-theta', 'counts', undefined, undefined]);
  });

  it('a structure, or time of flight, is refused with what it is', async () => {
    await expect(
      readPattern('a.cif', 'data_x\n_cell_length_a 5.6\nloop_\n_atom_site_label\n_atom_site_fract_x\nNa 0\nCl 0.5\n'),
    ).rejects.toMatchObject({
      code: 'unknown-format',
      message: 'wrong file: this CIF holds a crystal structure and no powder pattern',
      hint: 'give it as --phase, beside the pattern',
    });
    await expect(
      readPattern('a.cif', `data_x\nloop_\n_pd_meas_time_of_flight\n_pd_calc_intensity_total\n1000 2\n1100 3\n`),
    ).rejects.toMatchObject({
      message: expect.stringContaining('time-of-flight'),
    });
    await expect(readPattern('a.cif', 'data_x\n_audit_creation_date 2020-01-01\n')).rejects.toMatchObject({
      code: 'unknown-format',
    });
  });

  it('what breaks the grammar is told, with what could be read', async () => {
    const recording = await readPattern('a.cif', `${pdCif(model)}20.9 stray`);
    expect(codesOf(recording)).toContain('cif-incomplete-loop');
    expect(recording.tables[0]!.rows).toBe(25);
    const odd = await readPattern('a.cif', pdCif(model).replace(`${model.counts[3]}(`, 'abc('));
    expect(codesOf(odd)).toEqual(['unreadable-cell']);
    expect(patternValues(odd, 'intensity')[3]).toBeNaN();
  });
});
