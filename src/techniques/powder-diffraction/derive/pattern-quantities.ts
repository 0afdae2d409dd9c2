/** Everything that is told of one pattern as numbers: agreement, cells, shares, sizes, atoms, profile. */

import type { Quantity } from '../../../quantity/quantity.js';
import type { RefinedParameter, Refinement } from '../refinement.js';
import { phaseAgreement } from './agreement.js';
import { amorphousContent, type InternalStandard } from './amorphous.js';
import { cellQuantities, undeterminedCell } from './cell-quantities.js';
import { type CorrectedFractions, correctedFractions, type GrainDiameter } from './corrected-fractions.js';
import { siteQuantities } from './site-quantities.js';
import { type SizeStrain, sizeStrainOf } from './size-strain.js';
import { fractionQuantity, type WeightFractions, weightFractions } from './weight-fractions.js';

/** Of numbers that symmetry or the user fixes. */
const NOT_REFINED = 'held';

export interface QuantityOptions {
  readonly standard?: InternalStandard | undefined;
  /** Diameter of the grains of a phase, micrometres. */
  readonly diameters: ReadonlyMap<string, GrainDiameter>;
  /** The widths of the diffractometer were given and held. */
  readonly instrumentKnown: boolean;
}

export interface PatternQuantities {
  readonly quantities: Readonly<Record<string, Quantity>>;
  readonly weights: WeightFractions | undefined;
  readonly corrected: CorrectedFractions | undefined;
  /** Phases whose diameter is not known although others' are: without theirs nothing is corrected. */
  readonly diametersMissing: readonly string[];
  /** Of each phase, in their order. */
  readonly sizes: readonly SizeStrain[];
}

export function patternQuantities(refinement: Refinement, options: QuantityOptions): PatternQuantities {
  const { agreement, phases } = refinement;
  const weights = weightFractions(refinement);
  const corrected = correctedOf(refinement, weights, options);
  const sizes = phases.map((phase) => sizeStrainOf(refinement, phase, { instrumentKnown: options.instrumentKnown }));
  const quantities: Record<string, Quantity> = {
    rwp: percent(agreement.rwp),
    rexp: percent(agreement.rexp),
    gof: number(agreement.gof),
    rp: percent(agreement.rp),
    rwpBackground: percent(agreement.rwpBackground),
    durbinWatson: number(agreement.durbinWatson),
    berarLelann: number(agreement.berarLelann),
  };
  phases.forEach((phase, k) => {
    const put = (name: string, quantity: Quantity | undefined) => {
      if (quantity !== undefined) quantities[`${phase.name}.${name}`] = quantity;
    };
    for (const [name, quantity] of Object.entries(cellQuantities(phase, undeterminedCell(refinement, phase.name))))
      put(name, quantity);
    if (weights !== undefined) put('weightFraction', fractionQuantity(weights, k));
    put('weightFractionCorrected', corrected?.fractions[k]);
    put('size', sizes[k]!.size);
    put('microstrain', sizes[k]!.strain);
    const agreementOfPhase = phaseAgreement(agreement, phase.name);
    if (agreementOfPhase !== undefined) {
      put('rBragg', percent(agreementOfPhase.rBragg));
      put('rF', percent(agreementOfPhase.rF));
    }
  });
  for (const parameter of refinement.parameters) {
    const isCell = Object.hasOwn(quantities, parameter.name);
    if (!isCell && isTold(parameter, phases)) quantities[parameter.name] = parameterQuantity(parameter);
  }
  if (refinement.method === 'rietveld') sitesOf(quantities, refinement);
  amorphousQuantities(quantities, refinement, weights, options);
  const diametersMissing =
    options.diameters.size === 0 ? [] : phases.map(({ name }) => name).filter((name) => !options.diameters.has(name));
  return { quantities, weights, corrected, diametersMissing, sizes };
}

function correctedOf(
  refinement: Refinement,
  weights: WeightFractions | undefined,
  { diameters }: QuantityOptions,
): CorrectedFractions | undefined {
  const grains = refinement.phases.map(({ name }) => diameters.get(name));
  if (weights === undefined || refinement.phases.length < 2 || grains.some((grain) => grain === undefined))
    return undefined;
  return correctedFractions(refinement, weights, grains as GrainDiameter[]);
}

/** Every coordinate and displacement of every atom, those too that symmetry fixes or ties. */
function sitesOf(quantities: Record<string, Quantity>, refinement: Refinement): void {
  for (const phase of refinement.phases) {
    for (const { site, x, y, z, uIso } of siteQuantities(refinement, phase)) {
      for (const [name, quantity] of Object.entries({ x, y, z, uIso })) {
        const full = `${phase.name}.${site.label}.${name}`;
        if (!Object.hasOwn(quantities, full))
          quantities[full] = quantity.sigma === null ? { ...quantity, note: NOT_REFINED } : quantity;
      }
    }
  }
}

function amorphousQuantities(
  quantities: Record<string, Quantity>,
  { phases }: Refinement,
  weights: WeightFractions | undefined,
  { standard }: QuantityOptions,
): void {
  if (standard === undefined || weights === undefined) return;
  const index = phases.findIndex(({ name }) => name === standard.phase);
  const { amorphous, absolute } = amorphousContent(weights.fractions, weights.covariance, index, standard);
  quantities.amorphousFraction = amorphous;
  absolute.forEach((quantity, k) => {
    if (quantity !== null) quantities[`${phases[k]!.name}.absoluteFraction`] = quantity;
  });
}

/** Refined numbers, and atoms whether refined or not; what stands at its usual value and was never moved says nothing. */
function isTold({ name, state }: RefinedParameter, phases: Refinement['phases']): boolean {
  if (name.startsWith('background.')) return false;
  if (state !== 'fixed') return true;
  const phase = phases.find((one) => name.startsWith(`${one.name}.`));
  return phase !== undefined && name.slice(phase.name.length + 1).includes('.');
}

export function parameterQuantity({ value, sigma, unit, state }: RefinedParameter): Quantity {
  if (state === 'singular') return { value: null, sigma: null, unit, note: 'the data do not determine it by itself' };
  if (state === 'bound') return { value, sigma: null, unit, note: 'at a bound' };
  return state === 'fixed' ? { value, sigma: null, unit, note: NOT_REFINED } : { value, sigma, unit };
}

function percent(value: number): Quantity {
  return { value, sigma: null, unit: '%' };
}

function number(value: number): Quantity {
  return { value, sigma: null, unit: '1' };
}
