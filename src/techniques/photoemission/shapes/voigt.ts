/** The Voigt line: a Lorentzian (lifetime of the hole) convolved with a Gaussian (spectrometer, source, disorder). */
import { faddeeva } from './faddeeva.js';
import type { LineShape } from './line-shape.js';

/** FWHM of a Gaussian over its standard deviation, 2 sqrt(2 ln 2). */
const WIDTHS_PER_DEVIATION = 2.3548200450309493;
/** Newton steps from a start within 2e-4: two reach the rounding, the others are for safety. */
const NEWTON_STEPS = 6;

const w = new Float64Array(4);

/**
 * With s the standard deviation and g the half width, V = Re w(z)/(s sqrt(2 pi)), z = (x - centre + i g)/(s sqrt 2). Parameters:
 * FWHM of the Gaussian and the Lorentzian, eV; amplitude: area. A Lorentzian width of zero is a pure Gaussian.
 */
export const voigt: LineShape = {
  name: 'voigt',
  parameters: [
    { name: 'gaussian', unit: 'eV', lower: 0.02, upper: 5, usual: 1, heldByDefault: false },
    { name: 'lorentzian', unit: 'eV', lower: 0, upper: 5, usual: 0.3, heldByDefault: false },
  ],
  amplitude: 'area',

  evaluate(energiesEv, centreEv, parameters, values, slopes) {
    const n = energiesEv.length;
    const scale = WIDTHS_PER_DEVIATION / (parameters[0]! * Math.SQRT2);
    const y = 0.5 * parameters[1]! * scale;
    const height = scale / Math.sqrt(Math.PI);
    // of dz/dx, of dz/d(lorentzian) = i/2 dz/dx, and of dz/d(gaussian) = -z/gaussian
    const byCentre = -height * scale;
    const byLorentzian = -0.5 * height * scale;
    const byGaussian = -height / parameters[0]!;
    for (let i = 0; i < n; i++) {
      const x = (energiesEv[i]! - centreEv) * scale;
      faddeeva(x, y, w);
      values[i] = height * w[0]!;
      if (slopes === null) continue;
      slopes[i] = byCentre * w[2]!;
      slopes[n + i] = byGaussian * (w[0]! + x * w[2]! - y * w[3]!);
      slopes[2 * n + i] = byLorentzian * w[3]!;
    }
  },

  fwhmEv(parameters) {
    const gaussian = parameters[0]!;
    const lorentzian = parameters[1]!;
    const scale = WIDTHS_PER_DEVIATION / (gaussian * Math.SQRT2);
    const y = 0.5 * lorentzian * scale;
    faddeeva(0, y, w);
    const half = 0.5 * w[0]!;
    // Olivero and Longbothum, doi:10.1016/0022-4073(77)90161-3, good to 0.02 %
    const start = 0.5346 * lorentzian + Math.sqrt(0.2166 * lorentzian * lorentzian + gaussian * gaussian);
    let x = 0.5 * start * scale;
    for (let step = 0; step < NEWTON_STEPS; step++) {
      faddeeva(x, y, w);
      const move = (w[0]! - half) / w[2]!;
      x -= move;
      if (Math.abs(move) < 1e-14 * x) break;
    }
    return (2 * x) / scale;
  },

  maximumOffsetEv() {
    return 0;
  },
};
