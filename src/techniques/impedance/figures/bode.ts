import type { Figure, Mark } from '../../../figure/figure.js';
import type { AnalysedSpectrum } from '../analysed.js';
import { byCondition, chooseShown, seriesLabel, shownNote } from './series-style.js';

const degrees = 180 / Math.PI;

/** Modulus and phase against frequency, with the relative residuals of the fit below the modulus. */
export function bodeFigure(entries: readonly AnalysedSpectrum[]): Figure {
  const shown = chooseShown(byCondition(entries));
  const modulus: Mark[] = [];
  const phase: Mark[] = [];
  const residuals: Mark[] = [];
  shown.forEach((entry, colour) => {
    const { frequencyHz, real, imaginary } = entry.spectrum;
    const x = Array.from(frequencyHz);
    const label = shown.length > 1 ? { label: seriesLabel(entry) } : {};
    modulus.push({ type: 'points', x, y: x.map((_, i) => Math.hypot(real[i], imaginary[i])), colour, ...label });
    phase.push({ type: 'points', x, y: x.map((_, i) => -Math.atan2(imaginary[i], real[i]) * degrees), colour });
    if (entry.fit === null) return;
    const { modelReal, modelImaginary } = entry.fit;
    modulus.push({ type: 'line', x, y: x.map((_, i) => Math.hypot(modelReal[i], modelImaginary[i])), colour });
    phase.push({ type: 'line', x, y: x.map((_, i) => -Math.atan2(modelImaginary[i], modelReal[i]) * degrees), colour });
    const percent = (part: Float64Array, model: Float64Array) =>
      x.map((_, i) => (100 * (part[i] - model[i])) / Math.hypot(real[i], imaginary[i]));
    residuals.push({ type: 'points', x, y: percent(real, modelReal), colour, open: false });
    residuals.push({ type: 'points', x, y: percent(imaginary, modelImaginary), colour, open: true });
  });
  const frequency = { title: 'Frequency', unit: 'Hz', scale: 'log' } as const;
  const strip =
    residuals.length === 0
      ? {}
      : {
          residuals: {
            y: { title: 'Residual', unit: '%' },
            marks: [...residuals, { type: 'rule', axis: 'y', at: 0, colour: 'neutral' } as const],
          },
        };
  return {
    id: 'bode',
    caption: `Modulus and phase (symbols) with fits (lines); residuals relative to |Z| of Re (filled) and Im (open).${shownNote(entries.length)}`,
    panels: [
      { x: frequency, y: { title: '|Z|', unit: 'Ω', scale: 'log' }, marks: modulus, ...strip },
      { x: frequency, y: { title: '−Phase', unit: '°' }, marks: phase },
    ],
  };
}

/** Residuals of the Kramers-Kronig test against frequency: scatter is noise, a wave is a spectrum that changed meanwhile. */
export function kramersKronigFigure(entries: readonly AnalysedSpectrum[]): Figure | undefined {
  const tested = chooseShown(byCondition(entries).filter((entry) => entry.kramersKronig !== null));
  if (tested.length === 0) return undefined;
  const marks = tested.flatMap((entry, colour): Mark[] => {
    const x = Array.from(entry.spectrum.frequencyHz);
    const percent = (values: ArrayLike<number>) => Array.from(values, (v) => 100 * v);
    const { residualReal, residualImaginary } = entry.kramersKronig!;
    const label = tested.length > 1 ? { label: seriesLabel(entry) } : {};
    return [
      { type: 'points', x, y: percent(residualReal), colour, open: false, ...label },
      { type: 'points', x, y: percent(residualImaginary), colour, open: true },
    ];
  });
  return {
    id: 'kramers-kronig',
    caption: `Residuals of the linear Kramers-Kronig test relative to |Z|: Re (filled) and Im (open).${shownNote(entries.length)}`,
    panels: [
      {
        x: { title: 'Frequency', unit: 'Hz', scale: 'log' },
        y: { title: 'Residual', unit: '%' },
        marks: [...marks, { type: 'rule', axis: 'y', at: 0, colour: 'neutral' }],
      },
    ],
  };
}
