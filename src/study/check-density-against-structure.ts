import { z } from 'zod';
import { convert } from '../quantity/convert.js';
import { printQuantity } from '../quantity/print.js';
import { product, propagate } from '../quantity/propagate.js';
import type { Quantity } from '../quantity/quantity.js';
import { areaCm2, type Sample, thicknessCm } from '../techniques/sample.js';
import { quantityField } from '../techniques/sample-schema.js';
import type { Finding, SeriesEntry } from '../techniques/technique.js';
import { agreement, agreementLimit, impossible } from './agreement.js';
import type { CheckedAnalysis, StudyCheck } from './checks.js';

const name = 'density-against-structure';

const parameters = z.object({
  relativeDensity: quantityField('1')
    .optional()
    .describe('Relative density of the pellet as measured by other means (Archimedes), e.g. 0.930(5) or 93.0(5) %.'),
});

/**
 * Mass over area times thickness is the density of a pellet; over that of its crystals it is the relative density, which no
 * pellet has above 1 and which weighing under a liquid gives as well. It fails when a mass, a thickness, an area, or the cell
 * and its contents are wrong.
 */
export const densityAgainstStructure: StudyCheck<typeof parameters> = {
  name,
  summary: 'Relative density of a pellet from mass, size and crystal structure, against the one stated.',
  roles: {
    structure: {
      technique: 'powder-diffraction',
      meaning:
        'an analysis that gives the density of the crystals; its sample has mass, thickness and diameter or area',
    },
  },
  parameters,
  compare({ structure }, { relativeDensity }): readonly Finding[] {
    return [compare(structure!, relativeDensity)];
  },
};

function compare(structure: CheckedAnalysis, stated: Quantity | undefined): Finding {
  const { sample } = structure.result.provenance;
  const pellet = pelletDensity(sample);
  if (pellet === undefined)
    return impossible(name, `the sample of ${structure.id} needs mass, thickness, and diameter or area`);
  const crystals = crystalDensity(structure.result.series[0]);
  if (crystals === undefined)
    return impossible(
      name,
      `${structure.id} gives no density of all its crystals; refine the structures (method rietveld)`,
    );
  const relative = product(
    [
      { quantity: pellet, power: 1 },
      { quantity: crystals, power: -1 },
    ],
    '1',
    { unknownAsExact: true },
  );
  const source = `${printQuantity(pellet)} by mass and size over ${printQuantity(crystals)} of the crystals in ${structure.id}`;
  if (stated !== undefined)
    return agreement(
      name,
      'the relative density of the pellet',
      { quantity: relative, source: `${source},` },
      { quantity: convert(stated, '1'), source: 'other means' },
      'Check mass, thickness and area, and that cell and occupancies are those of this pellet.',
    );
  const numbers = `${name}: the relative density of the pellet is ${printQuantity(relative)} from ${source}`;
  if (relative.value! <= 1 + agreementLimit * (relative.sigma ?? 0))
    return { code: 'check-agrees', severity: 'info', message: `${numbers}; no pellet has more than 1`, where: name };
  return {
    code: 'check-disagrees',
    severity: 'warning',
    message: `${numbers}, which no pellet has. Check mass, thickness and area.`,
    where: name,
  };
}

function pelletDensity(sample: Sample): Quantity | undefined {
  const [area, thickness] = [areaCm2(sample), thicknessCm(sample)];
  if (sample.mass === undefined || area === undefined || thickness === undefined) return undefined;
  const factors = [
    { quantity: sample.mass, power: 1 },
    { quantity: { ...area, unit: 'cm^2' }, power: -1 },
    { quantity: { ...thickness, unit: 'cm' }, power: -1 },
  ];
  return product(factors, 'g/cm^3', { unknownAsExact: true });
}

/** Of all phases together: one over the sum of weight fraction over density. Undefined where a phase lacks one of them. */
function crystalDensity(entry: SeriesEntry | undefined): Quantity | undefined {
  const parts = Object.entries(entry?.quantities ?? {}).flatMap(([path, density]) => {
    if (!path.endsWith('.density')) return [];
    const phase = path.slice(0, -'.density'.length);
    return [{ density, fraction: entry!.quantities[`${phase}.weightFraction`] }];
  });
  if (parts.length === 1 && parts[0]!.density.value != null) return convert(parts[0]!.density, 'g/cm^3');
  if (parts.length === 0 || parts.some(({ density, fraction }) => density.value == null || fraction?.value == null))
    return undefined;
  const inputs = parts.flatMap(({ density, fraction }) =>
    [convert(density, 'g/cm^3'), fraction!].map(({ value, sigma }) => ({ value: value!, sigma })),
  );
  const volume = (x: readonly number[]) => parts.reduce((sum, _, k) => sum + x[2 * k + 1]! / x[2 * k]!, 0);
  const mass = (x: readonly number[]) => parts.reduce((sum, _, k) => sum + x[2 * k + 1]!, 0);
  const all = propagate(inputs, (x) => mass(x) / volume(x), undefined, { unknownAsExact: true });
  return { ...all, unit: 'g/cm^3' };
}
