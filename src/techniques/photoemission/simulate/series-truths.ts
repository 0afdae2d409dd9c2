/** Random deposition series for measuring how often stated uncertainties hold: six lines of a reacting film on a substrate. */
import { pow } from '../../../numerics/elementary/pow.js';
import type { Random } from '../../../numerics/random.js';
import type { TypedPhotoemissionTruth } from './spectra-truth.js';

/** What is true of one step of a series. */
export interface SeriesStepAnswer {
  /** Share of Ti3+ in all titanium; null where there is no film. */
  readonly reducedShare: number | null;
  /** Of all lines, eV, to higher binding energy. */
  readonly shiftEv: number;
  readonly thicknessNm: number;
}

export interface SeriesTruth {
  /** For `simulatePhotoemission`: one file. */
  readonly truth: TypedPhotoemissionTruth;
  readonly fileName: string;
  readonly steps: readonly SeriesStepAnswer[];
  /** Attenuation lengths in the film by line, nm. */
  readonly attenuationNm: Readonly<Record<string, number>>;
  /** Intensity of Ti 2p of an endless film over that of Zr 3d of the bare substrate. */
  readonly infinityRatio: number;
  /** Energies at which the components lie in an unshifted step, eV, by name. */
  readonly positionsEv: Readonly<Record<string, number>>;
}

/** `coated`: a film in all steps. `bare-first`: the first step shows the substrate without it. */
export type SeriesKind = 'coated' | 'bare-first';

const STEPS = 7;
const FILM_UNITS_PER_NM3 = 27.9;
const SUBSTRATE_UNITS_PER_NM3 = 3.681;
/** TPP-2M lengths in the film and the substrate, nm, from which those of a series differ. */
const LENGTHS = {
  'Ti 2p': [2.24, 2.36],
  'Zr 3d': [2.69, 2.84],
  'O 1s': [2.12, 2.23],
  'Si 2p': [2.82, 2.98],
  'P 2p': [2.77, 2.93],
  'Na 1s': [1.16, 1.22],
} as const;
const TITANIUM = 7.91;
const ZIRCONIUM = 7.04;

