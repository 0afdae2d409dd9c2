import type { PlotPicture } from '../recording-protocol.js';
import { drawBitmap, drawCurve } from './draw-curves.js';
import { drawAxes, drawGrid, mapsOf, type PlotFrame } from './plot-frame.js';
import type { PlotScene } from './plot-scene.js';
import { sideOf } from './plot-setup.js';

/**
 * Draws axes and curves.
 *
 * @param picture the worker's latest, which may be of an earlier view: it is drawn where it belongs now
 * @param settled the latest that was complete, seen through one that is not
 */
export function drawPlot(
  context: CanvasRenderingContext2D,
  frame: PlotFrame,
  scene: PlotScene,
  picture: PlotPicture | null,
  settled: PlotPicture | null,
): void {
  drawGrid(context, frame, scene);
  if (picture !== null && isOf(picture, scene)) {
    if (settled !== null && !picture.complete && isOf(settled, scene)) drawPicture(context, frame, scene, settled);
    drawPicture(context, frame, scene, picture);
  }
  drawAxes(context, frame, scene);
}

/** Whether a picture shows these columns, wherever one looked. */
function isOf({ request, bitmap }: PlotPicture, { setup }: PlotScene): boolean {
  if (request.table !== setup.table || request.x !== setup.x) return false;
  // Of a painted picture no curve can be left out.
  return bitmap === null || request.curves.every(({ column }, i) => column === setup.ys[i]?.column);
}

function drawPicture(
  context: CanvasRenderingContext2D,
  { area }: PlotFrame,
  { setup, table, view, colours }: PlotScene,
  picture: PlotPicture,
): void {
  const maps = mapsOf(view, area);
  context.save();
  context.beginPath();
  context.rect(area.left, area.top, area.width, area.height);
  context.clip();
  context.translate(area.left, area.top);
  const first = setup.ys[0];
  drawBitmap(context, picture, maps.x, maps[first === undefined ? 'left' : sideOf(setup, table, first.column)]);
  // The first curve is what one came to see: it is drawn last, over a second one that may fill the plot.
  for (const [i, { column }] of [...picture.request.curves.entries()].reverse()) {
    const { points = null, isExact = false } = picture.curves[i] ?? {};
    const shown = setup.ys.find((curve) => curve.column === column);
    // Taken away since it was asked for.
    if (points === null || shown === undefined) continue;
    const mapY = maps[sideOf(setup, table, column)];
    const colour = colours.curve(shown.slot);
    drawCurve(context, { points, isExact, mapX: maps.x, mapY, colour, lines: setup.lines }, area);
  }
  context.restore();
}
