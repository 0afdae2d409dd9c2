/** Points and weights that integrate a powered Lorentzian times a Gaussian over one side of the line. */
import { exp } from '../../../numerics/elementary/exp.js';
import { log1p } from '../../../numerics/elementary/log.js';

/** Gauss-Legendre quadrature of 16 points, positive half. */
const POINTS = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
];
const WEIGHTS = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
  0.09515851168249279, 0.062253523938647894, 0.027152459411754096,
];
const PER_PANEL = 2 * POINTS.length;
/** Longest panel, in deviations of the Gaussian: error e^-39. */
const LONGEST = 4;
/**
 * Panels end at width/2, 3 width/2, 9 width/2 ..., far enough from the poles at +-i width/2, which a power of ten makes
 * poles of tenth order.
 */
const GROWTH = 3;
/** Grow of the arrays, in panels. */
const ROOM = 32;

/** Distances from the centre, ascending, and at each the weighted line and its derivatives by the width and the power. */
export const tailNodes = {
  count: 0,
  at: new Float64Array(0),
  line: new Float64Array(0),
  byWidth: new Float64Array(0),
  byPower: new Float64Array(0),
};

/** Lays nodes of (1 + 4 u^2/width^2)^-power over u >= 0 that serve for Gaussians centred between `first` and `last`, all eV. */
export function layTailNodes(
  width: number,
  power: number,
  deviation: number,
  first: number,
  last: number,
  slopes: boolean,
): void {
  tailNodes.count = 0;
  let start = first > 0.5 * width ? first : 0;
  while (start < last) {
    const end = start + Math.min(LONGEST * deviation, start === 0 ? 0.5 * width : (GROWTH - 1) * start);
    if (!(end > start)) return; // no number between them, so far out
    if (end > first) layPanel(start, end, width, power, slopes);
    start = end;
  }
}

function layPanel(start: number, end: number, width: number, power: number, slopes: boolean): void {
  makeRoom(tailNodes.count + PER_PANEL);
  const middle = 0.5 * (start + end);
  const half = 0.5 * (end - start);
  for (let k = 0; k < PER_PANEL; k++) {
    const low = k < POINTS.length;
    const place = low ? POINTS.length - 1 - k : k - POINTS.length;
    const u = middle + (low ? -half : half) * POINTS[place]!;
    const square = (4 * u * u) / (width * width);
    const logarithm = log1p(square);
    const value = half * WEIGHTS[place]! * exp(-power * logarithm);
    const i = tailNodes.count++;
    tailNodes.at[i] = u;
    tailNodes.line[i] = value;
    if (!slopes) continue;
    tailNodes.byWidth[i] = (value * 2 * power * square) / (width * (1 + square));
    tailNodes.byPower[i] = -value * logarithm;
  }
}

function makeRoom(count: number): void {
  if (tailNodes.at.length >= count) return;
  const length = 2 * count + ROOM * PER_PANEL;
  for (const name of ['at', 'line', 'byWidth', 'byPower'] as const) {
    const longer = new Float64Array(length);
    longer.set(tailNodes[name]);
    tailNodes[name] = longer;
  }
}
