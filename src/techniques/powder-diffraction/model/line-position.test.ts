import { describe, expect, it } from 'vitest';
import { capillaryTransmission, emptyPosition, linePosition, lorentzPolarization } from './line-position.js';

const LAMBDA = 1.540593;
const position = (q: number, zero = 0, displacement = 0, transparency = 0, radius = 200) => {
  const out = emptyPosition();
  const reached = linePosition(q, LAMBDA, zero, displacement, transparency, radius, out);
  return { reached, ...out };
};
const inverseSquare = (twoThetaDeg: number) => ((2 / LAMBDA) * Math.sin((twoThetaDeg * Math.PI) / 360)) ** 2;

describe('linePosition', () => {
  it('is Bragg’s law', () => {
    for (const angle of [5, 44.4, 90, 155]) {
      expect(position(inverseSquare(angle)).positionDeg).toBeCloseTo(angle, 11);
    }
    expect(position((2 / LAMBDA) ** 2 * 1.01).reached).toBe(false);
  });

  it('shifts a line by the zero, by -2 s cos(theta)/R and by -sin(2theta)/(2 mu R)', () => {
    const q = inverseSquare(60);
    expect(position(q, 0.03).positionDeg).toBeCloseTo(60.03, 11);
    // A surface 0.1 mm below the axis of a circle of 200 mm: 0.0496 degrees at 60 degrees, to lower angles.
    expect(position(q, 0, 0.1).positionDeg).toBeCloseTo(60 - (0.2 / 200) * Math.cos(Math.PI / 6) * (180 / Math.PI), 11);
    expect(position(q, 0, 0.1).positionDeg).toBeCloseTo(59.9504, 4);
    expect(position(q, 0, 0, 0.1).positionDeg).toBeCloseTo(
      60 - (0.1 / 400) * Math.sin(Math.PI / 3) * (180 / Math.PI),
      11,
    );
  });

  it.each([12, 61, 133])('has the derivatives of its place, line at %d deg', (angle) => {
    const q = inverseSquare(angle);
    const own = position(q, 0.01, 0.07, 0.3);
    const h = 1e-6;
    const slope = (up: { positionDeg: number }, down: { positionDeg: number }) =>
      (up.positionDeg - down.positionDeg) / (2 * h);
    expect(own.byInverseSquare / slope(position(q + h, 0.01, 0.07, 0.3), position(q - h, 0.01, 0.07, 0.3))).toBeCloseTo(
      1,
      6,
    );
    expect(own.byDisplacement).toBeCloseTo(
      slope(position(q, 0.01, 0.07 + h, 0.3), position(q, 0.01, 0.07 - h, 0.3)),
      7,
    );
    expect(own.byTransparency).toBeCloseTo(
      slope(position(q, 0.01, 0.07, 0.3 + h), position(q, 0.01, 0.07, 0.3 - h)),
      7,
    );
  });
});

describe('lorentzPolarization', () => {
  const of = (angle: number, k: number) => {
    const out = { value: 0, logSlope: 0 };
    lorentzPolarization(angle, k, out);
    return out;
  };

  it('has the values of the usual cases', () => {
    // At 90 degrees nothing of the polarised half is left: 1/(sin² cos) = 2 sqrt(2).
    for (const k of [0, 0.8, 1]) expect(of(90, k).value).toBeCloseTo(2 * Math.SQRT2, 12);
    // Without monochromator (1 + cos² 2theta)/(sin² cos), at a synchrotron 1/(sin² cos).
    expect(of(60, 1).value).toBeCloseTo(1.25 / (0.25 * Math.cos(Math.PI / 6)), 12);
    expect(of(60, 0).value).toBeCloseTo(1 / (0.25 * Math.cos(Math.PI / 6)), 12);
    // At very low angles (1 + K) 4/(2theta)².
    expect(of(0.1, 1).value * (0.1 * (Math.PI / 180)) ** 2).toBeCloseTo(8, 4);
  });

  it.each([15, 75, 140])('has the slope of its logarithm at %d deg', (angle) => {
    const h = 1e-5;
    const slope = Math.log(of(angle + h, 0.8).value / of(angle - h, 0.8).value) / (2 * h);
    expect(of(angle, 0.8).logSlope).toBeCloseTo(slope, 8);
  });
});

/** Mean of exp(-mu (path in + path out)) over the section of a cylinder of radius 1. */
function cylinder(muR: number, twoThetaDeg: number): number {
  const out = [Math.cos((twoThetaDeg * Math.PI) / 180), Math.sin((twoThetaDeg * Math.PI) / 180)] as const;
  const toSurface = (x: number, y: number, u: number, v: number) => {
    const along = x * u + y * v;
    return -along + Math.sqrt(along * along + 1 - x * x - y * y);
  };
  const steps = 200;
  let [sum, count] = [0, 0];
  for (let i = 0; i < steps; i++) {
    for (let j = 0; j < steps; j++) {
      const [x, y] = [(2 * (i + 0.5)) / steps - 1, (2 * (j + 0.5)) / steps - 1];
      if (x * x + y * y >= 1) continue;
      sum += Math.exp(-muR * (toSurface(x, y, -1, 0) + toSurface(x, y, out[0], out[1])));
      count++;
    }
  }
  return sum / count;
}

describe('capillaryTransmission', () => {
  it('is one without absorption', () => {
    expect(capillaryTransmission(70, 0)).toBe(1);
  });

  it.each([
    [0.1, 20],
    [0.5, 40],
    [0.5, 150],
    [1, 20],
    [1, 90],
    [1, 160],
  ])('is the mean over the section of a cylinder, mu R %d at %d deg', (muR, angle) => {
    expect(capillaryTransmission(angle, muR) / cylinder(muR, angle)).toBeCloseTo(1, 1.5);
  });
});
