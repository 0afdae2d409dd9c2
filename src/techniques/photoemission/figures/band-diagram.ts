/** The bands of substrate and film against the Fermi level, before and after. */
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import type { AnalysedSeries, BandAlignment } from '../analysed.js';
import { stepWords } from './step-words.js';

/** Undefined without a band alignment or without a valence-band maximum to hang it on. */
export function bandDiagram(series: AnalysedSeries): Figure | undefined {
  const { alignment, measurement } = series;
  const steps = alignment?.steps ?? [];
  if (alignment === undefined || steps.length === 0) return undefined;
  const shown = steps.length > 1 ? [steps[0]!, steps[steps.length - 1]!] : steps;
  const words = stepWords(measurement.steps);
  const [low, high] = limits(alignment);
  const { value, sigma } = alignment.valenceBandOffsetEv;
  const gaps = alignment.filmGapEv !== undefined && alignment.substrateGapEv !== undefined;
  return {
    id: 'band-diagram',
    caption: `Bands at the interface against the Fermi level${shown.length > 1 ? ' before and after the series' : ''}, from valence-band maxima and core levels: valence-band offset ${value.toFixed(2)}${sigma === null ? '' : ` ± ${sigma.toFixed(2)}`} eV on the scale of binding energies${gaps ? '; conduction bands from the gaps given' : ''}.`,
    panels: shown.map((step) => diagram(alignment, step, [low, high], shown.length > 1 ? words[step.step]! : '')),
    width: shown.length > 1 ? 'double' : 'single',
  };
}

function limits({ steps, filmGapEv = 0, substrateGapEv = 0 }: BandAlignment): [number, number] {
  const valence = steps.flatMap(({ filmEv, substrateEv }) => [-filmEv.value, -substrateEv.value]);
  const conduction = steps.flatMap(({ filmEv, substrateEv }) => [
    filmGapEv - filmEv.value,
    substrateGapEv - substrateEv.value,
  ]);
  return [Math.min(...valence) - 1.4, Math.max(0.4, ...conduction) + 0.6];
}

function diagram(
  { filmName, substrateName, filmGapEv, substrateGapEv }: BandAlignment,
  { filmEv, substrateEv }: BandAlignment['steps'][number],
  [low, high]: readonly [number, number],
  title: string,
): Panel {
  const level = (from: number, to: number, at: number, colour: number): Mark => ({
    type: 'line',
    x: [from, to],
    y: [at, at],
    colour,
    dash: 'solid',
    width: 1.6,
  });
  const text = (x: number, y: number, words: string): Mark => ({ type: 'text', x, y, text: words, align: 'middle' });
  const side = (
    from: number,
    to: number,
    name: string,
    maximum: number,
    gap: number | undefined,
    colour: number,
  ): Mark[] => {
    const middle = (from + to) / 2;
    return [
      level(from, to, -maximum, colour),
      text(middle, -maximum - 0.35, `VBM ${(-maximum).toFixed(2)} eV`),
      ...(gap === undefined
        ? []
        : [
            level(from, to, gap - maximum, colour),
            text(middle, gap - maximum + 0.2, `CBM ${signed(gap - maximum)} eV`),
          ]),
      text(middle, low + 0.25, name),
    ];
  };
  return {
    x: { title: '', unit: '', hideLabels: true, domain: [0, 2] },
    y: { title: 'E − E_F', unit: 'eV', domain: [low, high] },
    ...(title === '' ? {} : { title }),
    marks: [
      { type: 'rule', axis: 'y', at: 0, dash: 'dashed', colour: 'neutral' },
      text(1, 0.12, 'E_F'),
      ...side(0.05, 0.95, substrateName, substrateEv.value, substrateGapEv, 0),
      ...side(1.05, 1.95, filmName, filmEv.value, filmGapEv, 1),
    ],
    legend: 'none',
  };
}

function signed(value: number): string {
  return value < 0 ? value.toFixed(2) : `+${value.toFixed(2)}`;
}
