import { describe, expect, it } from 'vitest';
import { copper, handMadeRefinement } from '../test-support/hand-made-refinement.js';
import { shifted, strayLineAt } from './stray-lines.js';

describe('strayLineAt', () => {
  const refinement = handMadeRefinement({ range: [60, 110] });
  const { twoThetaDeg, intensity, fwhmDeg } = refinement.phases[0].reflections.at(-1)!;
  const height = (0.4 * intensity) / fwhmDeg;
  const single = { ...refinement, radiation: { ...copper, lines: copper.lines.slice(0, 1) } };

  it('is Kalpha2 of a line, where the model has one wavelength alone', () => {
    const line = { twoThetaDeg: shifted(twoThetaDeg, 1.544427 / 1.540593), height };
    expect(strayLineAt(line, single)).toEqual({ line: 'Kα2', ofTwoThetaDeg: twoThetaDeg });
    expect(strayLineAt(line, refinement)).toBeUndefined();
    // Stronger than the line it would go with.
    expect(strayLineAt({ ...line, height: 3 * height }, single)).toBeUndefined();
  });

  it('is Kbeta where it is much weaker than its line', () => {
    const line = { twoThetaDeg: shifted(twoThetaDeg, 1.392234 / 1.540593), height: height / 8 };
    expect(strayLineAt(line, refinement)?.line).toBe('Kβ');
    expect(strayLineAt({ ...line, height }, refinement)).toBeUndefined();
  });

  it('is nothing of a tube for neutrons', () => {
    const neutrons = { ...single, radiation: { ...single.radiation, kind: 'neutron' as const } };
    expect(strayLineAt({ twoThetaDeg: shifted(twoThetaDeg, 1.544427 / 1.540593), height }, neutrons)).toBeUndefined();
  });
});
