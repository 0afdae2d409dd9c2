/** One impedance analysis from recordings to result: prepare, choose the circuit, fit, derive, follow the series, report. */
import { fail } from '../../errors.js';
import type { Quantity } from '../../quantity/quantity.js';
import { areaCm2, thicknessCm } from '../sample.js';
import type { AnalysisInput, AnalysisResult, Finding, Progress, SeriesEntry } from '../technique.js';
import type { AnalysedSpectrum, PreparedSpectrum } from './analysed.js';
import { checkFit } from './checks.js';
import { type Circuit, parameterIndex } from './circuit/circuit.js';
import { parseCircuit } from './circuit/parse-circuit.js';
import { assignArcFindings } from './derive/arc-findings.js';
import { assignRoles, type CellRoles } from './derive/cell-resistances.js';
import type { PelletGeometry } from './derive/conductivity.js';
import { deriveQuantities, type SpectrumQuantities } from './derive/spectrum-quantities.js';
import { drtPeaks } from './distribution/drt-peaks.js';
import { distributionOf, distributionQuantities, peakQuantities } from './distribution-step.js';
import { bodeFigure, kramersKronigFigure } from './figures/bode.js';
import { distributionFigure } from './figures/distribution.js';
import { nyquistFigure } from './figures/nyquist.js';
import { fitSeries } from './fit/fit-series.js';
import { fitShared } from './fit/fit-shared.js';
import { fitSpectrum } from './fit/fit-spectrum.js';
import { profileIntervals } from './fit/profile-intervals.js';
import { readConstraints } from './fit/read-constraints.js';
import { type CircuitChoice, selectCircuit } from './fit/select-circuit.js';
import type { SpectrumFit } from './fit/spectrum-fit.js';
import type { RelaxationPeak } from './fit/start-values.js';
import { usualCircuits } from './fit/usual-circuits.js';
import { methodsOf } from './methods.js';
import type { ImpedanceOptions } from './options.js';
import { prepareSpectra } from './prepare-spectra.js';
import { analyseTemperatureSeries, type SeriesOutcome } from './series/temperature-series.js';
import { analyseTimeSeries, type TrackScale } from './series/time-series.js';
import { unitGeometry, withoutGeometry } from './series/without-geometry.js';
import type { Spectrum } from './spectrum.js';
import { circuitsTable, correlationTable, derivedTable, leftOutTable, parametersTable } from './tables.js';

/** Shares of the progress bar. */
const PREPARED = 0.2;
const FITTED = 0.75;
const MIN_POINTS_FOR_PEAKS = 12;

