/** Backgrounds of real spectra against `../shared/data/xps/expected.json`, made there by another program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { fileFromBytes } from '../../../formats/file-like.js';
import { spectrumSettings } from '../../../formats/photoemission/spectrum-settings.js';
import { readRecording } from '../../../formats/read-recording.js';
import type { Spectrum } from '../spectrum.js';
import { referenceSpectrum } from '../test-support/reference-spectra.js';
import { shirleyBackground } from './shirley.js';
import { physicalTougaard, tougaardBackground } from './tougaard.js';
import { tougaardKernel } from './tougaard-kernel.js';

const folder = sharedData('xps');
const why = folder === undefined ? ' (skipped: the shared data are not there)' : '';

interface Numbers {
  readonly npts?: number;
  readonly iterations?: number;
  readonly bg_lo?: number;
  readonly bg_hi?: number;
  readonly area_trapz?: number;
  readonly area_trapz_minus_bg?: number;
  readonly B?: number;
}
interface CopperStep {
  readonly step: string;
  readonly Cu2p32: Numbers;
  readonly O1s: Numbers;
}
const fits: Readonly<Record<string, Numbers & { readonly steps?: readonly CopperStep[] }>> =
  folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')).fits;

function areaAbove({ energiesEv, values }: Spectrum, background: Float64Array): number {
  let area = 0;
  for (let i = 1; i < values.length; i++) {
    const above = values[i]! - background[i]! + values[i - 1]! - background[i - 1]!;
    area += (above / 2) * (energiesEv[i]! - energiesEv[i - 1]!);
  }
  return area;
}

function near(value: number | undefined, wanted: number | undefined, part = 1e-6): void {
  if (wanted === undefined) return;
  expect(Math.abs(value! - wanted) / Math.abs(wanted)).toBeLessThan(part);
}

function checkShirley(spectrum: Spectrum, wanted: Numbers, endpoints = 5): void {
  const made = shirleyBackground(spectrum.energiesEv, spectrum.values, endpoints);
  if (wanted.npts !== undefined) expect(spectrum.values.length).toBe(wanted.npts);
  expect([made.iterations, made.converged]).toEqual([wanted.iterations, true]);
  near(made.lowEnd, wanted.bg_lo);
  near(made.highEnd, wanted.bg_hi);
  near(areaAbove(spectrum, made.values), wanted.area_trapz ?? wanted.area_trapz_minus_bg);
}

describe.skipIf(folder === undefined)(`Shirley backgrounds of real spectra${why}`, () => {
  it.each([
    ['LaSrTiO3_Ti2p.csv', 0, [453, 471], 'Ti2p_LaSrTiO3_staticShirley_TRAP', 5],
    ['axis-supra_NiW_0-150W.vms', 4, [30, 44], 'W4f_NiW_staticShirley', 5],
    ['axis-supra_NiW_0-150W.vms', 3, [279, 288.5], 'C1s_NiW_chargeReference', 5],
    ['PET_C1s.csv', 0, [282, 293.5], 'C1s_PET_staticShirley_GL30', 10],
    ['phi_multipak_MoS2.npl', 2, [158, 166], 'S2p_MoS2_staticShirley', 5],
  ] as const)('%s, table %i', async (file, table, window, fit, endpoints) => {
    checkShirley(await referenceSpectrum(folder!, file, table, window, 'any'), fits[fit]!, endpoints);
  });

  it('areas of the oxidation of Cu(111), also where next to no oxygen is there', async () => {
    const file = 'specs_Cu111_oxidation_series.vms';
    const { tables } = await readRecording(fileFromBytes(file, new Uint8Array(readFileSync(join(folder!, file)))));
    const steps = fits.Cu111_oxidation_series!.steps!;
    expect(steps).toHaveLength(4);
    for (const { step, Cu2p32, O1s } of steps) {
      const find = (name: RegExp) =>
        tables.findIndex((table) => spectrumSettings(table).sampleName === step && name.test(table.name));
      checkShirley(await referenceSpectrum(folder!, file, find(/^Cu 2p/), [926, 938.5], 'Cu 2p'), Cu2p32);
      checkShirley(await referenceSpectrum(folder!, file, find(/^O 1s/), [526, 536], 'O 1s'), O1s);
    }
  });
});

describe.skipIf(folder === undefined)(`Tougaard backgrounds of real spectra${why}`, () => {
  it.each([
    ['LaSrTiO3_Ti2p.csv', 0, [453, 471], 'Ti2p_LaSrTiO3_tougaardU2'],
    ['axis-supra_NiW_0-150W.vms', 4, [30, 44], 'W4f_NiW_tougaardU2'],
  ] as const)('%s, table %i', async (file, table, window, fit) => {
    const spectrum = await referenceSpectrum(folder!, file, table, window, 'any');
    const made = tougaardBackground(spectrum.energiesEv, spectrum.values, 5, tougaardKernel('tougaard'));
    const wanted = fits[fit]!;
    near(made.factor, wanted.B);
    near(areaAbove(spectrum, made.values), wanted.area_trapz ?? wanted.area_trapz_minus_bg);
    expect(physicalTougaard(made.factor!)!.timesUniversal).toBeCloseTo(wanted.B! / 3000, 3);
  });
});
