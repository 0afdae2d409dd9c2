/** The area under the product of a Gaussian and a Lorentzian. */
import { faddeeva } from './faddeeva.js';
import { hermitePoles12 } from './hermite-poles.js';

/** Mixing below which 12 points of Gauss-Hermite quadrature are exact to rounding: w(iy) with y^2 = ln 2 (1 - m)/m > 53. */
const NEARLY_GAUSSIAN = 0.0125;
/** The slope of the area by mixing grows beyond all bounds towards a mixing of one; it is told here instead. */
const NEARLY_LORENTZIAN = 1 - 1e-6;

const w = new Float64Array(4);

/**
 * Area of exp(-4 ln2 (1-m) u^2)/(1 + 4 m u^2) over u, and its derivative by the mixing m, in `out`. It is
 * pi/(2 sqrt m) w(i sqrt(ln2 (1-m)/m)); not linear in m, nor near the line between its ends.
 */
export function productArea(mixing: number, out: Float64Array): void {
  if (mixing < NEARLY_GAUSSIAN) {
    const rest = 1 - mixing;
    const ratio = mixing / (Math.LN2 * rest);
    const { squares, weights } = hermitePoles12;
    let sum = 0;
    let slope = 0;
    for (let k = 0; k < squares.length; k++) {
      const term = weights[k]! / (1 + ratio * squares[k]!);
      sum += term;
      slope -= (term * squares[k]!) / (1 + ratio * squares[k]!);
    }
    const factor = 1 / Math.sqrt(Math.LN2 * rest);
    out[0] = factor * sum;
    out[1] = factor * ((0.5 * sum) / rest + slope / (Math.LN2 * rest * rest));
    return;
  }
  const told = Math.min(mixing, NEARLY_LORENTZIAN);
  const y = Math.sqrt((Math.LN2 * (1 - told)) / told);
  faddeeva(0, y, w);
  const factor = (0.5 * Math.PI) / Math.sqrt(told);
  // i w'(iy) is real: -Im w'
  out[1] = factor * ((-0.5 * w[0]!) / told + (w[3]! * Math.LN2) / (2 * y * told * told));
  faddeeva(0, Math.sqrt((Math.LN2 * (1 - mixing)) / mixing), w);
  out[0] = ((0.5 * Math.PI) / Math.sqrt(mixing)) * w[0]!;
}
