/** One region of one step without noise: lines and bands of the layers, what lies beneath them, and how it is counted. */
import { type LineSignal, sampleShiftEv, stackSignals, transmission } from './layer-signals.js';
import type { PhotoemissionTruth, RegionTruth, StepTruth } from './spectra-truth.js';
import { bandCurve, cutoffCurve, fermiEdgeCurve, lampBandCurve } from './true-bands.js';
import { trueVoigt } from './true-voigt.js';

export interface TrueSpectrum {
  /** Binding energies ascending, eV, as the axis of the instrument has them. */
  readonly energiesEv: Float64Array;
  /** Expected counts of all scans together. */
  readonly expected: Float64Array;
  /** Those of them that no background is part of. */
  readonly peaks: Float64Array;
  /** Of the analyser, where it is not 1. */
  readonly transmission: Float64Array | undefined;
  /** Counts of an intensity of 1 per second. */
  readonly seconds: number;
}

/** Lines so far outside of a region still reach into it with their tails. */
const REACH_EV = 10;

/** @param name key of the region */
export function trueSpectrum(truth: PhotoemissionTruth, step: StepTruth, name: string): TrueSpectrum {
  const region = truth.regions[name]!;
  const energiesEv = regionEnergies(region);
  const seconds = region.dwellS * region.scans;
  const excitationEv = region.lamp?.excitationEv ?? truth.instrument.excitationEv;
  const peaks = new Float64Array(energiesEv.length);
  if (region.lamp === undefined && region.fermiEdge === undefined && region.cutoff === undefined) {
    addSample(truth, step, region, energiesEv, peaks);
  }
  addOthers(truth, step, region, excitationEv, energiesEv, peaks);
  const rates = withBackground(peaks, region, energiesEv);
  return {
    energiesEv,
    expected: rates.map((rate) => Math.max(0, rate) * seconds),
    peaks: peaks.map((rate) => rate * seconds),
    transmission:
      truth.instrument.transmissionExponent === 0
        ? undefined
        : energiesEv.map((energy) => transmission(truth, excitationEv - energy)),
    seconds,
  };
}

/** The line and its doublet partner as a part of a spectrum: area in counts times eV, both lines together. */
export function trueArea(signal: LineSignal, { gain, dwellS, scans }: RegionTruth): number {
  return signal.areaPerS * gain * dwellS * scans;
}

function regionEnergies({ fromEv, toEv, stepEv }: RegionTruth): Float64Array {
  const count = Math.floor((toEv - fromEv) / stepEv + 1e-6) + 1;
  return Float64Array.from({ length: count }, (_, i) => Number((fromEv + i * stepEv).toFixed(6)));
}

function addSample(
  truth: PhotoemissionTruth,
  step: StepTruth,
  { gain, broadeningEv }: RegionTruth,
  energiesEv: Float64Array,
  into: Float64Array,
): void {
  const low = energiesEv[0]! - REACH_EV;
  const high = energiesEv[energiesEv.length - 1]! + REACH_EV;
  const { lines, bands } = stackSignals(truth, step);
  for (const { positionEv, areaPerS, gaussianEv, lorentzianEv, doublet } of lines) {
    const minorEv = positionEv + (doublet?.splittingEv ?? 0);
    if (areaPerS === 0 || positionEv > high || minorEv < low) continue;
    const width = Math.sqrt(gaussianEv * gaussianEv + broadeningEv * broadeningEv);
    const whole = gain * areaPerS;
    const major = whole / (1 + (doublet?.ratio ?? 0));
    addLine(positionEv, major, trueVoigt(width, lorentzianEv), energiesEv, into);
    if (doublet === undefined) continue;
    addLine(minorEv, whole - major, trueVoigt(width, lorentzianEv + doublet.costerKronigEv), energiesEv, into);
  }
  for (const { vbmEv, areaPerS, band } of bands) {
    if (vbmEv > high || vbmEv + band.states[band.states.length - 1]![0] < low) continue;
    const curve = bandCurve(band, vbmEv, broadeningEv);
    for (let i = 0; i < into.length; i++) into[i]! += gain * areaPerS * curve(energiesEv[i]!);
  }
}

function addLine(
  centreEv: number,
  area: number,
  shape: (distanceEv: number) => number,
  energiesEv: Float64Array,
  into: Float64Array,
): void {
  for (let i = 0; i < into.length; i++) into[i]! += area * shape(energiesEv[i]! - centreEv);
}

/** What is not made of the layers and their lines. */
function addOthers(
  truth: PhotoemissionTruth,
  step: StepTruth,
  { fermiEdge, cutoff, lampBand, gain }: RegionTruth,
  excitationEv: number,
  energiesEv: Float64Array,
  into: Float64Array,
): void {
  const curves: ((energyEv: number) => number)[] = [];
  if (fermiEdge !== undefined) curves.push(fermiEdgeCurve(fermiEdge, step.axisEv));
  if (cutoff !== undefined && step.workFunctionEv !== undefined) {
    const shift = step.chargingEv + step.axisEv;
    curves.push(cutoffCurve(cutoff, excitationEv - step.workFunctionEv + shift));
  }
  const band = truth.materials[step.layers[0]?.material ?? '']?.band;
  if (lampBand !== undefined && band !== undefined) {
    curves.push(lampBandCurve(band, band.vbmEv + sampleShiftEv(step), lampBand));
  }
  for (const curve of curves) for (let i = 0; i < into.length; i++) into[i]! += gain * curve(energiesEv[i]!);
}

function withBackground(
  peaks: Float64Array,
  { background, stepEv }: RegionTruth,
  energiesEv: Float64Array,
): Float64Array {
  const { ratePerS, slopePerSEv, shirleyPerEv, tougaard } = background;
  const n = peaks.length;
  const rates = peaks.slice();
  if (tougaard !== undefined) {
    // Electrons that lost energy lose it again: the losses are those of all that comes at lower binding energy.
    const losses = Float64Array.from({ length: n }, (_, k) => {
      const loss = k * stepEv;
      const width = tougaard.c + loss * loss;
      return (tougaard.b * loss * stepEv) / (width * width);
    });
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) rates[i]! += losses[i - j]! * rates[j]!;
  }
  let below = 0;
  for (let i = 0; i < n; i++) {
    if (i > 0) below += 0.5 * (peaks[i]! + peaks[i - 1]!) * (energiesEv[i]! - energiesEv[i - 1]!);
    rates[i]! += ratePerS + slopePerSEv * (energiesEv[i]! - energiesEv[0]!) + shirleyPerEv * below;
  }
  return rates;
}
