import { describe, expect, it } from 'vitest';
import { patternSettings } from '../diffraction/uniform-settings.js';
import { bareXy, commentedXye, evaXy } from '../test-support/diffraction-text.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { codesOf, kindsOf, patternColumn, patternValues, readPattern } from '../test-support/read-pattern.js';
import { scatterOverCounting } from './plausible-pattern.js';

const model = modelPattern();
const lines = (make: (row: number) => string): string => `${model.counts.map((_, row) => make(row)).join('\n')}\n`;

describe('patterns as text', () => {
  it('the header of EVA is understood', async () => {
    const recording = await readPattern('a.xy', evaXy());
    expect(recording.settings).toMatchObject({ Comment: 'a pellet', TimePerStep: 96, anode: 'Cu' });
    expect(patternSettings(recording)).toEqual({ countTimeS: 96, anode: 'Cu', scanAxis: '2theta/theta' });
    expect(codesOf(recording)).toEqual(['columns-guessed', 'intensity-unit-unknown']);
  });

  it('negative values of subtracted backgrounds are kept', async () => {
    const recording = await readPattern(
      'a.xy',
      lines((row) => `${model.twoTheta[row]} ${model.counts[row]! - 200.25}`),
    );
    expect(patternValues(recording, 'intensity')).toEqual(model.counts.map((count) => count - 200.25));
  });

  it('comments of a beam line are settings', async () => {
    const recording = await readPattern('a.xye', commentedXye());
    expect(patternSettings(recording)).toEqual({ wavelengthKalpha1: 0.414581, temperatureK: 300.03 });
    expect(kindsOf(recording)).toEqual(['two-theta', 'intensity', 'intensity-sigma']);
  });

  it.each([
    ['blanks', 'a.xy', (row: number) => `  ${model.twoTheta[row]}   ${model.counts[row]}`],
    ['tabs', 'a.xy', (row: number) => `${model.twoTheta[row]}\t${model.counts[row]}`],
    ['commas', 'a.xy', (row: number) => `${model.twoTheta[row]},${model.counts[row]}`],
    ['comma and blank', 'a.xy', (row: number) => `${model.twoTheta[row]}, ${model.counts[row]}`],
    [
      'semicolon and decimal comma',
      'a.xy',
      (row: number) => `${String(model.twoTheta[row]).replace('.', ',')};${model.counts[row]}`,
    ],
    ['bare .dat', 'a.dat', (row: number) => `${model.twoTheta[row]} ${model.counts[row]}`],
    [
      'bare .txt with sigma',
      'a.txt',
      (row: number) => `${model.twoTheta[row]} ${model.counts[row]! / 2} ${Math.sqrt(model.counts[row]!) / 2}`,
    ],
  ])('%s', async (_, name, row) => {
    const recording = await readPattern(name, lines(row));
    expect(recording.format).toBe('powder-text');
    expect(patternValues(recording, 'two-theta')).toEqual(model.twoTheta);
    expect(kindsOf(recording)[1]).toBe(name === 'a.txt' ? 'intensity' : 'counts');
  });

  it.each([
    ['2Theta,Counts', ['two-theta', 'counts']],
    ['# 2theta intensity', ['two-theta', 'counts']],
    ['"2-Theta (deg)","Intensity (cps)"', ['two-theta', 'intensity']],
    ['2θ/°;I', ['two-theta', 'counts']],
    ['Angle,Intensity', ['two-theta', 'counts']],
  ])('the names %s', async (header, kinds) => {
    const recording = await readPattern(
      'a.xy',
      `${header}\n${lines((row) => `${model.twoTheta[row]},${model.counts[row]}`)}`,
    );
    expect(kindsOf(recording)).toEqual(kinds);
    if (header.startsWith('Angle')) expect(codesOf(recording)).toContain('two-theta-assumed');
  });

  it('measured, calculated and background by name', async () => {
    const body = lines((row) => `${model.twoTheta[row]},${model.counts[row]},${model.counts[row]! + 0.5},150`);
    const recording = await readPattern('fit.csv', `2theta,Iobs,Icalc,bkg\n${body}`);
    expect(kindsOf(recording)).toEqual(['two-theta', 'counts', 'intensity-calculated', 'intensity-background']);
  });

  it('whole numbers that scatter less or more than counts are an intensity', async () => {
    const scaled = await readPattern(
      'a.xy',
      lines((row) => `${model.twoTheta[row]} ${model.counts[row]! * 20}`),
    );
    expect(kindsOf(scaled)).toEqual(['two-theta', 'intensity']);
    expect(codesOf(scaled)).toContain('intensity-unit-unknown');
    expect(scatterOverCounting(Float64Array.from(model.counts))).toBeGreaterThan(0.4);
    expect(scatterOverCounting(Float64Array.from(model.counts))).toBeLessThan(2.5);
  });

  it('several patterns one below the other are several tables', async () => {
    const recording = await readPattern('a.xy', `${evaXy()}${evaXy()}`);
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['data 1', 120],
      ['data 2', 120],
    ]);
  });

  it('a digit that is damaged does not make it something else', async () => {
    const text = bareXy().replace('21.000000', '91.000000');
    const recording = await readPattern('a.xy', text);
    expect(patternColumn(recording, 'two-theta').values[20]).toBe(91);
    expect(codesOf(recording)).toContain('angles-not-rising');
  });
});

describe('what is no pattern stays what it was', () => {
  const seconds = (row: number): string => (row * 0.1).toFixed(1);
  it.each([
    ['time and voltage, bare', 'a.txt', (row: number) => `${seconds(row)} ${(3 + row / 1000).toFixed(4)}`],
    [
      'time and noisy voltage',
      'a.dat',
      (row: number) => `${seconds(row)} ${(3 + model.counts[row]! / 1000).toFixed(4)}`,
    ],
    ['a whole-number ramp', 'a.csv', (row: number) => `${row},${row * 3}`],
    [
      'three columns of a spectrum',
      'a.dat',
      (row: number) => `${(1e6 / 1.2 ** row).toExponential(6)} ${100 + row} ${-row - 1}`,
    ],
    ['four bare columns', 'a.txt', (row: number) => `${model.twoTheta[row]} ${model.counts[row]} 1 2`],
  ])('%s', async (_, name, row) => {
    const recording = await readPattern(name, lines(row));
    expect(recording.format).toBe('text');
    expect(kindsOf(recording)).not.toContain('two-theta');
  });

  it.each([
    '# Created by: SpecsLab Prodigy\n# Energy Axis: Kinetic Energy',
    '# Raman shift, counts',
    '# Voltage / V, counts',
  ])('an .xy that says %s', async (header) => {
    const recording = await readPattern('a.xy', `${header}\n${bareXy()}`);
    expect(kindsOf(recording)).not.toContain('two-theta');
  });

  it('a cycling table in csv', async () => {
    const recording = await readPattern(
      'a.csv',
      `time/s,Ewe/V,I/mA\n${lines((row) => `${row},${3 + row / 1000},0.1`)}`,
    );
    expect(recording.format).toBe('text');
    expect(kindsOf(recording)).toEqual(['time', 'potential', 'current']);
  });
});
