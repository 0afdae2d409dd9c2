import { describe, expect, it } from 'vitest';
import { cellVolume } from '../../../crystal/cell/metric.js';
import { cellContents, massOf } from '../../../crystal/cif/formula.js';
import type { CrystalStructure } from '../../../crystal/structure.js';
import {
  anatase,
  freeParameter,
  handMadeRefinement,
  parameter,
  site,
  structureOf,
  zincite,
} from '../test-support/hand-made-refinement.js';
import { fractionQuantity, weightFractions } from './weight-fractions.js';

const cellMass = (structure: CrystalStructure) => massOf(cellContents(structure));

const scales = [2.1e-5, 7.3e-5];
const phases = [
  { structure: anatase, scale: scales[0] },
  { structure: zincite, scale: scales[1] },
];

describe('weightFractions', () => {
  it('weighs scales with mass and volume of the cell', () => {
    const found = weightFractions(handMadeRefinement({ phases }))!;
    const a = scales[0] * 4 * 79.865 * 3.785 ** 2 * 9.514;
    const b = scales[1] * 2 * 81.379 * cellVolume(zincite.cell);
    expect(found.fractions[0]).toBeCloseTo(a / (a + b), 6);
    expect(found.fractions[0] + found.fractions[1]).toBeCloseTo(1, 14);
  });

  it('takes S of |F|² over V for what it is: the published fractions of a mixture of three', () => {
    // Scales of GSAS-II hold 1/V: 334.84, 94.515, 2.2652 refine as .6407, .3551 (.3550), .0043.
    const rutile = structureOf('rutile', { a: 4.5937, b: 4.5937, c: 2.9587, alpha: 90, beta: 90, gamma: 90 }, [
      site('Ti1', 'Ti', { multiplicity: 2 }),
      site('O1', 'O', { multiplicity: 4 }),
    ]);
    const published = [
      { structure: zincite, over: 334.84382 },
      { structure: anatase, over: 94.5146 },
      { structure: rutile, over: 2.265189 },
    ];
    const made = published.map(({ structure, over }) => ({ structure, scale: over / cellVolume(structure.cell) }));
    const { fractions } = weightFractions(handMadeRefinement({ phases: made }))!;
    [0.6407, 0.3551, 0.0043].forEach((value, k) => {
      expect(Math.abs(fractions[k] - value)).toBeLessThan(2e-4);
    });
  });

  it('carries the whole covariance, cells and occupancies included, as differences do', () => {
    const names: [string, number, number][] = [
      ['anatase.scale', scales[0], 2e-7],
      ['zincite.scale', scales[1], 4e-7],
      ['anatase.a', 3.785, 0.02],
      ['zincite.gamma', 120, 0.5],
      ['zincite.O1.occupancy', 1, 0.05],
    ];
    const covariance = new Float64Array(25);
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) covariance[5 * i + j] = names[i][2] * names[j][2] * (i === j ? 1 : 0.3);
    }
    const parameters = names.map((one) => freeParameter(...one));
    const found = weightFractions(handMadeRefinement({ phases, parameters, covariance }))!;
    const fractionAt = (x: readonly number[]): number => {
      const a = { ...anatase, cell: { ...anatase.cell, a: x[2], b: x[2] } };
      const sites = [zincite.sites[0], { ...zincite.sites[1], occupancy: x[4] }];
      const b = { ...zincite, cell: { ...zincite.cell, gamma: x[3] }, sites };
      const [p, q] = [x[0] * cellMass(a) * cellVolume(a.cell), x[1] * cellMass(b) * cellVolume(b.cell)];
      return p / (p + q);
    };
    const x = names.map(([, value]) => value);
    const gradient = x.map((value, i) => {
      const h = 1e-6 * value;
      return (fractionAt(x.with(i, value + h)) - fractionAt(x.with(i, value - h))) / (2 * h);
    });
    let variance = 0;
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 5; j++) variance += gradient[i] * gradient[j] * covariance[5 * i + j];
    expect(found.covariance[0] / variance).toBeCloseTo(1, 6);
    // What one phase gains the other loses.
    expect(found.covariance[1] / variance).toBeCloseTo(-1, 6);
    expect(fractionQuantity(found, 0).sigma).toBeCloseTo(Math.sqrt(variance), 10);
  });

  it('gives a phase without any intensity 0 with its uncertainty', () => {
    const parameters = [freeParameter('anatase.scale', 0, 1e-7), freeParameter('zincite.scale', scales[1], 1e-7)];
    const found = weightFractions(
      handMadeRefinement({ phases: [{ structure: anatase, scale: 0 }, phases[1]], parameters }),
    )!;
    expect(fractionQuantity(found, 0).value).toBe(0);
    expect(fractionQuantity(found, 0).sigma).toBeGreaterThan(0);
  });

  it('gives a single phase all without an uncertainty, and nothing without scales', () => {
    const alone = weightFractions(
      handMadeRefinement({ phases: [phases[0]], parameters: [parameter('anatase.scale', 1)] }),
    )!;
    expect(fractionQuantity(alone, 0)).toMatchObject({ value: 1, sigma: null });
    const leBail = handMadeRefinement({ phases });
    expect(
      weightFractions({ ...leBail, phases: leBail.phases.map((one) => ({ ...one, scale: null })) }),
    ).toBeUndefined();
  });
});
