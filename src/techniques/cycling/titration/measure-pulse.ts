/** What one pulse of a titration says: ohmic drop, change of rest potential, change within the pulse, linearity in sqrt t. */

import type { TimeSeries } from '../../../formats/time-series/time-series.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import { mean } from '../../../numerics/statistics/summary.js';
import { regressLine } from '../../../numerics/statistics/weighted-regression.js';
import type { TitrationPulse } from './find-pulses.js';
import { type RelaxedPotential, relaxedPotential } from './relaxation.js';

export interface PulseMeasure {
  readonly pulse: TitrationPulse;
  readonly before: RelaxedPotential;
  readonly after: RelaxedPotential;
  /** Jump at the start of the pulse without diffusion, V: the line in sqrt t followed to its start, or the first reading where it is no line. */
  readonly ohmicV: number;
  /** Change of the rest potential over the pulse and its error, V. */
  readonly restChangeV: number;
  readonly restChangeSigmaV: number;
  /** Change within the pulse without the jump, V. */
  readonly pulseChangeV: number;
  readonly pulseChangeSigmaV: number;
  /** Share of the variance within the pulse that a line in sqrt t explains. */
  readonly rSquared: number;
}

/** Below this the potential is no line in sqrt t. */
export const LEAST_R_SQUARED = 0.98;
/** Rows right after the switch belong to double layer and instrument: this share of the pulse is left out of the line. */
const EARLY = 0.02;
/** A row still shows the potential before the switch when it moved by less than this share of the next one. */
const STALE = 0.2;
/** Time between the last row of the rest and the first of the pulse that is taken as the instant of switching. */
const PROMPT_S = 2;

export function measurePulse(series: TimeSeries, pulse: TitrationPulse): PulseMeasure {
  const { timeS, potentialV } = series;
  const before = relaxedPotential(series, pulse.restFrom, pulse.from);
  const after = relaxedPotential(series, pulse.to, pulse.restTo);
  const resting = potentialV[pulse.from - 1]!;
  const moved = (row: number): number => Math.abs(potentialV[row]! - resting);
  const stale = moved(pulse.from) < STALE * moved(pulse.from + 1);
  const gap = timeS[pulse.from]! - timeS[pulse.from - 1]!;
  const start = stale || gap > PROMPT_S ? timeS[pulse.from]! : timeS[pulse.from - 1]!;
  const durationS = timeS[pulse.to - 1]! - start;
  const roots: number[] = [];
  const values: number[] = [];
  for (let row = pulse.from + (stale ? 1 : 0); row < pulse.to; row++) {
    const t = timeS[row]! - start;
    if (t < EARLY * durationS) continue;
    roots.push(Math.sqrt(t));
    values.push(potentialV[row]!);
  }
  const line = regressLine(roots, values);
  const centre = mean(values);
  const total = values.reduce((sum, v) => sum + (v - centre) ** 2, 0);
  const root = Math.sqrt(durationS);
  const rSquared = total > 0 ? 1 - line.chiSquared / total : 0;
  const atStart = rSquared >= LEAST_R_SQUARED ? line.intercept : potentialV[pulse.from + (stale ? 1 : 0)]!;
  const slopeSigma = Math.sqrt((line.reducedChiSquared ?? 0) * line.unscaledCovariance[3]!);
  return {
    pulse: { ...pulse, durationS },
    before,
    after,
    // The rest may still drift: the jump starts from its last reading.
    ohmicV: pulse.sign * (atStart - before.lastV),
    restChangeV: after.valueV - before.valueV,
    restChangeSigmaV: hypot(after.sigmaV, before.sigmaV),
    pulseChangeV: line.slope * root,
    pulseChangeSigmaV: slopeSigma * root,
    rSquared,
  };
}
