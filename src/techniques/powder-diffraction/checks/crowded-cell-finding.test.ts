import { describe, expect, it } from 'vitest';
import { anatase, handMadeRefinement } from '../test-support/hand-made-refinement.js';
import { crowdedCell } from './crowded-cell-finding.js';

const refinement = handMadeRefinement();
const [line] = refinement.phases[0]!.reflections;
const everywhere = Array.from({ length: 600 }, (_, k) => ({ ...line!, twoThetaDeg: 20 + k / 10 }));
const crowded = handMadeRefinement({ phases: [{ structure: anatase, reflections: everywhere }] });

describe('crowdedCell', () => {
  it('doubts free intensities of lines that lie everywhere', () => {
    expect(crowdedCell({ ...crowded, method: 'pawley' })).toMatchObject([
      { code: 'crowded-cell', severity: 'warning' },
    ]);
    expect(crowdedCell({ ...crowded, method: 'le-bail' })).toHaveLength(1);
  });

  it('does not where the structure says how strong they are, or where there is room between them', () => {
    expect(crowdedCell(crowded)).toEqual([]);
    expect(crowdedCell({ ...refinement, method: 'pawley' })).toEqual([]);
  });
});
