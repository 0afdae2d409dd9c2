import { fail, type InterphaseError } from '../errors.js';
import { convertNumber } from '../quantity/convert.js';
import { isUnit } from '../quantity/units.js';
import type { Axis, Figure, Mark, Panel } from './figure.js';
import { overlaidMarks } from './overlay-marks.js';
import { scaledMark } from './scale-mark.js';

/** A figure of one analysis, to be laid over those of others. */
export interface OverlayEntry {
  /** Name of the analysis, for the legend. */
  readonly name: string;
  readonly figure: Figure;
}

/** What covers all that lies below it. */
const OPAQUE: ReadonlySet<Mark['type']> = new Set(['heat-map', 'image', 'shapes']);

/** A panel of one of the figures, in the units of the first. */
interface Layer {
  readonly name: string;
  /** Place of its figure among all, which is its colour slot. */
  readonly slot: number;
  readonly panel: Panel;
}

/**
 * One figure that shows the same figure of several analyses over each other, each in a colour of its own; its marks keep
 * their shapes, dashes and origins, its handles go. Panels are matched by their place. Units that differ by a factor
 * (`kΩ` and `Ω`) become that of the first.
 *
 * @throws `invalid-option` without figures, for figures of different names, where axes do not agree, and for maps and
 *   images, which would hide each other
 */
export function overlayFigures(entries: readonly OverlayEntry[]): Figure {
  const [first, ...others] = entries;
  if (first === undefined) throw fail('invalid-option', 'there is no figure to show', 'choose at least one analysis');
  const { id } = first.figure;
  const other = others.find(({ figure }) => figure.id !== id);
  if (other !== undefined) {
    throw fail(
      'invalid-option',
      `"${id}" of ${first.name} and "${other.figure.id}" of ${other.name} are different figures`,
      'choose the same figure of every analysis',
    );
  }
  const count = Math.max(...entries.map(({ figure }) => figure.panels.length));
  const panels = Array.from({ length: count }, (_, index) => {
    const layers = entries.flatMap(({ name, figure }, slot) => {
      const panel = figure.panels[index];
      return panel === undefined ? [] : [{ name, slot, panel }];
    });
    return overlaidPanel(id, layers, entries, index);
  });
  return {
    id,
    caption: captionOf(entries),
    panels,
    ...(entries.some(({ figure }) => figure.width === 'double') ? { width: 'double' } : {}),
  };
}

function overlaidPanel(id: string, layers: readonly Layer[], entries: readonly OverlayEntry[], index: number): Panel {
  const [base, ...rest] = layers as [Layer, ...Layer[]];
  const scaled = [base, ...rest.map((layer) => inUnitsOf(base, layer, id))];
  const all = scaled.map(({ panel }) => panel);
  if (all.length > 1 && all.some(({ marks }) => marks.some(({ type }) => OPAQUE.has(type)))) {
    throw fail('invalid-option', `maps and images hide each other in "${id}"`, 'look at one analysis at a time');
  }
  const isNamed = (slot: number) => index === firstNamed(entries[slot]!.figure);
  const marks = withoutTwins(
    scaled.flatMap(({ panel, name, slot }) => overlaidMarks(panel.marks, name, slot, isNamed(slot))),
  );
  const strips = scaled.flatMap((layer) => (layer.panel.residuals === undefined ? [] : [layer]));
  const top = widestTop(all);
  return {
    x: unitedAxis(all.map(({ x }) => x)),
    y: unitedAxis(all.map(({ y }) => y)),
    ...(all.every(({ equalAspect }) => equalAspect === true) ? { equalAspect: true } : {}),
    ...(all.every(({ axes }) => axes === 'none') ? { axes: 'none' as const } : {}),
    marks,
    ...(base.panel.title !== undefined && all.every(({ title }) => title === base.panel.title)
      ? { title: base.panel.title }
      : {}),
    ...(strips.length === 0
      ? {}
      : {
          residuals: {
            y: unitedAxis(strips.map(({ panel }) => panel.residuals!.y)),
            marks: withoutTwins(
              strips.flatMap(({ panel, name, slot }) => overlaidMarks(panel.residuals!.marks, name, slot, false)),
            ),
          },
        }),
    ...(top === undefined ? {} : { top }),
  };
}

/** The first panel in which something is drawn that is not grey. */
function firstNamed({ panels }: Figure): number {
  return panels.findIndex(({ marks }) => marks.some(({ type, colour }) => type !== 'text' && colour !== 'neutral'));
}

