/** A line far from where it stands: see `node-sums` for what is summed. */
import type { AxialNodes } from './axial-divergence.js';
import { LORENTZ_HEIGHT, type ProfileCurves } from './node-sums.js';
import type { PeakShape } from './peak-shape.js';

/** What two nodes far from a line are multiplied with. */
interface PairFactors {
  node: number;
  height: number;
  width: number;
  line: number;
  lineSlope: number;
  spread: number;
  spreadSlope: number;
}

const emptyFactors = (): PairFactors => ({
  node: 0,
  height: 0,
  width: 0,
  line: 0,
  lineSlope: 0,
  spread: 0,
  spreadSlope: 0,
});
const [factorsJ, factorsH] = [emptyFactors(), emptyFactors()];

/** @param share 1, or less for a node that is taken in parts */
function fillFactors(far: AxialNodes, j: number, { width, mixing }: PeakShape, share: number, out: PairFactors): void {
  const perHalf = 2 / width;
  const height = (share * far.weights[j] * LORENTZ_HEIGHT) / width;
  const part = mixing * height;
  out.node = perHalf * far.positions[j];
  out.height = height;
  out.width = perHalf * part;
  out.line = far.weightByLine[j] * part;
  out.lineSlope = 2 * perHalf * far.positionByLine[j] * part;
  out.spread = far.weightBySpread[j] * part;
  out.spreadSlope = 2 * perHalf * far.positionBySpread[j] * part;
}

/**
 * The profile and its derivatives far from the line, where it is all Lorentzian. Most points lie here: the few nodes are
 * taken two at a time, which halves the traffic with the memory, and the first two are written over what was there.
 */
export function sumFar(curves: ProfileCurves, far: AxialNodes, first: number, last: number, shape: PeakShape): void {
  for (let j = 0; j < far.count; j += 2) {
    // A node that stands alone is taken as two halves of itself.
    const isAlone = j + 1 === far.count;
    fillFactors(far, j, shape, isAlone ? 0.5 : 1, factorsJ);
    fillFactors(far, isAlone ? j : j + 1, shape, isAlone ? 0.5 : 1, factorsH);
    if (j === 0) writePair(curves, first, last, shape, factorsJ, factorsH);
    else addPair(curves, first, last, shape, factorsJ, factorsH);
  }
}

function writePair(
  { grid, value, byPosition, byWidth, byMixing, bySpread, from }: ProfileCurves,
  first: number,
  last: number,
  { width, mixing }: PeakShape,
  {
    node: nodeJ,
    height: heightJ,
    width: widthJ,
    line: lineJ,
    lineSlope: lineSlopeJ,
    spread: spreadJ,
    spreadSlope: spreadSlopeJ,
  }: PairFactors,
  {
    node: nodeH,
    height: heightH,
    width: widthH,
    line: lineH,
    lineSlope: lineSlopeH,
    spread: spreadH,
    spreadSlope: spreadSlopeH,
  }: PairFactors,
): void {
  const { twoThetaDeg } = grid;
  const [perHalf, widthBoth] = [2 / width, mixing / width];
  for (let i = first; i < last; i++) {
    const y = perHalf * twoThetaDeg[i];
    const yJ = y - nodeJ;
    const yH = y - nodeH;
    const sJ = 1 / (1 + yJ * yJ);
    const sH = 1 / (1 + yH * yH);
    const squareJ = sJ * sJ;
    const squareH = sH * sH;
    const slopeJ = yJ * squareJ;
    const slopeH = yH * squareH;
    const lorentz = heightJ * sJ + heightH * sH;
    const o = i - from;
    value[o] = mixing * lorentz;
    byMixing[o] = lorentz;
    byWidth[o] = widthBoth * lorentz - widthJ * squareJ - widthH * squareH;
    byPosition[o] = lineJ * sJ + lineSlopeJ * slopeJ + (lineH * sH + lineSlopeH * slopeH);
    bySpread[o] = spreadJ * sJ + spreadSlopeJ * slopeJ + (spreadH * sH + spreadSlopeH * slopeH);
  }
}

/** As `writePair`, added to what is there: one loop that chose between them would be slower than both. */
function addPair(
  { grid, value, byPosition, byWidth, byMixing, bySpread, from }: ProfileCurves,
  first: number,
  last: number,
  { width, mixing }: PeakShape,
  {
    node: nodeJ,
    height: heightJ,
    width: widthJ,
    line: lineJ,
    lineSlope: lineSlopeJ,
    spread: spreadJ,
    spreadSlope: spreadSlopeJ,
  }: PairFactors,
  {
    node: nodeH,
    height: heightH,
    width: widthH,
    line: lineH,
    lineSlope: lineSlopeH,
    spread: spreadH,
    spreadSlope: spreadSlopeH,
  }: PairFactors,
): void {
  const { twoThetaDeg } = grid;
  const [perHalf, widthBoth] = [2 / width, mixing / width];
  for (let i = first; i < last; i++) {
    const y = perHalf * twoThetaDeg[i];
    const yJ = y - nodeJ;
    const yH = y - nodeH;
    const sJ = 1 / (1 + yJ * yJ);
    const sH = 1 / (1 + yH * yH);
    const squareJ = sJ * sJ;
    const squareH = sH * sH;
    const slopeJ = yJ * squareJ;
    const slopeH = yH * squareH;
    const lorentz = heightJ * sJ + heightH * sH;
    const o = i - from;
    value[o] += mixing * lorentz;
    byMixing[o] += lorentz;
    byWidth[o] += widthBoth * lorentz - widthJ * squareJ - widthH * squareH;
    byPosition[o] += lineJ * sJ + lineSlopeJ * slopeJ + (lineH * sH + lineSlopeH * slopeH);
    bySpread[o] += spreadJ * sJ + spreadSlopeJ * slopeJ + (spreadH * sH + spreadSlopeH * slopeH);
  }
}
