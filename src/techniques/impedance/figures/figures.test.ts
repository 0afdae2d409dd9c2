/** Every figure of every kind of analysis: well formed, nothing empty, numbers in the captions. */
import { describe, expect, it } from 'vitest';
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import { toVegaLite } from '../../../figure/index.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import {
  analyse,
  pelletSample,
  pelletTruth,
  simulatedRecordings,
  type Truth,
} from '../test-support/simulated-recordings.js';
import { byCondition, chooseShown, impedanceScale, MAX_SHOWN, seriesLabel } from './series-style.js';

const { circuit } = pelletTruth;
const heated = (temperatures: readonly number[]): Truth => ({
  ...pelletTruth,
  parameters: {
    ...pelletTruth.parameters,
    R0: { at25C: 74, activationEnergyEv: 0.28 },
    R1: { at25C: 93, activationEnergyEv: 0.34 },
  },
  files: temperatures.map((t) => ({ name: `nzsp-${t}C.csv`, temperatureC: t })),
});
const aged: Truth = {
  circuit: 'R0-p(R1,CPE1)',
  parameters: { R0: 44, 'CPE1.Q': 6e-6, 'CPE1.n': 0.8, R1: { initial: 74, perRootHour: 7 } },
  files: [1, 4, 10, 30, 100].map((t) => ({ name: `aged-${t}h.csv`, timeH: t })),
};

async function figuresOf(truth: Truth, options: Record<string, unknown>, sample = pelletSample) {
  const { figures } = analyse(await simulatedRecordings(truth), options, sample);
  return Object.fromEntries(figures.map((figure) => [figure.id, figure]));
}

function numbers(mark: Mark): number[][] {
  switch (mark.type) {
    case 'points':
    case 'line':
      return [[...mark.x], [...mark.y]];
    case 'error-bars':
    case 'band':
      return [[...mark.x], [...mark.lower], [...mark.upper]];
    default:
      return [];
  }
}