function inUnitsOf(base: Layer, layer: Layer, id: string): Layer {
  const factor = (a: Axis, b: Axis) => {
    const ratio = a.title === b.title ? ratioOf(b.unit, a.unit) : undefined;
    if (ratio === undefined) throw disagree(id, base.name, a, layer.name, b);
    return ratio;
  };
  const { panel } = layer;
  const { residuals, top } = panel;
  const x = factor(base.panel.x, panel.x);
  const y = factor(base.panel.y, panel.y);
  const below = base.panel.residuals?.y;
  const strip = residuals === undefined || below === undefined ? 1 : factor(below, residuals.y);
  return {
    ...layer,
    panel: {
      ...panel,
      x: scaledAxis(panel.x, base.panel.x.unit, x),
      y: scaledAxis(panel.y, base.panel.y.unit, y),
      marks: panel.marks.map((mark) => scaledMark(mark, x, y)),
      ...(residuals === undefined
        ? {}
        : {
            residuals: {
              y: scaledAxis(residuals.y, below?.unit ?? residuals.y.unit, strip),
              marks: residuals.marks.map((mark) => scaledMark(mark, x, strip)),
            },
          }),
      ...(top === undefined
        ? {}
        : { top: { ...top, ticks: top.ticks.map(({ at, label }) => ({ at: at * x, label })) } }),
    },
  };
}

/** What numbers in `from` must be multiplied with to be in `to`; undefined where that cannot be. */
function ratioOf(from: string, to: string): number | undefined {
  if (from === to) return 1;
  if (!isUnit(from) || !isUnit(to)) return undefined;
  try {
    // A zero that moves (degC and K) is no matter of a factor.
    return convertNumber(0, from, to) === 0 ? convertNumber(1, from, to) : undefined;
  } catch {
    return undefined;
  }
}

function disagree(id: string, nameA: string, a: Axis, nameB: string, b: Axis): InterphaseError {
  const words = ({ title, unit }: Axis) => (unit === '' ? title : `${title} in ${unit}`);
  return fail(
    'invalid-option',
    `"${id}" of ${nameA} shows ${words(a)}, that of ${nameB} ${words(b)}; they cannot share an axis`,
    'compare analyses with the same options, whose samples are described alike (an area makes resistances areal)',
  );
}

function scaledAxis(axis: Axis, unit: string, factor: number): Axis {
  const { domain } = axis;
  return { ...axis, unit, ...(domain === undefined ? {} : { domain: [domain[0] * factor, domain[1] * factor] }) };
}

/** Limits that all axes have are widened to hold each other; otherwise the data decide. */
function unitedAxis(axes: readonly Axis[]): Axis {
  const { domain: _, scale, ...base } = axes[0]!;
  const domains = axes.flatMap(({ domain }) => (domain === undefined ? [] : [domain]));
  return {
    ...base,
    ...(scale !== undefined && axes.every((axis) => axis.scale === scale) ? { scale } : {}),
    ...(domains.length === axes.length
      ? { domain: [Math.min(...domains.map(([low]) => low)), Math.max(...domains.map(([, high]) => high))] as const }
      : {}),
  };
}

/** The scale along the top whose places reach farthest; none where the panels have different ones. */
function widestTop(panels: readonly Panel[]): Panel['top'] {
  const tops = panels.flatMap(({ top }) => (top === undefined ? [] : [top]));
  if (tops.some(({ title, unit }) => title !== tops[0]!.title || unit !== tops[0]!.unit)) return undefined;
  const reach = ({ ticks }: NonNullable<Panel['top']>) => {
    const places = ticks.map(({ at }) => at);
    return ticks.length === 0 ? 0 : Math.max(...places) - Math.min(...places);
  };
  return tops.length === 0 ? undefined : tops.reduce((widest, top) => (reach(top) > reach(widest) ? top : widest));
}

/** A line at zero that every figure has is drawn once. */
function withoutTwins(marks: readonly Mark[]): Mark[] {
  const seen = new Set<string>();
  return marks.filter((mark) => {
    if (mark.type !== 'rule') return true;
    const twin = JSON.stringify(mark);
    return !seen.has(twin) && seen.add(twin);
  });
}

function captionOf(entries: readonly OverlayEntry[]): string {
  const names = entries.map(({ name }) => name);
  const list = names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const captions = new Set(entries.map(({ figure }) => figure.caption));
  if (entries.length === 1) return `${list}: ${entries[0]!.figure.caption}`;
  if (captions.size === 1) return `${list}, laid over each other. ${[...captions][0]}`;
  return [`${list}, laid over each other.`, ...entries.map(({ name, figure }) => `${name}: ${figure.caption}`)].join(
    ' ',
  );
}
