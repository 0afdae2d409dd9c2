/** One impedance analysis from recordings to result: prepare, choose the circuit, fit, derive, follow the series, report. */
import { fail } from '../../errors.js';
import { areaCm2, thicknessCm } from '../sample.js';
import type { AnalysisInput, AnalysisResult, Progress } from '../technique.js';
import type { AnalysedSpectrum, PreparedSpectrum } from './analysed.js';
import { assembleResult } from './assemble-result.js';
import { type Circuit, parameterIndex } from './circuit/circuit.js';
import { parseCircuit } from './circuit/parse-circuit.js';
import { assignRoles, type CellRoles } from './derive/cell-resistances.js';
import type { PelletGeometry } from './derive/conductivity.js';
import { deriveQuantities, type SpectrumQuantities } from './derive/spectrum-quantities.js';
import { describeSeries } from './describe-series.js';
import { drtPeaks } from './distribution/drt-peaks.js';
import { distributionOf } from './distribution-step.js';
import { fitSeries } from './fit/fit-series.js';
import { fitShared } from './fit/fit-shared.js';
import { fitSpectrum } from './fit/fit-spectrum.js';
import { type FitWithIntervals, fitWithIntervals } from './fit/fit-with-intervals.js';
import { readConstraints } from './fit/read-constraints.js';
import { type CircuitChoice, selectCircuit } from './fit/select-circuit.js';
import type { RelaxationPeak } from './fit/start-values.js';
import { usualCircuits } from './fit/usual-circuits.js';
import type { ImpedanceOptions } from './options.js';
import { prepareSpectra } from './prepare-spectra.js';
import { resolveNames } from './resolve-names.js';
import { shortSeriesFindings } from './series/short-series.js';
import { analyseTemperatureSeries, type SeriesOutcome } from './series/temperature-series.js';
import { analyseTimeSeries, type TrackScale } from './series/time-series.js';
import { unitGeometry, withoutGeometry } from './series/without-geometry.js';
import { filterSpectrum, type Spectrum } from './spectrum.js';
import { unusedOptions } from './unused-options.js';

/** Shares of the progress bar. */
const PREPARED = 0.2;
const FITTED = 0.75;
const MIN_POINTS_FOR_PEAKS = 12;
/** Of a spectrum with more points the circuits are compared on a part: dozens of searches on thousands of points take minutes. */
const MOST_POINTS_FOR_CHOICE = 400;

export function analyseImpedance(
  input: AnalysisInput<ImpedanceOptions>,
  progress: Progress = () => {},
): AnalysisResult {
  const { options: given, sample } = input;
  if (input.recordings.length === 0) throw fail('file-not-found', 'no recordings to analyse', 'give at least one file');
  const geometry = pelletGeometry(input);
  const area = areaCm2(sample);
  // A mistake in the circuit must not wait for the files.
  const asked = given.circuit === undefined ? null : parseCircuit(given.circuit);
  const rivals = given.compare.map(parseCircuit);
  if (asked) {
    readConstraints(asked, given);
    assignRoles(asked, resolveNames(asked, given));
  }

  progress(0, 'testing Kramers-Kronig');
  const { spectra: prepared, findings: ofPreparation } = prepareSpectra(input.recordings, given);
  progress(PREPARED, 'fitting');
  const choice = chooseCircuit(asked, rivals, prepared, given);
  const circuit = asked ?? choice?.chosen ?? null;
  const options = circuit ? resolveNames(circuit, given) : given;
  const roles = circuit ? assignRoles(circuit, options) : null;
  const fits = circuit ? fitAll(circuit, prepared, options, progress) : null;

  progress(FITTED, options.drt ? 'computing distributions' : 'deriving quantities');
  const analysed = prepared.map(
    (spectrum, k): AnalysedSpectrum => ({
      ...spectrum,
      fit: fits?.[k].fit ?? null,
      distribution: options.drt ? distributionOf(spectrum.spectrum, spectrum.kramersKronig, options) : null,
    }),
  );
  const contact = area ? { areaCm2: area.value, areaSigmaCm2: area.sigma ?? 0 } : null;
  const derived = analysed.map((entry, k) =>
    entry.fit && roles ? deriveQuantities(entry.fit, roles, geometry, contact, fits?.[k].intervals) : null,
  );

  const described = describeSeries(analysed, derived, { geometry, roles });
  const ofTemperature = temperatureOutcome(analysed, derived, geometry ? null : roles, options);
  const ofTime = timeOutcome(analysed, derived, roles, area?.value, options);
  const found = { temperature: ofTemperature !== undefined, time: ofTime !== undefined };
  progress(1, 'done');
  return assembleResult({
    analysed,
    derived,
    series: described.series,
    outcomes: [ofTemperature, ofTime].filter((outcome) => outcome !== undefined),
    findings: [
      ...ofPreparation,
      ...(circuit ? shortSeriesFindings(analysed, found, options) : []),
      ...unusedOptions(analysed, options, circuit !== null),
      ...described.findings,
    ],
    choice,
    circuit,
    options,
    geometry,
    areaCm2: area?.value,
  });
}

function pelletGeometry({ sample }: AnalysisInput<ImpedanceOptions>): PelletGeometry | null {
  const area = areaCm2(sample);
  const thickness = thicknessCm(sample);
  if (!area || !thickness) return null;
  return {
    thicknessCm: thickness.value,
    thicknessSigmaCm: thickness.sigma ?? 0,
    areaCm2: area.value,
    areaSigmaCm2: area.sigma ?? 0,
  };
}

