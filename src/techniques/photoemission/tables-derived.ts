/** Tables of what was derived from the fits: composition, thickness, shifts and trends. */
import type { Quantity } from '../../quantity/quantity.js';
import type { ResultTable } from '../technique.js';
import type { AnalysedSeries } from './analysed.js';
import { stepLabel } from './step-label.js';

export function compositionTable(series: AnalysedSeries): ResultTable | undefined {
  const { composition } = series;
  if (composition.length === 0) return undefined;
  return {
    id: 'composition',
    caption:
      'Atomic fractions from areas over sensitivity factors and path lengths, as if the sample were homogeneous in depth.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'element', unit: '' },
      { name: 'atomic fraction', unit: '%' },
      { name: 'components', unit: '' },
      { name: 'sensitivity', unit: '' },
    ],
    rows: composition.flatMap(({ step, elements }) =>
      elements.map(({ element, fraction, components, sensitivity }) => [
        stepLabel(series, step),
        element,
        { value: 100 * fraction.value, sigma: fraction.sigma === null ? null : 100 * fraction.sigma, unit: '%' },
        components.join(', '),
        sensitivity,
      ]),
    ),
  };
}

export function thicknessTable(series: AnalysedSeries): ResultTable | undefined {
  const { thickness } = series;
  if (thickness.length === 0) return undefined;
  return {
    id: 'thickness',
    caption:
      'Thickness of the overlayer from each line and from all together. The first error is that of the intensities; the second that of the attenuation lengths, common to all steps.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'from', unit: '' },
      { name: 'thickness', unit: 'nm' },
      { name: 'from attenuation lengths', unit: 'nm' },
      { name: 'attenuation length', unit: 'nm' },
    ],
    rows: thickness.flatMap(({ step, thicknessNm, fromAttenuationLengthNm, lines }) => [
      [stepLabel(series, step), 'all lines', { ...thicknessNm, unit: 'nm' }, fromAttenuationLengthNm, null],
      ...lines.map(({ component, thicknessNm: one, lengthNm }) => [
        stepLabel(series, step),
        component,
        { ...one, unit: 'nm' },
        null,
        lengthNm,
      ]),
    ]),
  };
}

export function shiftsTable(series: AnalysedSeries): ResultTable | undefined {
  const { shifts } = series;
  if (shifts.length < 2) return undefined;
  return {
    id: 'shifts',
    caption:
      'Shift of all lines together since the first step (positive to higher binding energy), the probability of such differences between lines if they moved alike, and lines that moved otherwise.',
    columns: [
      { name: 'step', unit: '' },
      { name: 'shift', unit: 'eV' },
      { name: 'p (parallel)', unit: '' },
      { name: 'deviating', unit: '' },
    ],
    rows: shifts.map(({ step, shiftEv, parallelP, deviating }) => [
      stepLabel(series, step),
      { ...shiftEv, unit: 'eV' },
      parallelP,
      deviating.map(({ component, byEv }) => `${component} by ${byEv.toFixed(2)} eV`).join(', '),
    ]),
  };
}

export function doseTable({ doseTrends }: AnalysedSeries): ResultTable | undefined {
  if (doseTrends.length === 0) return undefined;
  const [{ doseUnit }] = doseTrends as [AnalysedSeries['doseTrends'][number]];
  return {
    id: 'dose-trends',
    caption:
      'Shares and shift against the dose: y0 + A (1 - exp(-dose/d0)), a straight line and a constant, compared by their support (Akaike weight).',
    columns: [
      { name: 'of', unit: '' },
      { name: 'preferred', unit: '' },
      { name: 'dose constant', unit: doseUnit },
      { name: 'limit', unit: '' },
      { name: 'weight of saturation', unit: '' },
      { name: 'weight of line', unit: '' },
    ],
    rows: doseTrends.map(({ of, trend }) => {
      const saturation = trend.fits.find(({ model }) => model === 'saturation');
      const number = (name: string): Quantity | null => {
        const found = saturation?.parameters.find((one) => one.name === name);
        return found === undefined
          ? null
          : { value: found.value, sigma: found.sigma, unit: name === 'limit' ? '1' : doseUnit || '1' };
      };
      return [
        of,
        trend.preferred,
        number('dose constant'),
        number('limit'),
        saturation?.weight ?? null,
        trend.fits.find(({ model }) => model === 'linear')?.weight ?? null,
      ];
    }),
  };
}
