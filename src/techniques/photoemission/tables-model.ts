import type { ResultTable } from '../technique.js';
import type { AnalysedSeries } from './analysed.js';
import { stepLabel } from './step-label.js';

/** Every number of the model, also those that are held or tied: what somebody needs to do it again. */
export function numbersTable(series: AnalysedSeries): ResultTable | undefined {
  const { fit, measurement } = series;
  if (fit === undefined) return undefined;
  const rows = fit.numbers.names.flatMap((name) => {
    const found = measurement.steps.flatMap((_, step) => {
      const number = fit.numbers.find(name, step);
      return number === undefined ? [] : [{ step, number }];
    });
    const told =
      found[0]?.number.shared && found.every(({ number }) => number.value === found[0]!.number.value)
        ? found.slice(0, 1)
        : found;
    return told.map(({ step, number }) => [
      told.length < found.length ? 'all' : stepLabel(series, step),
      name,
      { value: number.value, sigma: number.sigma, unit: number.unit || '1' },
      number.unit,
      number.bound === null ? number.state : `on its ${number.bound} bound`,
    ]);
  });
  return {
    id: 'numbers',
    caption: 'All numbers of the model: those shared by all steps once.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'number', unit: '' },
      { name: 'value', unit: '' },
      { name: 'unit', unit: '' },
      { name: 'state', unit: '' },
    ],
    rows,
  };
}

export function regionsTable(series: AnalysedSeries): ResultTable {
  const { measurement } = series;
  return {
    id: 'regions',
    caption: 'What was measured, as the files say.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'region', unit: '' },
      { name: 'from', unit: 'eV' },
      { name: 'to', unit: 'eV' },
      { name: 'points', unit: '' },
      { name: 'step width', unit: 'eV' },
      { name: 'pass energy', unit: 'eV' },
      { name: 'time per point', unit: 's' },
      { name: 'repeats', unit: '' },
      { name: 'source', unit: '' },
      { name: 'errors', unit: '' },
    ],
    rows: measurement.spectra.map(({ step, region, energiesEv, settings, repeats, sigmaSource }) => {
      const count = energiesEv.length;
      return [
        stepLabel(series, step),
        region,
        energiesEv[0]!,
        energiesEv[count - 1]!,
        count,
        Number(((energiesEv[count - 1]! - energiesEv[0]!) / Math.max(1, count - 1)).toPrecision(4)),
        settings.passEnergyEv ?? null,
        settings.collectionTimeS ?? null,
        repeats,
        settings.source ?? '',
        sigmaSource,
      ];
    }),
  };
}
