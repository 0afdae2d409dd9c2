/** Lines that other wavelengths of the tube make of the reflections of the model. */
import { nearestTube } from '../../../crystal/scattering/radiation-lines.js';
import { asin } from '../../../numerics/elementary/inverse-circular.js';
import { sin } from '../../../numerics/elementary/sin.js';
import type { Refinement } from '../refinement.js';

/** Which wavelength, of which reflection. */
export interface StrayLine {
  readonly line: 'Kα2' | 'Kβ' | 'W Lα';
  readonly ofTwoThetaDeg: number;
}

const RADIAN = Math.PI / 180;

/** Tungsten from the filament settles on old anodes; its Lα1 line, angstrom. */
const TUNGSTEN_L_ALPHA = 1.47639;
/** A stray line of the tube has at most this share of the line it goes with. */
const STRONG = 0.2;
/** Kalpha2 has half. */
const STRONG_DOUBLET = 0.8;

/** Whether another wavelength of the tube, diffracted by one of the strong reflections, would stand at this place. */
export function strayLineAt(
  { twoThetaDeg, height }: { readonly twoThetaDeg: number; readonly height: number },
  { phases, radiation }: Refinement,
): StrayLine | undefined {
  const wavelength = radiation.lines[0]?.wavelengthAngstrom;
  const tube = radiation.kind === 'x-ray' && wavelength !== undefined ? nearestTube(wavelength) : undefined;
  if (tube === undefined || wavelength === undefined) return undefined;
  const stray = [
    ...(radiation.lines.length === 1 ? [['Kα2', tube.kAlpha2, STRONG_DOUBLET] as const] : []),
    ['Kβ', tube.kBeta, STRONG],
    ['W Lα', TUNGSTEN_L_ALPHA, STRONG],
  ] as const;
  for (const [line, other, most] of stray) {
    const source = phases
      .flatMap(({ reflections }) => reflections)
      .filter(({ intensity, fwhmDeg }) => height < (most * intensity) / fwhmDeg)
      .find((one) => Math.abs(shifted(one.twoThetaDeg, other / wavelength) - twoThetaDeg) < one.fwhmDeg);
    if (source !== undefined) return { line, ofTwoThetaDeg: source.twoThetaDeg };
  }
  return undefined;
}

/** Where a line stands for another wavelength; NaN where that one is not diffracted any more. */
export function shifted(twoThetaDeg: number, ratio: number): number {
  const sine = ratio * sin((twoThetaDeg / 2) * RADIAN);
  return sine < 1 ? (2 * asin(sine)) / RADIAN : Number.NaN;
}
