/** What a region shows beside core lines: valence bands, the Fermi edge of a metal, the end of the secondary electrons. */
import { exp } from '../../../numerics/elementary/exp.js';
import type { MaterialTruth, RegionTruth } from './spectra-truth.js';

const FWHM_PER_SIGMA = 2.3548200450309493;
const BOLTZMANN_EV_PER_K = 8.617333262e-5;
/** Standard deviations on each side, and nodes per standard deviation, of sums over a Gaussian. */
const REACH = 6;
const NODES = 40;

type Curve = (energyEv: number) => number;

/** A band of area 1 per eV, by binding energy: straight between its corners, then broadened. */
export function bandCurve(band: NonNullable<MaterialTruth['band']>, vbmEv: number, broadeningEv: number): Curve {
  const { states, gaussianEv } = band;
  let area = 0;
  for (let k = 1; k < states.length; k++) {
    area += 0.5 * (states[k]![0] - states[k - 1]![0]) * (states[k]![1] + states[k - 1]![1]);
  }
  const density = densityOfStates(states);
  const width = Math.sqrt(gaussianEv * gaussianEv + broadeningEv * broadeningEv);
  return broadened((energy) => (area > 0 ? density(energy - vbmEv) / area : 0), width);
}

/** The band of the uppermost layer as a lamp shows it: its highest point has the rate of the region. */
export function lampBandCurve(
  { states }: NonNullable<MaterialTruth['band']>,
  vbmEv: number,
  { ratePerS, broadeningEv }: NonNullable<RegionTruth['lampBand']>,
): Curve {
  const density = densityOfStates(states);
  const highest = Math.max(...states.map(([, height]) => height));
  return broadened((energy) => (highest > 0 ? (ratePerS * density(energy - vbmEv)) / highest : 0), broadeningEv);
}

/** Counts/s. @param fermiEv where the Fermi level stands on the axis */
export function fermiEdgeCurve(
  { ratePerS, slopePerEv, temperatureK, broadeningEv }: NonNullable<RegionTruth['fermiEdge']>,
  fermiEv: number,
): Curve {
  const kT = BOLTZMANN_EV_PER_K * temperatureK;
  return broadened((energy) => {
    const below = energy - fermiEv;
    return Math.max(0, ratePerS * (1 + slopePerEv * below)) / (1 + exp(-below / kT));
  }, broadeningEv);
}

/**
 * Counts/s of secondary electrons: from the slowest that leave the sample they rise straight, then decay.
 *
 * @param endEv binding energy of the slowest, eV
 */
export function cutoffCurve(
  { ratePerS, riseEv, decayEv, broadeningEv }: NonNullable<RegionTruth['cutoff']>,
  endEv: number,
): Curve {
  return broadened((energy) => {
    const faster = endEv - energy;
    if (faster <= 0) return 0;
    return faster < riseEv ? (ratePerS * faster) / riseEv : ratePerS * exp(-(faster - riseEv) / decayEv);
  }, broadeningEv);
}

function densityOfStates(states: readonly (readonly [number, number])[]): Curve {
  return (below) => {
    if (below < 0 || below > states[states.length - 1]![0]) return 0;
    const k = Math.max(
      1,
      states.findIndex(([at]) => at >= below),
    );
    const [[from, low], [to, high]] = [states[k - 1]!, states[k]!];
    return low + ((high - low) * (below - from)) / (to - from);
  };
}

/** @param fwhmEv of the Gaussian; 0 leaves the curve as it is */
function broadened(curve: Curve, fwhmEv: number): Curve {
  if (fwhmEv === 0) return curve;
  const spacing = fwhmEv / FWHM_PER_SIGMA / NODES;
  const reach = REACH * NODES;
  const weights = Float64Array.from({ length: 2 * reach + 1 }, (_, k) => {
    const sigmas = (k - reach) / NODES;
    return exp(-0.5 * sigmas * sigmas);
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return (energy) => {
    let value = 0;
    for (let k = 0; k < weights.length; k++) value += weights[k]! * curve(energy - (k - reach) * spacing);
    return value / sum;
  };
}
