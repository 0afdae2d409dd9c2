/** What the analysis says about its own numbers: each test plants a fault and expects it to be named. */
import { describe, expect, it } from 'vitest';
import type { AnalysisResult } from '../technique.js';
import {
  analyse,
  findingsOf,
  pelletSample,
  pelletTruth,
  readText,
  simulatedRecordings,
  type Truth,
} from './test-support/simulated-recordings.js';

const codesOf = (result: AnalysisResult) => result.series.flatMap((entry) => entry.findings.map((f) => f.code));

describe('an arc outside the window', () => {
  /** Apex at 40 MHz and a window that ends at 1 MHz: a tenth of a radian of the arc is seen. */
  const above: Truth = {
    circuit: 'R0-p(R1,CPE1)-CPE2',
    parameters: { R0: 50, R1: 200, 'CPE1.Q': 2e-11, 'CPE1.n': 1, 'CPE2.Q': 1e-5, 'CPE2.n': 0.9 },
    frequency: { from: 1e6, to: 0.1, pointsPerDecade: 10 },
    files: [{ name: 'above.csv' }],
  };

  it.each([1, 2, 3, 4, 5])('above it gives no R1, and a right sum with R0 (seed %i)', async (seed) => {
    const recordings = await simulatedRecordings(above, seed);
    const result = analyse(recordings, { circuit: above.circuit }, pelletSample);
    const { R0, R1, Rtotal, conductivity } = result.series[0].quantities;
    expect(R1.value).toBeNull();
    expect(R1.sigma).toBeNull();
    expect(R1.note).toMatch(/not identifiable from this window/);
    expect(R1.interval95).toBeUndefined();
    // R0 trades with the arc: its formal error covers the truth of 50 Ohm in none of these spectra.
    expect(R0.value).toBeNull();
    expect(R0.note).toMatch(/only its sum with an arc above the window/);
    expect(Math.abs(Rtotal.value! - 250)).toBeLessThan(4 * Rtotal.sigma!);
    expect(Rtotal.sigma!).toBeLessThan(1);
    expect(conductivity.value).not.toBeNull();
    expect(result.series[0].quantities['R1.conductivity']).toBeUndefined();
    const findings = findingsOf(result, 'not-identifiable');
    expect(findings[0]).toMatchObject({ severity: 'warning', where: 'above' });
    expect(findings[0].message).toMatch(/R1.*above the window 100 mHz to 1 MHz/);
  });

  it('below it gives neither R1 nor anything that needs it', async () => {
    const below: Truth = {
      ...above,
      circuit: 'R0-p(R1,CPE1)',
      parameters: { R0: 50, R1: 5e4, 'CPE1.Q': 0.05, 'CPE1.n': 0.95 },
      frequency: { from: 1e5, to: 1e-2, pointsPerDecade: 10 },
      files: [{ name: 'below.csv' }],
    };
    const result = analyse(await simulatedRecordings(below), { circuit: below.circuit }, pelletSample);
    const { R0, R1, Rtotal, conductivity } = result.series[0].quantities;
    expect(Math.abs(R0.value! - 50)).toBeLessThan(4 * R0.sigma!);
    for (const quantity of [R1, Rtotal, conductivity]) {
      expect(quantity.value).toBeNull();
      expect(quantity.note).toMatch(/not identifiable from this window: .*below the window/);
    }
    expect(Rtotal.unit).toBe('Ohm');
    expect(conductivity.unit).toBe('S/cm');
  });

  it('does not spoil the series: the other temperatures make the Arrhenius line, and it is named', async () => {
    const series: Truth = {
      ...above,
      circuit: 'R0-p(R1,CPE1)',
      parameters: { R0: 50, 'CPE1.Q': 0.05, 'CPE1.n': 0.95, R1: { at25C: 4e4, activationEnergyEv: 0.6 } },
      frequency: { from: 1e5, to: 1e-2, pointsPerDecade: 8 },
      files: [25, 120, 140, 160].map((t) => ({ name: `${t}C.csv`, temperatureC: t })),
    };
    const options = { circuit: series.circuit, electrolyte: ['R1'] };
    const result = analyse(await simulatedRecordings(series), options, pelletSample);
    expect(result.series[0].quantities.conductivity.value).toBeNull();
    expect(result.quantities.activationEnergy.value).toBeCloseTo(0.6, 1);
    expect(findingsOf(result, 'arrhenius-points-missing')[0].message).toMatch(/3 of 4 recordings.*25C/);
  });
});

