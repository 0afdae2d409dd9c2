import type { Colour, LineMark, Mark, PointsMark } from './figure.js';

/** Series of one analysis share its colour, so their markers tell them apart; more cannot be. */
const SHAPES: readonly NonNullable<PointsMark['shape']>[] = ['circle', 'square', 'triangle', 'diamond', 'cross'];
const DASHES: readonly NonNullable<LineMark['dash']>[] = ['solid', 'dashed', 'dotted'];

/**
 * The marks of one analysis in the colour of its slot, with its name in the legend. Labelled series become `name, label`
 * and differ in marker or dash; where they are too many for that, the legend has the name alone.
 *
 * @param isNamed whether the name is to stand in the legend of this panel also without labelled series
 */
export function overlaidMarks(marks: readonly Mark[], name: string, slot: number, isNamed: boolean): Mark[] {
  const labels = [...new Set(marks.flatMap((mark) => (isGrey(mark) || mark.label === undefined ? [] : [mark.label])))];
  const isTold = labels.length <= SHAPES.length;
  const colours = new Set(marks.flatMap((mark) => (mark.label === undefined ? [] : [mark.colour ?? 'ink'])));
  const isBare = (mark: Mark) => inLegend(mark) && (!isTold || !colours.has(mark.colour ?? 'ink'));
  const bearer =
    isNamed || !isTold
      ? (marks.find((mark) => isBare(mark) && mark.type === 'points') ?? marks.find(isBare))
      : undefined;
  const seriesOf = new Map<Colour, number>();
  for (const { label, colour = 'ink' } of marks) {
    if (label !== undefined && !seriesOf.has(colour)) seriesOf.set(colour, labels.indexOf(label));
  }
  const hasMarkers = new Set(marks.flatMap((mark) => (mark.type === 'points' ? [mark.colour ?? 'ink'] : [])));
  return marks.map((mark): Mark => {
    if (isGrey(mark)) return mark;
    const { label, ...bare } = mark;
    const words = mark === bearer ? name : label !== undefined && isTold ? `${name}, ${label}` : undefined;
    const next = { ...bare, colour: slot, ...(words === undefined ? {} : { label: words }) } as Mark;
    const series = seriesOf.get(mark.colour ?? 'ink');
    if (series === undefined || !isTold || labels.length < 2) return next;
    if (next.type === 'points') return { ...next, shape: next.shape ?? SHAPES[series % SHAPES.length]! };
    if (next.type !== 'line' || hasMarkers.has(mark.colour ?? 'ink')) return next;
    return next.dash === undefined || next.dash === 'solid' ? { ...next, dash: DASHES[series % DASHES.length]! } : next;
  });
}

/** Guides, notes and what is left out belong to nobody and stay grey. */
function isGrey(mark: Mark): boolean {
  if (mark.colour !== 'neutral') return false;
  return mark.type === 'rule' || mark.type === 'text' || (mark.type === 'points' && mark.origin?.excluded === true);
}

function inLegend(mark: Mark): boolean {
  return !isGrey(mark) && ['points', 'line', 'band', 'error-bars', 'ticks'].includes(mark.type);
}
