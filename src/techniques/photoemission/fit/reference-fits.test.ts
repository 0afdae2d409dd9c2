/** Every fit of `../shared/data/xps/expected.json` (lmfit and cfityk on the same spectra) reaches the same minimum. */
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import type { BackgroundName } from '../background/background.js';
import { readComponents } from '../read-components.js';
import type { SeriesFit } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import { type ReferenceFit, referenceFits, referenceSpectrum } from '../test-support/reference-spectra.js';
import { fitSeries } from './fit-series.js';
import type { NumberTexts } from './number-texts.js';

const folder = sharedData('xps');
const none: NumberTexts = { fix: [], tie: [], bounds: [], start: [], free: [], untie: [], perStep: [] };

interface Case {
  readonly name: string;
  readonly spectrum: () => Promise<Spectrum>;
  readonly components: readonly string[];
  readonly texts?: Partial<NumberTexts>;
  readonly background: BackgroundName;
  readonly endpoints?: number;
  /** Value and standard error of the reference's parameter from ours: name of ours, and a factor. */
  readonly same: Readonly<Record<string, readonly [string, number]>>;
  /** Sums of ours that the reference has as one number, without errors. */
  readonly sums?: Readonly<Record<string, readonly string[]>>;
  /** A number lies on its bound: values and reduced chi-square only. */
  readonly atBound?: string;
}

const titania: Omit<Case, 'name' | 'background'> = {
  spectrum: () => referenceSpectrum(folder!, 'LaSrTiO3_Ti2p.csv', 0, [453, 471], 'Ti 2p'),
  components: ['Ti4+ = Ti 2p @ 459.0', 'Ti3+ = Ti 2p @ 457.2'],
  same: {
    a_A: ['Ti4+.area', 1.5],
    a_E: ['Ti4+.position', 1],
    wg: ['Ti4+.gaussian', 1],
    wl3: ['Ti4+.lorentzian', 1],
    so: ['Ti4+.splitting', 1],
    b_A: ['Ti3+.area', 1.5],
    b_E: ['Ti3+.position', 1],
  },
  sums: { wl1: ['Ti4+.lorentzian', 'Ti4+.costerKronig'] },
};

const tungsten: Omit<Case, 'name' | 'background'> = {
  spectrum: () => referenceSpectrum(folder!, 'axis-supra_NiW_0-150W.vms', 4, [30, 44], 'W 4f'),
  components: ['W = W 4f @ 33.5', 'W 5p = W 5p3/2 @ 39.5'],
  same: {
    A: ['W.area', 1.75],
    E: ['W.position', 1],
    so: ['W.splitting', 1],
    wg: ['W.gaussian', 1],
    wl: ['W.lorentzian', 1],
    A5p: ['W 5p.area', 1],
    E5p: ['W 5p.position', 1],
    w5p: ['W 5p.gaussian', 1],
  },
  texts: { fix: ['W 5p.lorentzian=0'], bounds: ['W 5p.gaussian=0.8:4'] },
};

