import { describe, expect, it } from 'vitest';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { type ColumnKind, isNumberColumn, type NumberColumn, type Recording } from '../recording.js';
import { diffractionSamples } from '../test-support/diffraction-samples.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { patternSettings, scanAxisFromWord, uniformSettings } from './uniform-settings.js';

const model = modelPattern();

function ofKind(recording: Recording, kind: ColumnKind): NumberColumn {
  const found = recording.tables[0]!.columns.filter(isNumberColumn).filter((column) => column.kind === kind);
  expect(found.map(({ name }) => name)).toHaveLength(1);
  return found[0]!;
}

describe('formats of powder patterns', () => {
  it.each(diffractionSamples)('$name is read as $format with what was written', async (sample) => {
    const recording = await readRecording(fileFromBytes(sample.name, sample.bytes));
    expect(recording.format).toBe(sample.format);
    expect(recording.tables).toHaveLength(1);
    expect(recording.tables[0]!.name).toBe('data');
    const angles = ofKind(recording, 'two-theta');
    expect(angles.unit).toBe('deg');
    // Two old layouts hold their step in 32 bits, UXD prints three decimals.
    for (const [row, angle] of angles.values.entries()) expect(angle).toBeCloseTo(model.twoTheta[row]!, 4);
    const measured = ofKind(recording, sample.measured);
    expect(measured.values.length).toBe(model.counts.length);
    for (const [row, value] of measured.values.entries()) {
      expect(Math.abs(value - model.counts[row]! / sample.divisor)).toBeLessThanOrEqual(sample.precision);
    }
    expect(recording.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it.each([
    'pattern.xrdml',
    'raw101.raw',
    'raw4.raw',
    'pattern.brml',
    'pairs.uxd',
    'pattern.ras',
    'pattern.rasx',
    'pattern.asc',
  ])('%s says wavelengths, anode, axis and counting time under the same names', async (name) => {
    const { bytes } = diffractionSamples.find((sample) => sample.name === name)!;
    const facts = patternSettings(await readRecording(fileFromBytes(name, bytes)));
    expect(facts.wavelengthKalpha1).toBeCloseTo(1.5406, 4);
    expect(facts.wavelengthKalpha2).toBeCloseTo(1.5444, 4);
    expect(facts).toMatchObject({
      anode: 'Cu',
      radiation: 'x-ray',
      scanAxis: '2theta/theta',
      sampleName: expect.stringContaining('pellet'),
    });
    expect(facts.countTimeS).toBeGreaterThan(0);
    if (!/ras|asc/.test(name)) expect(facts.ratioKalpha2).toBe(0.5);
  });
});

describe('uniform settings', () => {
  it('a later scan says only what differs, and is asked with its number', () => {
    const settings = uniformSettings([
      { wavelengthKalpha1: 1.5406, countTimeS: 1, scanAxis: '2theta' },
      { wavelengthKalpha1: 1.5406, countTimeS: 2 },
    ]);
    expect(settings).toEqual({ wavelengthKalpha1: 1.5406, countTimeS: 1, scanAxis: '2theta', 'scan 2.countTimeS': 2 });
    expect(patternSettings({ settings })).toMatchObject({ countTimeS: 1 });
    expect(patternSettings({ settings }, 1)).toEqual({ wavelengthKalpha1: 1.5406, countTimeS: 2, scanAxis: '2theta' });
  });

  it('what cannot be is left out: unset fields, damaged numbers', () => {
    const found = {
      wavelengthKalpha1: 0,
      wavelengthKalpha2: Number.NaN,
      goniometerRadiusMm: 1e30,
      anode: ' ',
      ratioKalpha2: 0,
    };
    expect(uniformSettings([found])).toEqual({ ratioKalpha2: 0 });
    expect(patternSettings({ settings: { wavelengthKalpha1: -1, anode: true, countTimeS: 'long' } })).toEqual({});
  });

  it.each([
    ['Gonio', '2theta/theta'],
    ['Locked Coupled', '2theta/theta'],
    ['Coupled TwoTheta/Theta', '2theta/theta'],
    ['TwoThetaTheta', '2theta/theta'],
    ['2θ/ω', '2theta/theta'],
    ['COUPLED', '2theta/theta'],
    ['2Theta', '2theta'],
    ['Omega', 'omega'],
    ['constructor', 'constructor'],
  ])('%s is %s', (word, axis) => {
    expect(scanAxisFromWord(word)).toBe(axis);
  });
});
