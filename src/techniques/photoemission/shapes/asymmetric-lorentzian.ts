/** The asymmetric Lorentzian that CasaXPS calls LA: each side raised to a power of its own, and blurred by a Gaussian. */
import { exp } from '../../../numerics/elementary/exp.js';
import { fallingRoot } from './falling-root.js';
import type { LineShape } from './line-shape.js';
import { tailArea } from './tail-area.js';
import { layTailNodes, tailNodes } from './tail-nodes.js';

/** FWHM of a Gaussian over its standard deviation, 2 sqrt(2 ln 2). */
const WIDTHS_PER_DEVIATION = 2.3548200450309493;
/** Deviations beyond which the Gaussian is below e^-36. */
const REACH = 8.5;

const highArea = new Float64Array(2);
const lowArea = new Float64Array(2);
const one = new Float64Array(1);
const oneValue = new Float64Array(1);
const oneSlopes = new Float64Array(5);

/** First node at or beyond u. */
function nodeFrom(u: number): number {
  let low = 0;
  let high = tailNodes.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tailNodes.at[middle]! < u) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One side of the line: `sign` 1 for energies above the centre, -1 below. */
function addSide(
  sign: 1 | -1,
  energiesEv: Float64Array,
  centreEv: number,
  parameters: Float64Array,
  values: Float64Array,
  slopes: Float64Array | null,
): void {
  const n = energiesEv.length;
  if (n === 0) return;
  const width = parameters[0]!;
  const power = parameters[sign > 0 ? 1 : 2]!;
  const deviation = parameters[3]! / WIDTHS_PER_DEVIATION;
  const margin = REACH * deviation;
  const one = sign * (energiesEv[0]! - centreEv);
  const other = sign * (energiesEv[n - 1]! - centreEv);
  const first = Math.min(one, other) - margin;
  const last = Math.max(one, other) + margin;
  // where points are much farther apart than the Gaussian is wide, nodes for all of them would be more than nodes for each
  const sparse = last - first > 4 * margin * n;
  if (!sparse) layTailNodes(width, power, deviation, first, last, slopes !== null);
  for (let i = 0; i < n; i++) {
    const u = sign * (energiesEv[i]! - centreEv);
    if (sparse) layTailNodes(width, power, deviation, u - margin, u + margin, slopes !== null);
    addPoint(sign, i, n, u, deviation, values, slopes);
  }
}

/** Adds the convolution at the distance u of the side from the centre. */
function addPoint(
  sign: 1 | -1,
  i: number,
  n: number,
  u: number,
  deviation: number,
  values: Float64Array,
  slopes: Float64Array | null,
): void {
  const { at, line, byWidth, byPower, count } = tailNodes;
  const height = 1 / (deviation * Math.sqrt(2 * Math.PI));
  let sum = 0;
  let byCentre = 0;
  let curvature = 0;
  let width = 0;
  let power = 0;
  for (let k = nodeFrom(u - REACH * deviation); k < count; k++) {
    const t = (u - at[k]!) / deviation;
    if (t < -REACH) break;
    const gaussian = exp(-0.5 * t * t);
    const part = gaussian * line[k]!;
    sum += part;
    if (slopes === null) continue;
    byCentre += t * part;
    curvature += t * t * part;
    width += gaussian * byWidth[k]!;
    power += gaussian * byPower[k]!;
  }
  values[i] = values[i]! + height * sum;
  if (slopes === null) return;
  const column = sign > 0 ? 2 : 3;
  slopes[i] = slopes[i]! + (sign * height * byCentre) / deviation;
  slopes[n + i] = slopes[n + i]! + height * width;
  slopes[column * n + i] = slopes[column * n + i]! + height * power;
  slopes[4 * n + i] = slopes[4 * n + i]! + (height * (curvature - sum)) / (deviation * WIDTHS_PER_DEVIATION);
}

/**
 * With L = 1/(1 + 4 (x - centre)^2/fwhm^2): L^tailHigh above the centre (high binding energy), L^tailLow below, convolved with a
 * Gaussian, over the area. Powers above one shorten a tail; below 1/2 the area would be infinite. `fwhm` is the full width
 * only for powers of one and no Gaussian. CasaXPS gives the width of the Gaussian as an index m (0 to 499) whose meaning in
 * eV is not published: here it is a FWHM in eV, so widths do not compare with those of CasaXPS.
 */
export const asymmetricLorentzian: LineShape = {
  name: 'la',
  parameters: [
    { name: 'fwhm', unit: 'eV', lower: 0.02, upper: 8, usual: 0.8, heldByDefault: false },
    { name: 'tailHigh', unit: '1', lower: 0.55, upper: 10, usual: 1.2, heldByDefault: true },
    { name: 'tailLow', unit: '1', lower: 0.55, upper: 10, usual: 1.5, heldByDefault: true },
    { name: 'gaussian', unit: 'eV', lower: 0.02, upper: 5, usual: 0.6, heldByDefault: false },
  ],
  amplitude: 'area',

  evaluate(energiesEv, centreEv, parameters, values, slopes) {
    const n = energiesEv.length;
    values.fill(0, 0, n);
    slopes?.fill(0, 0, 5 * n);
    addSide(1, energiesEv, centreEv, parameters, values, slopes);
    addSide(-1, energiesEv, centreEv, parameters, values, slopes);
    tailArea(parameters[1]!, highArea);
    tailArea(parameters[2]!, lowArea);
    const width = parameters[0]!;
    const high = 0.5 * width * highArea[0]!;
    const low = 0.5 * width * lowArea[0]!;
    const over = 1 / (high + low);
    const byHigh = over * high * highArea[1]!;
    const byLow = over * low * lowArea[1]!;
    for (let i = 0; i < n; i++) {
      const value = over * values[i]!;
      values[i] = value;
      if (slopes === null) continue;
      slopes[i] = over * slopes[i]!;
      slopes[n + i] = over * slopes[n + i]! - value / width;
      slopes[2 * n + i] = over * slopes[2 * n + i]! - value * byHigh;
      slopes[3 * n + i] = over * slopes[3 * n + i]! - value * byLow;
      slopes[4 * n + i] = over * slopes[4 * n + i]!;
    }
  },

  fwhmEv(parameters) {
    const top = asymmetricLorentzian.maximumOffsetEv(parameters);
    const half = 0.5 * valueFrom(parameters, top);
    const above = (x: number) => valueFrom(parameters, x) - half;
    const width = parameters[0]! + parameters[3]!;
    return fallingRoot(above, top, width) - fallingRoot(above, top, -width);
  },

  maximumOffsetEv(parameters) {
    // the maximum lies on the side of the heavier tail
    const towards = Math.sign(parameters[2]! - parameters[1]!);
    if (towards === 0) return 0;
    const rise = (x: number) => {
      one[0] = x;
      asymmetricLorentzian.evaluate(one, 0, parameters, oneValue, oneSlopes);
      return -towards * oneSlopes[0]!;
    };
    return fallingRoot(rise, 0, 0.2 * towards * parameters[3]!);
  },
};

function valueFrom(parameters: Float64Array, x: number): number {
  one[0] = x;
  asymmetricLorentzian.evaluate(one, 0, parameters, oneValue, null);
  return oneValue[0]!;
}
