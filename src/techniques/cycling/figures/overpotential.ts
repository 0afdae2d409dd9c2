/** Overpotential and asymmetry against the cycle, with formation, changes and shorts. */
import type { Figure, Handle, Mark } from '../../../figure/figure.js';
import type { SymmetricCycle } from '../symmetric/symmetric-cycles.js';

/** More cycles than this are drawn as lines. */
const MOST_MARKERS = 120;

export interface OverpotentialMarks {
  readonly label: string;
  readonly formation: number;
  /** Numbers of cycles where the course changes. */
  readonly changes: readonly number[];
  readonly shortCycle: number | null;
  /** What the electrolyte alone takes, V; null where unknown. */
  readonly ohmicV: number | null;
}

/** Points are cycles of the test, and no rows. The end of formation is a handle. */
export function overpotentialFigure(cycles: readonly SymmetricCycle[], marks: OverpotentialMarks): Figure {
  const origin = { recording: marks.label };
  const number = cycles.map((cycle) => cycle.number);
  const mV = (pick: (cycle: SymmetricCycle) => number | null): { x: number[]; y: number[] } => {
    const there = cycles.filter((cycle) => pick(cycle) !== null);
    return { x: there.map((cycle) => cycle.number), y: there.map((cycle) => pick(cycle)! * 1e3) };
  };
  const directions = { positive: mV((cycle) => cycle.positiveV), negative: mV((cycle) => cycle.negativeV) };
  // Markers of many cycles cover each other and the line of the mean.
  const main: Mark[] =
    cycles.length > MOST_MARKERS
      ? [
          { type: 'line', label: 'positive', colour: 0, dash: 'solid', ...directions.positive },
          { type: 'line', label: 'negative', colour: 1, dash: 'solid', ...directions.negative },
        ]
      : [
          { type: 'points', label: 'positive', colour: 0, ...directions.positive, origin },
          { type: 'points', label: 'negative', colour: 1, ...directions.negative, origin },
          { type: 'line', label: 'mean', colour: 'ink', x: number, y: cycles.map((c) => c.overpotentialV * 1e3) },
        ];
  if (marks.formation > 0)
    main.push({ type: 'rule', axis: 'x', at: marks.formation + 0.5, dash: 'dotted', colour: 'neutral' });
  for (const at of marks.changes) main.push({ type: 'rule', axis: 'x', at, dash: 'dotted', colour: 'neutral' });
  if (marks.shortCycle !== null)
    main.push({ type: 'rule', axis: 'x', at: marks.shortCycle, dash: 'dashed', colour: 1 });
  if (marks.ohmicV !== null)
    main.push({ type: 'rule', axis: 'y', at: marks.ohmicV * 1e3, dash: 'dashed', colour: 'ink' });
  const withAsymmetry = cycles.filter((cycle) => cycle.asymmetry !== null);
  const asymmetry = {
    x: withAsymmetry.map((cycle) => cycle.number),
    y: withAsymmetry.map((cycle) => 100 * cycle.asymmetry!),
  };
  return {
    id: 'overpotential',
    caption: `Overpotential of ${marks.label} against the cycle${marks.ohmicV === null ? '' : '; dashed, what the electrolyte alone takes'}${marks.shortCycle === null ? '' : '; dashed upright, the cycle of the short'}. Below, the asymmetry A = (|V+| − |V−|)/(|V+| + |V−|).`,
    panels: [
      {
        x: { title: 'Cycle', unit: '' },
        y: { title: 'Overpotential', unit: 'mV', ...lowerAtZero(cycles, marks) },
        marks: main,
        residuals: {
          y: { title: 'A', unit: '%' },
          marks: [
            cycles.length > MOST_MARKERS
              ? { type: 'line', colour: 'neutral', ...asymmetry }
              : { type: 'points', colour: 'neutral', ...asymmetry, origin },
          ],
        },
        handles: [formationHandle(cycles, marks)],
      },
    ],
  };
}

/** Where its rule stands, at the height of the largest overpotential. */
function formationHandle(cycles: readonly SymmetricCycle[], { formation }: OverpotentialMarks): Handle {
  return {
    label: 'end of formation',
    sets: { option: 'formationCycles' },
    x: formation + 0.5,
    y: 1e3 * highestV(cycles),
    moves: 'x',
    offset: -0.5,
    gradient: 1,
    step: 1,
    unit: '',
  };
}

function highestV(cycles: readonly SymmetricCycle[]): number {
  return Math.max(...cycles.map((c) => Math.max(c.positiveV ?? 0, c.negativeV ?? 0)));
}

/** The height of an overpotential means something: its axis begins at zero. */
function lowerAtZero(cycles: readonly SymmetricCycle[], { ohmicV }: OverpotentialMarks): { domain?: [number, number] } {
  const highest = Math.max(ohmicV ?? 0, highestV(cycles));
  return highest > 0 ? { domain: [0, 1.08e3 * highest] } : {};
}
