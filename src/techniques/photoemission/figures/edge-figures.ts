/** Edges as they were found: valence bands of all steps stacked, Fermi edges, secondary cutoffs. */
import type { Figure, Mark } from '../../../figure/figure.js';
import type { AnalysedSeries, StepEdges } from '../analysed.js';
import { energies, intensities } from './rounded.js';
import { stepWords } from './step-words.js';

const FIGURES = {
  'valence-band': {
    id: 'valence-band',
    words: 'Valence band: lines are the straight edge and the baseline, their crossing the valence-band maximum',
    /** eV beside the edge that are shown. */
    beside: [4, 10],
  },
  fermi: { id: 'fermi-edge', words: 'Fermi edge with its fit', beside: [3, 3] },
  cutoff: {
    id: 'cutoff',
    words: 'Secondary cutoff: lines are the straight edge and the baseline, their crossing the cutoff',
    beside: [3, 3],
  },
} as const;
const LIFT = 0.8;

export function edgeFigures(series: AnalysedSeries): Figure[] {
  return (['valence-band', 'fermi', 'cutoff'] as const).flatMap((kind) => {
    const found = series.edges.filter((one) => one.kind === kind);
    return found.length === 0 ? [] : [edgeFigure(series, found, kind)];
  });
}

function edgeFigure(series: AnalysedSeries, found: readonly StepEdges[], kind: StepEdges['kind']): Figure {
  const { id, words, beside } = FIGURES[kind];
  const stacked = found.length > 1;
  const names = stepWords(series.measurement.steps);
  const moved = (step: number): number =>
    kind === 'valence-band' ? (series.reference.correctionsEv[step]?.value ?? 0) : 0;
  const middle = found.flatMap(({ edge, step }) => (edge === undefined ? [] : [edge.valueEv - moved(step)]));
  const all = found.flatMap(({ spectrum }) => [
    spectrum.energiesEv[0]!,
    spectrum.energiesEv[spectrum.energiesEv.length - 1]!,
  ]);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const from = middle.length > 0 ? Math.max(least, Math.min(...middle) - beside[0]) : least;
  const to = middle.length > 0 ? Math.min(most, Math.max(...middle) + beside[1]) : most;
  const heights = found.map(({ spectrum, step }) => {
    const inside = spectrum.values.filter((_, i) => {
      const x = spectrum.energiesEv[i]! - moved(step);
      return x >= from && x <= to;
    });
    return inside.length > 0 ? Math.max(...inside) - Math.min(...inside) : 0;
  });
  const tallest = Math.max(...heights, 1e-12);
  const marks = found.flatMap(({ spectrum, edge, second, step }, k): Mark[] => {
    const shift = moved(step);
    const kept = [...spectrum.energiesEv.keys()].filter((i) => {
      const x = spectrum.energiesEv[i]! - shift;
      return x >= from && x <= to;
    });
    const floor = Math.min(...kept.map((i) => spectrum.values[i]!));
    const lift = stacked ? k * LIFT * tallest - floor : 0;
    const x = energies(kept.map((i) => spectrum.energiesEv[i]! - shift));
    const y = intensities(kept.map((i) => spectrum.values[i]! + lift));
    const drawn = (of: StepEdges['edge'], colour: number, label: string): Mark[] =>
      (of?.lines ?? []).map((line) => ({
        type: 'line',
        x: energies(line.x.map((value) => value - shift)),
        y: intensities(line.y.map((value) => value + lift)),
        colour,
        dash: 'solid',
        label,
      }));
    return [
      {
        type: 'points',
        x,
        y,
        colour: 'neutral',
        label: 'measured',
        origin: { recording: series.labelOf(spectrum), rows: kept.map((i) => spectrum.rows[i]!) },
      },
      ...drawn(second, 1, 'broadened onset'),
      ...drawn(edge, 0, kind === 'fermi' ? 'Fermi function' : 'edge and baseline'),
      ...(stacked && x.length > 0
        ? [
            {
              type: 'text',
              x: x[x.length - 1]! - 0.02 * (to - from),
              y: Math.max(...y.slice(-Math.max(3, Math.ceil(y.length / 6)))) + 0.15 * tallest,
              text: names[step]!,
              align: 'start',
            } as const,
          ]
        : []),
    ];
  });
  return {
    id,
    caption: `${words}${stacked ? `, in ${found.length} steps from bottom to top` : ''}.`,
    panels: [
      {
        x: { title: 'Binding energy', unit: 'eV', reversed: true, domain: [from, to] },
        y: stacked
          ? { title: 'Intensity', unit: 'arb. u.', hideLabels: true }
          : { title: 'Intensity', unit: found[0]!.spectrum.unit },
        marks,
      },
    ],
    width: 'single',
  };
}
