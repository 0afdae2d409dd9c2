import type { Mark, PointsMark } from '../figure.js';
import { colourOf, markerDiameter, namedDash, type Shape, STROKE, shapeOf, slotDash } from '../publication-style.js';

/** A mark with every question of style answered, so that the mark and its legend entry cannot differ. */
export interface StyledMark<M extends Mark = Mark> {
  readonly mark: M;
  readonly colour: string;
  readonly dash: readonly number[];
  readonly strokeWidth: number;
  readonly shape: Shape;
  readonly diameter: number;
  readonly open: boolean;
  /** Few open markers stand above the lines and hide them; dense ones lie below and let them be seen. */
  readonly onTop: boolean;
}

const FEW_MARKERS = 30;

/**
 * Answers the questions of style for all marks of a panel together. Curves that have a legend entry and no markers of
 * their own take the dash of their colour slot, as a second channel beside colour; a single such curve stays solid.
 */
export function styleMarks(marks: readonly Mark[]): StyledMark[] {
  const withMarkers = new Set(marks.flatMap((mark) => (mark.type === 'points' ? [mark.colour ?? 'ink'] : [])));
  const bare = (mark: Mark): boolean =>
    mark.type === 'line' && mark.label !== undefined && !withMarkers.has(mark.colour ?? 'ink');
  const several = new Set(marks.filter(bare).map((mark) => mark.colour ?? 'ink')).size > 1;
  return marks.map((mark) => {
    const points = mark.type === 'points' ? crowdOf(mark, marks) : 0;
    const dash = mark.type === 'line' || mark.type === 'rule' ? mark.dash : undefined;
    return {
      mark,
      colour: colourOf(mark.colour),
      dash: dash !== undefined ? namedDash(dash) : several && bare(mark) ? slotDash(mark.colour) : [],
      strokeWidth: strokeWidthOf(mark),
      shape: mark.type === 'points' ? shapeOf(mark) : 'circle',
      diameter: markerDiameter(points),
      open: mark.type === 'points' ? (mark.open ?? true) : false,
      onTop: mark.type === 'points' && points <= FEW_MARKERS,
    };
  });
}

/** Points under one entry of the legend are one crowd, in as many marks as they come: the spectra of a stack. */
function crowdOf({ label, x }: PointsMark, marks: readonly Mark[]): number {
  if (label === undefined) return x.length;
  return marks.reduce((sum, mark) => sum + (mark.type === 'points' && mark.label === label ? mark.x.length : 0), 0);
}

function strokeWidthOf(mark: Mark): number {
  switch (mark.type) {
    case 'line':
      return mark.width ?? STROKE.line;
    case 'points':
      return mark.x.length > 500 ? STROKE.marker * 0.7 : STROKE.marker;
    case 'error-bars':
      return STROKE.errorBar;
    case 'rule':
      return STROKE.rule;
    default:
      return STROKE.tick;
  }
}
