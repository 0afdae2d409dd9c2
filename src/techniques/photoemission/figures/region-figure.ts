/** The spectra of one region as journals print them: steps stacked, points, lines, background, and the residuals below. */
import type { Figure, Handle, Mark, Panel } from '../../../figure/figure.js';
import type { AnalysedSeries } from '../analysed.js';
import { backgroundWords } from '../background-words.js';
import type { SpectrumFit } from '../series-fit.js';
import type { Spectrum } from '../spectrum.js';
import { energies, intensities } from './rounded.js';
import { stepWords } from './step-words.js';

/** Share of the tallest spectrum by which the next is lifted. */
const LIFT = 0.75;
/** Slots of the palette before black, which is the sum. */
const COLOURS = 7;
/** More points than this are drawn as a line, without fit: a survey. */
const MOST_MARKERS = 500;
/** Residuals are drawn to this many standard deviations at least, so that a good fit looks flat. */
const LEAST_RESIDUAL = 4;

interface Drawn {
  readonly spectrum: Spectrum;
  readonly fit: SpectrumFit | undefined;
  readonly background: Float64Array | undefined;
}

/** `Ti 2p` -> `ti-2p`. */
export function regionSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** Undefined where nothing of the region is to be shown. */
export function regionFigure(series: AnalysedSeries, region: string): Figure | undefined {
  const drawn = spectraOf(series, region);
  if (drawn.length === 0) return undefined;
  const { steps } = series.measurement;
  const title = series.measurement.regions.find(({ name }) => name === region)?.title ?? region;
  return {
    id: `region-${regionSlug(region)}`,
    caption: captionOf(series, drawn, title),
    panels: [panelOf(series, drawn, stepWords(steps))],
    width: 'single',
  };
}

function spectraOf({ fit, areas, measurement }: AnalysedSeries, region: string): Drawn[] {
  const fitted = fit?.spectra.filter(({ spectrum }) => spectrum.region === region) ?? [];
  if (fitted.length > 0) {
    return fitted.map((one) => ({ spectrum: one.spectrum, fit: one, background: one.background }));
  }
  const measured = areas.filter(({ spectrum }) => spectrum.region === region);
  if (measured.length > 0) {
    return measured.map(({ spectrum, background }) => ({ spectrum, fit: undefined, background }));
  }
  return measurement.spectra
    .filter((spectrum) => spectrum.region === region)
    .map((spectrum) => ({ spectrum, fit: undefined, background: undefined }));
}

function panelOf(series: AnalysedSeries, drawn: readonly Drawn[], words: readonly string[]): Panel {
  const stacked = drawn.length > 1;
  const floors = drawn.map(({ spectrum }) => Math.min(...spectrum.values));
  const tallest = Math.max(...drawn.map(({ spectrum }, k) => Math.max(...spectrum.values) - floors[k]!));
  const marks: Mark[] = [];
  const residuals: Mark[] = [];
  const components = series.fit?.components ?? [];
  let worst = LEAST_RESIDUAL;
  drawn.forEach(({ spectrum, fit, background }, k) => {
    const moved = series.reference.correctionsEv[spectrum.step]?.value ?? 0;
    const lift = stacked ? k * LIFT * tallest - floors[k]! : 0;
    const x = energies(spectrum.energiesEv.map((energy) => energy - moved));
    const raised = (values: Float64Array): number[] => intensities(values.map((value) => value + lift));
    if (fit === undefined && x.length > MOST_MARKERS) {
      marks.push({ type: 'line', x, y: raised(spectrum.values), colour: 'ink', dash: 'solid', width: 0.6 });
    } else
      marks.push({
        type: 'points',
        x,
        y: raised(spectrum.values),
        colour: 'neutral',
        label: 'measured',
        origin: { recording: series.labelOf(spectrum), rows: Array.from(spectrum.rows) },
      });
    if (spectrum.excluded !== undefined) {
      marks.push({
        type: 'points',
        x: energies(spectrum.excluded.energiesEv.map((energy) => energy - moved)),
        y: raised(spectrum.excluded.values),
        shape: 'cross',
        colour: 'neutral',
        label: 'left out',
        origin: {
          recording: series.labelOf(spectrum),
          rows: Array.from(spectrum.excluded.rows),
          excluded: true,
        },
      });
    }
    if (background !== undefined) {
      marks.push({ type: 'line', x, y: raised(background), colour: 'neutral', dash: 'dashed', label: 'background' });
    }
    if (fit !== undefined) {
      for (const [place, { component, curve }] of fit.curves.entries()) {
        const over = curve.map((value, i) => value + fit.background[i]!);
        marks.push({
          type: 'line',
          x,
          y: raised(over),
          colour: place % COLOURS,
          dash: 'solid',
          label: components[component]!.name,
        });
      }
      marks.push({ type: 'line', x, y: raised(fit.envelope), colour: 'ink', dash: 'solid', label: 'sum' });
      residuals.push({
        type: 'line',
        x,
        y: intensities(fit.residuals),
        colour: stacked ? 'neutral' : 'ink',
        width: 0.6,
      });
      for (const value of fit.residuals) worst = Math.max(worst, Math.abs(value));
    }
    if (stacked) {
      marks.push({
        type: 'text',
        x: x[x.length - 1]!,
        y: lift + endHeight(spectrum) + 0.15 * tallest,
        text: words[spectrum.step]!,
        align: 'start',
      });
    }
  });
  for (const at of firstPositions(series, drawn))
    marks.push({ type: 'rule', axis: 'x', at, dash: 'dotted', colour: 'neutral' });
  return {
    x: { title: 'Binding energy', unit: 'eV', reversed: true },
    y: stacked
      ? { title: 'Intensity', unit: 'arb. u.', hideLabels: true }
      : { title: 'Intensity', unit: drawn[0]!.spectrum.unit },
    marks,
    handles: handlesOf(series, drawn[0]!),
    ...(residuals.length === 0
      ? {}
      : { residuals: { y: { title: 'Residual', unit: 'σ', domain: [-worst, worst] as const }, marks: residuals } }),
  };
}

