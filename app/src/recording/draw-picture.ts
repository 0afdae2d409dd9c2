import { visibleRows } from './columns/scatter-points.js';
import { ScatterRaster } from './columns/scatter-raster.js';
import { windowOf } from './columns/window.js';
import type { OpenedRecording } from './opened-recording.js';
import type { CurvePicture, PlotRequest } from './recording-protocol.js';

/** Rows of a curve without order that are drawn as points; more become pixels. */
const MOST_POINTS = 8000;

/** A picture in the making: points where they suffice, and rasters that are drawn step by step. */
export interface PictureJob {
  readonly curves: readonly CurvePicture[];
  readonly rasters: readonly { readonly scatter: ScatterRaster; readonly colour: string }[];
}

export function startPicture(recording: OpenedRecording, request: PlotRequest): PictureJob {
  const { xAxis, curves, width, height } = request;
  if (recording.isOrdered(request)) {
    const x = recording.xColumn(request);
    const ys = curves.map((curve) => recording.yPyramid(request, curve));
    const { curves: drawn, isExact } = windowOf(x, ys, xAxis, width);
    return { curves: drawn.map((points) => ({ points, isExact })), rasters: [] };
  }
  const rasters: { scatter: ScatterRaster; colour: string }[] = [];
  const pictures = curves.map((curve): CurvePicture => {
    const { source, complete } = recording.scatter(request, curve);
    const view = { x: xAxis, y: curve.axis, width, height };
    const points = visibleRows(source, view, MOST_POINTS);
    if (points !== undefined) return { points, isExact: true };
    rasters.push({ scatter: new ScatterRaster(source, view, complete), colour: curve.colour });
    return { points: null, isExact: false };
  });
  return { curves: pictures, rasters };
}

/** The rasters one over the other as RGBA; what no curve touches is transparent. */
export function paint({ rasters }: PictureJob, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * width * height);
  const words = new Uint32Array(bytes.buffer);
  for (const { scatter, colour } of rasters) {
    const word = wordOf(colour);
    const { pixels } = scatter.raster;
    for (let i = 0; i < pixels.length; i++) if (pixels[i] === 1) words[i] = word;
  }
  return bytes;
}

/** `#rrggbb` as one opaque pixel in the byte order of the machine. */
function wordOf(colour: string): number {
  const rgb = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return new Uint32Array(Uint8Array.of(...rgb, 255).buffer)[0]!;
}
