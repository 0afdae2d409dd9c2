import { describe, expect, it } from 'vitest';
import { tableCsv } from '../../report/csv.js';
import { weightFractions } from './derive/weight-fractions.js';
import { atomsTable, bondsTable, parametersTable, phasesTable, reflectionsTable, stagesTable } from './tables.js';
import { anatase, freeParameter, handMadeRefinement, parameter, zincite } from './test-support/hand-made-refinement.js';

const refinement = handMadeRefinement({
  phases: [{ structure: anatase }, { structure: zincite }],
  parameters: [
    freeParameter('displacement', 0.056, 0.0006, { unit: 'mm', start: 0 }),
    parameter('zero', 0, { unit: 'deg' }),
    parameter('Y', 0.01, { unit: 'deg' }),
    freeParameter('anatase.scale', 1e-4, 1e-6),
    freeParameter('zincite.scale', 1e-4, 1e-6),
    freeParameter('anatase.O1.z', 0.2084, 0.0003),
  ],
  more: {
    stages: [
      { released: 'scales', reason: 'linear', parameterCount: 3, rwp: 12.3456, cycles: 2, kept: true },
      { released: 'widths', reason: 'shape', parameterCount: 5, rwp: 13, cycles: 9, kept: false },
    ],
  },
});

describe('tables', () => {
  it('lists parameters with both esds, and leaves out what is held at nothing', () => {
    const made = { ...refinement, agreement: { ...refinement.agreement, berarLelann: 2 } };
    const { rows, caption } = parametersTable(made);
    expect(rows.map(([name]) => name)).toEqual(['displacement', 'Y', 'anatase.scale', 'zincite.scale', 'anatase.O1.z']);
    expect(rows[0]).toEqual([
      'displacement',
      'displacement of the sample',
      { value: 0.056, sigma: 0.0006, unit: 'mm' },
      { value: 0.0012, sigma: null, unit: 'mm' },
      0,
      'free',
    ]);
    expect(caption).toContain('factor 2.00');
  });

  it('names its pattern where there are several', () => {
    expect(parametersTable(refinement, { of: 'nzsp-25C' }).id).toBe('parameters-nzsp-25C');
  });

  it('lists atoms as journals do', () => {
    const { rows, id } = atomsTable(refinement, refinement.phases[0]);
    expect(id).toBe('atoms-anatase');
    expect(rows[1].slice(0, 3)).toEqual(['O1', 'O', 8]);
    expect(rows[1][5]).toMatchObject({ value: 0.2084, sigma: 0.0003 });
  });

  it('lists phases with fractions in per cent, and as CSV', () => {
    const made = phasesTable(refinement, {
      weights: weightFractions(refinement)!,
      sizes: [{}, { size: { value: 50, sigma: 2, unit: 'nm' } }],
    });
    const csv = tableCsv(made).split('\n');
    expect(csv[0]).toContain('weight fraction/%,weight fraction sigma/%');
    expect(csv[0]).toContain('size/nm');
    expect(csv[0]).not.toContain('strain');
    expect(csv).toHaveLength(4);
    expect(made.rows[0]).toHaveLength(made.columns.length);
  });

  it('lists every reflection of every phase, and the stages', () => {
    const made = reflectionsTable(refinement);
    expect(made.rows).toHaveLength(refinement.phases.reduce((sum, { reflections }) => sum + reflections.length, 0));
    expect(made.rows[0]).toHaveLength(made.columns.length);
    expect(stagesTable(refinement).rows.map((row) => [row[3], row[5]])).toEqual([
      [12.346, 'yes'],
      [13, 'no'],
    ]);
  });

  it('lists bonds, with esds where atoms were refined', () => {
    const { rows } = bondsTable(refinement, refinement.phases[0])!;
    const length = rows.find(([from, to]) => from === 'Ti1' && to === 'O1')![3] as {
      value: number;
      sigma: number | null;
    };
    expect(length.value).toBeCloseTo(0.2084 * 9.514, 6);
    expect(length.sigma).toBeCloseTo(0.0003 * 9.514, 6);
  });
});