describe('parameters that the spectrum hardly knows', () => {
  it('warns of a diffusion that never bends, and proposes a simpler element', async () => {
    const endless: Truth = {
      circuit: 'R0-p(R1,CPE1)-Wo1',
      parameters: { R0: 10, R1: 50, 'CPE1.Q': 1e-6, 'CPE1.n': 0.9, 'Wo1.R': 3000, 'Wo1.tau': 2e4 },
      frequency: { from: 1e5, to: 0.1, pointsPerDecade: 8 },
      files: [{ name: 'endless.csv' }],
    };
    const result = analyse(await simulatedRecordings(endless), { circuit: endless.circuit });
    const [finding] = findingsOf(result, 'not-identifiable');
    expect(finding.message).toMatch(/Wo1\.(R|tau).*CPE in place of a finite-length diffusion/);
    // What the window does show stands.
    const { R1 } = result.series[0].quantities;
    expect(Math.abs(R1.value! - 50)).toBeLessThan(4 * R1.sigma!);
  });

  it('calls two resistances in series what they are', async () => {
    const recordings = await simulatedRecordings({ ...pelletTruth, files: [{ name: 'pellet.csv' }] });
    const result = analyse(recordings, { circuit: 'R0-R1-p(R2,CPE1)-CPE2' }, pelletSample);
    expect(findingsOf(result, 'singular')[0]).toMatchObject({ severity: 'error' });
    expect(findingsOf(result, 'singular')[0].message).toMatch(/7 of 8 parameters|6 of 7 parameters/);
    const { R0, R1 } = result.series[0].quantities;
    expect([R0.value, R1.value]).toEqual([null, null]);
  });

  it('does not call Q of a constant phase element unknown because its exponent trades with it', async () => {
    // Bulk and grain boundary of a hot pellet: the bulk arc ends where the window does.
    const truth: Truth = {
      circuit: 'p(R1,CPE1)-p(R2,CPE2)-CPE3',
      parameters: {
        R1: 22_500,
        'CPE1.Q': 1.5e-10,
        'CPE1.n': 0.79,
        R2: 95_000,
        'CPE2.Q': 7.9e-11,
        'CPE2.n': 0.891,
        'CPE3.Q': 8.6e-6,
        'CPE3.n': 0.557,
      },
      noise: 0.006,
      files: [{ name: 'hot.csv' }],
    };
    const result = analyse(await simulatedRecordings(truth), { circuit: truth.circuit });
    const { 'CPE1.Q': q, 'R1.capacitance': c } = result.series[0].quantities;
    expect(q.sigma! / q.value!).toBeGreaterThan(0.5);
    expect(c.sigma! / c.value!).toBeLessThan(0.1);
    expect(findingsOf(result, 'not-identifiable').filter((f) => f.message.includes('CPE1.Q'))).toEqual([]);
  });
});

