/** The options `edge`, `fermiEdge` and `cutoff`: which spectra show which edge, and where it lies. */
import { fail } from '../../../errors.js';
import type { EdgeEstimate, StepEdges } from '../analysed.js';
import type { DrawnLine, WindowSpread } from '../edges/edge-points.js';
import { fermiEdge } from '../edges/fermi-edge.js';
import { secondaryCutoff } from '../edges/secondary-cutoff.js';
import { valenceBandEdge } from '../edges/valence-band-edge.js';
import { type ValenceBandModel, valenceBandModel } from '../edges/valence-band-model.js';
import type { PhotoemissionOptions } from '../options.js';
import type { Measurement, Region, Spectrum } from '../spectrum.js';
import { findRegion } from '../windows.js';

type EdgeOptions = Pick<
  PhotoemissionOptions,
  | 'edge'
  | 'edgeRegion'
  | 'edgeWindow'
  | 'edgeBase'
  | 'fermiEdge'
  | 'fermiRegion'
  | 'cutoff'
  | 'cutoffRegion'
  | 'temperature'
>;

/** @param fermiWanted the energy reference needs a Fermi edge, whether or not it was asked for */
export function edgesOf(measurement: Measurement, options: EdgeOptions, fermiWanted: boolean): StepEdges[] {
  const windows = {
    ...named('edgeWindowEv', readRange(options.edgeWindow, 'edgeWindow')),
    ...named('baseWindowEv', readRange(options.edgeBase, 'edgeBase')),
  };
  const temperature = options.temperature?.value ?? undefined;
  const fermi = spectraFor(measurement, fermiWanted || options.fermiEdge, options.fermiRegion, 'fermiEdge').map(
    (spectrum) => fermiOf(spectrum, temperature),
  );
  const valence = spectraFor(measurement, options.edge, options.edgeRegion, 'edge').map((spectrum): StepEdges => {
    const outcome = valenceBandEdge(spectrum, windows);
    const { step } = spectrum;
    if (outcome.edge === undefined)
      return { step, spectrum, kind: 'valence-band', edge: undefined, refused: outcome.reason };
    const { valueEv, sigmaEv, spread, edgeWindowEv, baseWindowEv, edgeLine, baseLine } = outcome.edge;
    const model = valenceBandModel(spectrum, windows);
    return {
      step,
      spectrum,
      kind: 'valence-band',
      edge: {
        valueEv,
        sigmaEv,
        windowSpreadEv: spreadOf(spread),
        lines: [drawn(edgeLine), drawn(baseLine)],
        windows: { edgeEv: edgeWindowEv, baseEv: baseWindowEv },
      },
      ...(model.edge === undefined ? {} : { second: modelEstimate(model.edge) }),
    };
  });
  const cutoffs = spectraFor(measurement, options.cutoff, options.cutoffRegion, 'cutoff').map((spectrum): StepEdges => {
    const excitationEv = measurement.excitationEv(spectrum) ?? Number.NaN;
    const own = fermi.find(({ step, edge }) => step === spectrum.step && edge !== undefined)?.edge;
    const outcome = secondaryCutoff(spectrum, {
      excitationEv,
      ...(own === undefined ? {} : { fermiEdge: { valueEv: own.valueEv, sigmaEv: own.sigmaEv } }),
    });
    const { step } = spectrum;
    if (outcome.edge === undefined) return { step, spectrum, kind: 'cutoff', edge: undefined, refused: outcome.reason };
    const { cutoffEv, cutoffSigmaEv, spread, edgeLine, baseLine, workFunctionEv, sigmaEv, edgeWindowEv, baseWindowEv } =
      outcome.edge;
    const spreadEv = spreadOf(spread);
    return {
      step,
      spectrum,
      kind: 'cutoff',
      edge: {
        valueEv: cutoffEv,
        sigmaEv: cutoffSigmaEv,
        windowSpreadEv: spreadEv,
        lines: [drawn(edgeLine), drawn(baseLine)],
        windows: { edgeEv: edgeWindowEv, baseEv: baseWindowEv },
      },
      workFunctionEv: { value: workFunctionEv, sigma: Math.sqrt(sigmaEv ** 2 + (spreadEv ?? 0) ** 2) },
    };
  });
  return [...valence, ...fermi, ...cutoffs];
}

