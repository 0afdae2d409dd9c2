import { type PixelMap, pixelMap, pixelOf } from '../columns/plane.js';
import type { PlotPicture } from '../recording-protocol.js';
import type { PlotArea } from './plot-frame.js';

/** Points farther apart than this, in pixels, get a marker: one sees that they were measured. */
const MARKER_EVERY = 5;
const MARKER_RADIUS = 2.2;
const DOT = 2;
const LINE_WIDTH = 1.25;
/** Points of one stroke. A long path that goes up and down in each pixel column takes browsers many times longer. */
const PIECE = 64;

/** A curve as points with where they come to lie now. */
export interface DrawnCurve {
  readonly points: Float64Array;
  readonly mapX: PixelMap;
  readonly mapY: PixelMap;
  readonly colour: string;
  readonly lines: boolean;
  /** Each point is a row that was measured. */
  readonly isExact: boolean;
}

/** Draws a curve from the origin of its plot's rectangle; the caller has set clip and place. */
export function drawCurve(context: CanvasRenderingContext2D, curve: DrawnCurve, area: PlotArea): void {
  const visible = countVisible(curve, area);
  context.strokeStyle = curve.colour;
  context.fillStyle = curve.colour;
  const hasMarkers = curve.isExact && visible > 0 && visible < area.width / MARKER_EVERY;
  if (curve.lines) drawLine(context, curve);
  if (hasMarkers) drawMarkers(context, curve, area);
  else if (!curve.lines) drawDots(context, curve, area);
}

function countVisible({ points, mapX, mapY }: DrawnCurve, area: PlotArea): number {
  let count = 0;
  for (let i = 0; i < points.length; i += 2) {
    const x = pixelOf(mapX, points[i]!);
    const y = pixelOf(mapY, points[i + 1]!);
    if (x >= 0 && x <= area.width && y >= 0 && y <= area.height) count++;
  }
  return count;
}

function drawLine(context: CanvasRenderingContext2D, { points, mapX, mapY }: DrawnCurve): void {
  context.lineWidth = LINE_WIDTH;
  // Mitred spikes of a noisy curve would reach far beyond its values.
  context.lineJoin = 'bevel';
  context.beginPath();
  let isDown = false;
  let inPiece = 0;
  for (let i = 0; i < points.length; i += 2) {
    const y = clamped(pixelOf(mapY, points[i + 1]!));
    if (Number.isNaN(y)) {
      isDown = false;
      continue;
    }
    const x = clamped(pixelOf(mapX, points[i]!));
    if (isDown) context.lineTo(x, y);
    else {
      context.moveTo(x, y);
      // A point between two gaps has no line: it is drawn as a short one.
      if (!Number.isFinite(points[i + 3] ?? Number.NaN)) context.lineTo(x + LINE_WIDTH, y);
    }
    isDown = true;
    if (++inPiece < PIECE) continue;
    context.stroke();
    context.beginPath();
    context.moveTo(x, y);
    inPiece = 0;
  }
  context.stroke();
}

/** Canvases lose their way in coordinates of millions of pixels. NaN stays NaN, and so does what a log axis cannot show. */
function clamped(pixel: number): number {
  return Number.isFinite(pixel) ? Math.max(-1e5, Math.min(1e5, pixel)) : Number.NaN;
}

function drawMarkers(context: CanvasRenderingContext2D, { points, mapX, mapY }: DrawnCurve, area: PlotArea): void {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const x = pixelOf(mapX, points[i]!);
    const y = pixelOf(mapY, points[i + 1]!);
    if (!(x >= -4 && x <= area.width + 4 && y >= -4 && y <= area.height + 4)) continue;
    context.moveTo(x + MARKER_RADIUS, y);
    context.arc(x, y, MARKER_RADIUS, 0, 2 * Math.PI);
  }
  context.fill();
}

function drawDots(context: CanvasRenderingContext2D, { points, mapX, mapY }: DrawnCurve, area: PlotArea): void {
  for (let i = 0; i < points.length; i += 2) {
    const x = pixelOf(mapX, points[i]!);
    const y = pixelOf(mapY, points[i + 1]!);
    if (x >= 0 && x <= area.width && y >= 0 && y <= area.height) {
      context.fillRect(Math.round(x) - DOT / 2, Math.round(y) - DOT / 2, DOT, DOT);
    }
  }
}

/** Draws a painted picture where its axes are now: the last one, moved and stretched, until a new one is there. */
export function drawBitmap(
  context: CanvasRenderingContext2D,
  { request, bitmap }: PlotPicture,
  mapX: PixelMap,
  mapY: PixelMap,
): void {
  const curve = request.curves[0];
  if (bitmap === null || curve === undefined) return;
  const inX = pixelMap(request.xAxis, request.width, false);
  const inY = pixelMap(curve.axis, request.height, true);
  if (inX.log !== mapX.log || inY.log !== mapY.log) return;
  // Both maps are linear in the same quantity, so one follows from the other.
  const left = mapX.offset - (mapX.factor / inX.factor) * inX.offset;
  const top = mapY.offset - (mapY.factor / inY.factor) * inY.offset;
  context.imageSmoothingEnabled = false;
  context.drawImage(
    bitmap,
    left,
    top,
    (mapX.factor / inX.factor) * request.width,
    (mapY.factor / inY.factor) * request.height,
  );
}
