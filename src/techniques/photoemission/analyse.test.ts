import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { poisson } from '../../numerics/poisson.js';
import { createRandom } from '../../numerics/random.js';
import type { AnalysisResult } from '../technique.js';
import { voigt } from './shapes/voigt.js';
import { analyse, codesOf, labelled, studyFile, textFile } from './test-support/analyse-spectra.js';

const series = {
  component: [
    'Ti4+ = Ti 2p @ 458.5',
    'Ti3+ = Ti 2p @ 456.7',
    'Zr4+ = Zr 3d @ 182.7',
    'P 2s = P 2s @ 190.8',
    'SiO4 = Si 2p @ 102.1',
    'PO4 = P 2p @ 133.2',
  ],
  edge: true,
  reference: 'fermi edge',
  film: ['Ti4+', 'Ti3+'],
  substrate: ['Zr4+', 'SiO4', 'PO4'],
  filmMaterial: 'TiO2 3.7 g/cm^3 gap 3.4 eV',
  substrateMaterial: 'Na3Zr2Si2PO12 3.243 g/cm^3 gap 5 eV',
  alignment: 'Ti4+ on Zr4+',
  filmLevel: '455.70(5) eV',
  substrateLevel: '178.40(5) eV',
  filmGap: '3.4 eV',
  substrateGap: '5.0 eV',
};

/** Lines of unit area times `area` on a flat background, with counting noise. */
function lines(from: number, to: number, peaks: readonly (readonly [at: number, area: number])[], seed = 1) {
  const n = Math.round((to - from) / 0.1) + 1;
  const energies = Float64Array.from({ length: n }, (_, i) => from + 0.1 * i);
  const total = new Float64Array(n).fill(300);
  const one = new Float64Array(n);
  for (const [at, area] of peaks) {
    voigt.evaluate(energies, at, Float64Array.of(1.1, 0.3), one, null);
    for (let i = 0; i < n; i++) total[i]! += area * one[i]!;
  }
  const random = createRandom(seed);
  return Array.from(energies, (energy, i) => [energy, poisson(total[i]!, random)] as const);
}

/** Both lines of Si 2p. */
const silicon = (at: number, area: number) => [[at, (2 / 3) * area] as const, [at + 0.61, area / 3] as const];

