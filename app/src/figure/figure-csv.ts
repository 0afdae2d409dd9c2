import type { Axis, Figure, Mark } from '../../../src/figure/figure.js';
import { tableCsv } from '../../../src/report/csv.js';
import { originOf } from './points/point-origin.js';

type Cell = string | number | null;

/** One line of the table: every datum of a figure has one, whatever its panel and kind. */
interface Line {
  readonly label: string;
  readonly x?: number | undefined;
  readonly y?: number | undefined;
  readonly lower?: number | undefined;
  readonly upper?: number | undefined;
  readonly value?: number | undefined;
  readonly recording?: string | undefined;
  readonly row?: number | undefined;
  readonly leftOut?: string | undefined;
}

const COLUMNS = ['panel', 'x axis', 'y axis', 'kind', 'label', 'x', 'y', 'lower', 'upper', 'value'] as const;
const ORIGIN_COLUMNS = ['recording', 'row', 'left out'] as const;

/** The numbers that a figure shows, at full precision: one line for each point, vertex, bar and cell. */
export function figureCsv(figure: Figure): string {
  const rows = figure.panels.flatMap((panel, i) => {
    const of = (part: 'main' | 'strip', marks: readonly Mark[], y: Axis): Cell[][] =>
      marks.flatMap((mark, m) =>
        linesOf(figure, { panel: i, part, mark: m }, mark).map((line) => [
          String.fromCharCode(97 + i),
          axisName(panel.x),
          axisName(y),
          mark.type,
          ...cells(line),
        ]),
      );
    return [
      ...of('main', panel.marks, panel.y),
      ...(panel.residuals === undefined ? [] : of('strip', panel.residuals.marks, panel.residuals.y)),
    ];
  });
  const columns = [...COLUMNS, ...ORIGIN_COLUMNS].map((name) => ({ name, unit: '' }));
  return tableCsv({ id: figure.id, caption: figure.caption, columns, rows });
}

function axisName({ title, unit }: Axis): string {
  return unit === '' ? title : `${title} / ${unit}`;
}

function cells(line: Line): Cell[] {
  const { label, x, y, lower, upper, value, recording, row, leftOut } = line;
  return [label, ...[x, y, lower, upper, value, recording, row, leftOut].map((cell) => cell ?? null)];
}

function linesOf(
  figure: Figure,
  of: { readonly panel: number; readonly part: 'main' | 'strip'; readonly mark: number },
  mark: Mark,
): Line[] {
  const label = mark.label ?? '';
  switch (mark.type) {
    case 'points':
      return mark.x.map((x, index) => {
        const origin = originOf(figure, { ...of, index });
        const leftOut = origin === undefined ? undefined : origin.excluded ? 'yes' : 'no';
        return { label, x, y: mark.y[index], recording: origin?.recording, row: origin?.row, leftOut };
      });
    case 'line':
      return mark.x.map((x, i) => ({ label, x, y: mark.y[i] }));
    case 'error-bars':
    case 'band':
      return mark.x.map((x, i) => ({ label, x, lower: mark.lower[i], upper: mark.upper[i] }));
    case 'ticks':
      return mark.x.map((x, i) => ({ label: [label, mark.names?.[i] ?? ''].filter(Boolean).join(' '), x }));
    case 'rule':
      return [mark.axis === 'x' ? { label, x: mark.at } : { label, y: mark.at }];
    case 'text':
      return [{ label: mark.text, x: mark.x, y: mark.y }];
    case 'heat-map': {
      const columns = mark.xEdges.length - 1;
      const middle = (edges: readonly number[], i: number): number => (edges[i]! + edges[i + 1]!) / 2;
      const name = mark.unit === '' ? mark.title : `${mark.title} / ${mark.unit}`;
      return mark.values.map((value, i) => ({
        label: name,
        x: middle(mark.xEdges, i % columns),
        y: middle(mark.yEdges, Math.floor(i / columns)),
        value,
      }));
    }
    case 'image':
    case 'shapes':
      return [];
  }
}