describe('at-bound', () => {
  it('names the exponent of a plain capacitor, and the interval ends there', async () => {
    const truth: Truth = {
      circuit: 'R0-p(R1,CPE1)',
      parameters: { R0: 10, R1: 100, 'CPE1.Q': 1e-6, 'CPE1.n': 1 },
      files: Array.from({ length: 8 }, (_, k) => ({ name: `rc-${k}.csv` })),
    };
    const result = analyse(await simulatedRecordings(truth), { circuit: truth.circuit });
    const bounded = result.series.filter((entry) => entry.findings.some((finding) => finding.code === 'at-bound'));
    // Half of the estimates of n = 1 would lie above it.
    expect(bounded.length).toBeGreaterThan(0);
    for (const entry of bounded) {
      const n = entry.quantities['CPE1.n'];
      expect(n.value).toBe(1);
      expect(n.interval95![1]).toBe(1);
      expect(n.interval95![0]!).toBeLessThan(1);
      expect(n.note).toMatch(/bound/);
      expect(entry.findings.find((finding) => finding.code === 'at-bound')!.message).toMatch(
        /CPE1\.n sits on its bound \(1\.000\).*plain capacitor/,
      );
    }
  });

  it("names the user's own bounds", async () => {
    const recordings = await simulatedRecordings({ ...pelletTruth, files: [{ name: 'pellet.csv' }] });
    const result = analyse(recordings, { circuit: pelletTruth.circuit, bounds: ['R1=10:50', 'CPE1.n=0.95:1'] });
    const names = findingsOf(result, 'at-bound').map((finding) => finding.message.split(' ')[0]);
    expect(names.sort()).toEqual(['CPE1.n', 'R1']);
    expect(result.series[0].quantities.R1.value).toBeCloseTo(50, 8);
  });
});

describe('Kramers-Kronig', () => {
  const steady: Truth = {
    circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
    parameters: { R0: 10, R1: 50, 'CPE1.Q': 1e-6, 'CPE1.n': 0.9, R2: 200, 'CPE2.Q': 2e-4, 'CPE2.n': 0.85 },
    noise: 0.001,
    frequency: { from: 1e5, to: 0.01, pointsPerDecade: 8 },
    files: [{ name: 'steady.csv' }, { name: 'drifting.csv', drift: { parameter: 'R2', relative: 0.15 } }],
  };

  it('rejects a drifting spectrum and accepts its steady twin', async () => {
    const result = analyse(await simulatedRecordings(steady), { circuit: steady.circuit });
    const of = (k: number) => result.series[k].findings.filter((finding) => finding.code === 'kramers-kronig');
    expect(of(0)).toEqual([]);
    expect(of(1)).toHaveLength(1);
    expect(of(1)[0]).toMatchObject({ severity: 'error', where: 'drifting' });
    expect(result.series[0].quantities.kramersKronigResidual.value!).toBeLessThan(0.2);
  });

  it('can be left out', async () => {
    const result = analyse(await simulatedRecordings(steady), { circuit: steady.circuit, kramersKronig: false });
    expect(codesOf(result)).not.toContain('kramers-kronig');
    expect(result.series[0].quantities.kramersKronigResidual).toBeUndefined();
    expect(result.figures.map((figure) => figure.id)).not.toContain('kramers-kronig');
  });

  it('says when a spectrum is too sparse to be tested', async () => {
    const sparse = {
      ...steady,
      files: [{ name: 'sparse.csv' }],
      frequency: { from: 1e5, to: 0.01, pointsPerDecade: 2 },
    };
    const result = analyse(await simulatedRecordings(sparse), { circuit: 'R0-p(R1,CPE1)' });
    expect(codesOf(result)).toContain('kramers-kronig-inconclusive');
  });

  it('says when a spectrum is too short for the test, and fits it all the same', async () => {
    const short = { ...steady, files: [{ name: 'short.csv' }], frequency: { from: 1e5, to: 10, pointsPerDecade: 1 } };
    const result = analyse(await simulatedRecordings(short), { circuit: 'R0-p(R1,CPE1)' });
    expect(codesOf(result)).toContain('kramers-kronig-not-tested');
    expect(result.series[0].quantities.R1).toBeDefined();
  });
});

