import { describe, expect, it } from 'vitest';
import { assignArcs } from './arc-assignment.js';
import { diskArea } from './conductivity.js';

const series = { thicknessCm: 0.21, thicknessSigmaCm: 0, ...diskArea(0.8, 0) };
const p1 = { thicknessCm: 0.1, thicknessSigmaCm: 0.002, ...diskArea(1.2, 0.01) };

describe('arc assignment', () => {
  it('names the two arcs of the pellet series by size and by order', () => {
    const [bulk, boundary] = assignArcs([{ capacitanceF: 6.64e-12 }, { capacitanceF: 17.8e-12 }], series);
    expect(bulk!.origin).toBe('bulk');
    expect(bulk!.relativePermittivity).toBeCloseTo(31.3, 1);
    expect(bulk!.reason).toMatch(/2\.8e-12 F\/cm/);
    expect(boundary!.origin).toBe('grain-boundary');
    expect(boundary!.reason).toMatch(/by its order only/);
  });
  it('names the arcs of the reference study', () => {
    // Grain boundary 3 nF/cm2 of the pellet; interface 2 uF/cm2 per side, measured as 1 uF/cm2 of two in series.
    const area = p1.areaCm2;
    const [boundary, electrode] = assignArcs([{ capacitanceF: 3e-9 * area }, { capacitanceF: 1e-6 * area }], p1);
    expect(boundary!.origin).toBe('grain-boundary');
    expect(electrode!.origin).toBe('electrode');
    expect(electrode!.capacitancePerAreaFPerCm2).toBeCloseTo(2e-6, 12);
    expect(electrode!.reason).toMatch(/each of two interfaces/);
  });
  it('says so when two origins fit, and wider errors make more of them fit', () => {
    const [arc] = assignArcs([{ capacitanceF: 2e-7 }], p1);
    expect(arc!.origin).toBe('ambiguous');
    expect(arc!.candidates).toEqual(['interphase', 'electrode']);
    const capacitanceF = (130 * 8.8541878128e-14 * p1.areaCm2) / p1.thicknessCm;
    expect(assignArcs([{ capacitanceF }], p1)[0].origin).toBe('grain-boundary');
    expect(assignArcs([{ capacitanceF, lnVariance: 0.04 }], p1)[0].candidates).toEqual(['bulk', 'grain-boundary']);
  });
  it('uses the order to decide between overlapping ranges', () => {
    // 5e-7 F/cm2 fits interphase and electrode; after an arc that can only be an electrode it can only be one, too.
    const [first, second] = assignArcs([{ capacitanceF: 3e-6 }, { capacitanceF: 2.5e-7 }], p1);
    expect(first!.origin).toBe('electrode');
    expect(second!.origin).toBe('electrode');
    expect(second!.reason).toMatch(/left out/);
  });
  it('explains a capacitance that nothing has', () => {
    expect(assignArcs([{ capacitanceF: 1e-13 }], p1)[0].reason).toMatch(/stray/);
    expect(assignArcs([{ capacitanceF: 1e-3 }], p1)[0].reason).toMatch(/larger than a double layer/);
    expect(assignArcs([{ capacitanceF: 1e-3 }], p1)[0].origin).toBe('unassigned');
  });
  it('counts one interface where there is one', () => {
    expect(assignArcs([{ capacitanceF: 1e-6 }], p1, 1)[0].capacitancePerAreaFPerCm2).toBeCloseTo(1e-6 / p1.areaCm2, 15);
  });
});
