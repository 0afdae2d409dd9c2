/**
 * What speaks against a circuit however small its residuals: parameters that the spectra do not determine, arcs outside
 * the window, constant phase elements in place of a resistance.
 */
import { assessIdentifiability } from '../derive/identifiability.js';
import { type SpectrumFit, standardError } from './spectrum-fit.js';

/** A positive parameter known worse than this (relative standard error), or an exponent, counts as not determined. */
const UNDETERMINED = 1;
const UNDETERMINED_EXPONENT = 0.5;
/** Below this exponent a constant phase element is a resistance in disguise. */
const RESISTIVE_EXPONENT = 0.15;

export interface Objection {
  readonly text: string;
  /** True when every parameter is determined all the same. */
  readonly tolerable: boolean;
}

/** What speaks against a circuit in at least half of the spectra, or nothing. */
export function objectionTo(fits: readonly SpectrumFit[]): Objection {
  const objections = fits.map(objectionToFit).filter((objection) => objection !== undefined);
  const none = { text: '', tolerable: true };
  if (2 * objections.length < fits.length) return none;
  return objections.find((objection) => !objection.tolerable) ?? objections[0] ?? none;
}

function objectionToFit(fit: SpectrumFit): Objection | undefined {
  if (fit.rank < fit.freeCount) return { text: 'its covariance is singular', tolerable: false };
  const { parameters } = fit.circuit;
  const { states, reasons, outside } = assessIdentifiability(fit);
  const beyond = outside.find((entry) => entry.unseen);
  const ofArc = (k: number) => outside.some(({ unseen, arc }) => unseen && reasons[k] === reasons[arc.resistanceIndex]);
  const loose = parameters.find((parameter, k) => {
    // Q of a constant phase element is loose only where `states` says so: its own error is mostly that of n.
    if (states[k] === 'unseen') return !ofArc(k);
    if (states[k] !== 'loose') return false;
    const error = standardError(fit, k);
    return parameter.scale === 'log' ? error > UNDETERMINED * fit.natural[k] : error > UNDETERMINED_EXPONENT;
  });
  if (loose) return { text: `its ${loose.name} is not determined`, tolerable: false };
  const resistive = parameters.find(
    (parameter, k) =>
      parameter.element.startsWith('CPE') && parameter.suffix === 'n' && fit.natural[k] < RESISTIVE_EXPONENT,
  );
  if (resistive) return { text: `its ${resistive.element} stands for a resistance`, tolerable: true };
  return beyond ? { text: `its arc of ${beyond.arc.resistance} lies outside the window`, tolerable: true } : undefined;
}
