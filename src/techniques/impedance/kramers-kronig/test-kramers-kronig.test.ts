import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { filterSpectrum } from '../spectrum.js';
import { testKramersKronig } from './test-kramers-kronig.js';
import { readColumns } from './test-support/read-columns.js';
import {
  blockingPellet,
  type Cell,
  inductiveStart,
  lowFrequencyLoop,
  measure,
  randles,
  twoArcs,
} from './test-support/simulated-cells.js';

const cells: Record<string, Cell> = { randles, twoArcs, blockingPellet, inductiveStart, lowFrequencyLoop };

describe('a steady cell', () => {
  it.each(Object.keys(cells))('%s is consistent at every noise level, and the noise is found', (name) => {
    for (const noise of [5e-4, 2e-3, 1e-2]) {
      for (let seed = 1; seed <= 6; seed++) {
        const result = testKramersKronig(measure(cells[name], { noise, seed }));
        expect(result.consistent, `${name}, noise ${noise}, seed ${seed}: ${result.reason}`).toBe(true);
        expect(result.conclusive).toBe(true);
        expect(result.noise / noise).toBeGreaterThan(0.75);
        expect(result.noise / noise).toBeLessThan(1.3);
        expect(result.form).toBe('impedance');
      }
    }
  });

  it('needs the capacitor for a blocking pellet and the inductor for long leads', () => {
    expect(testKramersKronig(measure(blockingPellet, { noise: 2e-3, seed: 4 })).capacitor).toBe(true);
    const { inductor, formReason } = testKramersKronig(measure(inductiveStart, { noise: 2e-3, seed: 4 }));
    expect(inductor).toBe(true);
    expect(formReason).toContain('series inductor');
  });

  it('of negative resistance is described by its admittance', () => {
    // R = -50 Ohm beside a capacitor: a pole of Z in the right half plane, none of Y.
    const passivated: Cell = (w) => {
      const square = 1 + (w * 5e-3) ** 2;
      return { re: 10 - 50 / square, im: (-50 * w * 5e-3) / square };
    };
    const result = testKramersKronig(measure(passivated, { fromHz: 1e5, noise: 2e-3, seed: 2 }));
    expect(result.form).toBe('admittance');
    expect(result.consistent).toBe(true);
    expect(result.drift).toBeNull();
    expect(Math.max(...result.residualReal.map(Math.abs))).toBeLessThan(0.012);
  });
});

describe('a cell that changes during the sweep', () => {
  it.each(['randles', 'twoArcs', 'inductiveStart', 'blockingPellet'])(
    '%s is inconsistent, and the reason says why',
    (name) => {
      for (const [noise, drift] of [
        [5e-4, 0.08],
        [1e-3, 0.1],
        [2e-3, 0.2],
      ]) {
        for (let seed = 1; seed <= 4; seed++) {
          // A pellet shows its own resistance at higher frequency, so its sweep must be slow there for it to matter.
          const toHz = name === 'blockingPellet' ? 10 : 0.1;
          const setting = { noise, drift: name === 'blockingPellet' ? 3 * drift : drift, seed, toHz };
          const result = testKramersKronig(measure(cells[name], setting));
          expect(result.consistent, `${name}, noise ${noise}, drift ${drift}, seed ${seed}`).toBe(false);
          if (name !== 'blockingPellet') {
            expect(result.reason).toContain('lowest frequencies');
            expect(result.drift?.change).toBeGreaterThan(0.1 * drift);
            expect(result.drift?.change).toBeLessThan(1.2 * drift);
          }
        }
      }
    },
  );

  it('is still called steady where the change is beyond measure', () => {
    expect(testKramersKronig(measure(twoArcs, { noise: 5e-3, drift: 0.005, seed: 1 })).consistent).toBe(true);
  });
});

