/** Sentences for the methods section, with every number a referee asks for. */
import { printQuantity } from '../../quantity/print.js';
import type { AnalysedSeries } from './analysed.js';
import { backgroundWords } from './background-words.js';
import { TPP_2M_SOURCE } from './derive/inelastic-mean-free-path.js';
import { crossSectionRemark } from './derive/sensitivity.js';
import type { Spectrum } from './spectrum.js';

const SHAPES = {
  voigt: 'Voigt functions',
  gl: 'products of Gaussians and Lorentzians, GL(p)',
  sgl: 'sums of Gaussians and Lorentzians, SGL(p)',
  doniach: 'Doniach-Sunjic functions convolved with a Gaussian',
  la: 'asymmetric Lorentzians convolved with a Gaussian',
} as const;

export function methodsOf(series: AnalysedSeries): string[] {
  return [
    acquisition(series),
    ...fitting(series),
    ...reference(series),
    ...edges(series),
    ...quantification(series),
    ...overlayer(series),
    ...alignment(series),
  ];
}

function acquisition({ measurement }: AnalysedSeries): string {
  const energies = distinct(measurement.spectra, (spectrum) => measurement.excitationEv(spectrum));
  const passes = distinct(measurement.spectra, ({ settings }) => settings.passEnergyEv);
  const sources = [...new Set(measurement.spectra.flatMap(({ settings }) => settings.source ?? []))];
  const steps = distinct(measurement.spectra, ({ energiesEv }) =>
    Number(((energiesEv[energiesEv.length - 1]! - energiesEv[0]!) / Math.max(1, energiesEv.length - 1)).toPrecision(2)),
  );
  const states = measurement.steps.length;
  return [
    `Photoelectron spectra of ${states === 1 ? 'one state' : `${states} states`} of the sample were evaluated`,
    energies.length > 0
      ? `, excited at ${energies.join(' and ')} eV`
      : ', at an excitation energy that the files do not say',
    sources.length > 0 ? ` (${sources.join(', ')})` : '',
    `, with a pass energy of ${passes.length > 0 ? `${passes.join(' and ')} eV` : '... eV (not in the files)'}`,
    ` and points ${steps.join(' and ')} eV apart.`,
  ].join('');
}

function distinct(spectra: readonly Spectrum[], of: (spectrum: Spectrum) => number | undefined): number[] {
  return [...new Set(spectra.flatMap((spectrum) => of(spectrum) ?? []))].sort((a, b) => a - b).slice(0, 4);
}

function fitting({ fit, options, otherBackgrounds, positionsTest, measurement }: AnalysedSeries): string[] {
  if (fit === undefined) return [];
  const shapes = [...new Set(fit.components.map(({ shape }) => SHAPES[shape.name]))];
  const doublets = [...new Set(fit.components.flatMap(({ line }) => (line.doublet === undefined ? [] : [line])))];
  const ratios = [
    ...new Map(doublets.map((line) => [line.title, `${line.title} ${line.doublet!.ratio.toFixed(2)}`])).values(),
  ];
  const several = measurement.steps.length > 1;
  const rules = {
    common: 'all lines of a step share one shift',
    lines: 'the lines of a region share one shift in each step',
    free: 'every position is free in every step',
  } as const;
  return [
    `${fit.components.length} component${fit.components.length === 1 ? ' was' : 's were'} fitted as ${shapes.join(' and ')} over ${backgroundWords(fit.background)}${several ? `, all ${measurement.steps.length} steps together: widths, splittings and distances between states are the same in all steps, and ${rules[fit.positions]}` : ''}.`,
    ...(ratios.length > 0
      ? [
          `Area ratios of spin-orbit doublets are held at the ratio of their degeneracies (${ratios.join(', ')}) unless freed.`,
        ]
      : []),
    `Weighted least squares with ${options.weights === 'model' ? 'Poisson errors of the fitted counts' : 'Poisson errors of the measured counts'}: ${fit.freeCount} free numbers, reduced chi-square ${fit.reducedChiSquare.toFixed(2)}; ${fit.starts.agreeing} of ${fit.starts.tried} starts reached this minimum; standard errors are scaled by the root of the reduced chi-square.`,
    ...(positionsTest === undefined
      ? []
      : [
          `A common shift of all lines ${fit.positions === 'common' ? 'describes the series' : 'was rejected'} (F test against one shift for each region: p = ${positionsTest.p.toPrecision(2)}).`,
        ]),
    ...(otherBackgrounds.length > 0
      ? [
          `The fit was repeated over ${otherBackgrounds.map(({ background }) => backgroundWords(background)).join(' and ')}; the spread of the shares is given beside their standard errors.`,
        ]
      : []),
  ];
}

function reference({ reference: { kind, text, assignedEv } }: AnalysedSeries): string[] {
  if (kind === 'none')
    return ['Binding energies are given on the scale of the spectrometer; no charge reference was applied.'];
  const assigned =
    assignedEv === undefined
      ? ''
      : ` (assigned ${printQuantity({ value: assignedEv.value, sigma: assignedEv.sigma, unit: 'eV' })})`;
  return [
    `Binding energies are referenced to ${text}${assigned}, step by step; its errors are contained, those of the assigned value being common to all lines.`,
  ];
}

function edges({ edges: found }: AnalysedSeries): string[] {
  const kinds = new Set(found.filter(({ edge }) => edge !== undefined).map(({ kind }) => kind));
  const second = found.some((one) => one.second !== undefined);
  return [
    ...(kinds.has('valence-band')
      ? [
          `Valence-band maxima are crossings of the straight leading edge with the baseline; their errors contain the spread over other windows${second ? ', and a broadened density of states was fitted as a second way' : ''}.`,
        ]
      : []),
    ...(kinds.has('fermi') ? ['Fermi edges are Fermi functions convolved with a Gaussian.'] : []),
    ...(kinds.has('cutoff')
      ? ['Work functions are the photon energy less the distance of the secondary cutoff from the Fermi level.']
      : []),
  ];
}

function quantification({ composition, options }: AnalysedSeries): string[] {
  if (composition.length === 0) return [];
  const own = options.sensitivity.length > 0 ? ` with factors of the user for ${options.sensitivity.join(', ')}` : '';
  return [
    `Atomic fractions use photoionisation cross-sections relative to C 1s (L. Kissel, as tabulated in xraylib)${own}, ${options.transmission === 'file' ? 'the transmission of the file' : 'no correction for the transmission of the analyser'}, and path lengths proportional to the kinetic energy to the power 0.75; ${crossSectionRemark}.`,
  ];
}

function overlayer({ thickness, options }: AnalysedSeries): string[] {
  if (thickness.length === 0) return [];
  const lengths =
    options.attenuationLength.length > 0
      ? `attenuation lengths given (${options.attenuationLength.join(', ')})`
      : `inelastic mean free paths for ${options.filmMaterial ?? ''} (${TPP_2M_SOURCE})`;
  return [
    `Thicknesses follow from the attenuation of electrons on straight lines, with ${lengths}; elastic scattering is not considered.`,
  ];
}

function alignment({ alignment: found }: AnalysedSeries): string[] {
  if (found === undefined) return [];
  return [
    `The valence-band offset follows from core levels by the method of Kraut and others (doi:10.1103/PhysRevLett.44.1620) with ${found.film} for the film and ${found.substrate} for the substrate.`,
  ];
}
