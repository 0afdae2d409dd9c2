import { describe, expect, it } from 'vitest';
import { anatase, handMadeRefinement, zincite } from '../test-support/hand-made-refinement.js';
import { patternCsv } from './pattern-csv.js';

describe('patternCsv', () => {
  it('has a line for each point, in which the parts sum up', () => {
    const refinement = handMadeRefinement({ phases: [{ structure: anatase }, { structure: zincite }] });
    const [head, ...lines] = patternCsv(refinement).trimEnd().split('\n');
    expect(head).toBe('row,2theta/deg,observed,observed sigma,calculated,background,difference,used,anatase,zincite');
    expect(lines).toHaveLength(refinement.pattern.observed.length);
    const values = lines[270].split(',').map(Number);
    expect(values).toHaveLength(10);
    expect(values[0]).toBe(271);
    expect(values[5] + values[8] + values[9]).toBeCloseTo(values[4], 3);
    expect(values[2] - values[4]).toBeCloseTo(values[6], 3);
  });
});