describe('other faults', () => {
  it('sees a jump in the middle of the sweep', () => {
    const spectrum = measure(twoArcs, { noise: 1e-3, seed: 5 });
    for (let i = 35; i < spectrum.real.length; i++) {
      spectrum.real[i] *= 1.08;
      spectrum.imaginary[i] *= 1.08;
    }
    expect(testKramersKronig(spectrum).consistent).toBe(false);
  });

  it('asks about the sign when most of Im Z is positive', () => {
    const spectrum = measure(twoArcs, { noise: 1e-3, seed: 5 });
    const { consistent, reason } = testKramersKronig({ ...spectrum, imaginary: spectrum.imaginary.map((x) => -x) });
    expect(consistent).toBe(false);
    expect(reason).toContain('sign');
  });

  it('lists single points that stand off, with the reason, and leaves them out of the verdict', () => {
    const spectrum = measure(twoArcs, { fromHz: 1e5, noise: 2e-3, seed: 6 });
    // 1e5 Hz at ten points to a decade: place 33 is 50.1 Hz.
    spectrum.real[33] *= 1.05;
    spectrum.imaginary[12] *= 1.3;
    const { outliers, consistent, noise } = testKramersKronig(spectrum);
    expect(outliers.map(({ index }) => index)).toEqual([12, 33]);
    expect(outliers[1].reason).toMatch(/^Re Z lies .* above .*50 Hz is a mains frequency$/);
    expect(outliers[0].reason).toMatch(/^Im Z lies .* below/);
    expect(consistent).toBe(true);
    expect(noise).toBeLessThan(3e-3);
  });

  it('does not explain away a drifting end point by point', () => {
    const { outliers } = testKramersKronig(measure(twoArcs, { noise: 5e-4, drift: 0.2, seed: 1 }));
    expect(outliers.every(({ index }) => index < 68)).toBe(true);
  });

  it('names points without a value and carries on', () => {
    const spectrum = measure(twoArcs, { noise: 2e-3, seed: 7 });
    spectrum.real[20] = Number.NaN;
    const { outliers, residualReal, consistent } = testKramersKronig(spectrum);
    expect(outliers).toEqual([{ index: 20, reason: 'the frequency or the impedance is zero or not a number' }]);
    expect(residualReal[20]).toBeNaN();
    expect(consistent).toBe(true);
  });

  it('says when it cannot tell', () => {
    const sparse = testKramersKronig(measure(twoArcs, { noise: 1e-3, seed: 1, perDecade: 1.5 }));
    expect(sparse.conclusive).toBe(false);
    expect(sparse.reason).toContain('points to a decade');
    const noisy = testKramersKronig(measure(twoArcs, { noise: 0.06, seed: 1 }));
    expect(noisy.conclusive).toBe(false);
    const few = filterSpectrum(measure(twoArcs, { noise: 1e-3, seed: 1 }), (i) => i < 7);
    expect(() => testKramersKronig(few)).toThrow(/at least 8 points/);
  });
});

describe('spectra without noise or structure', () => {
  it('neither fail nor raise an alarm', () => {
    expect(testKramersKronig(measure(twoArcs, { noise: 0, seed: 1 })).consistent).toBe(true);
    expect(testKramersKronig(measure(() => ({ re: 10, im: 0 }), { noise: 0, seed: 1 })).consistent).toBe(true);
    expect(testKramersKronig(measure((w) => ({ re: 0, im: -1e6 / w }), { noise: 1e-3, seed: 1 })).consistent).toBe(
      true,
    );
  });

  it('gives the residuals in the order of the spectrum', () => {
    const spectrum = measure(twoArcs, { noise: 2e-3, seed: 8 });
    const n = spectrum.real.length;
    const turned = {
      frequencyHz: spectrum.frequencyHz.slice().reverse(),
      real: spectrum.real.slice().reverse(),
      imaginary: spectrum.imaginary.slice().reverse(),
    };
    const one = testKramersKronig(spectrum);
    const other = testKramersKronig(turned);
    for (let i = 0; i < n; i++) expect(other.residualReal[n - 1 - i]).toBeCloseTo(one.residualReal[i], 12);
  });
});

const example = sharedData('eis', 'exampleData.csv');
const pellet = sharedData('eis', 's04147-160deg.txt');

describe.skipIf(example === undefined || pellet === undefined)('measured spectra (needs the shared data)', () => {
  it('of a commercial cell and of a blocking pellet are consistent', () => {
    const cell = testKramersKronig(readColumns(example ?? '', [0, 1, 2]));
    expect(cell.consistent).toBe(true);
    expect(cell.rmsResidual).toBeLessThan(2.5e-3);
    const blocked = testKramersKronig(readColumns(pellet ?? '', [0, 1, 2]));
    expect(blocked.consistent).toBe(true);
    expect(blocked.capacitor).toBe(true);
    expect(blocked.rmsResidual).toBeLessThan(2.5e-3);
  });
});
