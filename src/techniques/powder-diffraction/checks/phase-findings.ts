/** What is found of single phases: how much there is, whether they can be told apart, and atoms that cannot be so. */
import type { AnisotropicU } from '../../../crystal/structure.js';
import { printNumber, printQuantity } from '../../../quantity/print.js';
import type { Quantity } from '../../../quantity/quantity.js';
import type { Finding } from '../../technique.js';
import { covarianceOf, findParameter } from '../derive/find-parameter.js';
import type { WeightFractions } from '../derive/weight-fractions.js';
import type { RefinedPhase, Refinement } from '../refinement.js';
import { listed } from './parameter-words.js';

/** One-sided 95 %. */
const UPPER_95 = 1.645;
const SEEN = 3;

/** Phases of which there is less than three esds. */
export function tracePhases(refinement: Refinement, { fractions, covariance }: WeightFractions): Finding[] {
  const n = fractions.length;
  if (n < 2) return [];
  const serial = refinement.agreement.berarLelann;
  return refinement.phases.flatMap(({ name }, k): Finding[] => {
    if (findParameter(refinement, `${name}.scale`)?.state === 'bound') {
      return [
        {
          code: 'trace-phase',
          severity: 'warning',
          where: name,
          message: `The fit finds none of ${name}: its scale went to zero. Take it out of the model, or correct its cell.`,
        },
      ];
    }
    const sigma = Math.sqrt(Math.max(0, covariance[k * n + k])) * serial;
    if (!(sigma > 0) || fractions[k] >= SEEN * sigma) return [];
    const most = Math.min(100, 100 * (Math.max(0, fractions[k]) + UPPER_95 * sigma));
    return [
      {
        code: 'trace-phase',
        severity: 'warning',
        where: name,
        message: `${name} is not seen for sure: ${printQuantity({ value: 100 * fractions[k], sigma: 100 * sigma, unit: '%' })} with correlated errors counted, so at most ${printNumber(most, 2)} % at 95 %. Report the limit, or leave the phase out and see whether Rwp rises.`,
      },
    ];
  });
}

/** An amorphous content below zero by more than twice its uncertainty: the standard diffracts too weakly for what was weighed. */
export function amorphousFinding(amorphous: Quantity | undefined): Finding[] {
  if (amorphous === undefined || amorphous.value === null || amorphous.value > -2 * (amorphous.sigma ?? 0)) return [];
  if (amorphous.value > -LEAST_NEGATIVE) return [];
  const printed = printQuantity({ ...percentOf(amorphous), unit: '%' });
  return [
    {
      code: 'negative-amorphous',
      severity: 'warning',
      message: `The amorphous content comes out as ${printed}: the internal standard diffracts too weakly beside the other phases for what was weighed. Microabsorption, an amorphous part of the standard, poor mixing or a wrong weight does that; the absolute fractions are wrong by as much.`,
    },
  ];
}

const LEAST_NEGATIVE = 1e-3;

function percentOf({ value, sigma }: Quantity): Pick<Quantity, 'value' | 'sigma'> {
  return { value: value === null ? null : 100 * value, sigma: sigma === null ? null : 100 * sigma };
}

const CORRELATED_SCALES = 0.9;
/** Lines nearer than this share of a full width are one to the eye and to the fit. */
const COINCIDE = 0.5;
/** Lines weaker than this share of the phase's strongest tell nobody anything. */
const WEAKEST = 0.02;

/** Pairs of phases that the pattern cannot tell apart. */
export function overlappingPhases(refinement: Refinement): Finding[] {
  const { phases } = refinement;
  return phases.flatMap((one, k) =>
    phases.slice(k + 1).flatMap((other): Finding[] => {
      const correlation = scaleCorrelation(refinement, one, other);
      const coincide = linesCoincide(one, other);
      if (Math.abs(correlation) <= CORRELATED_SCALES && !coincide) return [];
      const why = coincide
        ? 'all lines of one lie on lines of the other'
        : `their scales are correlated by ${(100 * correlation).toFixed(0)} %`;
      return [
        {
          code: 'overlapping-phases',
          severity: 'warning',
          where: `${one.name}, ${other.name}`,
          message: `${one.name} and ${other.name} cannot be told apart well: ${why}. Only their sum is sure; hold the cell or the atoms of one of them, or take one out.`,
        },
      ];
    }),
  );
}

