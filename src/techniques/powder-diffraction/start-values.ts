import type { InstrumentParameters } from '../../formats/gsas/instrument-parameters.js';
import { profileStart } from '../../formats/gsas/profile-coefficients.js';

/** GSAS writes variances of Gaussians in centidegrees²; here stand squared full widths in degrees². */
export const FULL_WIDTH_SQUARED = 8 * Math.LN2 * 1e-4;

/** First values of profile parameters by their names, from the instrument parameters; none without them. */
export function instrumentStarts(instrument: InstrumentParameters | undefined): Map<string, number> {
  const starts = new Map<string, number>();
  const profile = instrument === undefined ? undefined : profileStart(instrument.profiles);
  if (instrument === undefined || profile === undefined) return starts;
  starts.set('U', (profile.u + profile.p) * FULL_WIDTH_SQUARED);
  starts.set('V', profile.v * FULL_WIDTH_SQUARED);
  // p / cos² = p tan² + p.
  starts.set('W', (profile.w + profile.p) * FULL_WIDTH_SQUARED);
  starts.set('X', profile.x / 100);
  starts.set('Y', profile.y / 100);
  if (profile.axial > 0) starts.set('asymmetry', profile.axial);
  if (instrument.zeroDeg !== 0) starts.set('zero', instrument.zeroDeg);
  return starts;
}

/** True where instrument parameters say how broad the lines of the diffractometer are. */
export function givesWidths(instrument: InstrumentParameters | undefined): boolean {
  const profile = instrument === undefined ? undefined : profileStart(instrument.profiles);
  return profile !== undefined && [profile.u, profile.w, profile.p, profile.x, profile.y].some((value) => value !== 0);
}
