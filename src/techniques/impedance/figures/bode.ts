import type { Figure, Handle, Mark } from '../../../figure/figure.js';
import { atan2 } from '../../../numerics/elementary/atan.js';
import { hypot } from '../../../numerics/elementary/hypot.js';
import type { AnalysedSpectrum, SpectrumPoints } from '../analysed.js';
import {
  byCondition,
  chooseShown,
  crossesNote,
  excludedPoints,
  hasCrosses,
  seriesLabel,
  shownNote,
} from './series-style.js';

const degrees = 180 / Math.PI;

/**
 * Modulus and phase against frequency, with the relative residuals of the fit below the modulus. The ends of the data are
 * handles of the frequency window.
 */
export function bodeFigure(entries: readonly AnalysedSpectrum[]): Figure {
  const shown = chooseShown(byCondition(entries));
  const modulus: Mark[] = [];
  const phase: Mark[] = [];
  const residuals: Mark[] = [];
  shown.forEach((entry, colour) => {
    const { frequencyHz, real, imaginary } = entry.spectrum;
    const x = Array.from(frequencyHz);
    const label = shown.length > 1 ? { label: seriesLabel(entry) } : {};
    const origin = originOf(entry);
    modulus.push({
      type: 'points',
      x,
      y: x.map((_, i) => hypot(real[i], imaginary[i])),
      colour,
      ...label,
      origin,
    });
    phase.push({ type: 'points', x, y: x.map((_, i) => -atan2(imaginary[i], real[i]) * degrees), colour, origin });
    const { spectrum: out, rows } = entry.excluded;
    const [every, at] = [Array.from(rows.keys()), (i: number) => out.frequencyHz[i]];
    modulus.push(...excludedPoints(entry, every, at, (i) => hypot(out.real[i], out.imaginary[i])));
    phase.push(...excludedPoints(entry, every, at, (i) => -atan2(out.imaginary[i], out.real[i]) * degrees));
    if (entry.fit === null) return;
    const { modelReal, modelImaginary } = entry.fit;
    modulus.push({ type: 'line', x, y: x.map((_, i) => hypot(modelReal[i], modelImaginary[i])), colour });
    phase.push({ type: 'line', x, y: x.map((_, i) => -atan2(modelImaginary[i], modelReal[i]) * degrees), colour });
    const percent = (part: Float64Array, model: Float64Array) =>
      x.map((_, i) => (100 * (part[i] - model[i])) / hypot(real[i], imaginary[i]));
    residuals.push({ type: 'points', x, y: percent(real, modelReal), colour, open: false, origin });
    residuals.push({ type: 'points', x, y: percent(imaginary, modelImaginary), colour, open: true, origin });
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
    caption: `Modulus and phase (symbols) with fits (lines); residuals relative to |Z| of Re (filled) and Im (open).${crossesNote(modulus)}${shownNote(entries.length)}`,
    panels: [
      {
        x: frequency,
        y: { title: '|Z|', unit: 'Ω', scale: 'log' },
        marks: modulus,
        ...strip,
        handles: windowHandles(shown),
      },
      { x: frequency, y: { title: '−Phase', unit: '°' }, marks: phase },
    ],
  };
}

function originOf({ label, rows }: AnalysedSpectrum) {
  return { recording: label, rows: Array.from(rows) };
}

/** The frequency window, held at the lowest and the highest point drawn. */
function windowHandles(entries: readonly AnalysedSpectrum[]): Handle[] {
  const points = entries
    .flatMap((entry): SpectrumPoints[] => [entry, entry.excluded])
    .flatMap(({ spectrum: { frequencyHz, real, imaginary } }) =>
      Array.from(frequencyHz, (x, i) => ({ x, y: hypot(real[i], imaginary[i]) })),
    );
  const ends = [
    { label: 'lowest frequency', option: 'minFrequency', at: points.reduce((a, b) => (b.x < a.x ? b : a)) },
    { label: 'highest frequency', option: 'maxFrequency', at: points.reduce((a, b) => (b.x > a.x ? b : a)) },
  ] as const;
  return ends.map(({ label, option, at }) => ({
    label,
    sets: { option },
    ...at,
    moves: 'x',
    offset: 0,
    gradient: 1,
    unit: 'Hz',
  }));
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
    const origin = originOf(entry);
    const { spectrum: out, rows } = entry.excluded;
    return [
      { type: 'points', x, y: percent(residualReal), colour, open: false, ...label, origin },
      { type: 'points', x, y: percent(residualImaginary), colour, open: true, origin },
      ...excludedPoints(
        entry,
        Array.from(rows.keys()),
        (i) => out.frequencyHz[i],
        () => 0,
      ),
    ];
  });
  // They have no residual; on the zero line they can be taken back.
  const untested = hasCrosses(marks)
    ? ' Grey crosses on the zero line mark the frequencies of points left out by hand (option exclude), which were not tested.'
    : '';
  return {
    id: 'kramers-kronig',
    caption: `Residuals of the linear Kramers-Kronig test relative to |Z|: Re (filled) and Im (open).${untested}${shownNote(entries.length)}`,
    panels: [
      {
        x: { title: 'Frequency', unit: 'Hz', scale: 'log' },
        y: { title: 'Residual', unit: '%' },
        marks: [...marks, { type: 'rule', axis: 'y', at: 0, colour: 'neutral' }],
      },
    ],
  };
}
