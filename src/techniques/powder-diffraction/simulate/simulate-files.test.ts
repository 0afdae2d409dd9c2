import { describe, expect, it } from 'vitest';
import { readStructures } from '../../../crystal/cif/read-structures.js';
import { patternSettings } from '../../../formats/diffraction/uniform-settings.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { poisson } from '../../../numerics/poisson.js';
import { createRandom } from '../../../numerics/random.js';
import { patternTables, preparePattern } from '../prepare-pattern.js';
import { anatase, rutile, zincite } from './literature-phases.js';
import { patternTruth, type TypedPatternTruth } from './pattern-truth.js';
import { simulateFiles } from './simulate-files.js';
import { simulatePattern } from './simulate-pattern.js';
import { trueParameters } from './true-model.js';
import { drawTwoPhaseTruth, type TwoPhaseKind, twoPhaseKinds } from './two-phase-truths.js';

const truth: TypedPatternTruth = {
  name: 'titania.xrdml',
  fromDeg: 20,
  toDeg: 60,
  stepDeg: 0.02,
  peakCounts: 1000,
  background: [50],
  W: 0.01,
  phases: [
    { ...anatase, weightFraction: 0.7, cif: 'anatase.cif', startCell: { a: 3.8, c: 9.6 } },
    { ...rutile, weightFraction: 0.3 },
  ],
};

const encoder = new TextEncoder();

async function readBack(name: string, text: string) {
  const recording = await readRecording(fileFromBytes(name, encoder.encode(text)));
  const [{ table }] = patternTables('x', recording) as [ReturnType<typeof patternTables>[number]];
  const { pattern, findings } = preparePattern('x', table, name, { regions: [], exclusions: new Map() });
  return { pattern, findings, settings: patternSettings(recording) };
}

describe('simulated files', () => {
  it.each(['xrdml', 'xy'] as const)('give the pattern back through the reader of %s', async (format) => {
    const [file] = simulateFiles({ patterns: [{ ...truth, format }] }, 7);
    const { twoThetaDeg, counts } = simulatePattern(patternTruth.parse({ ...truth, format }), createRandom(7000));
    const { pattern, findings, settings } = await readBack(`a.${format}`, file!.text);
    expect(findings).toEqual(format === 'xy' ? expect.anything() : []);
    expect(Array.from(pattern.observed)).toEqual(Array.from(counts));
    for (const [i, angle] of twoThetaDeg.entries()) expect(pattern.twoThetaDeg[i]).toBeCloseTo(angle, 6);
    if (format === 'xrdml')
      expect(settings).toMatchObject({ wavelengthKalpha1: 1.540593, wavelengthKalpha2: 1.544427, ratioKalpha2: 0.5 });
  });

  it('have the CIF of the literature beside them, with its source', () => {
    const files = simulateFiles({ patterns: [truth] }, 1);
    expect(files.map(({ name }) => name)).toEqual(['titania.xrdml', 'anatase.cif']);
    const { structures } = readStructures(files[1]!.text, 'anatase.cif');
    expect(structures[0]!.cell).toMatchObject({ a: 3.8, b: 3.8, c: 9.6 });
    expect(structures[0]!.source).toContain('Mehl');
    expect(structures[0]!.sites.map(({ multiplicity }) => multiplicity)).toEqual([4, 8]);
  });

  it('are the same for the same seed, and others for another', () => {
    const text = (seed: number) => simulateFiles({ patterns: [truth] }, seed)[0]!.text;
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  it('refuse a truth that cannot be', () => {
    const refused = (change: object) => () => simulateFiles({ patterns: [{ ...truth, ...change }] }, 1);
    expect(refused({ toDeg: 10 })).toThrow(/above fromDeg/);
    expect(refused({ stepDeg: 1e-9 })).toThrow(/points/);
    expect(refused({ radiation: 'Xx' })).toThrow(/anode of Xx/);
    expect(refused({ peakCount: 3 })).toThrow(/peakCount/);
  });
});

it('scales phases by their weight: a pattern of one is that of the mixture where only that one has lines', () => {
  const area = (phases: TypedPatternTruth['phases']) => {
    const { expected, twoThetaDeg, model } = simulatePattern(patternTruth.parse({ ...truth, phases }), createRandom(1));
    const near = (low: number, high: number) =>
      expected.reduce((sum, y, i) => {
        const inside = twoThetaDeg[i]! > low && twoThetaDeg[i]! < high;
        return inside ? sum + y - model.background[i]! : sum;
      }, 0);
    return near(24.5, 26) / near(26.8, 28);
  };
  const [a, r] = truth.phases as [TypedPatternTruth['phases'][number], TypedPatternTruth['phases'][number]];
  const half = area([
    { ...a, weightFraction: 0.5 },
    { ...r, weightFraction: 0.5 },
  ]);
  const most = area([
    { ...a, weightFraction: 0.8 },
    { ...r, weightFraction: 0.2 },
  ]);
  expect(most / half).toBeCloseTo(4, 2);
});

it.each([0.3, 5, 250, 4000])('counts have mean and variance %d', (mean) => {
  const random = createRandom(5);
  const counts = Array.from({ length: 4000 }, () => poisson(mean, random));
  const average = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / counts.length;
  expect(Math.abs(average - mean)).toBeLessThan(4 * Math.sqrt(mean / counts.length));
  expect(variance / mean).toBeGreaterThan(0.85);
  expect(variance / mean).toBeLessThan(1.15);
});

describe('drawn two-phase samples', () => {
  it.each(Object.keys(twoPhaseKinds) as TwoPhaseKind[])('%s: a truth that can be simulated, near its CIF', (kind) => {
    const drawn = drawTwoPhaseTruth(kind, createRandom(11));
    const parsed = patternTruth.parse(drawn);
    const values = trueParameters(parsed);
    expect(parsed.phases.reduce((sum, { weightFraction }) => sum + weightFraction, 0)).toBeCloseTo(1, 12);
    for (const { name, startCell, cif } of parsed.phases) {
      expect(cif).toBe(`${name}.cif`);
      expect(Math.abs(values.get(`${name}.a`)! / startCell!.a - 1)).toBeLessThan(0.0051);
    }
  });

  it('leave the first atom where it is along an axis on which the origin floats', () => {
    const { phases } = drawTwoPhaseTruth('zincite', createRandom(4));
    const [zinc, oxygen] = phases[0]!.sites;
    expect(zinc![4]).toBe(0);
    expect(oxygen![4]).not.toBe(zincite.sites[1]![4]);
  });
});
