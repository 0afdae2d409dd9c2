/** The marks of a fitted pattern within a range: observed, calculated, background, reflections, difference. */
import type { Colour, LineMark, Mark, PointsMark, TicksMark } from '../../../figure/figure.js';
import type { Refinement } from '../refinement.js';
import { type ThinnedPoints, thinCurve, thinPoints, usedRuns } from './thin-pattern.js';

/** How intensities are drawn: the root shows weak lines beside strong ones, and counting noise equally wide everywhere. */
export type IntensityScale = 'linear' | 'sqrt';

export interface PatternMarksOptions {
  readonly from: number;
  readonly to: number;
  readonly scale: IntensityScale;
  /** Rows of the file left out by the user's option `exclude`. */
  readonly excludedRows?: ReadonlySet<number>;
  /** Legend text of a phase. */
  readonly phaseLabel: (name: string) => string;
  /** Draw what each phase contributes, above the background. */
  readonly contributions?: boolean;
}

/** Legend entries of what takes no part in the fit. */
export const NOT_FITTED = 'not fitted';
export const LEFT_OUT = 'left out';

const CALCULATED: Colour = 4;
const DIFFERENCE: Colour = 0;
const PHASE_COLOURS: readonly Colour[] = [2, 6, 3, 1, 5, 0, 'ink', 'neutral'];

export function phaseColour(index: number): Colour {
  return PHASE_COLOURS[index % PHASE_COLOURS.length];
}

export function patternMarks(refinement: Refinement, options: PatternMarksOptions): Mark[] {
  const { pattern, calculated, background, phases } = refinement;
  const { from, to, scale, contributions = false } = options;
  const height = (value: number): number => (scale === 'sqrt' ? Math.sqrt(Math.max(0, value)) : value);
  const runs = usedRuns(pattern.twoThetaDeg, pattern.used, from, to);
  const curve = (values: Float64Array, style: Partial<LineMark>): LineMark[] =>
    runs.map((run) => {
      const kept = thinCurve(pattern.twoThetaDeg, values, run);
      return {
        type: 'line',
        x: kept.map((i) => pattern.twoThetaDeg[i]),
        y: kept.map((i) => rounded(height(values[i]))),
        dash: 'solid',
        ...style,
      };
    });
  return [
    ...observedMarks(refinement, options, height),
    ...(contributions
      ? phases.flatMap(({ contribution }, k) =>
          curve(
            contribution.map((value, i) => value + background[i]),
            { colour: phaseColour(k), width: 0.7 },
          ),
        )
      : []),
    ...curve(background, { label: 'background', colour: 'neutral', width: 0.7 }),
    ...curve(calculated, { label: 'calculated', colour: CALCULATED, width: 0.8 }),
    ...phases.map(({ name, reflections }, row): TicksMark => {
      const shown = reflections.filter(({ twoThetaDeg }) => twoThetaDeg >= from && twoThetaDeg <= to);
      return {
        type: 'ticks',
        x: shown.map(({ twoThetaDeg }) => twoThetaDeg),
        names: shown.map(({ h, k, l }) => `${h} ${k} ${l}`),
        row,
        colour: phaseColour(row),
        label: options.phaseLabel(name),
      };
    }),
  ];
}

/** Observed points: what is fitted, what lies in a region left out (a grey line), and rows left out by hand (crosses). */
function observedMarks(
  { pattern }: Refinement,
  { from, to, excludedRows }: PatternMarksOptions,
  height: (value: number) => number,
): Mark[] {
  const { twoThetaDeg, observed, used, rows, label } = pattern;
  const within = (i: number): boolean => twoThetaDeg[i] >= from && twoThetaDeg[i] <= to;
  const fitted: number[] = [];
  const byHand: number[] = [];
  const outside = new Uint8Array(used.length);
  for (let i = 0; i < used.length; i++) {
    if (used[i] === 1 && within(i)) fitted.push(i);
    else if (used[i] === 0 && excludedRows?.has(rows[i])) {
      if (within(i)) byHand.push(i);
    } else if (used[i] === 0) outside[i] = 1;
  }
  const points = (indices: readonly number[], style: Partial<PointsMark>, excluded: boolean): PointsMark[] => {
    if (indices.length === 0) return [];
    const { kept, last }: ThinnedPoints = thinPoints(twoThetaDeg, observed, indices);
    return [
      {
        type: 'points',
        x: kept.map((i) => twoThetaDeg[i]),
        y: kept.map((i) => rounded(height(observed[i]))),
        origin: {
          recording: label,
          rows: kept.map((i) => rows[i]),
          ...(kept.length < indices.length ? { lastRows: last.map((i) => rows[i]) } : {}),
          ...(excluded ? { excluded: true } : {}),
        },
        ...style,
      },
    ];
  };
  const region = (run: readonly number[]): LineMark => {
    const kept = thinCurve(twoThetaDeg, observed, run);
    return {
      type: 'line',
      x: kept.map((i) => twoThetaDeg[i]),
      y: kept.map((i) => rounded(height(observed[i]))),
      label: NOT_FITTED,
      colour: 'neutral',
      dash: 'dotted',
      width: 0.8,
    };
  };
  return [
    ...usedRuns(twoThetaDeg, outside, from, to).map(region),
    ...points(byHand, { colour: 'neutral', label: LEFT_OUT, shape: 'cross' }, true),
    ...points(fitted, { colour: 'ink', label: 'observed', shape: 'circle' }, false),
  ];
}

/** The difference curve, in counts or in standard deviations. */
export function differenceMarks(
  { pattern, calculated }: Refinement,
  { from, to, scale }: Pick<PatternMarksOptions, 'from' | 'to' | 'scale'>,
): Mark[] {
  // Root of counts: the difference that goes with it is the one in standard deviations.
  const values = pattern.observed.map((y, i) => (y - calculated[i]) / (scale === 'sqrt' ? pattern.sigma[i] : 1));
  return [
    { type: 'rule', axis: 'y', at: 0, colour: 'neutral' },
    ...usedRuns(pattern.twoThetaDeg, pattern.used, from, to).map((run): LineMark => {
      const kept = thinCurve(pattern.twoThetaDeg, values, run);
      return {
        type: 'line',
        x: kept.map((i) => pattern.twoThetaDeg[i]),
        y: kept.map((i) => rounded(values[i])),
        dash: 'solid',
        colour: DIFFERENCE,
        width: 0.6,
      };
    }),
  ];
}

/** Six digits are more than any picture shows, and a third of the file's size. */
function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
