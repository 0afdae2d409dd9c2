/** Both figures of a polarization: well formed, drawn as they were fitted. */
import { describe, expect, it } from 'vitest';
import type { Figure, Mark } from '../../../figure/figure.js';
import { toVegaLite } from '../../../figure/index.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { readRecording } from '../../../formats/read-recording.js';
import { analysePolarization } from '../analyse.js';
import { polarizationOptions } from '../options.js';
import { simulateFiles } from '../simulate/simulate-files.js';

const sample = {
  thickness: { value: 1, sigma: 0.02, unit: 'mm' },
  diameter: { value: 12, sigma: 0.1, unit: 'mm' },
};
const cell = {
  thicknessMm: 1,
  areaCm2: 1.131,
  electronicConductivity: 8e-9,
  voltages: [0.2, 1],
  durationS: 7200,
  sampleS: 20,
  components: [{ amplitude: 10, tauS: 200 }],
  noiseA: 3e-11,
};

async function figuresOf(truth: object, options: object = {}): Promise<Record<string, Figure>> {
  const [file] = simulateFiles({ files: [{ name: 'dc.csv', truth: { ...cell, ...truth } }] }, 2);
  const recording = await readRecording(fileFromBytes('dc.csv', new TextEncoder().encode(file!.text)));
  const { figures } = analysePolarization({
    recordings: [{ label: 'dc', recording, conditions: {} }],
    sample,
    options: polarizationOptions.parse(options),
  });
  return Object.fromEntries(figures.map((figure) => [figure.id, figure]));
}

function marksOf(figure: Figure | undefined): readonly Mark[] {
  expect(figure!.panels).toHaveLength(1);
  expect(() => toVegaLite(figure!)).not.toThrow();
  return figure!.panels[0]!.marks;
}

const pick = <Type extends Mark['type']>(marks: readonly Mark[], type: Type) =>
  marks.filter((mark): mark is Extract<Mark, { type: Type }> => mark.type === type);

describe('transients', () => {
  it('show each step with its law, its steady current and the band of that', async () => {
    const { transients } = await figuresOf({});
    const marks = marksOf(transients);
    const points = pick(marks, 'points');
    expect(points.map(({ label }) => label)).toEqual(['0.2 V', '1 V']);
    expect(transients!.panels[0]!.y).toMatchObject({ scale: 'log', unit: 'nA' });
    for (const { x, y } of points) {
      expect(x.length).toBe(y.length);
      expect(x.length).toBeLessThan(120);
      expect([...x, ...y].every((value) => value > 0 && Number.isFinite(value))).toBe(true);
    }
    const levels = pick(marks, 'line').filter(({ dash }) => dash === 'dashed');
    expect(levels.map(({ y }) => y[0]! / 18.1)).toEqual([expect.closeTo(1, 1), expect.closeTo(5, 1)]);
    for (const [k, { lower, upper }] of pick(marks, 'band').entries()) {
      expect(lower[0]).toBeLessThan(levels[k]!.y[0]!);
      expect(upper[0]).toBeGreaterThan(levels[k]!.y[0]!);
    }
    const laws = pick(marks, 'line').filter(({ colour }) => colour === 'ink');
    for (const [k, law] of laws.entries()) {
      const last = points[k]!.y.at(-1)!;
      expect(law.y.at(-1)! / last).toBeCloseTo(1, 1);
    }
  });

  it('have no dashed line where nothing is steady', async () => {
    const { transients, ...others } = await figuresOf({ durationS: 600, components: [{ amplitude: 10, tauS: 3000 }] });
    expect(pick(marksOf(transients), 'line').filter(({ dash }) => dash === 'dashed')).toEqual([]);
    expect(others).toEqual({});
  });

  it('have a linear scale where the current crosses zero', async () => {
    const { transients } = await figuresOf({ noiseA: 5e-8, voltages: [0.2] });
    marksOf(transients);
    expect(transients!.panels[0]!.y.scale).toBe('linear');
  });
});

describe('current against potential', () => {
  it('has the line within its band, through all error bars', async () => {
    const marks = marksOf((await figuresOf({ voltages: [-0.5, 0.2, 1] }))['current-voltage']);
    const [line] = pick(marks, 'line');
    const [band] = pick(marks, 'band');
    const [bars] = pick(marks, 'error-bars');
    for (const [k, y] of line!.y.entries()) {
      expect(band!.lower[k]).toBeLessThan(y);
      expect(band!.upper[k]).toBeGreaterThan(y);
    }
    const slope = (line!.y.at(-1)! - line!.y[0]!) / (line!.x.at(-1)! - line!.x[0]!);
    expect(slope / 90.48).toBeCloseTo(1, 1);
    for (const [k, x] of bars!.x.entries()) {
      const at = line!.y[0]! + slope * (x - line!.x[0]!);
      expect(bars!.lower[k]).toBeLessThan(at);
      expect(bars!.upper[k]).toBeGreaterThan(at);
    }
  });

  it('has a curve with one blocking electrode', async () => {
    const marks = marksOf(
      (await figuresOf({ voltages: [0.02, 0.06, 0.1] }, { electrodes: 'one-blocking' }))['current-voltage'],
    );
    const [curve] = pick(marks, 'line');
    expect(curve!.x[0]).toBe(0);
    expect(Math.abs(curve!.y[0]!)).toBeLessThan(1e-9);
    expect(pick(marks, 'band')).toEqual([]);
  });
});