const cases: readonly Case[] = [
  { name: 'Ti2p_LaSrTiO3_tougaardU2', background: 'tougaard', ...titania },
  {
    name: 'Ti2p_LaSrTiO3_activeShirley',
    background: 'active-shirley',
    ...titania,
    same: { ...titania.same, c0: ['Ti 2p.background', 1], k: ['Ti 2p.step', 1] },
  },
  {
    name: 'Ti2p_LaSrTiO3_staticShirley_TRAP',
    background: 'shirley',
    ...titania,
    texts: { bounds: ['Ti4+.lorentzian=0.02:2'] },
    atBound: 'Ti4+.lorentzian',
  },
  { name: 'W4f_NiW_staticShirley', background: 'shirley', ...tungsten },
  { name: 'W4f_NiW_tougaardU2', background: 'tougaard', ...tungsten, atBound: 'W 5p.gaussian' },
  {
    name: 'C1s_NiW_chargeReference',
    background: 'shirley',
    spectrum: () => referenceSpectrum(folder!, 'axis-supra_NiW_0-150W.vms', 3, [279, 288.5], 'C 1s'),
    components: [
      'C-C = C 1s @ 282.3 shape gl(30)',
      'C-O = C 1s @ 283.8 shape gl(30)',
      'CO3 = C 1s @ 286.3 shape gl(30)',
    ],
    texts: { tie: ['C-O.position=C-C.position+1.5'] },
    same: { E1: ['C-C.position', 1], F: ['C-C.fwhm', 1] },
  },
  {
    name: 'C1s_PET_staticShirley_GL30',
    background: 'shirley',
    endpoints: 10,
    spectrum: () => referenceSpectrum(folder!, 'PET_C1s.csv', 0, [282, 293.5], 'C 1s'),
    components: [1, 2, 3, 4].map((k) => `C${k} = C 1s @ ${[284.6, 286.2, 288.6, 291.2][k - 1]} shape gl(30)`),
    texts: { untie: ['*.fwhm'] },
    same: { E1: ['C1.position', 1], F1: ['C1.fwhm', 1], F2: ['C2.fwhm', 1], F3: ['C3.fwhm', 1], F4: ['C4.fwhm', 1] },
  },
  {
    name: 'S2p_MoS2_staticShirley',
    background: 'shirley',
    spectrum: () => referenceSpectrum(folder!, 'phi_multipak_MoS2.npl', 2, [158, 166], 'S 2p', 0.8),
    components: ['S = S 2p @ 161.0', 'B = S 2p @ 162.8'],
    texts: { fix: ['S.lorentzian=0.2', 'S.splitting=1.18'] },
    same: { A: ['S.area', 1.5], E: ['S.position', 1], wg: ['S.gaussian', 1], B_A: ['B.area', 1.5] },
  },
  {
    name: 'Au4f_bulk_surface_activeShirley',
    background: 'active-shirley',
    spectrum: goldSpectrum,
    components: ['bulk = Au 4f @ 87.7 shape doniach', 'surface = Au 4f @ 87.4 shape doniach'],
    texts: { free: ['bulk.ratio'], bounds: ['bulk.asymmetry=0:0.3', 'bulk.ratio=0.5:1'] },
    same: {
      Hb: ['bulk.height', 1],
      Eb: ['bulk.position', 1],
      Hs: ['surface.height', 1],
      wl: ['bulk.lorentzian', 1],
      wg: ['bulk.gaussian', 1],
      so: ['bulk.splitting', 1],
      r: ['bulk.ratio', 1],
      c0: ['Au 4f.background', 1],
      k: ['Au 4f.step', 1],
    },
    atBound: 'bulk.asymmetry',
  },
];

/** As the reference has it: binding energy 180 - KE, and the energies replaced by even steps between the ends. */
async function goldSpectrum(): Promise<Spectrum> {
  const read = await referenceSpectrum(folder!, 'sr_Au4f_clean.csv', 0, [0, 1000], 'Au 4f', 1, 180);
  const n = read.values.length;
  const [first, last] = [read.energiesEv[0]!, read.energiesEv[n - 1]!];
  return { ...read, energiesEv: read.energiesEv.map((_, i) => first + ((last - first) * i) / (n - 1)) };
}

function check(fit: SeriesFit, reference: ReferenceFit, { same, sums = {}, atBound }: Case): void {
  expect(fit.chiSquare).toBeLessThan(reference.chisqr * (1 + 1e-4));
  expect(fit.reducedChiSquare / reference.redchi).toBeCloseTo(1, 3);
  for (const [theirs, [ours, factor]] of Object.entries(same)) {
    const { value, sigma } = fit.numbers.find(ours, 0)!;
    const { value: due, stderr_scaled: error } = reference.params[theirs]!;
    // Four digits, or a hundredth of the standard error where that is coarser: they stopped a little before the minimum.
    const allowed = Math.max(Math.abs(due) * 1e-4, atBound === undefined ? 0.01 * error : 0.05 * error);
    expect(Math.abs(value / factor - due), `${ours}: ${value / factor} for ${due}`).toBeLessThan(allowed);
    if (atBound === undefined) expect(Math.abs(sigma! / factor / error - 1), `sigma of ${ours}`).toBeLessThan(0.03);
  }
  for (const [theirs, names] of Object.entries(sums)) {
    const value = names.reduce((sum, name) => sum + fit.numbers.find(name, 0)!.value, 0);
    expect(value / reference.params[theirs]!.value).toBeCloseTo(1, 3);
  }
  if (atBound !== undefined) expect(fit.numbers.find(atBound, 0)!.bound).not.toBeNull();
}

describe('fits of ../shared/data/xps (skipped without the shared data)', () => {
  it.skipIf(folder === undefined).each(cases)('$name', async (one) => {
    const spectrum = await one.spectrum();
    const reference = referenceFits(folder!)[one.name]!;
    expect(spectrum.values.length).toBe(reference.ndata);
    const fit = fitSeries(
      {
        spectra: [spectrum],
        components: readComponents(one.components),
        regionOf: one.components.map(() => spectrum.region),
        stepCount: 1,
        texts: { ...none, ...one.texts },
      },
      {
        background: one.background,
        slope: false,
        endpoints: one.endpoints ?? 5,
        positions: 'common',
        weights: 'counts',
        starts: 4,
      },
    );
    check(fit, reference, one);
    expect(fit.starts.agreeing).toBeGreaterThan(1);
  });
});