function scaleCorrelation(refinement: Refinement, one: RefinedPhase, other: RefinedPhase): number {
  const [a, b] = [`${one.name}.scale`, `${other.name}.scale`];
  const product = covarianceOf(refinement, a, a) * covarianceOf(refinement, b, b);
  return product > 0 ? covarianceOf(refinement, a, b) / Math.sqrt(product) : 0;
}

function linesCoincide(one: RefinedPhase, other: RefinedPhase): boolean {
  const [a, b] = [strongLines(one), strongLines(other)];
  if (a.length === 0 || b.length === 0) return false;
  const lieOn = (these: RefinedPhase['reflections'], those: RefinedPhase['reflections']): boolean =>
    these.every(({ twoThetaDeg, fwhmDeg }) =>
      those.some((line) => Math.abs(line.twoThetaDeg - twoThetaDeg) < COINCIDE * fwhmDeg),
    );
  return lieOn(a, other.reflections) || lieOn(b, one.reflections);
}

function strongLines({ reflections }: RefinedPhase): RefinedPhase['reflections'] {
  const strongest = reflections.reduce((most, { intensity }) => Math.max(most, intensity), 0);
  return reflections.filter(({ intensity }) => intensity > WEAKEST * strongest);
}

/** Sites whose displacement is zero or less, or whose tensor is no ellipsoid. */
export function displacementFindings({ phases, method, parameters }: Refinement): Finding[] {
  if (method !== 'rietveld') return [];
  const refined = new Set(parameters.filter(({ state }) => state !== 'fixed').map(({ name }) => name));
  return phases.flatMap(({ name, structure }): Finding[] => {
    const isRefined = (label: string): boolean =>
      [...refined].some((own) => own.startsWith(`${name}.${label}.u`) || own.startsWith(`${name}.${label}.U`));
    const bad = structure.sites.filter(
      ({ label, uIso, uAniso }) => isRefined(label) && (uAniso === undefined ? uIso <= 1e-6 : !isEllipsoid(uAniso)),
    );
    if (bad.length === 0) return [];
    return [
      {
        code: 'negative-displacement-parameter',
        severity: 'warning',
        where: name,
        message: `Displacement parameters of ${listed(bad.map(({ label }) => label))} are zero or negative, which no atom has: absorption or roughness, another polarization (option polarization), a background too high, a wrong element or occupancy, or texture makes strong lines at high angles. Check those, or tie displacements by element (option tie).`,
      },
    ];
  });
}

/** Positive definite in the axes of the cell, whatever their angles. */
function isEllipsoid([u11, u22, u33, u12, u13, u23]: AnisotropicU): boolean {
  const minor = u11 * u22 - u12 * u12;
  const determinant = u33 * minor - u23 * (u11 * u23 - u12 * u13) + u13 * (u12 * u23 - u22 * u13);
  return u11 > 0 && minor > 0 && determinant > 0;
}

/** Sites for which the file gave no displacement, so that a usual value stands in. */
export function assumedDisplacements({ phases, method }: Refinement): Finding[] {
  if (method !== 'rietveld') return [];
  return phases.flatMap(({ name, structure }): Finding[] => {
    const assumed = structure.sites.filter(({ uAssumed }) => uAssumed === true);
    if (assumed.length === 0) return [];
    const which = assumed.length === structure.sites.length ? 'any site' : listed(assumed.map(({ label }) => label));
    return [
      {
        code: 'assumed-displacements',
        severity: 'info',
        where: name,
        message: `The structure of ${name} gives no displacement parameters for ${which}; usual values are where it starts. Where they are not refined, weight fractions and scales depend on them by a few per cent.`,
      },
    ];
  });
}