describe('points left out', () => {
  /** The spectrum of a pellet with two spoilt points and an inductive beginning. */
  async function spoilt() {
    const truth = { ...pelletTruth, circuit: 'L0-R0-p(R1,CPE1)-CPE2', files: [{ name: 'clean.csv' }] };
    const [clean] = await simulatedRecordings({ ...truth, parameters: { ...truth.parameters, L0: 3e-6 } });
    const [table] = clean.recording.tables;
    const columns = table.columns.flatMap((column) => ('values' in column ? [column.values] : []));
    const rows = Array.from({ length: table.rows }, (_, i) => columns.map((values) => values[i]));
    rows[20][1] *= 1.25;
    rows[34][2] *= 0.8;
    const text = ['frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', ...rows.map((row) => row.join(','))].join('\n');
    return {
      recordings: [{ ...clean, label: 'spoilt', recording: await readText('spoilt.csv', text) }],
      frequencies: [rows[20][0], rows[34][0]],
      inductive: rows.filter((row) => row[2] > 0).length,
      rows: rows.length,
    };
  }
  const circuit = 'L0-R0-p(R1,CPE1)-CPE2';
  const leftOut = (result: AnalysisResult) => result.tables.find((table) => table.id === 'left-out')?.rows ?? [];

  it('names outliers and keeps them', async () => {
    const { recordings } = await spoilt();
    const result = analyse(recordings, { circuit });
    expect(findingsOf(result, 'outliers')[0].message).toMatch(/2 points far off.*Kept in the fit/);
    expect(leftOut(result)).toEqual([]);
  });

  it('drops outliers when told to, each with its frequency and reason', async () => {
    const { recordings, frequencies } = await spoilt();
    const kept = analyse(recordings, { circuit });
    const dropped = analyse(recordings, { circuit, dropOutliers: true });
    const rows = leftOut(dropped);
    expect(rows.map((row) => row[1])).toEqual(frequencies);
    expect(rows[0][2]).toMatch(/Re Z lies 2\d % of \|Z\|.*above/);
    expect(rows[1][2]).toMatch(/Im Z lies .*above/);
    expect(findingsOf(dropped, 'points-left-out')[0].message).toMatch(/Re Z lies/);
    expect(findingsOf(dropped, 'outliers')).toEqual([]);
    expect(dropped.series[0].quantities.R0.sigma!).toBeLessThan(0.5 * kept.series[0].quantities.R0.sigma!);
  });

  it('counts inductive points', async () => {
    const { recordings, inductive } = await spoilt();
    expect(inductive).toBeGreaterThan(3);
    const result = analyse(recordings, { circuit: pelletTruth.circuit, dropInductive: true });
    expect(findingsOf(result, 'points-left-out')[0].message).toMatch(new RegExp(`${inductive} inductive \\(`));
    expect(leftOut(result)).toHaveLength(inductive);
  });

  it('keeps to the window, ends included', async () => {
    const { recordings, rows } = await spoilt();
    const result = analyse(recordings, { circuit, minFrequency: 1, maxFrequency: 1e6 });
    expect(result.methods.join(' ')).toMatch(/between 1(\.\d+)? Hz and (1 MHz|\d+ kHz)/);
    const used = result.tables.find((table) => table.id === 'parameters')!.rows[0].at(-2) as number;
    expect(used).toBe(2 * (rows - leftOut(result).length) - 7);
    const reasons = new Set(leftOut(result).map((row) => row[2]));
    expect(reasons).toEqual(new Set(['below the lowest frequency asked for', 'above the highest frequency asked for']));
  });
});

