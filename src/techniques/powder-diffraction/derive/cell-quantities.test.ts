import { describe, expect, it } from 'vitest';
import { reciprocalMetric } from '../../../crystal/cell/metric.js';
import { anatase, handMadeRefinement, zincite } from '../test-support/hand-made-refinement.js';
import { cellQuantities, undeterminedCell } from './cell-quantities.js';

/** Covariance of the metric when a (= b) and c of a tetragonal cell are known to these. */
function tetragonalCovariance(a: number, c: number, sigmaA: number, sigmaC: number): Float64Array {
  const covariance = new Float64Array(36);
  const [da, dc] = [(-2 / a ** 3) * sigmaA, (-2 / c ** 3) * sigmaC];
  for (const i of [0, 1]) for (const j of [0, 1]) covariance[6 * i + j] = da * da;
  covariance[14] = dc * dc;
  return covariance;
}

describe('cellQuantities', () => {
  const metricCovariance = tetragonalCovariance(3.785, 9.514, 0.0001, 0.0003);
  const [phase] = handMadeRefinement({ phases: [{ structure: anatase, metricCovariance }] }).phases;
  const found = cellQuantities(phase);

  it('gives edges their uncertainty, and angles none where symmetry fixes them', () => {
    expect(found.a.value).toBeCloseTo(3.785, 10);
    expect(found.a.sigma).toBeCloseTo(0.0001, 9);
    expect(found.b.sigma).toBeCloseTo(0.0001, 9);
    expect(found.c.sigma).toBeCloseTo(0.0003, 9);
    // What is told once is enough for a reader; the tables have it all.
    expect([found.a.note, found.b.note, found.c.note]).toEqual([undefined, 'fixed by symmetry', undefined]);
    for (const name of ['alpha', 'beta', 'gamma'] as const) {
      expect(found[name]).toMatchObject({ value: 90, sigma: null, note: 'fixed by symmetry' });
    }
  });

  it('gives the volume what a and b share', () => {
    const volume = 3.785 ** 2 * 9.514;
    expect(found.volume.value).toBeCloseTo(volume, 8);
    const relative = Math.hypot((2 * 0.0001) / 3.785, 0.0003 / 9.514);
    expect(found.volume.sigma).toBeCloseTo(volume * relative, 7);
  });

  it('gives the density of 4 TiO2 in the cell', () => {
    expect(found.density.value).toBeCloseTo((4 * 79.865) / 6.02214076e23 / 136.3e-24, 2);
    expect(found.density.unit).toBe('g/cm^3');
    expect(found.density.sigma! / found.density.value!).toBeCloseTo(found.volume.sigma! / found.volume.value!, 12);
  });

  it('has no uncertainty where nothing was refined', () => {
    const [fixed] = handMadeRefinement({ phases: [{ structure: anatase }] }).phases;
    expect(cellQuantities(fixed).a).toMatchObject({ sigma: null, note: 'held at 3.785' });
    expect(cellQuantities(fixed).volume.sigma).toBeNull();
  });

  it('has none for an edge that was held while another was refined', () => {
    const held = tetragonalCovariance(3.785, 9.514, 1e-24, 0.0003);
    const [one] = handMadeRefinement({ phases: [{ structure: anatase, metricCovariance: held }] }).phases;
    expect(cellQuantities(one).a).toMatchObject({ sigma: null, note: 'held at 3.785' });
    expect(cellQuantities(one).c.sigma).toBeCloseTo(0.0003, 9);
  });

  it('has no value for what the data only determine together, nor for the volume', () => {
    const lost = cellQuantities(phase, new Set(['a']));
    for (const name of ['a', 'b', 'volume', 'density'] as const)
      expect(lost[name]).toMatchObject({ value: null, note: 'the data do not determine it by itself' });
    expect(lost.c.value).toBeCloseTo(9.514, 10);
    const parameters = [
      { name: 'x.a', value: 3, sigma: null, unit: 'angstrom', state: 'singular', start: 3 },
      { name: 'x.c', value: 9, sigma: 0.1, unit: 'angstrom', state: 'free', start: 9 },
    ] as const;
    expect([...undeterminedCell({ parameters }, 'x')]).toEqual(['a']);
  });

  it('gives an angle that is free its uncertainty in degrees', () => {
    const structure = { ...zincite, cell: { a: 5, b: 6, c: 7, alpha: 91, beta: 103, gamma: 88 } };
    const step = 1e-4;
    const moved = reciprocalMetric({ ...structure.cell, beta: 103 + step });
    const base = reciprocalMetric(structure.cell);
    // A covariance that moves beta alone.
    const d = moved.map((value, i) => (value - base[i]) / step);
    const covariance = new Float64Array(36);
    for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) covariance[6 * i + j] = d[i] * d[j] * 0.002 * 0.002;
    const [triclinic] = handMadeRefinement({ phases: [{ structure, metricCovariance: covariance }] }).phases;
    const cell = cellQuantities(triclinic);
    expect(cell.beta.sigma).toBeCloseTo(0.002, 6);
    expect(cell.a.sigma).toBeLessThan(1e-6);
  });
});

describe('a cell that was held', () => {
  it('is told with the digits that were given', () => {
    const structure = { ...anatase, cell: { ...anatase.cell, a: 4.15689, b: 4.15689 } };
    const [phase] = handMadeRefinement({ phases: [{ structure }] }).phases;
    expect(cellQuantities(phase).a.note).toBe('held at 4.15689');
  });
});