function fermiOf(spectrum: Spectrum, temperatureK: number | undefined): StepEdges {
  const outcome = fermiEdge(spectrum, temperatureK === undefined ? {} : { temperatureK });
  const { step } = spectrum;
  if (outcome.edge === undefined) return { step, spectrum, kind: 'fermi', edge: undefined, refused: outcome.reason };
  const { valueEv, sigmaEv, spread, resolutionEv, energiesEv, curve, windowEv } = outcome.edge;
  return {
    step,
    spectrum,
    kind: 'fermi',
    edge: {
      valueEv,
      sigmaEv,
      windowSpreadEv: spreadOf(spread),
      lines: [{ x: [...energiesEv], y: [...curve] }],
      windows: { edgeEv: windowEv },
    },
    resolutionEv,
  };
}

function modelEstimate({ valueEv, sigmaEv, spread, energiesEv, curve }: ValenceBandModel): EdgeEstimate {
  return {
    valueEv,
    sigmaEv,
    windowSpreadEv: spreadOf(spread),
    lines: [{ x: [...energiesEv], y: [...curve] }],
    windows: {},
  };
}

function drawn([from, to]: DrawnLine): EdgeEstimate['lines'][number] {
  return { x: [from[0], to[0]], y: [from[1], to[1]] };
}

function spreadOf(spread: WindowSpread | undefined): number | null {
  return spread === undefined ? null : spread.sdEv;
}

const REGION_OPTIONS = { edge: 'edgeRegion', fermiEdge: 'fermiRegion', cutoff: 'cutoffRegion' } as const;

/** The spectra that an option speaks of: those of the region that was named, which alone asks for it too, or those that can show it. */
function spectraFor(
  { spectra, regions }: Measurement,
  asked: boolean,
  named: string | undefined,
  option: keyof typeof REGION_OPTIONS,
): Spectrum[] {
  if (!asked && named === undefined) return [];
  const path = REGION_OPTIONS[option];
  const wanted = named === undefined ? undefined : findRegion(named, regions, path);
  const found = spectra.filter(({ region }) => {
    const own = regions.find(({ name }) => name === region)!;
    return wanted === undefined ? shows(own, option, regions) : region === wanted.name;
  });
  if (found.length > 0) return found;
  throw fail(
    'invalid-option',
    `${option}: no region can show it`,
    `name the region with ${path}; measured are ${regions.map(({ name }) => name).join(', ')}`,
    { path },
  );
}

function shows(
  { kind, title, rangeEv: [low, high] }: Region,
  option: 'edge' | 'fermiEdge' | 'cutoff',
  all: readonly Region[],
): boolean {
  if (option === 'cutoff') return kind === 'cutoff';
  const clip = /fermi|clip|\bE_?F\b|Au\b/i.test(title);
  const covers = low < 0.5 && high > 0.5;
  if (option === 'fermiEdge') {
    const someClip = all.some((region) => /fermi|clip|\bE_?F\b|Au\b/i.test(region.title));
    return kind === 'valence' && covers && (clip || !someClip);
  }
  return kind === 'valence' && (!clip || all.every((region) => region.kind !== 'valence' || region.title === title));
}

const RANGE = /^\s*([-+]?[\d.]+)\s*:\s*([-+]?[\d.]+)\s*(?:eV)?\s*$/;

function readRange(text: string | undefined, option: string): readonly [number, number] | undefined {
  if (text === undefined) return undefined;
  const range = RANGE.exec(text);
  const [low, high] = [Number(range?.[1]), Number(range?.[2])];
  if (range !== null && low < high) return [low, high];
  throw fail('invalid-option', `${option} "${text}" cannot be read`, 'write it as low:high, e.g. "1.5:3.5"', {
    path: option,
  });
}

function named<Name extends string>(name: Name, range: readonly [number, number] | undefined) {
  return range === undefined ? {} : ({ [name]: range } as { readonly [K in Name]: readonly [number, number] });
}
