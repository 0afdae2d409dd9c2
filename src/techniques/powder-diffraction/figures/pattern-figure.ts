/** The figure of a refinement as journals print it: points, line, strokes of the reflections, and the difference below. */
import type { Figure, Mark, Panel } from '../../../figure/figure.js';
import { printQuantity } from '../../../quantity/print.js';
import type { Refinement } from '../refinement.js';
import { crowdedRegion } from './crowded-region.js';
import {
  differenceMarks,
  type IntensityScale,
  LEFT_OUT,
  NOT_FITTED,
  type PatternMarksOptions,
  patternMarks,
} from './pattern-marks.js';

export interface PatternFigureOptions {
  /** @default 'pattern' */
  readonly id?: string;
  /** @default 'linear' */
  readonly scale?: IntensityScale;
  /** Rows of the file left out by the user's option `exclude`; they are drawn as grey crosses. */
  readonly excludedRows?: ReadonlySet<number>;
  /** What stands behind the name of a phase in the legend: its weight fraction. */
  readonly phaseNotes?: Readonly<Record<string, string>>;
  /** Unit of the intensities as printed. @default 'counts' */
  readonly unit?: string;
}

const METHODS = { rietveld: 'Rietveld refinement', pawley: 'Pawley fit', 'le-bail': 'Le Bail fit' } as const;

/** The whole pattern, at double-column width. */
export function patternFigure(refinement: Refinement, options: PatternFigureOptions = {}): Figure {
  const { pattern, agreement } = refinement;
  const [from, to] = shownRange(refinement, options.excludedRows);
  const panel = panelOf(refinement, options, from, to, false);
  const shown = (label: string): boolean => panel.marks.some((mark) => mark.label === label);
  return {
    id: options.id ?? 'pattern',
    caption: `${METHODS[refinement.method]} of ${pattern.label}, ${refinement.radiation.name}: observed (circles), calculated (line) and background${rootNote(options.scale)}; strokes mark the reflections, and below is the difference${options.scale === 'sqrt' ? ' in standard deviations' : ''}. ${agreement.pointCount} points; ${agreementText(refinement)}.${shown(NOT_FITTED) ? ' Dotted regions are not part of the fit.' : ''}${shown(LEFT_OUT) ? ' Grey crosses are points left out by hand (option exclude).' : ''}`,
    panels: [panel],
    width: 'double',
  };
}

/** The crowded part of it, enlarged, with what each phase contributes; undefined where there is nothing to enlarge. */
export function detailFigure(refinement: Refinement, options: PatternFigureOptions = {}): Figure | undefined {
  const region = crowdedRegion(refinement);
  if (region === undefined) return undefined;
  const [from, to] = region;
  const several = refinement.phases.length > 1;
  return {
    id: options.id ?? 'pattern-detail',
    caption: `The pattern of ${refinement.pattern.label} from ${from.toFixed(1)}° to ${to.toFixed(1)}° 2θ, enlarged${several ? '; thin lines are the phases on the background' : ''}.`,
    panels: [panelOf(refinement, { ...options, id: 'detail' }, from, to, several)],
    width: 'single',
  };
}

function panelOf(
  refinement: Refinement,
  { scale = 'linear', unit = 'counts', excludedRows, phaseNotes, id }: PatternFigureOptions,
  from: number,
  to: number,
  contributions: boolean,
): Panel {
  const options: PatternMarksOptions = {
    from,
    to,
    scale,
    contributions,
    ...(excludedRows === undefined ? {} : { excludedRows }),
    phaseLabel: (name) =>
      phaseNotes === undefined || !Object.hasOwn(phaseNotes, name) ? name : `${name} ${phaseNotes[name]}`,
  };
  const marks = patternMarks(refinement, options);
  const difference = differenceMarks(refinement, options);
  const text: Mark[] = id === 'detail' ? [] : [agreementMark(refinement, marks, to)];
  return {
    x: { title: '2θ', unit: 'deg', domain: [from, to] },
    y: scale === 'sqrt' ? { title: `√(Intensity / ${unit})`, unit: '' } : { title: 'Intensity', unit },
    marks: [...marks, ...text],
    residuals: {
      y: { title: 'Δ', unit: scale === 'sqrt' ? 'σ' : unit, ...stripDomain(marks, difference, scale, id === 'detail') },
      marks: difference,
    },
  };
}

/** A good fit must look flat: the strip never shows less than a tenth of the pattern's own height to either side. */
function stripDomain(
  marks: readonly Mark[],
  difference: readonly Mark[],
  scale: IntensityScale,
  isSmall: boolean,
): { readonly domain?: readonly [number, number] } {
  const reach = 1.12 * largest(difference, Math.abs);
  const least = scale === 'sqrt' ? 5 : 0.1 * largest(marks, (y) => y);
  const enough = Math.max(reach, least);
  const half = isSmall ? roundUp(enough) : enough;
  return half > 0 ? { domain: [-half, half] } : {};
}

/** To 1, 2 or 5 times a power of ten: the few labels that a low strip has room for then stand at its ends. */
function roundUp(value: number): number {
  if (!(value > 0)) return value;
  let power = 1;
  while (power > value) power /= 10;
  while (10 * power <= value) power *= 10;
  return (value <= power ? 1 : value <= 2 * power ? 2 : value <= 5 * power ? 5 : 10) * power;
}

function largest(marks: readonly Mark[], of: (y: number) => number): number {
  let most = 0;
  for (const mark of marks) {
    if (mark.type !== 'line' && mark.type !== 'points') continue;
    for (const y of mark.y) most = Math.max(most, of(y));
  }
  return most;
}

function agreementMark(refinement: Refinement, marks: readonly Mark[], to: number): Mark {
  const { rwp, gof } = refinement.agreement;
  const text = `Rwp = ${percent(rwp)}, GOF = ${gof.toFixed(2)}`;
  return { type: 'text', x: to, y: 0.96 * largest(marks, (y) => y), text, align: 'end' };
}

function agreementText({ agreement }: Refinement): string {
  return `Rwp = ${percent(agreement.rwp)}, Rexp = ${percent(agreement.rexp)}, GOF = ${agreement.gof.toFixed(2)}`;
}

function percent(value: number): string {
  return printQuantity({ value, sigma: null, unit: '%' }, { digits: 3 });
}

function rootNote(scale: IntensityScale | undefined): string {
  return scale === 'sqrt' ? ', drawn as their square roots' : '';
}

/** From the first to the last point of the fit, and as far as points were left out by hand. */
function shownRange({ pattern }: Refinement, excludedRows: ReadonlySet<number> | undefined): [number, number] {
  const { twoThetaDeg, used, rows } = pattern;
  let first = -1;
  let last = -1;
  for (let i = 0; i < used.length; i++) {
    if (used[i] === 0 && !excludedRows?.has(rows[i])) continue;
    if (first < 0) first = i;
    last = i;
  }
  return first < 0 ? [0, 1] : [twoThetaDeg[first], twoThetaDeg[last]];
}
