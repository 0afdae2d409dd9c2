import { pixelOf } from '../columns/plane.js';
import type { RowReadout } from '../recording-protocol.js';
import { mapsOf, type PlotFrame } from './plot-frame.js';
import type { PlotScene } from './plot-scene.js';
import { sideOf } from './plot-setup.js';
import type { PlotPoint } from './plot-view.js';

export interface OverlayParts {
  readonly pointed: RowReadout | null;
  readonly marked: RowReadout | null;
  readonly box: readonly [PlotPoint, PlotPoint] | null;
}

/** What lies over the data and moves with the pointer: crosshair, marked row, the frame to zoom into. */
export function drawOverlay(
  context: CanvasRenderingContext2D,
  { area }: PlotFrame,
  { setup, table, view, colours }: PlotScene,
  { pointed, marked, box }: OverlayParts,
): void {
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  context.translate(area.left, area.top);
  const maps = mapsOf(view, area);
  const places = (readout: RowReadout) =>
    setup.ys.flatMap(({ column, slot }, i) => {
      const value = readout.ys[i]?.value;
      if (value === undefined) return [];
      const y = pixelOf(maps[sideOf(setup, table, column)], value);
      return Number.isFinite(y) ? [{ y, colour: colours.curve(slot), curve: i }] : [];
    });
  if (marked !== null) {
    const x = pixelOf(maps.x, marked.x.value);
    // Edged with the colour of the paper: it may lie on a curve that fills the plot.
    for (const [colour, width] of [
      [colours.paper, 4],
      [colours.accent, 1.5],
    ] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      vertical(context, x, area.height);
    }
    for (const { y, colour } of places(marked)) {
      ring(context, x, y, 8, colours.paper, colours.paper);
      ring(context, x, y, 5.5, colour, colours.accent);
    }
  }
  if (pointed !== null && box === null) {
    const x = pixelOf(maps.x, pointed.x.value);
    context.strokeStyle = colours.dimmed;
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    vertical(context, x, area.height);
    const near = places(pointed).find(({ curve }) => curve === pointed.curve);
    if (near !== undefined) horizontal(context, near.y, area.width);
    context.setLineDash([]);
    for (const { y, colour, curve } of places(pointed)) {
      ring(context, x, y, curve === pointed.curve ? 4.5 : 3, colour, colours.paper);
    }
  }
  if (box !== null) {
    const xs = box.map(({ across }) => across * area.width);
    const ys = box.map(({ up }) => (1 - up) * area.height);
    const rectangle = [Math.min(...xs), Math.min(...ys), Math.abs(xs[1]! - xs[0]!), Math.abs(ys[1]! - ys[0]!)] as const;
    context.globalAlpha = 0.12;
    context.fillStyle = colours.accent;
    context.fillRect(...rectangle);
    context.globalAlpha = 1;
    context.strokeStyle = colours.accent;
    context.lineWidth = 1;
    context.strokeRect(...rectangle);
  }
  context.restore();
}

function vertical(context: CanvasRenderingContext2D, x: number, height: number): void {
  context.beginPath();
  context.moveTo(x, 0);
  context.lineTo(x, height);
  context.stroke();
}

function horizontal(context: CanvasRenderingContext2D, y: number, width: number): void {
  context.beginPath();
  context.moveTo(0, y);
  context.lineTo(width, y);
  context.stroke();
}

function ring(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  radius: number,
  fill: string,
  edge: string,
): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = edge;
  context.lineWidth = 2;
  context.stroke();
}
