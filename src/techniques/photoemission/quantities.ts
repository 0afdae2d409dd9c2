/** The numbers of the result: of each step, and of the whole series. */
import type { Quantity } from '../../quantity/quantity.js';
import type { AnalysedSeries, Estimate, Share } from './analysed.js';
import { componentWidth } from './derive/component-width.js';
import type { FittedParameter } from './series-fit.js';

/** Numbers of a component that are told as they were fitted, in this order. */
const AS_FITTED = [
  'gaussian',
  'lorentzian',
  'mixing',
  'asymmetry',
  'tailHigh',
  'tailLow',
  'splitting',
  'ratio',
  'costerKronig',
];

type Quantities = Record<string, Quantity>;

/** Quantities of one step. */
export function stepQuantities(series: AnalysedSeries, step: number): Quantities {
  return {
    ...componentQuantities(series, step),
    ...areaQuantities(series, step),
    ...levelQuantities(series, step),
    ...compositionQuantities(series, step),
    ...thicknessQuantities(series, step),
  };
}

function componentQuantities({ fit, positions, shares, reference }: AnalysedSeries, step: number): Quantities {
  const found: Quantities = {};
  fit?.components.forEach(({ name, shape }, c) => {
    const here = fit.spectra.find(
      ({ spectrum, curves }) => spectrum.step === step && curves.some((one) => one.component === c),
    );
    if (here === undefined) return;
    const position = positions.find((one) => one.component === c && one.step === step);
    if (position !== undefined) {
      const corrected = reference.kind !== 'none' && position.valueEv !== position.measuredEv;
      found[`${name}.position`] = {
        value: position.valueEv,
        sigma: position.sigmaEv,
        unit: 'eV',
        ...(corrected
          ? { note: `measured at ${position.measuredEv.toFixed(3)} eV, referenced to ${reference.text}` }
          : {}),
      };
    }
    const curve = here.curves.find((one) => one.component === c)!;
    const amplitude = fit.numbers.find(`${name}.${shape.amplitude}`, step)!;
    const relative =
      amplitude.sigma === null || amplitude.value === 0 ? null : amplitude.sigma / Math.abs(amplitude.value);
    found[`${name}.area`] = {
      value: curve.area,
      sigma: shape.amplitude === 'area' ? amplitude.sigma : relative === null ? null : relative * Math.abs(curve.area),
      unit: `${here.spectrum.unit} eV`,
    };
    const width = componentWidth(fit, c, step);
    found[`${name}.fwhm`] = { ...width, unit: 'eV' };
    const share = shares.find((one) => one.component === c && one.step === step);
    if (share !== undefined) found[`${name}.fraction`] = shareQuantity(share);
    for (const own of AS_FITTED) {
      const number = fit.numbers.find(`${name}.${own}`, step);
      if (number !== undefined) found[`${name}.${own}`] = fitted(number);
    }
  });
  return found;
}

/** The spread over backgrounds stands beside the standard error as a quantity of its own name, and in the note. */
function shareQuantity({ value, sigma, atMost, withBackgrounds }: Share): Quantity {
  const all = [value, ...withBackgrounds.map((one) => one.value)];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const notes = [
    ...(atMost === null ? [] : [`not seen: at most ${percent(atMost)} (95 %)`]),
    ...(withBackgrounds.length > 0 && (sigma === null || high - low > sigma)
      ? [`${percent(low)} to ${percent(high)} with ${all.length} backgrounds`]
      : []),
  ];
  return { value, sigma, unit: '1', ...(notes.length > 0 ? { note: notes.join('; ') } : {}) };
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}

function fitted({ value, sigma, unit, state, bound }: FittedParameter): Quantity {
  if (state === 'undetermined')
    return { value: null, sigma: null, unit: unit || '1', note: 'the data do not determine it' };
  const note = bound !== null ? `on its ${bound} bound` : state === 'held' ? 'held' : undefined;
  return { value, sigma, unit: unit || '1', ...(note === undefined ? {} : { note }) };
}

function areaQuantities({ areas }: AnalysedSeries, step: number): Quantities {
  const found: Quantities = {};
  for (const { spectrum, area, maximumEv } of areas) {
    if (spectrum.step !== step) continue;
    found[`${spectrum.region}.area`] = { ...area, unit: `${spectrum.unit} eV` };
    found[`${spectrum.region}.maximum`] = { value: maximumEv, sigma: null, unit: 'eV' };
  }
  return found;
}

