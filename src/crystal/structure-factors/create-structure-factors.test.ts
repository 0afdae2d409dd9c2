import { describe, expect, it } from 'vitest';
import { inverseSquareD, reciprocalMetric } from '../cell/metric.js';
import { createStructureFactors } from './create-structure-factors.js';
import type { Scatterer } from './structure-factors.js';
import { type Reference, referenceStructures } from './test-support/reference-structures.js';

const references = referenceStructures();

/** |F| of all reflections of a file with the coefficients that stand in it. */
function amplitudes({ file, structure }: Reference, table: 'f0_it92' | 'f0_wk95', anomalous: boolean): number[] {
  const scatterers: Scatterer[] = structure.sites.map(({ element }) => ({
    ...file[table][element]!,
    fPrime: anomalous ? file.anomalous[element]!.fp : 0,
    fDoublePrime: anomalous ? file.anomalous[element]!.fpp : 0,
  }));
  const factors = createStructureFactors(structure, scatterers);
  const metric = reciprocalMetric(structure.cell);
  const hkl = Int32Array.from(file.reflections.flatMap(([h, k, l]) => [h!, k!, l!]));
  const sSquared = Float64Array.from(file.reflections, ([h, k, l]) => inverseSquareD(metric, h!, k!, l!) / 4);
  const squared = new Float64Array(sSquared.length);
  const values = Float64Array.from(factors.parameters, (parameter) => parameter.start);
  factors.evaluate(hkl, sSquared, values, metric, squared, null, null);
  return Array.from(squared, Math.sqrt);
}

describe.skipIf(references.length === 0)('structure factors of the shared structures (needs the shared data)', () => {
  it('has all thirteen', () => {
    expect(references).toHaveLength(13);
    expect(references.every(({ structure }) => structure.sites.length > 0)).toBe(true);
  });

  for (const reference of references) {
    const { file, structure } = reference;
    it(`puts the sites of ${file.name} where the file has them`, () => {
      expect(structure.sites.map((site) => site.multiplicity)).toEqual(file.sites.map((site) => site.multiplicity));
    });
    // The files keep four decimals of |F|; beyond half a unit of the last one, 1e-6 of |F| may differ.
    it.each([
      ['F0', 'f0_it92', false],
      ['F', 'f0_it92', true],
      ['Fwk', 'f0_wk95', true],
    ] as const)(`agrees with the column %s of ${file.name}`, (column, table, anomalous) => {
      const at = file.columns.indexOf(column);
      const found = amplitudes(reference, table, anomalous);
      const worst = file.reflections.map((row, k) => Math.abs(found[k]! - row[at]!) - 0.50001e-4 - 1e-6 * row[at]!);
      expect(found.length).toBeGreaterThan(10);
      expect(Math.max(...worst)).toBeLessThanOrEqual(0);
    });
  }
});
