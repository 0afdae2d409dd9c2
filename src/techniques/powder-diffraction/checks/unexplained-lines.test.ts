import { describe, expect, it } from 'vitest';
import { anatase, handMadeRefinement } from '../test-support/hand-made-refinement.js';
import { unexplainedLines } from './unexplained-lines.js';

describe('unexplainedLines', () => {
  it('finds a line that no phase has, where it stands', () => {
    const found = unexplainedLines(handMadeRefinement({ strangers: [{ twoThetaDeg: 28.17, height: 120 }] }));
    expect(found).toHaveLength(1);
    expect(Math.abs(found[0].twoThetaDeg - 28.17)).toBeLessThan(0.05);
    expect(found[0].dAngstrom).toBeCloseTo(3.165, 2);
    expect(found[0].significance).toBeGreaterThan(6);
    expect(found[0].height).toBeGreaterThan(60);
  });

  it('finds nothing in noise, whatever the seed of it', () => {
    for (const range of [
      [10, 70],
      [20, 80],
      [30, 120],
    ] as const) {
      expect(unexplainedLines(handMadeRefinement({ range }))).toEqual([]);
    }
  });

  it('lists five, the strongest first', () => {
    const strangers = [22, 24, 28, 30, 32, 42, 45].map((twoThetaDeg, k) => ({ twoThetaDeg, height: 100 + 60 * k }));
    const found = unexplainedLines(handMadeRefinement({ strangers }));
    expect(found).toHaveLength(5);
    expect(found.map(({ twoThetaDeg }) => Math.round(twoThetaDeg))).toEqual([45, 42, 32, 30, 28]);
  });

  it('calls the misfit of a reflection no new line, nor a doublet two', () => {
    const first = anatase.cell;
    const refinement = handMadeRefinement({
      phases: [{ structure: { ...anatase, cell: { ...first, a: 3.79, b: 3.79 } } }],
    });
    const at = refinement.phases[0].reflections[2].twoThetaDeg;
    const misfit = handMadeRefinement({
      phases: [{ structure: { ...anatase, cell: { ...first, a: 3.79, b: 3.79 } } }],
      strangers: [{ twoThetaDeg: at + 0.08, height: 500 }],
    });
    expect(unexplainedLines(misfit)).toEqual([]);
    const doublet = handMadeRefinement({
      range: [60, 110],
      strangers: [
        { twoThetaDeg: 100.8, height: 900 },
        { twoThetaDeg: 101.148, height: 450 },
      ],
    });
    expect(unexplainedLines(doublet).map(({ twoThetaDeg }) => Math.round(twoThetaDeg * 10))).toEqual([1008]);
  });

  it('says when a line is Kbeta of a strong one', () => {
    // Anatase 101 stands at 25.3 degrees: 1.392234 / 1.540593 of its sine is 22.8.
    const at = (2 * Math.asin((1.392234 / 1.540593) * Math.sin((25.308 * Math.PI) / 360)) * 180) / Math.PI;
    const [line] = unexplainedLines(handMadeRefinement({ strangers: [{ twoThetaDeg: at, height: 150 }] }));
    expect(line.origin?.line).toBe('Kβ');
    expect(line.origin?.ofTwoThetaDeg).toBeCloseTo(25.3, 1);
    const [other] = unexplainedLines(handMadeRefinement({ strangers: [{ twoThetaDeg: at + 1, height: 150 }] }));
    expect(other.origin).toBeUndefined();
  });

  it('takes no foot of a line that is described badly for a line of its own', () => {
    const { phases } = handMadeRefinement();
    const { twoThetaDeg, fwhmDeg } = phases[0].reflections[2];
    const foot = { twoThetaDeg: twoThetaDeg - 3 * fwhmDeg, height: 150 };
    expect(unexplainedLines(handMadeRefinement({ strangers: [foot] }))).toHaveLength(1);
    const misfit = { twoThetaDeg, height: 600 };
    expect(unexplainedLines(handMadeRefinement({ strangers: [foot, misfit] }))).toEqual([]);
  });

  it('says nothing of regions that are not used', () => {
    const refinement = handMadeRefinement({ strangers: [{ twoThetaDeg: 28.17, height: 400 }] });
    const used = refinement.pattern.used.map((on, i) =>
      Math.abs(refinement.pattern.twoThetaDeg[i] - 28.17) < 0.4 ? 0 : on,
    );
    expect(unexplainedLines({ ...refinement, pattern: { ...refinement.pattern, used } })).toEqual([]);
  });

  it('needs no reflections and no points', () => {
    const none = handMadeRefinement({ phases: [], strangers: [{ twoThetaDeg: 40, height: 300 }] });
    expect(unexplainedLines(none)).toHaveLength(1);
    const used = new Uint8Array(none.pattern.used.length);
    expect(unexplainedLines({ ...none, pattern: { ...none.pattern, used } })).toEqual([]);
  });
});