function levelQuantities(series: AnalysedSeries, step: number): Quantities {
  const { shifts, edges, reference, fit, positions, augerParameters } = series;
  const found: Quantities = {};
  const shift = shifts.find((one) => one.step === step);
  if (shift !== undefined) found.shift = ofEv(shift.shiftEv);
  const correction = reference.correctionsEv[step];
  if (reference.kind !== 'none' && correction !== undefined) found.chargeCorrection = ofEv(correction);
  for (const { step: at, kind, edge, workFunctionEv, resolutionEv, refused, second } of edges) {
    if (at !== step) continue;
    const name = kind === 'valence-band' ? 'valenceBandMaximum' : kind === 'fermi' ? 'fermiEdge' : 'cutoff';
    if (edge === undefined) {
      found[name] = { value: null, sigma: null, unit: 'eV', note: refused ?? 'no edge was found' };
      continue;
    }
    const moved = kind === 'valence-band' && correction !== undefined ? correction : { value: 0, sigma: 0 };
    const spread = edge.windowSpreadEv;
    found[name] = {
      value: edge.valueEv - moved.value,
      sigma: Math.sqrt(edge.sigmaEv ** 2 + (spread ?? 0) ** 2 + (moved.sigma ?? 0) ** 2),
      unit: 'eV',
      ...(spread === null
        ? {}
        : {
            note: `${edge.sigmaEv.toFixed(3)} eV from the fit and ${spread.toFixed(3)} eV from the choice of windows`,
          }),
    };
    if (kind === 'valence-band') {
      found.valenceBandMaximumFit = { value: edge.valueEv - moved.value, sigma: edge.sigmaEv, unit: 'eV' };
      if (spread !== null) found.valenceBandMaximumWindows = { value: spread, sigma: null, unit: 'eV' };
      if (second !== undefined) {
        found.valenceBandMaximumModel = {
          value: second.valueEv - moved.value,
          sigma: Math.sqrt(second.sigmaEv ** 2 + (second.windowSpreadEv ?? 0) ** 2),
          unit: 'eV',
          note: 'density of states that begins as a straight line, broadened',
        };
      }
      fit?.components.forEach(({ name: component, line }, c) => {
        const position = positions.find((one) => one.component === c && one.step === step);
        if (position === undefined || line.kind === 'auger') return;
        // Both stand on one scale, so that the reference does not enter.
        const level = fit.numbers.find(`${component}.position`, step)?.sigma ?? 0;
        found[`${component}.levelToValenceBand`] = {
          value: position.measuredEv - edge.valueEv,
          sigma: Math.sqrt(level ** 2 + edge.sigmaEv ** 2 + (spread ?? 0) ** 2),
          unit: 'eV',
        };
      });
    }
    if (workFunctionEv !== undefined) found.workFunction = ofEv(workFunctionEv);
    if (resolutionEv !== undefined) found.resolution = ofEv(resolutionEv);
  }
  const auger = augerParameters.find((one) => one.step === step);
  if (auger !== undefined) found.augerParameter = ofEv(auger.valueEv);
  return found;
}

function compositionQuantities({ composition }: AnalysedSeries, step: number): Quantities {
  const found: Quantities = {};
  for (const { element, fraction, atMost } of composition.find((one) => one.step === step)?.elements ?? []) {
    found[`${element}.atomicFraction`] = {
      ...fraction,
      unit: '1',
      ...(atMost === null ? {} : { note: `not seen: at most ${percent(atMost)} (95 %)` }),
    };
  }
  return found;
}

function thicknessQuantities({ thickness }: AnalysedSeries, step: number): Quantities {
  const here = thickness.find((one) => one.step === step);
  if (here === undefined) return {};
  const { value, sigma } = here.thicknessNm;
  const systematic = here.fromAttenuationLengthNm;
  return {
    overlayerThickness: {
      value,
      sigma: sigma === null ? null : Math.sqrt(sigma ** 2 + systematic ** 2),
      unit: 'nm',
      ...(systematic > 0 && sigma !== null
        ? { note: `${sigma.toFixed(3)} nm from intensities, ${systematic.toFixed(3)} nm from attenuation lengths` }
        : {}),
    },
    overlayerThicknessFit: { value, sigma, unit: 'nm' },
  };
}

function ofEv({ value, sigma }: Estimate): Quantity {
  return { value, sigma, unit: 'eV' };
}

/** Quantities of the whole series; of a single step the same as of that step where they belong to no step. */
export function seriesQuantities(series: AnalysedSeries): Quantities {
  const { fit, shifts, alignment, thickness, measurement, edges } = series;
  const found: Quantities = { steps: { value: measurement.steps.length, sigma: null, unit: '1' } };
  if (fit !== undefined) {
    found.reducedChiSquare = { value: fit.reducedChiSquare, sigma: null, unit: '1' };
    fit.components.forEach(({ name, line }, c) => {
      if (line.doublet === undefined) return;
      const step = series.positions.find((one) => one.component === c)?.step;
      const splitting = step === undefined ? undefined : fit.numbers.find(`${name}.splitting`, step);
      if (splitting?.shared || measurement.steps.length === 1) {
        if (splitting !== undefined) found[`${name}.splitting`] = fitted(splitting);
      }
    });
  }
  const last = shifts.at(-1);
  if (last !== undefined && shifts.length > 1) found.bandBending = ofEv(last.shiftEv);
  if (alignment !== undefined) {
    found.valenceBandOffset = ofEv(alignment.valenceBandOffsetEv);
    if (alignment.conductionBandOffsetEv !== undefined) {
      found.conductionBandOffset = ofEv(alignment.conductionBandOffsetEv);
    }
  }
  for (const { of, doseUnit, trend } of series.doseTrends) {
    const constant = trend.fits
      .find(({ model }) => model === 'saturation')
      ?.parameters.find(({ name }) => name === 'dose constant');
    if (trend.preferred !== 'saturation' || constant === undefined) continue;
    found[`${of}.doseConstant`] = { value: constant.value, sigma: constant.sigma, unit: doseUnit || '1' };
  }
  const lastStep = measurement.steps.length - 1;
  if (thickness.length > 0) Object.assign(found, thicknessQuantities(series, thickness.at(-1)!.step));
  if (lastStep === 0 || edges.length === 1) {
    const { valenceBandMaximum, workFunction, fermiEdge } = levelQuantities(series, edges[0]?.step ?? 0);
    Object.assign(found, {
      ...(valenceBandMaximum && { valenceBandMaximum }),
      ...(workFunction && { workFunction }),
      ...(fermiEdge && { fermiEdge }),
    });
  }
  const first =
    fit === undefined ? {} : levelQuantities(series, edges.find(({ kind }) => kind === 'valence-band')?.step ?? 0);
  for (const [name, quantity] of Object.entries(first))
    if (name.endsWith('.levelToValenceBand')) found[name] = quantity;
  return found;
}
