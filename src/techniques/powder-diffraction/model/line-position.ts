/** Where a line stands: Bragg's law and the aberrations that shift it. */
import { exp } from '../../../numerics/elementary/exp.js';
import { asin } from '../../../numerics/elementary/inverse-circular.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';

const RADIAN = Math.PI / 180;

/** Filled anew by `linePosition`; angles in degrees. */
export interface LinePosition {
  /** 2theta as measured. */
  positionDeg: number;
  /** By 1/d² (angstrom²), by displacement and by transparency (millimetres); by the zero it is 1. */
  byInverseSquare: number;
  byDisplacement: number;
  byTransparency: number;
}

export function emptyPosition(): LinePosition {
  return { positionDeg: 0, byInverseSquare: 0, byDisplacement: 0, byTransparency: 0 };
}

/**
 * 2theta + zero - (180/pi) (2 s/R) cos theta - (180/pi) sin 2theta / (2 mu R): displacement s positive where the surface lies
 * below the axis of the goniometer, transparency given as 1/mu.
 *
 * @param inverseSquare 1/d², angstrom^-2
 * @returns false when the line cannot be reached with this wavelength
 */
export function linePosition(
  inverseSquare: number,
  wavelengthAngstrom: number,
  zeroDeg: number,
  displacementMm: number,
  transparencyMm: number,
  radiusMm: number,
  out: LinePosition,
): boolean {
  const sine = (wavelengthAngstrom / 2) * Math.sqrt(inverseSquare);
  if (!(sine < 0.99999)) return false;
  const theta = asin(sine);
  const cosTheta = cos(theta);
  const sinDouble = 2 * sine * cosTheta;
  const cosDouble = 1 - 2 * sine * sine;
  out.byDisplacement = (-2 * cosTheta) / (radiusMm * RADIAN);
  out.byTransparency = -sinDouble / (2 * radiusMm * RADIAN);
  out.positionDeg =
    (2 * theta) / RADIAN + zeroDeg + displacementMm * out.byDisplacement + transparencyMm * out.byTransparency;
  const byDouble = 1 + (displacementMm * sine) / radiusMm - (transparencyMm * cosDouble) / (2 * radiusMm);
  out.byInverseSquare = (byDouble * sine) / (cosTheta * inverseSquare * RADIAN);
  return true;
}

/** Lorentz and polarization factors at an angle, and the slope of their logarithm per degree. */
export interface AngleFactor {
  value: number;
  logSlope: number;
}

/** (1 + K cos² 2theta) / (sin² theta cos theta). */
export function lorentzPolarization(positionDeg: number, polarizationK: number, out: AngleFactor): void {
  const theta = (positionDeg / 2) * RADIAN;
  const s = sin(theta);
  const c = cos(theta);
  const cosDouble = 1 - 2 * s * s;
  const polarization = 1 + polarizationK * cosDouble * cosDouble;
  out.value = polarization / (s * s * c);
  out.logSlope = RADIAN * ((-4 * polarizationK * cosDouble * s * c) / polarization - c / s + s / (2 * c));
}

/** Transmission of a cylinder after A. W. Hewat, Acta Cryst. A35 (1979) 248, doi:10.1107/S0567739479000516; for mu R below 1. */
export function capillaryTransmission(positionDeg: number, muR: number): number {
  if (muR === 0) return 1;
  const s = sin((positionDeg / 2) * RADIAN);
  const power = -(1.7133 - 0.0368 * s * s) * muR + (0.0927 + 0.375 * s * s) * muR * muR;
  return exp(power);
}
