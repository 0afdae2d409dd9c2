import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../src/execution/task.js';
import { analysisJsonText, resultFiles, tableFiles, zipFiles } from './export-files.js';

const quantity = { value: 1.5, sigma: 0.1, unit: 'Ohm' };
const result: Result = {
  technique: 'impedance',
  version: '0.0.0',
  quantities: { R1: quantity },
  series: [{ label: 'a', conditions: {}, quantities: { R1: quantity }, findings: [] }],
  findings: [],
  tables: [{ id: 'Series', caption: '', columns: [{ name: 'x', unit: '' }], rows: [[1]] }],
  figures: [],
  methods: [],
  provenance: { inputs: [], options: { b: 1, a: 2 }, sample: {} },
};

describe('analysisJsonText', () => {
  it('is the answer of the command line: indented by two, options sorted, a line feed at the end', () => {
    const text = analysisJsonText(result);
    expect(text.startsWith('{\n  "technique": "impedance",\n  "version": "0.0.0",\n')).toBe(true);
    expect(text.endsWith('}\n')).toBe(true);
    expect(text.indexOf('"a": 2')).toBeLessThan(text.indexOf('"b": 1'));
    expect(text).not.toContain('"figures"');
  });
});

describe('tableFiles', () => {
  it('has quantities, series and tables, no two by the same name', () => {
    const files = tableFiles(result);
    expect(files.map(({ path }) => path)).toEqual(['quantities.csv', 'series.csv', 'Series-2.csv']);
    expect(files[1]!.bytes).toBe('recording,R1/Ohm,R1 sigma/Ohm\na,1.5,0.1\n');
  });

  it('leaves out what there is nothing of', () => {
    expect(tableFiles({ ...result, quantities: {}, series: [], tables: [] })).toEqual([]);
  });
});

describe('resultFiles', () => {
  it('has the files for other programs under names that can stand in a zip', () => {
    const file = { name: 'fit.cif', description: 'Structure.', mediaType: 'chemical/x-cif', text: 'data_a' };
    const files = resultFiles({ ...result, files: [file, { ...file, name: '../Fit.CIF', text: 'data_b' }] });
    expect(files.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['fit.cif', 'data_a'],
      ['Fit-2.CIF', 'data_b'],
    ]);
    expect(Object.keys(unzipSync(zipFiles('a', files)))).toEqual(['a/fit.cif', 'a/Fit-2.CIF']);
    expect(resultFiles(result)).toEqual([]);
  });
});

describe('zipFiles', () => {
  it('holds the files in a folder, the same bytes each time', () => {
    const files = tableFiles(result);
    const zip = zipFiles('conductivity', files);
    const back = unzipSync(zip);
    expect(Object.keys(back)).toEqual(files.map(({ path }) => `conductivity/${path}`));
    expect(strFromU8(back['conductivity/Series-2.csv']!)).toBe('x\n1\n');
    expect(zipFiles('conductivity', files)).toEqual(zip);
  });
});
