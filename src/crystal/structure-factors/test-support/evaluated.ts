import { inverseSquareD, reciprocalMetric } from '../../cell/metric.js';
import type { CrystalStructure } from '../../structure.js';
import { createStructureFactors } from '../create-structure-factors.js';
import type { Scatterer } from '../structure-factors.js';

/** Made-up atoms, all different, with real and imaginary parts that show. */
export const scattererOf = (element: string): Scatterer => {
  const z = element.charCodeAt(0) - 60 + element.length;
  return { a: [z * 0.6, z * 0.3], b: [20 - z / 4, 2 + z / 10], c: z * 0.1, fPrime: -z / 20, fDoublePrime: z / 8 };
};

/** |F|² and slopes of a structure with `scattererOf` at its start values, or at others and another size of the cell. */
export function evaluated(
  structure: CrystalStructure,
  reflections: readonly (readonly number[])[],
  { values, scale = 1 }: { readonly values?: Float64Array; readonly scale?: number } = {},
): {
  squared: Float64Array;
  derivatives: Float64Array;
  bySSquared: Float64Array;
  sSquared: Float64Array;
  values: Float64Array;
  names: string[];
} {
  const factors = createStructureFactors(
    structure,
    structure.sites.map(({ element }) => scattererOf(element)),
  );
  const metric = reciprocalMetric(structure.cell).map((number) => number * scale);
  const sSquared = Float64Array.from(reflections, ([h, k, l]) => inverseSquareD(metric, h!, k!, l!) / 4);
  const count = sSquared.length;
  const at = values ?? Float64Array.from(factors.parameters, (parameter) => parameter.start);
  const squared = new Float64Array(count);
  const derivatives = new Float64Array(count * factors.parameters.length);
  const bySSquared = new Float64Array(count);
  factors.evaluate(Int32Array.from(reflections.flat()), sSquared, at, metric, squared, derivatives, bySSquared);
  const names = factors.parameters.map((parameter) => parameter.name);
  return { squared, derivatives, bySSquared, sSquared, values: at, names };
}