export function analyseImpedance(
  input: AnalysisInput<ImpedanceOptions>,
  progress: Progress = () => {},
): AnalysisResult {
  const { options, sample } = input;
  if (input.recordings.length === 0) throw fail('file-not-found', 'no recordings to analyse', 'give at least one file');
  const geometry = pelletGeometry(input);
  const area = areaCm2(sample);
  // A mistake in the circuit must not wait for the files.
  const asked = options.circuit === undefined ? null : parseCircuit(options.circuit);
  const rivals = options.compare.map(parseCircuit);
  if (asked) {
    readConstraints(asked, options);
    checkNames(asked, options);
  }

  progress(0, 'testing Kramers-Kronig');
  const prepared = prepareSpectra(input.recordings, options);
  progress(PREPARED, 'fitting');
  const choice = chooseCircuit(asked, rivals, prepared, options);
  const circuit = asked ?? choice?.chosen ?? null;
  const roles = circuit ? assignRoles(circuit, options) : null;
  const fits = circuit ? fitAll(circuit, prepared, options, progress) : null;

  progress(FITTED, options.drt ? 'computing distributions' : 'deriving quantities');
  const analysed = prepared.map(
    (spectrum, k): AnalysedSpectrum => ({
      ...spectrum,
      fit: fits?.[k] ?? null,
      distribution: options.drt ? distributionOf(spectrum.spectrum, spectrum.kramersKronig, options) : null,
    }),
  );
  const contact = area ? { areaCm2: area.value, areaSigmaCm2: area.sigma ?? 0 } : null;
  const derived = analysed.map((entry) =>
    entry.fit && roles
      ? deriveQuantities(
          entry.fit,
          roles,
          geometry,
          contact,
          options.share.length > 0 ? [] : profileIntervals(entry.fit, readConstraints(entry.fit.circuit, options)),
        )
      : null,
  );

  const series = analysed.map((entry, k) =>
    seriesEntry(entry, derived[k], geometry, options, circuit && roles ? roles : null),
  );
  const outcomes = [
    temperatureOutcome(analysed, derived, geometry ? null : roles, options),
    timeOutcome(analysed, derived, roles, area?.value, options),
  ].filter((outcome) => outcome !== undefined);
  progress(1, 'done');
  return assemble({
    analysed,
    derived,
    series,
    outcomes,
    choice,
    circuit,
    options,
    hasArea: area !== undefined,
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

function checkNames(circuit: Circuit, options: ImpedanceOptions): void {
  for (const [option, names] of [
    ['track', options.track === undefined ? [] : [options.track]],
    ['share', options.share],
  ] as const) {
    for (const name of names) {
      if (parameterIndex(circuit, name) >= 0) continue;
      throw fail(
        'invalid-option',
        `${option} "${name}" is not a parameter of ${circuit.text}`,
        `its parameters are ${circuit.parameters.map((p) => p.name).join(', ')}`,
        { path: option },
      );
    }
  }
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
  const spectra = prepared.map((entry) => entry.spectrum);
  // The choice is made on a few spectra spread over the series; all are then fitted with it.
  const sample =
    spectra.length <= 5
      ? spectra.map((_, k) => k)
      : [0, 1, 2, 3, 4].map((k) => Math.round((k * (spectra.length - 1)) / 4));
  const candidates = asked ? [asked, ...rivals] : rivals.length > 0 ? rivals : usualCircuits(spectra);
  const noise = sample.map((k) => (prepared[k].kramersKronig?.consistent ? prepared[k].kramersKronig.noise : null));
  const { weighting, starts, seed } = options;
  return selectCircuit(
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
}

function fitAll(
  circuit: Circuit,
  prepared: readonly PreparedSpectrum[],
  options: ImpedanceOptions,
  progress: Progress,
): SpectrumFit[] {
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
  return options.share.length > 0 && fits.length > 1 ? fitShared(fits, options.share, constraints) : fits;
}

/** Relaxations for the start values; a spectrum too short for a distribution simply has none. */
function relaxationsOf(spectrum: Spectrum): readonly RelaxationPeak[] {
  return spectrum.frequencyHz.length < MIN_POINTS_FOR_PEAKS ? [] : drtPeaks(spectrum);
}

function seriesEntry(
  entry: AnalysedSpectrum,
  derived: SpectrumQuantities | null,
  geometry: PelletGeometry | null,
  options: ImpedanceOptions,
  roles: CellRoles | null,
): SeriesEntry {
  const quantities: Record<string, Quantity> = { ...derived?.quantities };
  const findings: Finding[] = [...entry.findings];
  if (entry.kramersKronig) {
    quantities.kramersKronigResidual = { value: 100 * entry.kramersKronig.rmsResidual, sigma: null, unit: '%' };
  }
  if (entry.fit && derived) {
    findings.push(...checkFit(entry.fit, derived.identifiability, entry.kramersKronig, entry.label));
    if (geometry && roles)
      findings.push(
        ...assignArcFindings(entry.fit, derived, geometry, roles, options.cell === 'symmetric', quantities).map(
          (finding) => ({ ...finding, where: entry.label }),
        ),
      );
  }
  if (entry.distribution) {
    Object.assign(quantities, distributionQuantities(entry.distribution));
    findings.push(...entry.distribution.findings.map((finding) => ({ ...finding, where: entry.label })));
  }
  return {
    label: entry.label,
    conditions: entry.conditions,
    quantities,
    findings,
    ...(entry.distribution ? { peaks: entry.distribution.peaks.map(peakQuantities) } : {}),
  };
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
  areaCm2: number | undefined,
  options: ImpedanceOptions,
): SeriesOutcome | undefined {
  const entries = analysed.flatMap((entry, k) => {
    const own = derived[k];
    return own && entry.fit ? [{ label: entry.label, conditions: entry.conditions, derived: own, fit: entry.fit }] : [];
  });
  const track = options.track ?? lastResistance(entries[0]?.fit.circuit);
  if (track === undefined) return undefined;
  const ofInterface = areaCm2 !== undefined && roles?.interface === parameterIndex(entries[0].fit.circuit, track);
  const scale: TrackScale | undefined = ofInterface
    ? { factor: areaCm2 / 2, unit: 'Ohm cm^2', title: 'Interface resistance' }
    : undefined;
  return analyseTimeSeries(entries, track, scale);
}

/** Without a tracked parameter the slowest arc is followed: the interface in nearly every cell. */
function lastResistance(circuit: Circuit | undefined): string | undefined {
  return circuit?.parameters.filter((p) => p.unit === 'Ohm').at(-1)?.name;
}

interface Parts {
  readonly analysed: readonly AnalysedSpectrum[];
  readonly derived: readonly (SpectrumQuantities | null)[];
  readonly series: readonly SeriesEntry[];
  readonly outcomes: readonly SeriesOutcome[];
  readonly choice: CircuitChoice | null;
  readonly circuit: Circuit | null;
  readonly options: ImpedanceOptions;
  readonly hasArea: boolean;
  readonly areaCm2: number | undefined;
}

function assemble(parts: Parts): AnalysisResult {
  const { analysed, derived, series, outcomes, choice, circuit, options } = parts;
  const entries = analysed.map((spectrum, k) => ({ analysed: spectrum, derived: derived[k] }));
  const quantities: Record<string, Quantity> = {};
  // A single spectrum speaks for the whole.
  if (series.length === 1)
    for (const name of ['conductivity', 'Rtotal', 'interfaceResistance'])
      if (series[0].quantities[name]) quantities[name] = series[0].quantities[name];
  for (const outcome of outcomes) Object.assign(quantities, outcome.quantities);

  const findings: Finding[] = outcomes.flatMap((outcome) => outcome.findings);
  if (choice) findings.push(circuitFinding(choice, circuit));
  if (circuit && !parts.hasArea) {
    findings.push({
      code: 'no-geometry',
      severity: 'info',
      message: `No ${options.cell === 'symmetric' ? 'area' : 'thickness and area'} given: resistances stay in Ohm. Give thickness and diameter of the sample to get conductivities.`,
    });
  }
  const resistances = derived.map((own, k) => (own?.electrolyte ? frameResistance(analysed[k].fit!) : null));
  const figures = [
    nyquistFigure(analysed, resistances, options.cell === 'symmetric' ? parts.areaCm2 : undefined),
    bodeFigure(analysed),
    kramersKronigFigure(analysed),
    ...outcomes.flatMap((outcome) => outcome.figures),
    options.drt ? distributionFigure(analysed) : undefined,
  ].filter((figure) => figure !== undefined);
  const tables = [
    parametersTable(entries),
    derivedTable(entries),
    ...outcomes.flatMap((outcome) => outcome.tables),
    choice ? circuitsTable(choice.ranking) : undefined,
    leftOutTable(entries),
    correlationTable(entries),
  ].filter((table) => table !== undefined);
  return {
    quantities,
    series,
    findings,
    tables,
    figures,
    methods: [...methodsOf(analysed, circuit, options), ...outcomes.flatMap((outcome) => outcome.methods)],
  };
}

/** All resistances together: what sets the size of the Nyquist frame. */
function frameResistance(fit: SpectrumFit): number {
  let sum = 0;
  fit.circuit.parameters.forEach((p, k) => {
    if (p.unit === 'Ohm' && p.element.startsWith('R')) sum += fit.natural[k];
  });
  return sum;
}

function circuitFinding(choice: CircuitChoice, used: Circuit | null): Finding {
  const differs = used !== null && choice.chosen.text !== used.text;
  return {
    code: differs ? 'another-circuit-fits-better' : 'circuit-chosen',
    severity: differs ? 'warning' : 'info',
    message: differs
      ? `${choice.chosen.text} describes the spectra better than ${used.text}, which was asked for: ${choice.reason}. See the table of circuits.`
      : `Of ${choice.ranking.length} circuits ${choice.chosen.text} was chosen: ${choice.reason}.`,
  };
}