describe('what the fit says about itself', () => {
  it('names resistances that pull against each other', async () => {
    const files = [70, 75, 80].map((t) => ({ name: `${t}C.csv` }));
    const hot = { ...pelletTruth.parameters, R0: 16, R1: 14, 'CPE1.Q': 1.9e-8 };
    const result = analyse(await simulatedRecordings({ ...pelletTruth, parameters: hot, files }), {
      circuit: pelletTruth.circuit,
    });
    const messages = findingsOf(result, 'correlated').map((finding) => finding.message);
    expect(messages[0]).toMatch(/^In all 3 recordings R0 and R1 are strongly correlated; most in \d+C: -0\.9\d\d\./);
    expect(messages[0]).toMatch(/Their sum is better known/);
  });

  it('sees that a circuit leaves structure behind', async () => {
    const truth: Truth = {
      circuit: 'R0-p(R1,CPE1)-p(R2,CPE2)',
      parameters: { R0: 10, R1: 50, 'CPE1.Q': 1e-6, 'CPE1.n': 0.9, R2: 60, 'CPE2.Q': 1e-4, 'CPE2.n': 0.9 },
      files: [{ name: 'two.csv' }],
    };
    const recordings = await simulatedRecordings(truth);
    const [finding] = findingsOf(analyse(recordings, { circuit: 'R0-p(R1,CPE1)' }), 'residual-structure');
    expect(finding.message).toMatch(/not noise: \d.* % of \|Z\| where the noise is 0\.\d+ %/);
    expect(findingsOf(analyse(recordings, { circuit: truth.circuit }), 'residual-structure')).toEqual([]);
  });

  it('passes on what the reader had to tell', async () => {
    const text = 'freq;re;im\n1000;10;-1\n100;12;-3\n10;20;-5\n1;30;-2\n0.1;33;-1\n';
    const result = analyse([{ label: 'bare', recording: await readText('bare.csv', text), conditions: {} }], {
      circuit: 'R0-p(R1,C1)',
    });
    expect(findingsOf(result, 'no-unit')[0]).toMatchObject({ severity: 'warning', where: 'bare' });
  });
});

describe('what the reader and the file say', () => {
  const one: Truth = { ...pelletTruth, files: [{ name: 'pellet.csv' }] };

  it.each(['truncated', 'aborted'])('%s is told however mild the reader puts it', async (code) => {
    const [entry] = await simulatedRecordings(one);
    const diagnostics = [
      { code, severity: 'info' as const, message: 'the sweep ends early' },
      { code: 'zero-frequency-rows', severity: 'info' as const, message: 'dc rows' },
    ];
    const recordings = [{ ...entry, recording: { ...entry.recording, diagnostics } }];
    const result = analyse(recordings, { circuit: pelletTruth.circuit });
    expect(findingsOf(result, code)).toEqual([
      { code, severity: 'info', message: 'the sweep ends early.', where: 'pellet' },
    ]);
    expect(codesOf(result)).not.toContain('zero-frequency-rows');
  });

  it('a spectrum of more than 5000 points is refused, unless the window cuts it', async () => {
    const row = (i: number) => `${10 ** (6 - i / 1000)},${100 + (i % 7)},-1`;
    const text = ['frequency/Hz,Re(Z)/Ohm,Im(Z)/Ohm', ...Array.from({ length: 6001 }, (_, i) => row(i))].join('\n');
    const recordings = [{ label: 'long', recording: await readText('long.csv', text), conditions: {} }];
    expect(() => analyse(recordings, { circuit: 'R0' })).toThrowError(
      /long: 6001 points in one spectrum; at most 5000/,
    );
    expect(() => analyse(recordings, { circuit: 'R0' })).toThrowError(
      expect.objectContaining({ code: 'too-many-points', hint: expect.stringMatching(/--min-frequency/) }),
    );
    expect(() => analyse(recordings, { circuit: 'R0', minFrequency: 9e5, kramersKronig: false })).not.toThrow();
  });

  it('a plain resistor has no residuals worth a word, and no apex at infinity', async () => {
    const resistor: Truth = { ...one, circuit: 'R0', parameters: { R0: 123.456 }, noise: 0 };
    const recordings = await simulatedRecordings(resistor);
    for (const circuit of ['R0', 'p(R1,CPE1)', 'R0-p(R1,CPE1)']) {
      const result = analyse(recordings, { circuit });
      expect(findingsOf(result, 'residual-structure')).toEqual([]);
      expect(JSON.stringify(result)).not.toMatch(/Infinity|NaN/);
    }
  });
});
