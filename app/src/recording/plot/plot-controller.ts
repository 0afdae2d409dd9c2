import { LatestOnly } from '../latest-only.js';
import type { RecordingClient } from '../recording-client.js';
import type { NearestRequest, PlotPicture, PlotRequest, RowReadout, TableSummary } from '../recording-protocol.js';
import { drawOverlay } from './draw-overlay.js';
import { drawPlot } from './draw-plot.js';
import { FrameMeter } from './frame-meter.js';
import type { PlotColours } from './plot-colours.js';
import { layOutFrame, type PlotArea, type PlotFrame } from './plot-frame.js';
import { fittedView, isCovered, type PlotScene, plotRequest } from './plot-scene.js';
import { type AxisName, columnsOn, type PlotSetup, sideOf } from './plot-setup.js';
import { centredOn, equalView, isTooFar, type PlotPoint, type PlotView, viewAfter, wholeView } from './plot-view.js';

/** Room on either side of what is seen for which points are asked, as a share: moving shows no empty border at once. */
const MARGIN = 0.25;
/** When less than this is left of it, the next picture is asked for. */
const SPARE = 0.08;
/** More pixels than this per pixel of the style sheet are not seen in a curve, but must be drawn. */
const MOST_DENSITY = 2;

export interface PlotListener {
  /** What is under the pointer, and what is marked. */
  readonly onReadout: (pointed: RowReadout | null) => void;
  readonly onMark: (marked: RowReadout | null) => void;
  /** The view came to rest. */
  readonly onView: (view: PlotView) => void;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Draws the plot, once per frame of the screen and only when something changed. What a frame needs of the data is asked
 * of the worker; until the answer is there, the last one is drawn where it belongs now.
 */
export class PlotController {
  readonly #canvas: HTMLCanvasElement;
  readonly #overlay: HTMLCanvasElement;
  readonly #client: RecordingClient;
  readonly #listener: PlotListener;
  readonly #pictures: LatestOnly<PlotRequest, PlotPicture>;
  readonly #pointings: LatestOnly<NearestRequest, RowReadout | null>;
  readonly #meter = new FrameMeter();
  #setup: PlotSetup;
  #table: TableSummary;
  #colours: PlotColours;
  #view: PlotView;
  #isWhole = true;
  #size = { width: 0, height: 0, density: 1 };
  #frame: PlotFrame | undefined;
  #picture: PlotPicture | null = null;
  /** The last picture that was complete: seen through one that is not yet. */
  #settled: PlotPicture | null = null;
  /** What the last frame was drawn from, to tell whether the next one is of something else. */
  #drawnFrom: readonly unknown[] = [];
  /** The latest question; none where the picture that is there will do. */
  #asked: PlotRequest | undefined;
  #pointer: PlotPoint | null = null;
  #pointed: RowReadout | null = null;
  #marked: RowReadout | null = null;
  #box: readonly [PlotPoint, PlotPoint] | null = null;
  #pending = 0;
  #restTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    canvases: { readonly canvas: HTMLCanvasElement; readonly overlay: HTMLCanvasElement },
    client: RecordingClient,
    setup: PlotSetup,
    table: TableSummary,
    colours: PlotColours,
    listener: PlotListener,
  ) {
    this.#canvas = canvases.canvas;
    this.#overlay = canvases.overlay;
    this.#client = client;
    this.#listener = listener;
    this.#setup = setup;
    this.#table = table;
    this.#colours = colours;
    this.#view = wholeView(setup, table);
    this.#pictures = new LatestOnly((ask) => client.ask('picture', ask), this.#showPicture, listener.onTrouble);
    this.#pointings = new LatestOnly((ask) => client.ask('nearest', ask), this.#showPointed, listener.onTrouble);
    client.onFullerPicture(this.#showPicture);
  }

  close(): void {
    cancelAnimationFrame(this.#pending);
    clearTimeout(this.#restTimer);
    this.#pending = -1;
    this.#pictures.drop();
    this.#pointings.drop();
    this.#picture?.bitmap?.close();
    this.#settled?.bitmap?.close();
    this.#client.onFullerPicture(({ bitmap }) => bitmap?.close());
  }

  get view(): PlotView {
    return this.#view;
  }

  /** The plot's rectangle, once it was laid out. */
  get area(): PlotArea | undefined {
    return this.#frame?.area;
  }

  get setup(): PlotSetup {
    return this.#setup;
  }

  /** What is drawn changed: the view starts from the whole, except along axes that stay what they are. */
  setSetup(setup: PlotSetup, table: TableSummary): void {
    if (setup === this.#setup && table === this.#table) return;
    const isOtherTable = setup.table !== this.#setup.table;
    const view = this.#isWhole ? wholeView(setup, table) : viewAfter(this.#view, this.#setup, setup, table);
    const keeps = view.x === this.#view.x || view.left === this.#view.left;
    this.#setup = setup;
    this.#table = table;
    this.#pointed = null;
    if (isOtherTable) this.#setMark(null);
    this.#setView(view, this.#isWhole || !keeps);
    if (this.#marked !== null) void this.mark(this.#marked.row);
  }

  setColours(colours: PlotColours): void {
    this.#colours = colours;
    this.#redraw();
  }

  /** @param width pixels of the style sheet */
  resize(width: number, height: number): void {
    const density = Math.min(MOST_DENSITY, globalThis.devicePixelRatio || 1);
    this.#size = { width, height, density };
    for (const canvas of [this.#canvas, this.#overlay]) {
      canvas.width = Math.round(width * density);
      canvas.height = Math.round(height * density);
    }
    this.#frame = undefined;
    if (this.#isWhole) this.reset();
    else this.#redraw();
  }

  reset(): void {
    this.#setView(wholeView(this.#setup, this.#table), true);
  }

  /** @param change from the present view to the next */
  changeView(change: (view: PlotView) => PlotView): void {
    const view = change(this.#view);
    if (!isTooFar(view, wholeView(this.#setup, this.#table))) this.#setView(view, false);
  }

  /** Where the pointer is, as shares of the plot; null when it left. */
  point(at: PlotPoint | null): void {
    this.#pointer = at;
    if (at === null) {
      this.#pointings.drop();
      this.#pointed = null;
      this.#listener.onReadout(null);
    } else this.#askPointed(at);
    this.#redraw();
  }

  #askPointed(at: PlotPoint): void {
    const request = this.#request(0);
    if (request === undefined || request.curves.length === 0) return;
    const { width, height } = request;
    this.#pointings.ask({ ...request, pointerX: at.across * width, pointerY: (1 - at.up) * height });
  }

  /** The frame that is drawn with the pointer to zoom into it. */
  setBox(box: readonly [PlotPoint, PlotPoint] | null): void {
    this.#box = box;
    this.#redraw();
  }

  /** Marks the row nearest to a place. */
  async markAt(at: PlotPoint): Promise<void> {
    const request = this.#request(0);
    if (request === undefined || request.curves.length === 0) return;
    const { width, height } = request;
    const ask = { ...request, pointerX: at.across * width, pointerY: (1 - at.up) * height };
    try {
      this.#setMark(await this.#client.ask('nearest', ask));
    } catch (error) {
      this.#listener.onTrouble(error);
    }
  }

  /**
   * Axes that the wheel zooms over the plot: only x where curves run along an ordered x (there one looks for a moment),
   * all of them elsewhere.
   */
  zoomedAxes(turnedRound: boolean): readonly AxisName[] | undefined {
    if (this.#setup.equal || !this.#runsAlong) return undefined;
    return turnedRound ? ['left', 'right'] : ['x'];
  }

  /** Marks a row (from 0); with `reveal` the view moves to where it can be seen. */
  async mark(row: number | null, reveal = false): Promise<void> {
    const request = this.#request(0);
    if (row === null || request === undefined) {
      this.#setMark(null);
      return;
    }
    try {
      const marked = await this.#client.ask('row', { ...request, row });
      this.#setMark(marked);
      const first = this.#setup.ys[0];
      if (!reveal || first === undefined) return;
      const side = sideOf(this.#setup, this.#table, first.column);
      const next = centredOn(this.#view, marked.x.value, { value: marked.ys[0]!.value, side });
      if (next.x !== this.#view.x || next[side] !== this.#view[side]) this.#setView(next, false);
    } catch (error) {
      this.#listener.onTrouble(error);
    }
  }

  /** Shows all of the curves over the stretch of x that is seen. */
  async fitY(): Promise<void> {
    const request = this.#request(0);
    if (request === undefined) return;
    try {
      const ranges = await this.#client.ask('ranges', request);
      this.#setView(fittedView(this.#scene, request, ranges), false);
    } catch (error) {
      this.#listener.onTrouble(error);
    }
  }

  readonly #showPicture = (picture: PlotPicture): void => {
    if (this.#picture !== this.#settled) this.#picture?.bitmap?.close();
    this.#picture = picture;
    // It takes the place of one that would have done: whether another is needed is to be looked at again.
    if (this.#asked === undefined) this.#drawnFrom = [];
    if (picture.complete) {
      this.#settled?.bitmap?.close();
      this.#settled = picture;
    }
    this.#redraw();
  };

  readonly #showPointed = (readout: RowReadout | null): void => {
    if (this.#pointer === null) return;
    this.#pointed = readout;
    this.#listener.onReadout(readout);
    this.#redraw();
  };

  #setMark(marked: RowReadout | null): void {
    this.#marked = marked;
    this.#listener.onMark(marked);
    this.#redraw();
  }

  #setView(view: PlotView, isWhole: boolean): void {
    const area = this.#frame?.area;
    this.#isWhole = isWhole;
    this.#view = this.#setup.equal && area !== undefined ? equalView(view, area.width, area.height) : view;
    clearTimeout(this.#restTimer);
    this.#restTimer = setTimeout(() => this.#listener.onView(this.#view), 300);
    this.#redraw();
  }

  #redraw(): void {
    if (this.#pending === 0) this.#pending = requestAnimationFrame(this.#draw);
  }

  readonly #draw = (start: number): void => {
    this.#pending = 0;
    const { width, height, density } = this.#size;
    const context = this.#canvas.getContext('2d');
    const over = this.#overlay.getContext('2d');
    if (width === 0 || height === 0 || context === null || over === null) return;
    const began = performance.now();
    const isFirst = this.#frame === undefined;
    context.setTransform(density, 0, 0, density, 0, 0);
    over.setTransform(density, 0, 0, density, 0, 0);
    const hasRight = columnsOn(this.#setup, this.#table, 'right').length > 0;
    this.#frame = layOutFrame(context, width, height, this.#view, hasRight, this.#colours.font);
    // Only now is it known how large the plot is.
    if (isFirst && this.#setup.equal) this.#setView(this.#view, this.#isWhole);
    const isMoving = this.#askPicture();
    context.clearRect(0, 0, width, height);
    drawPlot(context, this.#frame, this.#scene, this.#picture, this.#settled);
    over.clearRect(0, 0, width, height);
    const [pointed, marked, box] = [this.#pointed, this.#marked, this.#box];
    drawOverlay(over, this.#frame, this.#scene, { pointed, marked, box });
    this.#meter.frame(start, performance.now() - began, isMoving);
  };

  /** Asks for the picture of the present view where it is another than before. @returns whether it is */
  #askPicture(): boolean {
    const { area } = this.#frame!;
    const from = [this.#view, this.#setup, this.#colours, area.width, area.height];
    if (from.every((part, i) => part === this.#drawnFrom[i])) return false;
    this.#drawnFrom = from;
    const picture = this.#picture;
    const isThere = picture !== null && isCovered(picture, this.#request(0)!, SPARE, this.#runsAlong);
    this.#asked = isThere ? undefined : this.#request(MARGIN);
    if (this.#asked === undefined) this.#pictures.drop();
    else this.#pictures.ask(this.#asked);
    // Under a pointer that holds still another row may lie now.
    if (this.#pointer !== null) this.#askPointed(this.#pointer);
    return true;
  }

  #request(margin: number): PlotRequest | undefined {
    const area = this.#frame?.area;
    return area === undefined ? undefined : plotRequest(this.#scene, area, this.#size.density, margin);
  }

  /** Whether curves are drawn along an ordered x; dots are drawn row by row in any case. */
  get #runsAlong(): boolean {
    const { x, lines } = this.#setup;
    return x === 'row' || (lines && this.#table.columns[x]?.order !== 'none');
  }

  get #scene(): PlotScene {
    return { setup: this.#setup, table: this.#table, view: this.#view, colours: this.#colours };
  }
}
