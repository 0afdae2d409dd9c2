/** The line of a metal: the hole shakes up electrons at the Fermi level, which leaves a tail at high binding energy. */
import { BARE_ROW, bareLine, fillBareLine, setBareLine } from './doniach-bare-line.js';
import { contourWeights, fillContour, widestContour } from './doniach-contour.js';
import { fallingRoot } from './falling-root.js';
import type { LineShape } from './line-shape.js';

/** FWHM of a Gaussian over its standard deviation, 2 sqrt(2 ln 2). */
const WIDTHS_PER_DEVIATION = 2.3548200450309493;
/** Energies count as evenly spaced when none is farther from its place, eV: far below what any line shows. */
const EVEN = 1e-9;

/** Sums over the path at one energy: the line, Re and Im of P/zeta, Re of P/zeta^2 and of the derivative by the asymmetry. */
const sums = new Float64Array(5);
let lattice = new Float64Array(0);

/** Distance of neighbours where the energies are evenly spaced, otherwise 0. */
function spacingOf(energiesEv: Float64Array): number {
  const n = energiesEv.length;
  if (n < 3) return 0;
  const first = energiesEv[0]!;
  const spacing = (energiesEv[n - 1]! - first) / (n - 1);
  if (!(spacing > 0)) return 0;
  for (let i = 1; i < n; i++) if (!(Math.abs(energiesEv[i]! - first - i * spacing) < EVEN)) return 0;
  return spacing;
}

/** Convolves rows of the lattice, `stride` places apart, about the place `middle`. */
function sumRows(middle: number, stride: number, reach: number, all: boolean): void {
  const { re, im } = contourWeights;
  const at = middle;
  let value = re[0]! * lattice[at]!;
  if (!all) {
    for (let k = 1; k <= reach; k++) {
      const above = at + k * stride;
      const below = at - k * stride;
      value += re[k]! * (lattice[above]! + lattice[below]!) - im[k]! * (lattice[above + 1]! - lattice[below + 1]!);
    }
    sums[0] = value;
    return;
  }
  let firstRe = re[0]! * lattice[at + 2]!;
  let firstIm = re[0]! * lattice[at + 3]!;
  let second = re[0]! * lattice[at + 4]!;
  let byAsymmetry = re[0]! * lattice[at + 6]!;
  for (let k = 1; k <= reach; k++) {
    const a = re[k]!;
    const b = im[k]!;
    const above = at + k * stride;
    const below = at - k * stride;
    value += a * (lattice[above]! + lattice[below]!) - b * (lattice[above + 1]! - lattice[below + 1]!);
    firstRe += a * (lattice[above + 2]! + lattice[below + 2]!) - b * (lattice[above + 3]! - lattice[below + 3]!);
    firstIm += a * (lattice[above + 3]! + lattice[below + 3]!) + b * (lattice[above + 2]! - lattice[below + 2]!);
    second += a * (lattice[above + 4]! + lattice[below + 4]!) - b * (lattice[above + 5]! - lattice[below + 5]!);
    byAsymmetry += a * (lattice[above + 6]! + lattice[below + 6]!) - b * (lattice[above + 7]! - lattice[below + 7]!);
  }
  sums[0] = value;
  sums[1] = firstRe;
  sums[2] = firstIm;
  sums[3] = second;
  sums[4] = byAsymmetry;
}

/** The sums at one energy x from the centre, eV, on points of its own. */
function sumAt(x: number, step: number, reach: number, all: boolean): void {
  const row = all ? BARE_ROW : 2;
  reserve((2 * reach + 1) * row);
  for (let k = -reach; k <= reach; k++) fillBareLine(x + k * step, all, lattice, (k + reach) * row);
  sumRows(reach * row, row, reach, all);
}

function reserve(length: number): void {
  if (lattice.length < length) lattice = new Float64Array(2 * length);
}

function writeRow(i: number, n: number, deviation: number, values: Float64Array, slopes: Float64Array | null): void {
  const value = sums[0]!;
  values[i] = value;
  if (slopes === null) return;
  const { asymmetry, halfWidth } = bareLine;
  const rest = 1 - asymmetry;
  slopes[i] = -rest * sums[2]!;
  slopes[n + i] = 0.5 * rest * (value / halfWidth - sums[1]!);
  slopes[2 * n + i] = sums[4]! - value * bareLine.logHeightSlope;
  // a Gaussian spreads like heat: the derivative by its deviation is the deviation times the curvature
  slopes[3 * n + i] = (-rest * (2 - asymmetry) * deviation * sums[3]!) / WIDTHS_PER_DEVIATION;
}

