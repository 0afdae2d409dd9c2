/** The circuits that are tried when the user names none. */
import { hypot } from '../../../numerics/elementary/hypot.js';
import type { Circuit } from '../circuit/circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import type { Spectrum } from '../spectrum.js';

/** An inductive part of the highest frequency below this share of |Z| may be noise: circuits without inductance compete. */
const CLEARLY_INDUCTIVE = 0.03;

/** The inductance of ordinary leads, H, and the share of |Z| at which it shows. */
const USUAL_LEAD_H = 1e-6;
const LEAD_SHOWS = 0.005;

/**
 * Circuits that most cells of the field are described by, simplest first; with L0 where a spectrum begins inductive, with
 * and without where that may be noise, or where leads would show beside so small an impedance.
 */
export function usualCircuits(spectra: readonly Spectrum[]): Circuit[] {
  const inductive = Math.max(...spectra.map(inductiveShare));
  const texts = [
    'R0-CPE1',
    'p(R1,CPE1)-CPE2',
    'R0-p(R1,CPE1)',
    'R0-p(R1,CPE1)-CPE2',
    'R0-p(R1,CPE1)-Wo1',
    'p(R1,CPE1)-p(R2,CPE2)-CPE3',
    'R0-p(R1,CPE1)-p(R2,CPE2)',
    'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3',
    'R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)',
  ];
  const plain = inductive > CLEARLY_INDUCTIVE ? [] : texts;
  const withLead = inductive > 0 || spectra.some(leadsWouldShow) ? texts.map((text) => `L0-${text}`) : [];
  return [...plain, ...withLead].map(parseCircuit);
}

/** Im Z as a share of |Z| at the highest frequency. */
function inductiveShare({ frequencyHz, real, imaginary }: Spectrum): number {
  const i = highestPoint(frequencyHz);
  return imaginary[i] / hypot(real[i], imaginary[i]);
}

function leadsWouldShow({ frequencyHz, real, imaginary }: Spectrum): boolean {
  const i = highestPoint(frequencyHz);
  return 2 * Math.PI * frequencyHz[i] * USUAL_LEAD_H > LEAD_SHOWS * hypot(real[i], imaginary[i]);
}

function highestPoint(frequencyHz: Float64Array): number {
  let highest = 0;
  for (let i = 1; i < frequencyHz.length; i++) if (frequencyHz[i] > frequencyHz[highest]) highest = i;
  return highest;
}
