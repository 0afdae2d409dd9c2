/** What stands in the tables of the result. */

import type { Quantity } from '../../quantity/quantity.js';
import type { ResultTable } from '../technique.js';
import type { AnalysedSeries } from './analysed.js';
import { backgroundWords } from './background-words.js';
import { componentWidth } from './derive/component-width.js';
import { stepLabel } from './step-label.js';
import { compositionTable, doseTable, shiftsTable, thicknessTable } from './tables-derived.js';
import { numbersTable, regionsTable } from './tables-model.js';

export function tablesOf(series: AnalysedSeries): ResultTable[] {
  return [
    componentsTable(series),
    backgroundTable(series),
    compositionTable(series),
    thicknessTable(series),
    shiftsTable(series),
    doseTable(series),
    numbersTable(series),
    regionsTable(series),
  ].filter((table) => table !== undefined);
}

function componentsTable(series: AnalysedSeries): ResultTable | undefined {
  const { fit, positions, shares, reference } = series;
  if (fit === undefined) return undefined;
  const rows = fit.spectra.flatMap(({ spectrum, curves }) =>
    curves.map(({ component, area }) => {
      const { name, line, shape } = fit.components[component]!;
      const { step } = spectrum;
      const position = positions.find((one) => one.component === component && one.step === step);
      const share = shares.find((one) => one.component === component && one.step === step);
      const amplitude = fit.numbers.find(`${name}.${shape.amplitude}`, step)!;
      const width: Quantity = { ...componentWidth(fit, component, step), unit: 'eV' };
      return [
        stepLabel(series, step),
        name,
        line.title,
        position === undefined ? null : { value: position.valueEv, sigma: position.sigmaEv, unit: 'eV' },
        width,
        { value: area, sigma: shape.amplitude === 'area' ? amplitude.sigma : null, unit: `${spectrum.unit} eV` },
        share === undefined
          ? null
          : { value: 100 * share.value, sigma: share.sigma === null ? null : 100 * share.sigma, unit: '%' },
        share?.backgroundSpread == null ? null : 100 * share.backgroundSpread,
      ];
    }),
  );
  const unit = fit.spectra[0]?.spectrum.unit ?? 'counts';
  const referenced = reference.kind === 'none' ? 'as measured' : `referenced to ${reference.text}`;
  return {
    id: 'components',
    caption: `Fitted components over ${backgroundWords(fit.background)}; positions ${referenced}; areas of doublets are those of both lines. Errors are standard errors of the fit, scaled by its reduced chi-square of ${fit.reducedChiSquare.toFixed(2)}; the last column is the standard deviation of the share over the backgrounds compared.`,
    columns: [
      { name: 'step', unit: '' },
      { name: 'component', unit: '' },
      { name: 'line', unit: '' },
      { name: 'position', unit: 'eV' },
      { name: 'FWHM', unit: 'eV' },
      { name: 'area', unit: `${unit} eV` },
      { name: 'share', unit: '%' },
      { name: 'background choice', unit: '%' },
    ],
    rows,
  };
}

function backgroundTable({ fit, otherBackgrounds, shares, measurement }: AnalysedSeries): ResultTable | undefined {
  if (fit === undefined || otherBackgrounds.length === 0) return undefined;
  const fits = [fit, ...otherBackgrounds];
  const rows = fits.flatMap((one) =>
    shares.map(({ component, step, value, sigma, withBackgrounds }) => {
      const { name } = fit.components[component]!;
      const share =
        one === fit ? value : withBackgrounds.find(({ background }) => background === one.background)?.value;
      const position = one.numbers.find(`${name}.position`, step);
      return [
        one.background,
        measurement.steps[step]!.label,
        name,
        share === undefined
          ? null
          : { value: 100 * share, sigma: one === fit && sigma !== null ? 100 * sigma : null, unit: '%' },
        position === undefined ? null : { value: position.value, sigma: position.sigma, unit: 'eV' },
        one.reducedChiSquare,
      ];
    }),
  );
  return {
    id: 'background-choice',
    caption:
      'The same model over different backgrounds: how far the choice moves shares and positions (on the scale of the file).',
    columns: [
      { name: 'background', unit: '' },
      { name: 'step', unit: '' },
      { name: 'component', unit: '' },
      { name: 'share', unit: '%' },
      { name: 'position', unit: 'eV' },
      { name: 'reduced chi-square', unit: '' },
    ],
    rows,
  };
}
