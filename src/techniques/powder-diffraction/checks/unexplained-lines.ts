import { sin } from '../../../numerics/elementary/sin.js';
import type { RefinedReflection, Refinement } from '../refinement.js';
import { type StrayLine, shifted, strayLineAt } from './stray-lines.js';

/** A line in the difference curve that no phase of the model has. */
export interface UnexplainedLine {
  readonly twoThetaDeg: number;
  readonly dAngstrom: number;
  /** Height above the calculated pattern, in the unit of the pattern. */
  readonly height: number;
  /** Its area over the uncertainty of it. */
  readonly significance: number;
  /** What it is, where another line of the tube makes it of a strong reflection. */
  readonly origin?: StrayLine;
}

/** Standard deviations of counting. */
const LEAST_SIGNIFICANCE = 6;
/** Nearer than this to a reflection, in full widths, a difference is the misfit of that reflection's shape. */
const NEAR = 1.5;
/** A difference lower than so many times the calculated lines at its place is a misfit of their tails. */
const ABOVE_TAILS = 2;
/** Nearer than this to a reflection, in full widths, it may be the foot of that one, where its shape is not described. */
const AT_THE_FOOT = 6;
/** Such a foot is lower than what is misfitted at the reflection itself. */
const FOOT = 0.5;
/** Two lines nearer than this are one. */
const APART = 1.5;
const USUAL_WIDTH_DEG = 0.15;
const RADIAN = Math.PI / 180;

/**
 * Lines that the model leaves over, strongest first: stretches of the difference as wide as a reflection that stand out of
 * what lies to both sides by six standard deviations, and with no reflection near. A Kalpha2 companion is not listed again.
 */
export function unexplainedLines(refinement: Refinement, most = 5): UnexplainedLine[] {
  const { pattern, calculated, background, radiation } = refinement;
  const { twoThetaDeg, observed, sigma, used } = pattern;
  const positions = reflectionPlaces(refinement);
  const wavelength = radiation.lines[0]?.wavelengthAngstrom ?? 0;
  const found: UnexplainedLine[] = [];
  let before: UnexplainedLine | undefined;
  for (const peak of scan(twoThetaDeg, observed, calculated, sigma, used, positions)) {
    if (nearest(positions, peak.at).distance < NEAR * peak.width) continue;
    if (peak.height < ABOVE_TAILS * (calculated[peak.index] - background[peak.index])) continue;
    if (isFoot(peak, refinement, positions)) continue;
    const line: UnexplainedLine = {
      twoThetaDeg: peak.at,
      dAngstrom: wavelength / (2 * sin((peak.at / 2) * RADIAN)),
      height: peak.height,
      significance: peak.significance,
    };
    if (before !== undefined && peak.at - before.twoThetaDeg < APART * peak.width) {
      if (line.significance > before.significance) found[found.length - 1] = line;
    } else found.push(line);
    before = found[found.length - 1];
  }
  return found
    .filter((line) => !isCompanion(line, found, radiation.lines, positions))
    .sort((a, b) => b.significance - a.significance)
    .slice(0, most)
    .map((line) => {
      const origin = strayLineAt(line, refinement);
      return origin === undefined ? line : { ...line, origin };
    });
}

interface Peak {
  readonly index: number;
  readonly at: number;
  readonly width: number;
  readonly height: number;
  readonly significance: number;
}

/** Where the difference, summed over one full width and less the mean of both sides, is highest among its neighbours. */
function* scan(
  angles: Float64Array,
  observed: Float64Array,
  calculated: Float64Array,
  sigma: Float64Array,
  used: Uint8Array,
  positions: readonly Place[],
): Generator<Peak> {
  const n = angles.length;
  // Sums of difference, variance and count up to each point, so that any stretch costs two look-ups.
  const difference = new Float64Array(n + 1);
  const variance = new Float64Array(n + 1);
  const count = new Float64Array(n + 1);
  for (let i = 0; i < n; i++) {
    const on = used[i];
    difference[i + 1] = difference[i] + (on === 1 ? observed[i] - calculated[i] : 0);
    variance[i + 1] = variance[i] + (on === 1 ? sigma[i] * sigma[i] : 0);
    count[i + 1] = count[i] + on;
  }
  const significance = new Float64Array(n);
  const heights = new Float64Array(n);
  const widths = new Float64Array(n);
  let place = 0;
  const [mid0, left0, right0] = [new Window(angles), new Window(angles), new Window(angles)];
  for (let i = 0; i < n; i++) {
    while (place + 1 < positions.length && near(positions, place + 1, angles[i]) <= near(positions, place, angles[i]))
      place++;
    const width = positions[place]?.fwhmDeg ?? USUAL_WIDTH_DEG;
    widths[i] = width;
    if (used[i] === 0) continue;
    const [a, b] = mid0.move(angles[i] - width / 2, angles[i] + width / 2);
    const [c, d] = left0.move(angles[i] - 3 * width, angles[i] - 1.2 * width);
    const [e, f] = right0.move(angles[i] + 1.2 * width, angles[i] + 3 * width);
    const inside = count[b] - count[a];
    const beside = count[d] - count[c] + count[f] - count[e];
    if (inside < 3 || beside < 3) continue;
    const level = (difference[d] - difference[c] + difference[f] - difference[e]) / beside;
    const area = difference[b] - difference[a] - inside * level;
    const besideVariance =
      (variance[d] - variance[c] + variance[f] - variance[e]) * (inside / beside) * (inside / beside);
    significance[i] = area / Math.sqrt(variance[b] - variance[a] + besideVariance);
    heights[i] = observed[i] - calculated[i] - level;
  }
  for (let i = 1; i + 1 < n; i++) {
    const here = significance[i];
    if (here < LEAST_SIGNIFICANCE || here < significance[i - 1] || here <= significance[i + 1]) continue;
    yield { index: i, at: angles[i], width: widths[i], height: heights[i], significance: here };
  }
}

