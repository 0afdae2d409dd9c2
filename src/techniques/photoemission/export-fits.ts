/** The fitted spectra point by point, for other programs. */
import type { ResultFile } from '../technique.js';
import type { AnalysedSeries } from './analysed.js';

/** Spectra with fits, points by row; empty cells where a component does not belong to a region. */
export function fitsFile({ fit, measurement, reference }: AnalysedSeries): ResultFile | undefined {
  if (fit === undefined) return undefined;
  const names = fit.components.map(({ name }) => name);
  const head = [
    'step',
    'region',
    'binding energy/eV',
    'intensity',
    'sigma',
    'background',
    'sum',
    ...names.map((name) => `${name} (without background)`),
  ];
  const rows = fit.spectra.flatMap(({ spectrum, background, envelope, curves }) => {
    const moved = reference.correctionsEv[spectrum.step]?.value ?? 0;
    const byComponent = names.map((_, c) => curves.find(({ component }) => component === c)?.curve);
    return Array.from(spectrum.energiesEv, (energy, i) =>
      [
        quoted(measurement.steps[spectrum.step]!.label),
        quoted(spectrum.region),
        short(energy - moved),
        short(spectrum.values[i]!),
        short(spectrum.sigmas[i]!),
        short(background[i]!),
        short(envelope[i]!),
        ...byComponent.map((curve) => (curve === undefined ? '' : short(curve[i]!))),
      ].join(','),
    );
  });
  return {
    name: 'fits.csv',
    description: 'Measured points, background, sum and every component of each fitted spectrum',
    mediaType: 'text/csv',
    text: `${[head.map(quoted).join(','), ...rows].join('\n')}\n`,
  };
}

/** Seven digits are more than any spectrum holds. */
function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}

function quoted(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