/** The highest of the last points, above which there is room for words. */
function endHeight({ values }: Spectrum): number {
  return Math.max(...values.slice(-Math.max(3, Math.ceil(values.length / 6))));
}

/** Where the lines stood in the first spectrum, so that the eye sees them move. */
function firstPositions({ positions }: AnalysedSeries, drawn: readonly Drawn[]): number[] {
  const first = drawn[0]!;
  if (drawn.length < 2) return [];
  return (first.fit?.curves ?? []).flatMap(({ component }) => {
    const found = positions.find((one) => one.component === component && one.step === first.spectrum.step);
    return found === undefined ? [] : [found.valueEv];
  });
}

/** The peaks of the first spectrum can be dragged: that sets where the fit starts. */
function handlesOf({ fit, reference }: AnalysedSeries, { spectrum, fit: own }: Drawn): Handle[] {
  if (fit === undefined || own === undefined) return [];
  const moved = reference.correctionsEv[spectrum.step]?.value ?? 0;
  return own.curves.flatMap(({ component, curve }): Handle[] => {
    const { name } = fit.components[component]!;
    const position = fit.numbers.find(`${name}.position`, spectrum.step);
    if (position === undefined || position.state === 'tied') return [];
    const top = curve.reduce((best, value, i) => (value > curve[best]! ? i : best), 0);
    const floor = Math.min(...spectrum.values);
    return [
      {
        label: `${name} (start)`,
        sets: { parameter: `${name}.position` },
        x: position.value - moved,
        y: curve[top]! + own.background[top]! - floor * (fit.spectra.length > 1 ? 1 : 0),
        moves: 'x',
        offset: moved,
        gradient: 1,
        unit: 'eV',
      },
    ];
  });
}

function captionOf(series: AnalysedSeries, drawn: readonly Drawn[], title: string): string {
  const { fit, reference } = series;
  const several = drawn.length > 1 ? ` in ${drawn.length} steps, from bottom to top` : '';
  const scale =
    reference.kind === 'none' ? ' Energies are as measured.' : ` Energies are referenced to ${reference.text}.`;
  const under = backgroundWords(drawn[0]!.fit?.plan.name ?? series.areas[0]?.backgroundName);
  if (drawn[0]!.fit === undefined || fit === undefined) {
    return `${title} spectra${several}: measured points${under === '' ? '' : ` and ${under}`}.${scale}`;
  }
  return `${title} spectra${several}: measured points, ${under}, fitted lines and their sum; below, the residuals in standard deviations.${scale}`;
}
