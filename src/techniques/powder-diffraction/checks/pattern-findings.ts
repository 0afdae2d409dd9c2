/** What the pattern itself and the difference curve say. */
import { median } from '../../../numerics/statistics/summary.js';
import { printNumber } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import type { Refinement } from '../refinement.js';
import { listed } from './parameter-words.js';
import { unexplainedLines } from './unexplained-lines.js';

/** Poisson counts below this are not symmetric, and weights taken from them pull the fit down. */
const FEW_COUNTS = 10;
/** The model leaves more than counting does, and it shows. */
const POOR_GOF = 2;
const POOR_RWP = 10;
/** The same where nobody knows what counting does. */
const POOR_WITHOUT_SCALE = 25;

export function patternFindings(refinement: Refinement): Finding[] {
  const where = refinement.pattern.label;
  const lines = strangers(refinement);
  return [...lowCounts(refinement), ...lines, ...poorFit(refinement, lines.length > 0)].map((finding) => ({
    where,
    ...finding,
  }));
}

function lowCounts({ pattern }: Refinement): Finding[] {
  if (pattern.weights !== 'counts') return [];
  const counted = Array.from(pattern.observed).filter((_, i) => pattern.used[i] === 1);
  if (counted.length === 0) return [];
  const middle = median(counted);
  if (middle >= FEW_COUNTS) return [];
  return [
    {
      code: 'low-counts',
      severity: 'warning',
      message: `Half of the points have ${printNumber(middle, 3)} counts or fewer: weights from so few counts favour low points, so the background and weak lines come out too small. Count longer, or give esds in the file.`,
    },
  ];
}

function strangers(refinement: Refinement): Finding[] {
  const found = unexplainedLines(refinement);
  if (found.length === 0) return [];
  const places = listed(
    found.map(({ twoThetaDeg, dAngstrom, origin }) => {
      const stray =
        origin === undefined ? '' : `, where ${origin.line} of the line at ${origin.ofTwoThetaDeg.toFixed(2)}° falls`;
      return `${twoThetaDeg.toFixed(2)}° (d = ${dAngstrom.toFixed(3)} Å${stray})`;
    }),
  );
  const advice = found.some(({ origin }) => origin?.line === 'Kα2')
    ? 'the model has one wavelength, and the tube seems to give two. Name the tube, e.g. CuKa, or both wavelengths (radiation).'
    : 'another phase, the holder, or a wrong cell. Add the phase (phase, candidate), or leave the region out (excludeRegion).';
  return [
    {
      code: 'unexplained-lines',
      severity: 'warning',
      message: `No phase of the model has a line at ${places}: ${advice}`,
    },
  ];
}

function poorFit({ agreement, method, pattern }: Refinement, hasStrangers: boolean): Finding[] {
  const { gof, rwp, rwpBackground } = agreement;
  const isScaled = pattern.weights !== 'intensities';
  if (isScaled ? gof < POOR_GOF : rwpBackground < POOR_WITHOUT_SCALE) return [];
  const isPoor = rwpBackground > POOR_RWP;
  const cause = hasStrangers
    ? 'Lines of no phase are part of it.'
    : method === 'rietveld'
      ? 'Look at the difference curve: the shape of the lines, the texture or the structure is not described.'
      : 'Look at the difference curve: the shape of the lines or the cell is not described.';
  if (!isScaled) {
    const message = `The model leaves ${rwpBackground.toFixed(0)} % of what stands above the background (Rwp ${rwp.toFixed(1)} %). ${cause}`;
    return [{ code: 'poor-fit', severity: 'warning', message }];
  }
  return [
    {
      code: 'poor-fit',
      severity: isPoor ? 'warning' : 'info',
      message: `The model leaves ${gof.toFixed(1)} times what the standard deviations allow (Rwp ${rwp.toFixed(1)} %, without background ${rwpBackground.toFixed(1)} %). ${isPoor ? cause : `The counts are so many that small misfits show; esds are multiplied with it. ${cause}`}`,
    },
  ];
}
