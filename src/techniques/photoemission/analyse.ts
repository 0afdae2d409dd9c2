/** The walk through the rooms: recordings to spectra, spectra to fits and edges, those to what a study is after. */

import { fail } from '../../errors.js';
import { parseQuantity } from '../../quantity/parse.js';
import { readExclusions } from '../excluded-rows.js';
import type { AnalysisInput, AnalysisResult, Finding, Progress } from '../technique.js';
import { assembleResult } from './assemble-result.js';
import { assignRegions } from './assign-regions.js';
import type { TougaardConstants } from './background/background.js';
import type { Component } from './component.js';
import { alignmentOf } from './evaluate/alignment.js';
import { augerParametersOf } from './evaluate/auger.js';
import { compositionOf } from './evaluate/composition.js';
import { doseTrendsOf } from './evaluate/dose-trends.js';
import { edgesOf } from './evaluate/edges.js';
import { readReference, referenceSeries } from './evaluate/energy-reference.js';
import { regionAreas } from './evaluate/region-areas.js';
import { sharesOf } from './evaluate/shares.js';
import { stepShifts } from './evaluate/shifts.js';
import { thicknessOf } from './evaluate/thickness.js';
import { type ChosenFit, fitWithPositions } from './fit/choose-positions.js';
import { fitOtherBackgrounds } from './fit/compare-backgrounds.js';
import type { FitRequest, SeriesSetup } from './fit/prepare-fit.js';
import type { PhotoemissionOptions } from './options.js';
import { readComponents } from './read-components.js';
import type { SeriesFit } from './series-fit.js';
import { readMeasurement } from './spectra/read-measurement.js';
import type { Measurement, Spectrum } from './spectrum.js';
import { cutToWindow, readWindows, type Windows } from './windows.js';

/** @throws what reading, words of options and fitting throw: each names the option or file and what to do */
export function analysePhotoemission(input: AnalysisInput<PhotoemissionOptions>, progress?: Progress): AnalysisResult {
  const { recordings, options } = input;
  progress?.(0, 'reading spectra');
  const { measurement, findings, labelOf } = readMeasurement(recordings, {
    excitationEnergyEv: options.excitation?.value ?? undefined,
    repeats: options.repeats,
    exclude: readExclusions(options.exclude),
  });
  const found: Finding[] = [...findings];
  const stepCount = measurement.steps.length;
  const excitation = measurement.spectra
    .map((spectrum) => measurement.excitationEv(spectrum))
    .find((energy) => energy !== undefined);
  const components = readComponents(options.component, options.shape, excitation);
  const windows = readWindows(options.window, measurement.regions);
  const rule = readReference(
    options.reference,
    components.map(({ name }) => name),
  );
  const edges = edgesOf(measurement, options, rule.rule.kind === 'fermi-edge');
  const fitted = fitComponents(measurement, components, windows, options, progress);
  const fit = fitted?.chosen.fit;
  const referenced = referenceSeries(rule, fit, edges, stepCount);
  progress?.(0.95, 'deriving quantities');
  const composition = fit === undefined || !options.quantify ? undefined : compositionOf(fit, measurement, options);
  const thickness = fit === undefined ? undefined : thicknessOf(fit, measurement, options);
  const alignment = fit === undefined ? undefined : alignmentOf(options, fit, referenced, measurement);
  found.push(...(composition?.findings ?? []), ...(thickness?.findings ?? []), ...(alignment?.findings ?? []));
  const shifts = fit === undefined ? [] : stepShifts(fit, referenced, fitted?.chosen.test, rule, edges, stepCount);
  return assembleResult(
    {
      measurement,
      labelOf,
      options,
      fit,
      otherBackgrounds: fitted?.others ?? [],
      positionsTest: fitted?.chosen.test,
      areas: regionAreas(unfitted(measurement, fit, windows), options.endpoints),
      shares: fit === undefined ? [] : sharesOf(fit, fitted?.others ?? [], stepCount),
      reference: referenced.reference,
      positions: referenced.positions,
      shifts,
      doseTrends: fit === undefined ? [] : doseTrendsOf(fit, shifts, measurement),
      edges,
      composition: composition?.steps ?? [],
      thickness: thickness?.steps ?? [],
      alignment: alignment?.alignment,
      augerParameters: fit === undefined ? [] : augerParametersOf(options.augerParameter, fit, measurement),
    },
    found,
  );
}

interface Fitted {
  readonly chosen: ChosenFit;
  readonly others: readonly SeriesFit[];
}

function fitComponents(
  measurement: Measurement,
  components: readonly Component[],
  windows: Windows,
  options: PhotoemissionOptions,
  progress: Progress | undefined,
): Fitted | undefined {
  if (components.length === 0) return undefined;
  const regionOf = assignRegions(components, measurement.regions, windows);
  const fittedRegions = new Set(regionOf);
  const spectra = measurement.spectra
    .filter(({ region }) => fittedRegions.has(region))
    .map((spectrum) => cutToWindow(spectrum, windows));
  const setup: SeriesSetup = { spectra, components, regionOf, stepCount: measurement.steps.length, texts: options };
  const request: Omit<FitRequest, 'positions'> = {
    background: options.background,
    tougaard: readTougaard(options.tougaard),
    slope: options.backgroundSlope,
    endpoints: options.endpoints,
    weights: options.weights,
    starts: options.starts,
  };
  progress?.(0.05, `fitting ${spectra.length} ${spectra.length === 1 ? 'spectrum' : 'spectra'}`);
  const chosen = fitWithPositions(setup, options.positions, request);
  progress?.(0.6, 'trying other backgrounds');
  const others = options.backgroundCheck
    ? fitOtherBackgrounds(setup, chosen.fit, { ...request, positions: chosen.fit.positions })
    : [];
  return { chosen, others };
}

/** Core regions that no component belongs to. */
function unfitted({ spectra, regions }: Measurement, fit: SeriesFit | undefined, windows: Windows): Spectrum[] {
  const fitted = new Set(fit?.spectra.map(({ spectrum }) => spectrum.region));
  const core = new Set(regions.flatMap(({ name, kind }) => (kind === 'core' && !fitted.has(name) ? [name] : [])));
  return spectra.filter(({ region }) => core.has(region)).map((spectrum) => cutToWindow(spectrum, windows));
}

/** `C=1643`, `D = 275 eV^2`; the names in either case. @throws `invalid-option` for anything else */
function readTougaard(texts: readonly string[]): TougaardConstants | undefined {
  if (texts.length === 0) return undefined;
  const found: Record<string, number> = {};
  for (const text of texts) {
    const match = /^\s*(B|C|D|C')\s*=\s*(.+)$/i.exec(text);
    if (match === null) {
      throw fail('invalid-option', `tougaard "${text}" cannot be read`, 'write it as "C=1643", "D=275" or "B=2866"', {
        path: 'tougaard',
      });
    }
    const name = match[1]!.toLowerCase() === "c'" ? 'cPrime' : match[1]!.toLowerCase();
    found[name] = parseQuantity(match[2]!.replace(/\s*eV\^?2\s*$/i, ''), '1').value!;
  }
  return { c: 1643, ...found };
}
