import { describe, expect, it } from 'vitest';
import { diskArea } from './conductivity.js';
import { interfaceBySubtraction, interfaceFromArc, interfaceFromConductivity } from './symmetric-cell.js';

const area = diskArea(1.2, 0.01);
const exact = { areaCm2: area.areaCm2, areaSigmaCm2: 0 };
const p2 = { thicknessCm: 0.06, thicknessSigmaCm: 0.001, ...area };

describe('symmetric cell', () => {
  it('halves the arc: the formed interface of the reference study', () => {
    const result = interfaceFromArc({ resistanceOhm: (2 * 42) / area.areaCm2, sigmaOhm: 0 }, area);
    expect(result.areaSpecificResistance.value).toBeCloseTo(42, 10);
    expect(result.areaSpecificResistance.sigma).toBeCloseTo(42 / 60, 10);
    expect(result.wording).toMatch(/two interfaces/);
    expect(result.resolved).toBe(true);
  });
  it('carries an interval of the arc with its open end', () => {
    const { interval95 } = interfaceFromArc(
      { resistanceOhm: 100, sigmaOhm: 50, interval95Ohm: [60, null] },
      exact,
    ).areaSpecificResistance;
    expect(interval95![0]).toBeCloseTo((60 * area.areaCm2) / 2, 10);
    expect(interval95![1]).toBeNull();
  });
  it('subtracts the pellet with the covariance', () => {
    // Totals of 100(5) and 60(5) Ohm with correlation 0.9: their difference has sigma sqrt(25 + 25 - 45) = sqrt 5.
    const result = interfaceBySubtraction(100, 60, [25, 22.5, 22.5, 25], exact);
    expect(result.areaSpecificResistance.value).toBeCloseTo(20 * area.areaCm2, 10);
    expect(result.areaSpecificResistance.sigma).toBeCloseTo((Math.sqrt(5) / 2) * area.areaCm2, 10);
  });
  it('reaches the same interface from the conductivity, where the thickness error decides', () => {
    // The whole coated cell of the reference study: 113.2 + 2 x 42 = 197.2 Ohm cm2.
    const result = interfaceFromConductivity({ resistanceOhm: 197.2 / area.areaCm2, sigmaOhm: 0 }, 0.06 / 113.2, 0, p2);
    expect(result.areaSpecificResistance.value).toBeCloseTo(42, 9);
    expect(result.areaSpecificResistance.sigma).toBeCloseTo(Math.hypot(113.2 / 60, 197.2 / 60) / 2, 9);
    const thicker = interfaceFromConductivity({ resistanceOhm: 100, sigmaOhm: 0 }, 5.3e-4, 0, {
      ...p2,
      thicknessCm: 0.07,
    });
    const thinner = interfaceFromConductivity({ resistanceOhm: 100, sigmaOhm: 0 }, 5.3e-4, 0, p2);
    expect(thinner.areaSpecificResistance.value! - thicker.areaSpecificResistance.value!).toBeCloseTo(9.43, 2);
  });
  it('says when the pellet hides the interface', () => {
    // 40 mV at 0.2 mA/cm2 with a pellet of 1.00(5) mm: 5.7 Ohm cm2 per interface, less than its error.
    const geometry = { thicknessCm: 0.1, thicknessSigmaCm: 0.005, ...exact };
    const total = { resistanceOhm: 200 / area.areaCm2, sigmaOhm: 0 };
    const result = interfaceFromConductivity(total, 5.3e-4, 0.03, geometry);
    expect(result.areaSpecificResistance.value).toBeCloseTo(5.66, 2);
    expect(result.resolved).toBe(false);
    expect(result.areaSpecificResistance.note).toMatch(/limit/);
  });
  it('refuses an area of nothing', () => {
    expect(() => interfaceFromArc({ resistanceOhm: 1, sigmaOhm: 0 }, { areaCm2: 0, areaSigmaCm2: 0 })).toThrow(/area/);
  });
});
