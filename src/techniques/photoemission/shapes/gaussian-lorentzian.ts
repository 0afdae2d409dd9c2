/**
 * Products and sums of a Gaussian and a Lorentzian with one width: what CasaXPS writes GL(30) and SGL(30). They stand for no
 * process as the Voigt line does, but most published fits use them.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log1p } from '../../../numerics/elementary/log.js';
import type { LineShape, ShapeParameter } from './line-shape.js';
import { productArea } from './product-area.js';

/** Area over (height x width) of a Gaussian and a Lorentzian. */
const GAUSSIAN_AREA = Math.sqrt(Math.PI / (4 * Math.LN2));
const LORENTZIAN_AREA = 0.5 * Math.PI;
/** From the left the steps of Newton's method on a concave function never overshoot. */
const NEWTON_STEPS = 12;

const parameters: readonly ShapeParameter[] = [
  { name: 'fwhm', unit: 'eV', lower: 0.05, upper: 8, usual: 1.3, heldByDefault: false },
  { name: 'mixing', unit: '1', lower: 0, upper: 1, usual: 0.3, heldByDefault: true },
];

const area = new Float64Array(2);

/**
 * exp(-4 ln2 (1-m) d^2)/(1 + 4 m d^2), d = (x - centre)/fwhm, over its area; m = mixing, 0 a Gaussian, 1 a Lorentzian. The
 * parameter `fwhm` is the true full width only at both ends of the mixing (4 % more than it between): `fwhmEv` is always.
 * The slope by mixing at a mixing of one is infinite (tails grow heavy at once) and told as that at 1 - 1e-6.
 */
export const glProduct: LineShape = {
  name: 'gl',
  parameters,
  amplitude: 'area',

  evaluate(energiesEv, centreEv, values, profile, slopes) {
    const n = energiesEv.length;
    const fwhm = values[0]!;
    const mixing = values[1]!;
    productArea(mixing, area);
    const over = 1 / (fwhm * area[0]!);
    const areaSlope = area[1]! / area[0]!;
    const steepness = 4 * Math.LN2 * (1 - mixing);
    for (let i = 0; i < n; i++) {
      const d = (energiesEv[i]! - centreEv) / fwhm;
      const square = d * d;
      const tail = 1 / (1 + 4 * mixing * square);
      const value = over * exp(-steepness * square) * tail;
      profile[i] = value;
      if (slopes === null) continue;
      // minus the logarithmic slope by d
      const fall = 2 * d * (steepness + 4 * mixing * tail);
      slopes[i] = (value * fall) / fwhm;
      slopes[n + i] = (value * (d * fall - 1)) / fwhm;
      slopes[2 * n + i] = value * (4 * square * (Math.LN2 - tail) - areaSlope);
    }
  },

  fwhmEv(values) {
    const mixing = values[1]!;
    const steepness = Math.LN2 * (1 - mixing);
    // ln2 (1-m) v + ln(1 + m v) = ln2, v = (width/fwhm)^2
    let v = 0.8;
    for (let step = 0; step < NEWTON_STEPS; step++) {
      const move = (steepness * v + log1p(mixing * v) - Math.LN2) / (steepness + mixing / (1 + mixing * v));
      v -= move;
      if (Math.abs(move) < 1e-15) break;
    }
    return values[0]! * Math.sqrt(v);
  },

  maximumOffsetEv() {
    return 0;
  },
};

/** (1-m) exp(-4 ln2 d^2) + m/(1 + 4 d^2), d = (x - centre)/fwhm, over its area; here `fwhm` is the full width for every mixing. */
export const glSum: LineShape = {
  name: 'sgl',
  parameters,
  amplitude: 'area',

  evaluate(energiesEv, centreEv, values, profile, slopes) {
    const n = energiesEv.length;
    const fwhm = values[0]!;
    const mixing = values[1]!;
    const factor = (1 - mixing) * GAUSSIAN_AREA + mixing * LORENTZIAN_AREA;
    const over = 1 / (fwhm * factor);
    const areaSlope = (LORENTZIAN_AREA - GAUSSIAN_AREA) / factor;
    for (let i = 0; i < n; i++) {
      const d = (energiesEv[i]! - centreEv) / fwhm;
      const square = d * d;
      const gaussian = exp(-4 * Math.LN2 * square);
      const lorentzian = 1 / (1 + 4 * square);
      const value = over * ((1 - mixing) * gaussian + mixing * lorentzian);
      profile[i] = value;
      if (slopes === null) continue;
      const fall = over * 8 * d * ((1 - mixing) * Math.LN2 * gaussian + mixing * lorentzian * lorentzian);
      slopes[i] = fall / fwhm;
      slopes[n + i] = (d * fall - value) / fwhm;
      slopes[2 * n + i] = over * (lorentzian - gaussian) - value * areaSlope;
    }
  },

  fwhmEv(values) {
    return values[0]!;
  },

  maximumOffsetEv() {
    return 0;
  },
};