/** Ranking of circuits when the user asks for a comparison or gives no circuit at all (unless only a distribution is wanted). */
function chooseCircuit(
  asked: Circuit | null,
  rivals: readonly Circuit[],
  prepared: readonly PreparedSpectrum[],
  options: ImpedanceOptions,
): CircuitChoice | null {
  if (asked !== null && rivals.length === 0) return null;
  if (asked === null && options.drt && rivals.length === 0) return null;
  const step = Math.ceil(Math.max(...prepared.map((entry) => entry.spectrum.real.length)) / MOST_POINTS_FOR_CHOICE);
  const spectra = prepared.map(({ spectrum }) =>
    filterSpectrum(spectrum, (i) => i % step === 0 || spectrum.real.length <= MOST_POINTS_FOR_CHOICE),
  );
  // The choice is made on a few spectra spread over the series; all are then fitted with it.
  const sample =
    spectra.length <= 5
      ? spectra.map((_, k) => k)
      : [0, 1, 2, 3, 4].map((k) => Math.round((k * (spectra.length - 1)) / 4));
  const candidates = asked ? [asked, ...rivals] : rivals.length > 0 ? rivals : usualCircuits(spectra);
  const noise = sample.map((k) => (prepared[k].kramersKronig?.consistent ? prepared[k].kramersKronig.noise : null));
  const { weighting, starts, seed } = options;
  const choice = selectCircuit(
    candidates,
    sample.map((k) => spectra[k]),
    (circuit, k) =>
      fitSpectrum(circuit, spectra[sample[k]], {
        weighting,
        starts,
        seed,
        constraints: circuit === asked ? readConstraints(circuit, options) : {},
      }),
    noise,
  );
  return step === 1 ? choice : { ...choice, reason: `${choice.reason} (judged on one point in ${step})` };
}

function fitAll(
  circuit: Circuit,
  prepared: readonly PreparedSpectrum[],
  options: ImpedanceOptions,
  progress: Progress,
): FitWithIntervals[] {
  const constraints = readConstraints(circuit, options);
  const { weighting, starts, seed } = options;
  const spectra = prepared.map((entry) => entry.spectrum);
  const fits = fitSeries(circuit, spectra, {
    weighting,
    constraints,
    starts,
    seed,
    peaksOf: relaxationsOf,
    onFit: (done, total) =>
      progress(PREPARED + ((FITTED - PREPARED) * done) / total, `fitting ${prepared[done - 1].label}`),
  });
  // A joint fit has no profile of its own: its intervals follow from the standard errors.
  return options.share.length > 0 && fits.length > 1
    ? fitShared(fits, options.share, constraints).map((fit) => ({ fit, intervals: [] }))
    : fits.map((fit) => fitWithIntervals(fit, constraints));
}

/** Relaxations for the start values; a spectrum too short for a distribution simply has none. */
function relaxationsOf(spectrum: Spectrum): readonly RelaxationPeak[] {
  return spectrum.frequencyHz.length < MIN_POINTS_FOR_PEAKS ? [] : drtPeaks(spectrum);
}

/** @param rolesWithoutGeometry given when the size of the sample is not known: the activation energy needs none */
function temperatureOutcome(
  analysed: readonly AnalysedSpectrum[],
  derived: readonly (SpectrumQuantities | null)[],
  rolesWithoutGeometry: CellRoles | null,
  options: ImpedanceOptions,
): SeriesOutcome | undefined {
  const entries = analysed.flatMap((entry, k) => {
    const own =
      rolesWithoutGeometry && entry.fit
        ? deriveQuantities(entry.fit, rolesWithoutGeometry, unitGeometry, null)
        : derived[k];
    return own ? [{ label: entry.label, conditions: entry.conditions, derived: own }] : [];
  });
  const outcome = analyseTemperatureSeries(entries, options);
  return outcome && rolesWithoutGeometry ? withoutGeometry(outcome) : outcome;
}

function timeOutcome(
  analysed: readonly AnalysedSpectrum[],
  derived: readonly (SpectrumQuantities | null)[],
  roles: CellRoles | null,
  contactAreaCm2: number | undefined,
  options: ImpedanceOptions,
): SeriesOutcome | undefined {
  const entries = analysed.flatMap((entry, k) => {
    const own = derived[k];
    return own && entry.fit ? [{ label: entry.label, conditions: entry.conditions, derived: own, fit: entry.fit }] : [];
  });
  const track = options.track ?? lastResistance(entries[0]?.fit.circuit);
  if (track === undefined || entries.length === 0) return undefined;
  const place = parameterIndex(entries[0].fit.circuit, track);
  const scale: TrackScale | undefined =
    contactAreaCm2 !== undefined && place >= 0 && place === roles?.interface
      ? { factor: contactAreaCm2 / 2, unit: 'Ohm cm^2', title: 'Interface resistance' }
      : undefined;
  return analyseTimeSeries(entries, track, scale);
}

/** Without a tracked parameter the slowest arc is followed: the interface in nearly every cell. */
function lastResistance(circuit: Circuit | undefined): string | undefined {
  return circuit?.parameters.filter((p) => p.unit === 'Ohm').at(-1)?.name;
}
