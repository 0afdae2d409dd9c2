import type { Agreement, RefinedPhase, RefinedReflection } from '../refinement.js';

/** What white noise gives as the raw factor of Berar and Lelann: sqrt(1 + 4/pi). */
export const WHITE_NOISE_FACTOR = Math.sqrt(1 + 4 / Math.PI);

/** A fitted pattern, one number a point, ascending in 2theta. */
export interface FittedPoints {
  readonly twoThetaDeg: Float64Array;
  readonly observed: Float64Array;
  readonly calculated: Float64Array;
  readonly background: Float64Array;
  /** One standard deviation of each. */
  readonly sigma: Float64Array;
  /** 1 where the point takes part. */
  readonly used: Uint8Array;
}

/**
 * How well a model describes a pattern. R values in per cent, after B. H. Toby, Powder Diffr. 21 (2006) 67,
 * doi:10.1154/1.2179804:
 *
 * - Rwp = sqrt(sum w (y - yc)² / sum w y²), Rp = sum |y - yc| / sum |y|, Rexp = sqrt((N - P) / sum w y²), GOF = Rwp / Rexp;
 * - Rwp without background: the same numerator over sum w (y - b)²;
 * - R_B = sum |Io - Ic| / sum Io and R_F = sum ||Fo| - |Fc|| / sum |Fo| over the reflections of a phase, Io being the observed
 *   intensity shared out as calculated.
 *
 * Durbin and Watson's d and the factor of Berar and Lelann are taken over neighbours that both take part: a gap ends a run.
 *
 * @param parameterCount P, refined parameters less the constraints between them; where it reaches N one degree of freedom is
 *   assumed, so that GOF stays a number
 * @param phases leave out for Le Bail and Pawley fits, where R_B says nothing
 */
export function agreementOf(
  points: FittedPoints,
  parameterCount: number,
  phases: readonly Pick<RefinedPhase, 'name' | 'reflections'>[] = [],
): Agreement {
  const { observed, calculated, background, sigma, used } = points;
  let pointCount = 0;
  let misfit = 0;
  let weighted = 0;
  let weightedNet = 0;
  let difference = 0;
  let total = 0;
  for (let i = 0; i < observed.length; i++) {
    if (used[i] === 0) continue;
    const y = observed[i]!;
    const w = 1 / (sigma[i]! * sigma[i]!);
    const rest = y - calculated[i]!;
    const net = y - background[i]!;
    pointCount += 1;
    misfit += w * rest * rest;
    weighted += w * y * y;
    weightedNet += w * net * net;
    difference += Math.abs(rest);
    total += Math.abs(y);
  }
  const rwp = 100 * Math.sqrt(misfit / weighted);
  const rexp = 100 * Math.sqrt(Math.max(1, pointCount - parameterCount) / weighted);
  const serial = serialCorrelation(points);
  return {
    pointCount,
    parameterCount,
    rwp,
    rp: (100 * difference) / total,
    rexp,
    gof: rwp / rexp,
    rwpBackground: 100 * Math.sqrt(misfit / weightedNet),
    durbinWatson: serial.durbinWatson,
    berarLelannRaw: serial.raw,
    berarLelann: Math.max(1, serial.raw / WHITE_NOISE_FACTOR),
    byPhase: Object.fromEntries(
      phases.map(({ name, reflections }) => [name, braggAgreement(reflections.filter(isSeen(points)))]),
    ),
  };
}

/** R_B and R_F of a phase, whatever it is called; undefined where there are none. */
export function phaseAgreement({ byPhase }: Pick<Agreement, 'byPhase'>, name: string) {
  return Object.hasOwn(byPhase, name) ? byPhase[name] : undefined;
}

/** d = sum (D_i - D_i-1)² / sum D_i², and SCOR² = sum over runs of one sign of (sum D)² / sum D², D = (y - yc) / sigma. */
function serialCorrelation({ observed, calculated, sigma, used }: FittedPoints): { durbinWatson: number; raw: number } {
  let squares = 0;
  let steps = 0;
  let runSquares = 0;
  let run = 0;
  let before = 0;
  let neighbour = false;
  for (let i = 0; i < observed.length; i++) {
    const here = used[i] !== 0;
    const rest = here ? (observed[i]! - calculated[i]!) / sigma[i]! : 0;
    if (!here || (run !== 0 && rest < 0 !== run < 0)) {
      runSquares += run * run;
      run = 0;
    }
    if (here) {
      squares += rest * rest;
      if (neighbour) steps += (rest - before) * (rest - before);
      run += rest;
      before = rest;
    }
    neighbour = here;
  }
  runSquares += run * run;
  // A fit without any rest has no correlation to speak of.
  if (squares === 0) return { durbinWatson: 2, raw: WHITE_NOISE_FACTOR };
  return { durbinWatson: steps / squares, raw: Math.sqrt(runSquares / squares) };
}

/** Whether the point nearest to a reflection takes part: of others there is no observed intensity. */
function isSeen({ twoThetaDeg, used }: FittedPoints): (reflection: RefinedReflection) => boolean {
  return ({ twoThetaDeg: at }) => {
    let low = 0;
    let high = twoThetaDeg.length - 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (twoThetaDeg[middle] <= at) low = middle;
      else high = middle;
    }
    return used[at - twoThetaDeg[low] <= twoThetaDeg[high] - at ? low : high] === 1;
  };
}

/** R_B and R_F in per cent. */
function braggAgreement(reflections: readonly RefinedReflection[]): { rBragg: number; rF: number } {
  let intensityRest = 0;
  let intensity = 0;
  let amplitudeRest = 0;
  let amplitude = 0;
  for (const { calculatedFSquared, observedFSquared, intensity: calculated } of reflections) {
    if (!(calculatedFSquared > 0) || !(observedFSquared >= 0) || !(calculated > 0)) continue;
    const observed = (calculated * observedFSquared) / calculatedFSquared;
    intensityRest += Math.abs(observed - calculated);
    intensity += observed;
    amplitudeRest += Math.abs(Math.sqrt(observedFSquared) - Math.sqrt(calculatedFSquared));
    amplitude += Math.sqrt(observedFSquared);
  }
  return {
    rBragg: intensity > 0 ? (100 * intensityRest) / intensity : 0,
    rF: amplitude > 0 ? (100 * amplitudeRest) / amplitude : 0,
  };
}