function expectSound(figure: Figure): void {
  expect(figure.caption).toMatch(/\.$/);
  expect(figure.caption).not.toMatch(/NaN|undefined|null|\[object/);
  const check = (marks: readonly Mark[], x: Panel['x'], y: Panel['y']) => {
    expect(marks.length, figure.id).toBeGreaterThan(0);
    for (const mark of marks) {
      const columns = numbers(mark);
      for (const column of columns) {
        expect(column.length, `${figure.id} ${mark.type}`).toBeGreaterThan(0);
        expect(column.length).toBe(columns[0].length);
        expect(column.every(Number.isFinite), `${figure.id} ${mark.type}`).toBe(true);
      }
      if (x.scale === 'log') expect(columns[0]?.every((v) => v > 0) ?? true).toBe(true);
      if (y.scale === 'log') expect(columns.slice(1).every((column) => column.every((v) => v > 0))).toBe(true);
      if (mark.type === 'band' || mark.type === 'error-bars') {
        expect(mark.lower.every((low, i) => low <= mark.upper[i])).toBe(true);
      }
    }
  };
  for (const panel of figure.panels) {
    check(panel.marks, panel.x, panel.y);
    if (panel.residuals) check(panel.residuals.marks, panel.x, panel.residuals.y);
  }
  expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  expect(() => toVegaLite(figure)).not.toThrow();
}

describe('figures of an analysis', () => {
  it.each([
    ['a pellet', { ...pelletTruth, files: [{ name: 'a.csv' }] }, { circuit }, ['bode', 'kramers-kronig', 'nyquist']],
    ['temperatures', heated([25, 40, 60]), { circuit }, ['arrhenius', 'bode', 'kramers-kronig', 'nyquist']],
    ['times', aged, { circuit: aged.circuit }, ['bode', 'growth', 'kramers-kronig', 'nyquist']],
    [
      'a symmetric cell',
      aged,
      { circuit: aged.circuit, cell: 'symmetric' },
      ['bode', 'growth', 'kramers-kronig', 'nyquist'],
    ],
    [
      'distributions',
      { ...pelletTruth, files: [{ name: 'a.csv' }] },
      { drt: true },
      ['bode', 'distribution', 'kramers-kronig', 'nyquist'],
    ],
    [
      'untested spectra',
      { ...pelletTruth, files: [{ name: 'a.csv' }] },
      { circuit, kramersKronig: false },
      ['bode', 'nyquist'],
    ],
    [
      'a spectrum without noise',
      { ...pelletTruth, noise: 0, files: [{ name: 'a.csv' }] },
      { circuit },
      ['bode', 'kramers-kronig', 'nyquist'],
    ],
    [
      'more spectra than one panel holds',
      heated([25, 30, 35, 40, 45, 50, 55, 60, 65]),
      { circuit },
      ['arrhenius', 'bode', 'kramers-kronig', 'nyquist'],
    ],
  ] as [string, Truth, Record<string, unknown>, string[]][])('of %s are sound', async (_, truth, options, ids) => {
    const figures = await figuresOf(truth, options);
    expect(Object.keys(figures).sort()).toEqual(ids);
    for (const figure of Object.values(figures)) expectSound(figure);
  });
});

describe('the Nyquist figure', () => {
  it('has the impedance of the file on equal axes, capacitors upwards', async () => {
    const truth: Truth = { ...aged, files: [{ name: 'one.csv' }] };
    const recordings = await simulatedRecordings(truth);
    const { nyquist } = await figuresOf(truth, { circuit: truth.circuit });
    const [panel] = nyquist.panels;
    expect(panel.equalAspect).toBe(true);
    const points = panel.marks.find((mark) => mark.type === 'points')!;
    const [, real, imaginary] = recordings[0].recording.tables[0].columns.map((c) =>
      'values' in c ? [...c.values] : [],
    );
    expect(points.type === 'points' && [...points.x]).toEqual(real);
    expect(points.type === 'points' && [...points.y]).toEqual(imaginary.map((im) => -im));
    expect(panel.x).toEqual({ title: 'Z′', unit: 'Ω' });
  });

  it('keeps the arcs in sight where a blocking tail dwarfs them, and says what is not shown', async () => {
    const { nyquist } = await figuresOf({ ...pelletTruth, files: [{ name: 'a.csv' }] }, { circuit });
    const points = nyquist.panels[0].marks.find((mark) => mark.type === 'points')!;
    if (points.type !== 'points') throw new Error('no points');
    expect(Math.max(...points.y)).toBeLessThan(2 * 167);
    expect(Math.max(...points.x)).toBeGreaterThan(160);
    expect(nyquist.caption).toMatch(/beyond the frame are left out of the picture, not of the fit/);
  });

  it('is per area for a symmetric cell with an area, and draws no fit beyond the data', async () => {
    const { nyquist } = await figuresOf(
      { ...aged, files: [{ name: 'one.csv' }] },
      { circuit: aged.circuit, cell: 'symmetric' },
    );
    const { nyquist: bare } = await figuresOf(
      { ...aged, files: [{ name: 'one.csv' }] },
      { circuit: aged.circuit, cell: 'symmetric' },
      {},
    );
    expect(nyquist.panels[0].x.unit).toBe('Ω cm²');
    expect(bare.panels[0].x.unit).toBe('Ω');
    const x = (figure: Figure, type: 'points' | 'line') =>
      figure.panels[0].marks.flatMap((mark) => (mark.type === type ? [...mark.x] : []));
    expect(x(nyquist, 'points')[10] / x(bare, 'points')[10] / ((Math.PI / 4) * 1.44)).toBeCloseTo(1, 10);
    expect(Math.max(...x(nyquist, 'line'))).toBeLessThan(1.02 * Math.max(...x(nyquist, 'points')));
  });
});

describe('the Bode figure', () => {
  it('has modulus and minus the phase against frequency, with residuals that scatter about zero', async () => {
    const truth: Truth = { ...aged, files: [{ name: 'one.csv' }] };
    const recordings = await simulatedRecordings(truth);
    const [f, real, imaginary] = recordings[0].recording.tables[0].columns.map((c) =>
      'values' in c ? [...c.values] : [],
    );
    const { bode } = await figuresOf(truth, { circuit: truth.circuit });
    const [modulus, phase] = bode.panels;
    const of = (panel: Panel) => panel.marks.find((mark) => mark.type === 'points')!;
    expect(numbers(of(modulus))).toEqual([f, f.map((_, i) => hypot(real[i], imaginary[i]))]);
    const degrees = numbers(of(phase))[1];
    degrees.forEach((angle, i) => {
      expect(Math.tan((angle * Math.PI) / 180)).toBeCloseTo(-imaginary[i] / real[i], 8);
    });
    expect(Math.max(...degrees)).toBeGreaterThan(10);
    for (const mark of modulus.residuals!.marks) {
      if (mark.type !== 'points') continue;
      const rms = Math.sqrt(mark.y.reduce((sum, v) => sum + v * v, 0) / mark.y.length);
      expect(rms / 0.2).toBeCloseTo(1, 0);
    }
  });
});

describe('a spectrum that is all tail', () => {
  it('is still shown, though its resistance is nothing beside it', async () => {
    const truth: Truth = {
      circuit: 'R0-CPE1',
      parameters: { R0: 0.1, 'CPE1.Q': 1e-9, 'CPE1.n': 0.9 },
      noise: 0.001,
      files: [{ name: 'tail.csv' }],
    };
    const figures = await figuresOf(truth, { circuit: truth.circuit });
    for (const figure of Object.values(figures)) expectSound(figure);
  });
});

describe('captions carry the numbers', () => {
  it('of the activation energy, the law and the spectra shown', async () => {
    const figures = await figuresOf(heated([25, 30, 35, 40, 45, 50, 55, 60, 65]), { circuit });
    expect(figures.arrhenius.caption).toMatch(/ln\(sigma T\).*Ea = 0\.31\d*\(\d+\) eV/);
    expect(figures.nyquist.caption).toMatch(/7 of 9 spectra are shown\.$/);
    const labels = figures.nyquist.panels[0].marks.flatMap((mark) => mark.label ?? []);
    expect(labels).toHaveLength(MAX_SHOWN);
    expect(labels[0]).toBe('25 °C');
    expect(labels.at(-1)).toBe('65 °C');
  });

  it('of the growth law', async () => {
    const { growth } = await figuresOf(aged, { circuit: aged.circuit });
    expect(growth.caption).toMatch(/^R1 against time.*(m = 0\.\d+|undecided)/);
  });
});

describe('how recordings are told apart', () => {
  it('by their condition, else by their label', () => {
    expect(seriesLabel({ label: 'a', conditions: {} })).toBe('a');
    expect(seriesLabel({ label: 'a', conditions: { time: { value: 10, sigma: null, unit: 'h' } } })).toBe('10 h');
  });

  it('in the order of their condition, in whatever order the files came', () => {
    const at = (value: number, unit = 'h') => ({ conditions: { time: { value, sigma: null, unit } } });
    const [hundred, ten, half, thirty] = [at(100), at(10), at(30, 'min'), at(30)];
    expect(byCondition([hundred, ten, half, thirty])).toEqual([half, ten, thirty, hundred]);
    const bare = { conditions: {} };
    expect(byCondition([hundred, bare, ten])).toEqual([hundred, bare, ten]);
    expect(byCondition([bare, ten])).toEqual([bare, ten]);
  });

  it('shows at most seven, both ends among them', () => {
    const many = Array.from({ length: 100 }, (_, k) => k);
    expect(chooseShown(many)).toEqual([0, 17, 33, 50, 66, 83, 99]);
    expect(chooseShown([1, 2, 3])).toEqual([1, 2, 3]);
  });

  it.each([
    [5e6, 'M'],
    [5e3, 'k'],
    [50, ''],
    [0.05, 'm'],
  ])('%d Ohm are in %sΩ', (size, prefix) => {
    const scale = impedanceScale(size);
    expect(scale.prefix).toBe(prefix);
    expect(size * scale.factor).toBeGreaterThanOrEqual(2);
    expect(size * scale.factor).toBeLessThan(2000);
  });
});
