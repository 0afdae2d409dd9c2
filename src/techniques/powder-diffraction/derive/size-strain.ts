import type { Quantity } from '../../../quantity/quantity.js';
import type { RefinedPhase, Refinement } from '../refinement.js';
import { covarianceOf, findParameter, isRefined, numberOf } from './find-parameter.js';

export interface SizeStrainOptions {
  /** K of D = K lambda / (beta cos theta). @default 0.9 */
  readonly shapeFactor?: number;
  /** What beta is: the full width at half maximum, or area over height. @default 'fwhm' */
  readonly breadth?: 'fwhm' | 'integral';
  /**
   * True where the widths of the instrument were given and held (X, Y and the Gaussian part), so that what the phase adds is
   * its own.
   */
  readonly instrumentKnown: boolean;
}

const RADIAN = Math.PI / 180;
const TWO_SIDED_95 = 1.96;
/** Area over height of a Lorentzian, in units of its full width at half maximum. */
const LORENTZ_INTEGRAL = Math.PI / 2;

const WITH_INSTRUMENT = 'the instrument is part of the width, which was not measured with a standard';

/** What the widths of a phase say about its grains. */
export interface SizeStrain {
  /** Apparent size, nm; absent where no width of that kind is in the model. */
  readonly size?: Quantity;
  /** Microstrain e = beta / (4 tan theta), in per cent; absent likewise. */
  readonly strain?: Quantity;
}

/**
 * Apparent crystallite size D = K lambda / (beta cos theta) from the Lorentzian width that goes with 1/cos theta, and
 * microstrain e = beta / (4 tan theta) from the one that goes with tan theta. Where the instrument is not known the width
 * holds it too: the size is then a lower, the strain an upper limit, and the note says so. Neither of a phase that is not seen.
 */
export function sizeStrainOf(refinement: Refinement, phase: RefinedPhase, options: SizeStrainOptions): SizeStrain {
  const { shapeFactor = 0.9, breadth = 'fwhm', instrumentKnown } = options;
  const factor = breadth === 'integral' ? LORENTZ_INTEGRAL : 1;
  const wavelength = refinement.radiation.lines[0]?.wavelengthAngstrom ?? 0;
  // A phase of which nothing is seen has no lines to be broad.
  if (phase.scale === 0) return {};
  const inPhase = (name: string) => `${phase.name}.${name}`;
  const sizeWidth = widthOf(
    refinement,
    instrumentKnown ? [inPhase('sizeBroadening')] : [inPhase('sizeBroadening'), 'X'],
  );
  const strainWidth = widthOf(
    refinement,
    instrumentKnown ? [inPhase('strainBroadening')] : [inPhase('strainBroadening'), 'Y'],
  );
  return {
    ...(sizeWidth === undefined
      ? {}
      : { size: sizeOf(sizeWidth, (0.1 * shapeFactor * wavelength) / (factor * RADIAN), instrumentKnown) }),
    ...(strainWidth === undefined ? {} : { strain: strainOf(strainWidth, 25 * factor * RADIAN, instrumentKnown) }),
  };
}

/** How size and strain are defined, for the methods section. */
export function describeSizeStrain({ shapeFactor = 0.9, breadth = 'fwhm' }: SizeStrainOptions): string {
  const beta = breadth === 'fwhm' ? 'the full width at half maximum' : 'the integral breadth';
  return `Apparent sizes are D = Kλ/(β cos θ) with K = ${shapeFactor}, microstrains e = β/(4 tan θ), β being ${beta} of the Lorentzian part.`;
}

interface Width {
  readonly deg: number;
  readonly sigmaDeg: number;
}

/** The sum of widths, of which at least one was refined. */
function widthOf(refinement: Refinement, names: readonly string[]): Width | undefined {
  const refined = names.filter((name) => isRefined(findParameter(refinement, name)));
  if (refined.length === 0) return undefined;
  let variance = 0;
  for (const a of refined) for (const b of refined) variance += covarianceOf(refinement, a, b);
  // What follows another number has no row in the covariance, but the uncertainty of that number.
  for (const name of refined) {
    const { state, sigma } = findParameter(refinement, name)!;
    if (state === 'tied') variance += sigma! * sigma!;
  }
  return {
    deg: names.reduce((sum, name) => sum + numberOf(refinement, name), 0),
    sigmaDeg: Math.sqrt(Math.max(0, variance)),
  };
}

function sizeOf({ deg, sigmaDeg }: Width, product: number, instrumentKnown: boolean): Quantity {
  const widest = deg + TWO_SIDED_95 * sigmaDeg;
  if (deg < TWO_SIDED_95 * sigmaDeg || deg <= 0) {
    const nothing = { value: null, sigma: null, unit: 'nm', note: 'no broadening by size is seen' };
    return widest > 0 ? { ...nothing, interval95: [product / widest, null] } : nothing;
  }
  const value = product / deg;
  return {
    value,
    sigma: (value * sigmaDeg) / deg,
    unit: 'nm',
    ...(instrumentKnown ? {} : { note: `a lower limit: ${WITH_INSTRUMENT}` }),
  };
}

function strainOf({ deg, sigmaDeg }: Width, factor: number, instrumentKnown: boolean): Quantity {
  if (deg < TWO_SIDED_95 * sigmaDeg || deg <= 0) {
    const most = factor * (deg + TWO_SIDED_95 * sigmaDeg);
    // Below zero beyond its error it is no strain of zero: it makes up for another width.
    const nothing = { value: null, sigma: null, unit: '%' };
    return most > 0
      ? { ...nothing, interval95: [0, most], note: 'no broadening by strain is seen' }
      : { ...nothing, note: 'the width that goes with tan(theta) came out below zero' };
  }
  return {
    value: factor * deg,
    sigma: factor * sigmaDeg,
    unit: '%',
    ...(instrumentKnown ? {} : { note: `an upper limit: ${WITH_INSTRUMENT}` }),
  };
}