/** First and last index (exclusive) of a stretch that only moves on, or nearly so. */
class Window {
  private readonly angles: Float64Array;
  private low = 0;
  private high = 0;

  constructor(angles: Float64Array) {
    this.angles = angles;
  }

  move(from: number, to: number): readonly [number, number] {
    const { angles } = this;
    while (this.low < angles.length && angles[this.low] < from) this.low++;
    while (this.low > 0 && angles[this.low - 1] >= from) this.low--;
    while (this.high < angles.length && angles[this.high] <= to) this.high++;
    while (this.high > 0 && angles[this.high - 1] > to) this.high--;
    return [this.low, Math.max(this.low, this.high)];
  }
}

interface Place {
  readonly at: number;
  readonly fwhmDeg: number;
}

/** All reflections of all phases with their Kalpha2, by angle. */
function reflectionPlaces({ phases, radiation }: Refinement): Place[] {
  const ratios = radiation.lines.map(
    ({ wavelengthAngstrom }) => wavelengthAngstrom / radiation.lines[0].wavelengthAngstrom,
  );
  const places = phases
    .flatMap(({ reflections }) => reflections)
    .flatMap((one: RefinedReflection) =>
      ratios.map((ratio) => ({ at: shifted(one.twoThetaDeg, ratio), fwhmDeg: one.fwhmDeg })),
    );
  return places.filter(({ at }) => Number.isFinite(at)).sort((a, b) => a.at - b.at);
}

function near(places: readonly Place[], k: number, angle: number): number {
  return Math.abs(places[k].at - angle);
}

function nearest(places: readonly Place[], angle: number): { readonly distance: number } {
  const low = firstFrom(places.length, (k) => places[k].at >= angle);
  const distance = Math.min(
    low < places.length ? near(places, low, angle) : Number.POSITIVE_INFINITY,
    low > 0 ? near(places, low - 1, angle) : Number.POSITIVE_INFINITY,
  );
  return { distance };
}

/** True beside a reflection that is itself described worse than by this height: wrong widths or asymmetry leave such feet. */
function isFoot({ at, width, height }: Peak, { pattern, calculated }: Refinement, places: readonly Place[]): boolean {
  const { twoThetaDeg, observed, used } = pattern;
  for (let k = firstFrom(places.length, (i) => places[i].at >= at - AT_THE_FOOT * width); k < places.length; k++) {
    const place = places[k];
    if (place.at > at + AT_THE_FOOT * width) return false;
    const [from, to] = [place.at - place.fwhmDeg, place.at + place.fwhmDeg];
    for (let i = firstFrom(used.length, (n) => twoThetaDeg[n] >= from); i < used.length && twoThetaDeg[i] <= to; i++) {
      if (used[i] === 1 && FOOT * Math.abs(observed[i] - calculated[i]) > height) return true;
    }
  }
  return false;
}

/** The first index that passes a test which all after it pass too; the count where none does. */
function firstFrom(count: number, test: (index: number) => boolean): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** True for the weaker line of a doublet whose stronger one is there too. */
function isCompanion(
  line: UnexplainedLine,
  all: readonly UnexplainedLine[],
  lines: Refinement['radiation']['lines'],
  places: readonly Place[],
): boolean {
  const width = places[0]?.fwhmDeg ?? USUAL_WIDTH_DEG;
  return lines
    .slice(1)
    .some(({ wavelengthAngstrom }) =>
      all.some(
        (other) =>
          other.significance > line.significance &&
          Math.abs(shifted(other.twoThetaDeg, wavelengthAngstrom / lines[0].wavelengthAngstrom) - line.twoThetaDeg) <
            width,
      ),
    );
}