/**
 * With d = x - centre and g half the Lorentzian width, the bare line is cos(pi a/2 - (1-a) atan(d/g))/(g^2 + d^2)^((1-a)/2) over
 * its own maximum (S. Doniach and M. Sunjic, doi:10.1088/0022-3719/3/2/010), here on the binding-energy axis, and then convolved
 * with a Gaussian of unit area. Its area is infinite for a > 0, so the amplitude is the height before the Gaussian lowers it.
 * The maximum lies above the centre: see `maximumOffsetEv`.
 */
export const doniach: LineShape = {
  name: 'doniach',
  parameters: [
    { name: 'lorentzian', unit: 'eV', lower: 0.01, upper: 5, usual: 0.3, heldByDefault: false },
    { name: 'asymmetry', unit: '1', lower: 0, upper: 0.5, usual: 0.1, heldByDefault: false },
    { name: 'gaussian', unit: 'eV', lower: 0.02, upper: 5, usual: 0.6, heldByDefault: false },
  ],
  amplitude: 'height',

  evaluate(energiesEv, centreEv, parameters, values, slopes) {
    const n = energiesEv.length;
    const all = slopes !== null;
    const deviation = parameters[2]! / WIDTHS_PER_DEVIATION;
    const widest = widestContour(0.5 * parameters[0]!, deviation);
    setBareLine(0.5 * parameters[0]!, parameters[1]!, widest.shift);
    const spacing = spacingOf(energiesEv);
    // places of the lattice between neighbouring energies, and between points of the path: one of both is 1
    const finer = Math.ceil(spacing / widest.step);
    const coarser = spacing === 0 ? 1 : Math.max(1, Math.floor(widest.step / spacing));
    const step = spacing === 0 ? widest.step : finer > 1 ? spacing / finer : spacing * coarser;
    const reach = fillContour(widest.shift, step, deviation);
    if (spacing === 0 || finer > 2 * reach) {
      for (let i = 0; i < n; i++) {
        sumAt(energiesEv[i]! - centreEv, step, reach, all);
        writeRow(i, n, deviation, values, slopes);
      }
      return;
    }
    const between = Math.max(1, finer);
    const margin = reach * coarser;
    const row = all ? BARE_ROW : 2;
    const places = (n - 1) * between + 1 + 2 * margin;
    reserve(places * row);
    const first = energiesEv[0]! - centreEv;
    const fine = spacing / between;
    for (let j = 0; j < places; j++) fillBareLine(first + (j - margin) * fine, all, lattice, j * row);
    for (let i = 0; i < n; i++) {
      sumRows((i * between + margin) * row, coarser * row, reach, all);
      writeRow(i, n, deviation, values, slopes);
    }
  },

  fwhmEv(parameters) {
    const top = doniach.maximumOffsetEv(parameters);
    const at = pointwise(parameters, false);
    at(top);
    const half = 0.5 * sums[0]!;
    const width = parameters[0]! + parameters[2]!;
    const above = (x: number) => {
      at(x);
      return sums[0]! - half;
    };
    return fallingRoot(above, top, width) - fallingRoot(above, top, -width);
  },

  maximumOffsetEv(parameters) {
    if (parameters[1] === 0) return 0;
    const at = pointwise(parameters, true);
    const slope = (x: number) => {
      at(x);
      return sums[2]!;
    };
    return fallingRoot(slope, 0, bareLine.offset + 0.1 * parameters[2]!);
  },
};

/** Prepares the sums at single energies from the centre. */
function pointwise(parameters: Float64Array, all: boolean): (x: number) => void {
  const deviation = parameters[2]! / WIDTHS_PER_DEVIATION;
  const { shift, step } = widestContour(0.5 * parameters[0]!, deviation);
  setBareLine(0.5 * parameters[0]!, parameters[1]!, shift);
  const reach = fillContour(shift, step, deviation);
  return (x) => sumAt(x, step, reach, all);
}
