/**
 * What an arc of the spectrum is, from its capacitance: the only property of an arc that tells a grain boundary from an
 * electrode. The ranges follow Irvine, Sinclair and West, Adv. Mater. 2 (1990) 132, DOI 10.1002/adma.19900020304. They
 * overlap, so the answer may be "one of two", and it always comes with its reason.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { vacuumPermittivityFPerM } from '../../../quantity/constants.js';
import { geometryVariance, type PelletGeometry } from './conductivity.js';

export type ArcOrigin = 'bulk' | 'grain-boundary' | 'interphase' | 'electrode';

/** F/cm. */
const vacuumPermittivity = vacuumPermittivityFPerM / 100;

/** Plausible relative permittivities of an ionic solid. */
const bulkPermittivity = { low: 5, high: 100 };

interface Range {
  readonly origin: ArcOrigin;
  readonly words: string;
  /** `length`: C l/A in F/cm. `area`: C of one interface per area in F/cm^2. */
  readonly per: 'length' | 'area';
  readonly low: number;
  readonly high: number;
}

/** In the order in which the processes answer, fastest first. */
const ranges: readonly Range[] = [
  {
    origin: 'bulk',
    words: 'the bulk (relative permittivity 5 to 100)',
    per: 'length',
    low: bulkPermittivity.low * vacuumPermittivity,
    high: bulkPermittivity.high * vacuumPermittivity,
  },
  {
    origin: 'grain-boundary',
    words: 'grain boundaries (1e-11 to 1e-8 F/cm)',
    per: 'length',
    // Joined to the end of the bulk range, which is 1e-11 F/cm to within the sharpness of any of these limits.
    low: bulkPermittivity.high * vacuumPermittivity,
    high: 1e-8,
  },
  { origin: 'interphase', words: 'an interphase (1e-8 to 1e-6 F/cm^2)', per: 'area', low: 1e-8, high: 1e-6 },
  {
    origin: 'electrode',
    words: 'an electrode or its double layer (1e-7 to 1e-5 F/cm^2)',
    per: 'area',
    low: 1e-7,
    high: 1e-5,
  },
];

export interface ArcToAssign {
  /** Effective capacitance as measured at the terminals. */
  readonly capacitanceF: number;
  /** Variance of ln C; null or left out when not known. */
  readonly lnVariance?: number | null;
}

export interface ArcAssignment {
  /** `ambiguous` when more than one origin fits, `unassigned` when none does. */
  readonly origin: ArcOrigin | 'ambiguous' | 'unassigned';
  readonly candidates: readonly ArcOrigin[];
  /** C l/(eps0 A): a permittivity only if the arc is the bulk. */
  readonly relativePermittivity: number;
  /** Its standard deviation: capacitance and geometry. */
  readonly relativePermittivitySigma: number;
  /** C l/A. */
  readonly capacitancePerLengthFPerCm: number;
  /** Capacitance of one interface per area. */
  readonly capacitancePerAreaFPerCm2: number;
  /** Why, in words for the user. */
  readonly reason: string;
}

/**
 * Assigns the arcs of one spectrum, given fastest first (ascending time constant). Each arc keeps the origins whose range
 * holds its capacitance (widened by two standard deviations); then the order is used: only one arc can be the bulk, the
 * fastest, and no arc can come before the origin of a faster one.
 *
 * @param interfaceCount interfaces in series that an electrode or interphase arc counts together (two in a symmetric
 * cell, where each has twice the capacitance measured).
 */
export function assignArcs(
  arcs: readonly ArcToAssign[],
  geometry: PelletGeometry,
  interfaceCount: 1 | 2 = 2,
): ArcAssignment[] {
  const shape = geometry.thicknessCm / geometry.areaCm2;
  const shapeVariance = geometryVariance(geometry);
  let bulkTaken = false;
  let earliest = 0;
  return arcs.map((arc) => {
    const perLength = arc.capacitanceF * shape;
    const perArea = (arc.capacitanceF * interfaceCount) / geometry.areaCm2;
    const permittivity = perLength / vacuumPermittivity;
    const lnSigma = Math.sqrt((arc.lnVariance ?? 0) + shapeVariance);
    const stretch = exp(2 * lnSigma);
    const fitting = ranges.filter((range) => {
      const value = range.per === 'length' ? perLength : perArea;
      return value * stretch >= range.low && value / stretch <= range.high;
    });
    const evidence =
      `C l/A = ${short(perLength)} F/cm (as a permittivity ${short(permittivity)}), ` +
      `${short(perArea)} F/cm^2 ${interfaceCount === 2 ? 'for each of two interfaces' : 'of the interface'}`;
    let allowed = fitting.filter(
      (range) => ranges.indexOf(range) >= earliest && !(range.origin === 'bulk' && bulkTaken),
    );
    let remark = '';
    let position = '';
    if (allowed.length === 0 && fitting.some((range) => range.origin === 'bulk') && bulkTaken) {
      allowed = ranges.filter((range) => range.origin === 'grain-boundary');
      position = 'below the usual range of grain boundaries (1e-11 to 1e-8 F/cm)';
      remark =
        '; by its size it could be the bulk, but a faster arc is, so it is named by its order only (and stands too close to the bulk for the brick-layer model)';
    } else if (allowed.length === 0 && fitting.length > 0) {
      allowed = fitting;
      remark = '; its order among the arcs contradicts this, check the circuit';
    } else if (allowed.length < fitting.length) {
      remark = '; what a faster arc already is has been left out';
    }
    if (allowed.some((range) => range.origin === 'bulk')) bulkTaken = true;
    if (allowed.length === 1) earliest = Math.max(earliest, ranges.indexOf(allowed[0]));
    return {
      origin: allowed.length === 1 ? allowed[0].origin : allowed.length === 0 ? 'unassigned' : 'ambiguous',
      candidates: allowed.map((range) => range.origin),
      relativePermittivity: permittivity,
      relativePermittivitySigma: permittivity * lnSigma,
      capacitancePerLengthFPerCm: perLength,
      capacitancePerAreaFPerCm2: perArea,
      reason: `${evidence}: ${position || verdict(allowed, permittivity, perArea)}${remark}.`,
    };
  });
}

function verdict(allowed: readonly Range[], permittivity: number, perArea: number): string {
  if (allowed.length > 0) return `in the range of ${allowed.map((range) => range.words).join(' and of ')}`;
  if (permittivity < bulkPermittivity.low) {
    return 'smaller than the bulk of any ionic solid, so a stray capacitance of cell or cable, or a wrong geometry';
  }
  if (perArea > 1e-5) {
    return 'larger than a double layer, so a reaction, diffusion or a rough electrode of larger true area';
  }
  return 'between the ranges of grain boundaries and of interfaces';
}

function short(value: number): string {
  return value >= 0.01 && value < 1000 ? String(Number(value.toPrecision(2))) : value.toExponential(1);
}
