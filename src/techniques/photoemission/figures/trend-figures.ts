/** What the steps did: shares, shifts, thickness and composition against dose. */
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import type { AnalysedSeries, Estimate } from '../analysed.js';
import { groupsOf } from '../evaluate/shares.js';
import { dosePlaces, doseTitle } from './step-words.js';

interface Curve {
  readonly label?: string;
  readonly colour: number;
  readonly points: readonly { readonly step: number; readonly of: Estimate; readonly spread?: number | null }[];
}

/** Empty for a single step. */
export function trendFigures(series: AnalysedSeries): Figure[] {
  if (series.measurement.steps.length < 2) return [];
  return [sharesFigure(series), shiftsFigure(series), thicknessFigure(series), compositionFigure(series)].filter(
    (figure) => figure !== undefined,
  );
}

function panel(series: AnalysedSeries, title: string, unit: string, curves: readonly Curve[]): Panel {
  const { steps } = series.measurement;
  const places = dosePlaces(steps);
  const marks = curves.flatMap(({ label, colour, points }): Mark[] => {
    const x = points.map(({ step }) => places[step]!);
    const y = points.map(({ of }) => of.value);
    const own = label === undefined ? { colour } : { colour, label };
    const bars = (size: (point: Curve['points'][number]) => number): Mark => ({
      type: 'error-bars',
      x,
      lower: points.map((point) => point.of.value - size(point)),
      upper: points.map((point) => point.of.value + size(point)),
      colour,
    });
    const spreads = points.some(({ spread }) => spread !== undefined && spread !== null);
    return [
      ...(spreads && points.length > 1
        ? [
            {
              type: 'band',
              x,
              lower: points.map(({ of, spread }) => of.value - (spread ?? 0)),
              upper: points.map(({ of, spread }) => of.value + (spread ?? 0)),
              colour,
            } as const,
          ]
        : []),
      bars(({ of }) => of.sigma ?? 0),
      { type: 'line', x, y, ...own, dash: 'solid', width: 0.6 },
      {
        type: 'points',
        x,
        y,
        ...own,
        origin: { recording: points.map(({ step }) => steps[step]!.label) },
      },
    ];
  });
  return { x: doseTitle(steps), y: { title, unit }, marks };
}

/** One panel for each line that has several components. */
function sharesFigure(series: AnalysedSeries): Figure | undefined {
  const { shares, fit } = series;
  if (fit === undefined) return undefined;
  const panels = groupsOf(fit).flatMap((group): Panel[] => {
    if (group.length < 2) return [];
    const curves = group.flatMap((c, place): Curve[] => {
      const points = shares
        .filter(({ component }) => component === c)
        .map(({ step, value, sigma, backgroundSpread }) => ({
          step,
          of: { value: 100 * value, sigma: sigma === null ? null : 100 * sigma },
          spread: backgroundSpread === null ? null : 100 * backgroundSpread,
        }));
      return points.length > 1 ? [{ label: fit.components[c]!.name, colour: place % 7, points }] : [];
    });
    if (curves.length === 0) return [];
    return [panel(series, `Share of ${fit.components[group[0]!]!.line.title}`, '%', curves)];
  });
  if (panels.length === 0) return undefined;
  const spread = shares.some(({ backgroundSpread }) => backgroundSpread !== null);
  return {
    id: 'shares',
    caption: `Share of each component in its line. Bars are one standard deviation of the fit${spread ? '; bands show how far other backgrounds move the shares' : ''}.`,
    panels,
  };
}

function shiftsFigure(series: AnalysedSeries): Figure | undefined {
  const { shifts, edges, reference } = series;
  if (shifts.length < 2) return undefined;
  const curves: Curve[] = [
    { label: 'core levels', colour: 0, points: shifts.map(({ step, shiftEv }) => ({ step, of: shiftEv })) },
  ];
  const maxima = edges.filter(({ kind, edge }) => kind === 'valence-band' && edge !== undefined);
  const first = maxima.find(({ step }) => step === shifts[0]!.step)?.edge;
  if (first !== undefined && maxima.length > 1) {
    const moved = (step: number): number => reference.correctionsEv[step]?.value ?? 0;
    const zero = first.valueEv - moved(shifts[0]!.step);
    curves.push({
      label: 'valence-band maximum',
      colour: 1,
      points: maxima.map(({ step, edge }) => ({
        step,
        of: {
          value: edge!.valueEv - moved(step) - zero,
          sigma: Math.sqrt(edge!.sigmaEv ** 2 + (edge!.windowSpreadEv ?? 0) ** 2),
        },
      })),
    });
  }
  return {
    id: 'shifts',
    caption:
      'Shift of all core levels together since the first step, positive to higher binding energy (bands move down against the Fermi level).',
    panels: [panel(series, 'Shift', 'eV', curves)],
  };
}

function thicknessFigure(series: AnalysedSeries): Figure | undefined {
  const { thickness } = series;
  if (thickness.length < 2) return undefined;
  const points = thickness.map(({ step, thicknessNm, fromAttenuationLengthNm }) => ({
    step,
    of: thicknessNm,
    spread: fromAttenuationLengthNm,
  }));
  return {
    id: 'thickness',
    caption:
      'Thickness of the overlayer from the attenuation of the lines below it. Bars: intensities; band: attenuation lengths, common to all steps.',
    panels: [panel(series, 'Thickness', 'nm', [{ colour: 0, points }])],
  };
}

function compositionFigure(series: AnalysedSeries): Figure | undefined {
  const { composition } = series;
  const elements = [...new Set(composition.flatMap((one) => one.elements.map(({ element }) => element)))];
  const curves = elements.map(
    (element, k): Curve => ({
      label: element,
      colour: k % 8,
      points: composition.flatMap(({ step, elements: here }) => {
        const found = here.find((one) => one.element === element);
        return found === undefined
          ? []
          : [{ step, of: { value: 100 * found.fraction.value, sigma: percentSigma(found.fraction) } }];
      }),
    }),
  );
  if (curves.every(({ points }) => points.length < 2)) return undefined;
  return {
    id: 'composition',
    caption: 'Atomic fractions from the areas of the lines, as if the sample were homogeneous.',
    panels: [panel(series, 'Atomic fraction', '%', curves)],
  };
}

function percentSigma({ sigma }: Estimate): number | null {
  return sigma === null ? null : 100 * sigma;
}