describe('the sodium series of the reference study', () => {
  const truth = {
    share: [0, 0.171, 0.307, 0.502, 0.704, 0.818, 0.839],
    shift: [0, 0.15, 0.25, 0.35, 0.45, 0.52, 0.55],
  };
  let result: AnalysisResult;
  beforeAll(async () => {
    result = analyse([await studyFile('sodium-series.vms')], series);
  }, 60_000);

  it('gives shares and shifts within their errors', () => {
    expect(result.series).toHaveLength(7);
    result.series.forEach(({ quantities }, step) => {
      const share = quantities['Ti3+.fraction']!;
      expect(Math.abs(share.value! - truth.share[step]!)).toBeLessThan(3.5 * share.sigma! + 1e-9);
      const shift = quantities.shift!;
      expect(Math.abs(shift.value! - truth.shift[step]!)).toBeLessThan(3.5 * shift.sigma! + 1e-9);
    });
    expect(result.quantities['Ti3+.doseConstant']!.value).toBeCloseTo(2.2, 1);
  });

  it('finds the film 3 nm thick, and the bands 1.5 eV apart', () => {
    const { overlayerThickness, overlayerThicknessFit } = result.series[0]!.quantities;
    expect(overlayerThicknessFit!.value).toBeCloseTo(3, 1);
    expect(overlayerThickness!.sigma! / overlayerThickness!.value!).toBeCloseTo(0.11, 2);
    const { valenceBandOffset, conductionBandOffset } = result.quantities;
    expect(Math.abs(valenceBandOffset!.value! + 1.5)).toBeLessThan(3 * valenceBandOffset!.sigma!);
    expect(conductionBandOffset!.value! + valenceBandOffset!.value!).toBeCloseTo(-1.6, 9);
    for (const [step, { quantities }] of result.series.entries()) {
      const { value, sigma } = quantities.valenceBandMaximum!;
      expect(Math.abs(value! - 2.8 - truth.shift[step]!)).toBeLessThan(3.5 * sigma!);
    }
  });

  it('says what moved and what is not there', () => {
    const codes = codesOf(result);
    expect(codes).toContain('rigid-shift');
    expect(codes).not.toContain('chemical-shift');
    expect(codes).not.toContain('fermi-level-above-gap');
    expect(codes).not.toContain('structured-residuals');
    expect(result.series[0]!.quantities['Ti3+.fraction']!.note).toMatch(/not seen: at most 0\.\d %/);
  });

  it('is plain numbers and text, the same twice', async () => {
    const text = JSON.stringify(result);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(JSON.stringify(analyse([await studyFile('sodium-series.vms')], series))).toBe(text);
    for (const { panels } of result.figures.filter(({ id }) => id.startsWith('region-'))) {
      expect(panels[0]!.x.reversed).toBe(true);
    }
  }, 30_000);

  it('with the Fermi edge of one step moved on its scale names that step', async () => {
    const { recording, ...rest } = await studyFile('sodium-series.vms');
    const tables = recording.tables.map((table) => {
      if (table.settings?.['variable dose/min'] !== 4) return table;
      const columns = table.columns.map((column) =>
        column.kind === 'kinetic-energy' && 'values' in column
          ? { ...column, values: Float64Array.from(column.values, (value) => value + 0.4) }
          : column,
      );
      return { ...table, columns };
    });
    const moved = analyse([{ ...rest, recording: { ...recording, tables } }], {
      ...series,
      reference: 'none',
      fermiEdge: true,
    });
    const found = moved.findings.find(
      ({ code, message }) => code === 'charge-reference' && message.includes('not at zero'),
    );
    expect(found?.message).toMatch(/-0\.\d+ eV in sodium-series#5/);
    expect(found?.message).not.toContain('#4');
  }, 30_000);
});

describe('carbon before and after cleaning', () => {
  const component = [
    'C-C = C 1s @ 284.8',
    'C-O = C 1s @ 286.3',
    'CO3 = C 1s @ 289.5',
    'Zr4+ = Zr 3d @ 182.7',
    'P 2s = P 2s @ 190.8',
  ];

  it('is a limit after it, and no reference', async () => {
    const file = await studyFile('cleaning.vms');
    const result = analyse([file], { component, reference: 'C-C @ 284.8(1)', backgroundCheck: false });
    const lost = result.findings.find(({ severity }) => severity === 'error');
    expect(lost?.code).toBe('charge-reference');
    expect(lost?.message).toContain('cleaning#2');
    const after = result.series[1]!.quantities['C.atomicFraction']!;
    expect(after.note).toMatch(/not seen: at most/);
    expect(result.series[0]!.quantities['C-C.position']!.value).toBeCloseTo(284.8, 9);
    const clip = analyse([file], { component, reference: 'fermi edge', backgroundCheck: false });
    expect(clip.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  }, 30_000);
});

describe('Ti 2p of a titanate', () => {
  const folder = sharedData('xps');
  it.skipIf(folder === undefined)(
    'is reported with the spread of three backgrounds (skipped without the shared data)',
    async () => {
      const name = 'LaSrTiO3_Ti2p.csv';
      const file = await labelled(name, new Uint8Array(readFileSync(join(folder!, name))));
      const { series: entries, findings } = analyse([file], {
        component: ['Ti4+ = Ti 2p @ 459.0', 'Ti3+ = Ti 2p @ 457.2'],
        window: ['453:471'],
      });
      const share = entries[0]!.quantities['Ti3+.fraction']!;
      expect(share.value).toBeCloseTo(0.0821, 4);
      expect(share.sigma).toBeLessThan(0.007);
      expect(share.note).toBe('5.0 % to 10.6 % with 3 backgrounds');
      const choice = findings.find(({ code }) => code === 'background-choice');
      expect(choice?.severity).toBe('warning');
      expect(choice?.message).toMatch(/8\.2 % with active-shirley, 5\.0 % with tougaard, 10\.6 % with shirley/);
    },
  );
});

describe('made-up spectra', () => {
  it('fade as the layer on them grows', async () => {
    const steps = await Promise.all(
      [0, 0.5, 1.2].map((t, k) =>
        textFile(`si2p-step${k}.csv`, lines(97, 108, silicon(102.3, 9000 * Math.exp(-t / 2.9)), k + 1)),
      ),
    );
    const { series: entries, quantities } = analyse(steps, {
      component: ['Si = Si 2p @ 102.3'],
      attenuationLength: ['2.9(0) nm'],
    });
    expect(entries.map(({ label }) => label)).toEqual(['si2p-step0', 'si2p-step1', 'si2p-step2']);
    entries.forEach(({ quantities: own }, k) => {
      const { value, sigma } = own.overlayerThickness!;
      expect(Math.abs(value! - [0, 0.5, 1.2][k]!)).toBeLessThan(3.5 * sigma! + 1e-9);
    });
    expect(quantities.overlayerThickness!.value).toBeCloseTo(1.2, 0);
  });

  it('of a charged sample are found 3 eV off', async () => {
    const file = await textFile('si2p.csv', lines(97, 112, silicon(105.3, 9000)));
    const { series: entries } = analyse([file], { component: ['Si = Si 2p @ 102.3'] });
    expect(entries[0]!.quantities['Si.position']!.value).toBeCloseTo(105.3, 1);
    expect(entries[0]!.quantities['Si.area']!.value! / 9000).toBeCloseTo(1, 1);
  });

  it('without components give areas', async () => {
    const file = await textFile('si2p.csv', lines(97, 108, silicon(102.3, 9000)));
    const { series: entries } = analyse([file], {});
    const { value, sigma } = entries[0]!.quantities['Si 2p.area']!;
    expect(Math.abs(value! - 9000)).toBeLessThan(5 * sigma! + 300);
  });

  it.each([
    ['a component that is not needed', { component: ['Si = Si 2p @ 102.3', 'X = Si 2p @ 99.2'] }, 'not-detected'],
    ['one line of a doublet', { component: ['Si = Si 2p3/2 @ 102.3'] }, 'single-line-of-doublet'],
    ['a window that cuts the line', { component: ['Si = Si 2p @ 102.3'], window: ['97:103.4'] }, 'window-cuts-peak'],
    [
      'a width held far too small',
      { component: ['Si = Si 2p @ 102.3'], fix: ['Si.gaussian=0.4', 'Si.lorentzian=0.1'] },
      'structured-residuals',
    ],
    ['a bound in the way', { component: ['Si = Si 2p @ 102.3'], bounds: ['Si.gaussian=0.2:0.8'] }, 'at-bound'],
    ['nothing at all', { component: ['Si = Si 2p @ 102.3'] }, 'no-survey'],
  ])('with %s', async (_, options, code) => {
    const file = await textFile('si2p.csv', lines(97, 108, silicon(102.3, 9000)));
    expect(codesOf(analyse([file], options))).toContain(code);
  });

  it.each([
    [{ component: ['Si = Si 2p @ 1102.3'] }, /Si 2p|1102/],
    [{ component: ['Si Si 2p'] }, /=/],
    [{ component: ['Si = Sx 2p @ 102'] }, /Sx/],
    [{ component: ['Si = Si 2p @ 102.3', 'Si = Si 2p @ 103'] }, /two components named Si/],
    [{ component: ['Si = Si 2p @ 102.3'], window: ['Ti 2p = 97:108'] }, /there is no region Ti 2p/],
    [{ component: ['Si = Si 2p @ 102.3'], window: ['5:6'] }, /lies in no region/],
    [{ component: ['Si = Si 2p @ 102.3'], tie: ['Si.area=Si.area'] }, /cannot be followed/],
    [{ component: ['Si = Si 2p @ 102.3'], fix: ['Si.width=1'] }, /there is no number Si.width/],
    [{ component: ['Si = Si 2p @ 102.3'], reference: 'C-C @ 284.8' }, /there is no component C-C|reference/],
    [{ component: ['Si = Si 2p @ 102.3'], edge: true }, /no region can show it/],
    [{ component: ['Si = Si 2p @ 102.3'], attenuationLength: ['-2 nm'] }, /not positive|number/],
    [{ component: ['Si = Si 2p @ 102.3'], shape: 'gauss' }, /shape "gauss" is not known/],
    [{ component: ['Si = Si 2p @ 102.3'], tougaard: ['Q=3'] }, /cannot be read/],
    [{ component: ['Si = Si 2p @ 102.3'], alignment: 'Si on Ti' }, /there is no component/],
  ])('refuse %j with a word on what to do', async (options, message) => {
    const file = await textFile('si2p.csv', lines(97, 108, silicon(102.3, 9000)));
    let caught: unknown;
    try {
      analyse([file], options);
    } catch (error) {
      caught = error;
    }
    expect(isInterphaseError(caught)).toBe(true);
    expect((caught as Error).message).toMatch(message);
  });

  it.each([
    ['constant counts', () => 500],
    ['no counts', () => 0],
    ['enormous counts', (i: number) => 1e12 + 1e9 * i],
    ['one single point above nothing', (i: number) => (i === 50 ? 1000 : 0)],
  ])('of %s end in numbers or a clear error', async (_, counts) => {
    const file = await textFile(
      'si2p.csv',
      Array.from({ length: 101 }, (__, i) => [97 + 0.1 * i, counts(i)] as const),
    );
    try {
      const text = JSON.stringify(analyse([file], { component: ['Si = Si 2p @ 102.3'] }));
      expect(text).not.toMatch(/NaN|Infinity/);
    } catch (error) {
      expect(isInterphaseError(error)).toBe(true);
    }
  });
});