export function randomSeriesTruth(random: Random, kind: SeriesKind = 'coated'): SeriesTruth {
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const ratio = (low: number, high: number) => low * pow(high / low, random.uniform());
  const widths = () => ({ gaussianEv: between(0.8, 1.4), lorentzianEv: between(0.1, 0.5) });
  const near = (energyEv: number) => energyEv + between(-0.3, 0.3);
  const filmLengths = scaled(0, between(0.75, 1.3));
  const positionsEv = {
    'Ti4+': near(458.5),
    'Ti3+': 0,
    'Zr4+': near(182.7),
    'O film': near(530),
    'O substrate': 0,
    SiO4: near(102.1),
    PO4: near(133.2),
    'Na+': near(1071.5),
  };
  positionsEv['Ti3+'] = positionsEv['Ti4+'] - between(1.6, 2);
  positionsEv['O substrate'] = positionsEv['O film'] + between(1.2, 1.7);
  const state = (name: keyof typeof positionsEv, material: string, share: number | [number, number] = 1) => ({
    name,
    material,
    positionEv: positionsEv[name],
    share,
  });
  const region = (fromEv: number, toEv: number, scans: number, ratePerS: readonly [number, number]) => ({
    fromEv,
    toEv,
    stepEv: 0.1,
    passEnergyEv: 20,
    dwellS: 0.1,
    scans,
    background: { ratePerS: between(...ratePerS), shirleyPerEv: between(0, 0.05) },
  });
  let thicknessNm = between(0.5, 1.5);
  let shiftEv = 0;
  const steps = Array.from({ length: STEPS }, (_, index): SeriesStepAnswer => {
    if (index > 0) {
      thicknessNm += between(0, 0.6);
      shiftEv += between(-0.15, 0.25);
    }
    const isBare = kind === 'bare-first' && index === 0;
    return { reducedShare: isBare ? null : random.uniform(), shiftEv, thicknessNm: isBare ? 0 : thicknessNm };
  });
  const truth: TypedPhotoemissionTruth = {
    instrument: {
      excitationEv: 1486.6,
      source: 'Al Kalpha mono',
      workFunctionEv: 4.4,
      emissionAngleDeg: 0,
      intensity: ratio(10, 80),
      transmissionExponent: 0,
    },
    materials: {
      substrate: {
        atoms: { Na: 3, Zr: 2, Si: 2, P: 1, O: 12 },
        unitsPerNm3: SUBSTRATE_UNITS_PER_NM3,
        attenuationNm: scaled(1, 1),
      },
      film: { atoms: { Ti: 1, O: 2, Na: [0, 1] }, unitsPerNm3: FILM_UNITS_PER_NM3, attenuationNm: filmLengths },
    },
    lines: {
      'Ti 2p': {
        element: 'Ti',
        crossSection: TITANIUM,
        ...widths(),
        doublet: { splittingEv: between(5.6, 5.8), ratio: 0.5, costerKronigEv: between(0.3, 1.2) },
        states: [state('Ti4+', 'film', [1, 0]), state('Ti3+', 'film', [0, 1])],
      },
      'Zr 3d': {
        element: 'Zr',
        crossSection: ZIRCONIUM,
        ...widths(),
        doublet: { splittingEv: between(2.38, 2.43), ratio: 2 / 3 },
        states: [state('Zr4+', 'substrate')],
      },
      'O 1s': {
        element: 'O',
        crossSection: 2.93,
        ...widths(),
        states: [state('O film', 'film'), state('O substrate', 'substrate')],
      },
      'Si 2p': {
        element: 'Si',
        crossSection: 0.817,
        ...widths(),
        doublet: { splittingEv: 0.61, ratio: 0.5 },
        states: [state('SiO4', 'substrate')],
      },
      'P 2p': {
        element: 'P',
        crossSection: 1.19,
        ...widths(),
        doublet: { splittingEv: 0.86, ratio: 0.5 },
        states: [state('PO4', 'substrate')],
      },
      'Na 1s': {
        element: 'Na',
        crossSection: 8.52,
        ...widths(),
        states: [state('Na+', 'substrate'), state('Na+', 'film')],
      },
    },
    regions: {
      'Ti 2p': region(450, 470, 10, [300, 1500]),
      'Zr 3d': region(176, 190, 50, [60, 300]),
      'O 1s': region(524, 538, 10, [300, 1500]),
      'Si 2p': region(96, 108, 100, [40, 150]),
      'P 2p': region(127, 140, 200, [40, 150]),
      'Na 1s': region(1065, 1078, 10, [400, 2000]),
    },
    files: [
      {
        name: FILE_NAME,
        sample: 'film on substrate',
        startTime: '2025-01-06T09:00:00',
        variable: { label: 'dose', unit: 'min' },
        regions: Object.keys(LENGTHS),
        steps: steps.map(({ reducedShare, shiftEv: shift, thicknessNm: thickness }, index) => ({
          value: index,
          shiftEv: shift,
          layers: [
            ...(reducedShare === null ? [] : [{ material: 'film', thicknessNm: thickness, x: reducedShare }]),
            { material: 'substrate' },
          ],
        })),
      },
    ],
  };
  const ti = FILM_UNITS_PER_NM3 * TITANIUM * filmLengths['Ti 2p']!;
  const zr = 2 * SUBSTRATE_UNITS_PER_NM3 * ZIRCONIUM * LENGTHS['Zr 3d'][1];
  return { truth, fileName: FILE_NAME, steps, attenuationNm: filmLengths, infinityRatio: ti / zr, positionsEv };
}

const FILE_NAME = 'series.vms';

/** @param of 0 for the film, 1 for the substrate */
function scaled(of: 0 | 1, by: number): Record<string, number> {
  return Object.fromEntries(Object.entries(LENGTHS).map(([line, lengths]) => [line, lengths[of] * by]));
}
