import { describe, expect, it } from 'vitest';
import { brickLayer } from './brick-layer.js';
import { diskArea } from './conductivity.js';

const geometry = { thicknessCm: 0.21, thicknessSigmaCm: 0.002, ...diskArea(0.8, 0) };
/** The pellet series at 160 degC. */
const at160 = {
  grainBoundaryResistanceOhm: 667313.7892397989,
  bulkCapacitanceF: 6.639707010331227e-12,
  grainBoundaryCapacitanceF: 1.777131312894031e-11,
};

describe('brick layer', () => {
  it('gives the numbers of the pellet series and says that the model does not hold there', () => {
    const result = brickLayer(at160, geometry);
    expect(result.apparentConductivity.value! / 6.260648773527675e-7).toBeCloseTo(1, 10);
    expect(result.thicknessRatio.value).toBeCloseTo(0.3736, 4);
    expect(result.specificConductivity.value! / 2.339099e-7).toBeCloseTo(1, 6);
    expect(result.valid).toBe(false);
    expect(result.note).toMatch(/above 0\.1/);
    expect(result.boundaryThickness).toBeNull();
  });
  it('carries the covariance of resistance and capacitances', () => {
    const covariance = [4e-4, 1e-4, 2e-4, 1e-4, 9e-4, 3e-4, 2e-4, 3e-4, 1e-3];
    const result = brickLayer({ ...at160, grainBoundaryCapacitanceF: 1e-9, lnCovariance: covariance }, geometry);
    // var(-ln R + ln Cb - ln Cgb) = 4 + 9 + 10 + 2 (-1 + 2 - 3) = 19, in units of 1e-4, and the thickness.
    const relative = result.specificConductivity.sigma! / result.specificConductivity.value!;
    expect(relative).toBeCloseTo(Math.sqrt(19e-4 + (0.002 / 0.21) ** 2), 12);
    expect(result.valid).toBe(true);
  });
  it('gives the boundary thickness from the grain size and scales with the permittivities', () => {
    const input = { ...at160, grainBoundaryCapacitanceF: 6.639707010331227e-10 };
    const result = brickLayer({ ...input, grainSize: { valueUm: 2, sigmaUm: 0.2 } }, geometry);
    expect(result.boundaryThickness!.value).toBeCloseTo(20, 9);
    expect(result.boundaryThickness!.sigma).toBeCloseTo(2, 9);
    expect(brickLayer({ ...input, permittivityRatio: 0.5 }, geometry).thicknessRatio.value).toBeCloseTo(0.005, 12);
  });
  it('refuses values that are not positive', () => {
    expect(() => brickLayer({ ...at160, bulkCapacitanceF: 0 }, geometry)).toThrow(/C_bulk = 0/);
  });
});
