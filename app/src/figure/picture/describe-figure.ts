import type { Figure, Mark, Panel } from '../../../../src/figure/figure.js';
import { axisTitle, typeset } from '../../../../src/figure/text/typeset.js';

/** How many curves are named before the rest are counted. */
const NAMED = 6;

/**
 * What a figure shows, for people who cannot see it: its caption, then the axes and curves of each panel. Numbers are
 * reached point by point with the keyboard, and in the exported table.
 */
export function describeFigure(figure: Figure): string {
  const several = figure.panels.length > 1;
  const panels = figure.panels.map((panel, i) => {
    const name = several ? `Panel ${String.fromCharCode(97 + i)}: ` : '';
    return `${name}${describePanel(panel)}`;
  });
  return [figure.caption.trim(), ...panels].filter((part) => part !== '').join(' ');
}

function describePanel(panel: Panel): string {
  if (panel.axes === 'none') return `${sentence(describeMarks(panel.marks))}.`;
  const axes = `${axisTitle(panel.y.title, panel.y.unit)} against ${axisTitle(panel.x.title, panel.x.unit)}`;
  const below =
    panel.residuals === undefined
      ? ''
      : `, with ${axisTitle(panel.residuals.y.title, panel.residuals.y.unit)} in a strip below`;
  const marks = describeMarks(panel.marks);
  return `${axes}${below}${marks === '' ? '' : `; ${marks}`}.`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function describeMarks(marks: readonly Mark[]): string {
  const labels = [...new Set(marks.flatMap(labelsOf))];
  const points = marks.reduce((sum, mark) => sum + (mark.type === 'points' ? mark.x.length : 0), 0);
  const lines = marks.filter(({ type }) => type === 'line').length;
  const counted = [
    ...(points === 0 ? [] : [`${points} ${points === 1 ? 'point' : 'points'}`]),
    ...(lines === 0 ? [] : [`${lines} ${lines === 1 ? 'curve' : 'curves'}`]),
    ...(marks.some(({ type }) => type === 'heat-map') ? ['a map of colours'] : []),
    ...(marks.some(({ type }) => type === 'image') ? ['an image'] : []),
    ...(marks.some(({ type }) => type === 'shapes') ? ['a drawing'] : []),
  ].join(' and ');
  if (labels.length === 0) return counted;
  const named = labels.slice(0, NAMED).map(typeset).join(', ');
  const more = labels.length > NAMED ? ` and ${labels.length - NAMED} more` : '';
  return `${counted}${counted === '' ? '' : ': '}${named}${more}`;
}

/** What stands in the legend for a mark. */
function labelsOf(mark: Mark): string[] {
  const explained = mark.type === 'shapes' ? (mark.legend ?? []).map(({ label }) => label) : [];
  return [...(mark.label === undefined || mark.label === '' ? [] : [mark.label]), ...explained];
}
