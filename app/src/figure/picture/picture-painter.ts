import type { Figure } from '../../../../src/figure/figure.js';
import type { FigureWidth } from '../../../../src/figure/layout/figure-layout.js';
import { latePlace, type Rectangle } from '../limits/late-picture.js';
import { type FigureLimits, sameLimits, withLegendsOf, withLimits } from '../limits/limits.js';
import { drawPicture, type Picture } from './draw-picture.js';
import { DARK_PAPER, LIGHT_PAPER } from './in-dark.js';

/** What the canvas is to show. */
export interface Wanted {
  readonly figure: Figure;
  readonly limits: FigureLimits;
  readonly width: FigureWidth;
  readonly dark: boolean;
  /** Of the canvas on the page, CSS pixels. */
  readonly cssWidth: number;
  readonly pixelRatio: number;
}

interface Shown {
  readonly wanted: Wanted;
  readonly picture: Picture;
}

/** After a drawing the page has so many times as long for everything else: a hand that moves must not wait. */
const REST = 2;
/** Counted at most, because the first drawing waits for libraries. */
const MOST_REST_MS = 250;
/** Browsers refuse canvases that are larger. */
const MOST_PIXELS = 8192;

/**
 * Keeps a canvas up to date with what is wanted: one drawing at a time, the latest wish wins, and while it is not ready
 * the last picture is shown, moved and stretched to the limits that are wanted.
 */
export class PicturePainter {
  readonly #canvas: HTMLCanvasElement;
  readonly #onPicture: (picture: Picture, figure: Figure) => void;
  readonly #onFailure: (error: unknown) => void;
  #wanted: Wanted | undefined;
  #shown: Shown | undefined;
  /** The figure without limits, to which one often goes back. */
  #home: Shown | undefined;
  #drawing = false;
  #disposed = false;
  #frame = 0;
  #tookMs = 0;
  #wake: () => void = () => undefined;

  constructor(
    canvas: HTMLCanvasElement,
    onPicture: (picture: Picture, figure: Figure) => void,
    onFailure: (error: unknown) => void,
  ) {
    this.#canvas = canvas;
    this.#onPicture = onPicture;
    this.#onFailure = onFailure;
  }

  want(wanted: Wanted): void {
    const before = this.#wanted;
    this.#wanted = wanted;
    // Only limits change many times a second; new data shall be seen at once.
    if (before !== undefined && !sameButLimits(before, wanted)) this.#wake();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      this.#paint();
      void this.#draw();
    });
  }

  dispose(): void {
    this.#disposed = true;
    cancelAnimationFrame(this.#frame);
    this.#shown = undefined;
    this.#home = undefined;
  }

  async #draw(): Promise<void> {
    if (this.#drawing) return;
    this.#drawing = true;
    try {
      while (!this.#disposed && this.#wanted !== undefined && !isShown(this.#shown, this.#wanted)) {
        const wanted = this.#wanted;
        const picture = await this.#pictureOf(wanted);
        if (this.#disposed) return;
        this.#shown = { wanted, picture };
        this.#onPicture(picture, wanted.figure);
        this.#paint();
        await this.#rest(REST * this.#tookMs);
      }
    } catch (error) {
      if (!this.#disposed) this.#onFailure(error);
    } finally {
      this.#drawing = false;
    }
  }

  #rest(ms: number): Promise<void> {
    return new Promise((done) => {
      this.#wake = done;
      setTimeout(done, ms);
    });
  }

  async #pictureOf(wanted: Wanted): Promise<Picture> {
    if (this.#home !== undefined && isShown(this.#home, wanted)) return this.#home.picture;
    const zoomed = wanted.limits.some((limit) => limit !== undefined);
    const shown = this.#shown;
    const held =
      zoomed && shown?.wanted.figure === wanted.figure
        ? withLegendsOf(wanted.figure, shown.picture.layout)
        : wanted.figure;
    const start = performance.now();
    const picture = await drawPicture(withLimits(held, wanted.limits), {
      width: wanted.width,
      dark: wanted.dark,
      pixelWidth: pixelWidth(wanted),
    });
    this.#tookMs = Math.min(performance.now() - start, MOST_REST_MS);
    if (!zoomed) this.#home = { wanted, picture };
    return picture;
  }

  #paint(): void {
    const wanted = this.#wanted;
    const shown = this.#shown;
    if (wanted === undefined || shown === undefined || this.#disposed) return;
    const { picture } = shown;
    const scale = pixelWidth(wanted) / picture.layout.width;
    const canvas = this.#canvas;
    const [width, height] = [Math.round(picture.layout.width * scale), Math.round(picture.layout.height * scale)];
    // Setting a size clears the canvas, also to the same size.
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    canvas.style.height = `${(picture.layout.height / picture.layout.width) * wanted.cssWidth}px`;
    const context = canvas.getContext('2d')!;
    const paper = shown.wanted.dark ? DARK_PAPER : LIGHT_PAPER;
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
    if (Math.abs(scale - picture.scale) < 1e-6) context.drawImage(picture.canvas, 0, 0);
    else context.drawImage(picture.canvas, 0, 0, width, height);
    if (sameLimits(shown.wanted.limits, wanted.limits)) return;
    for (const box of picture.boxes) {
      const place = latePlace(box, wanted.limits);
      if (place !== undefined) moveFrame(context, picture, box, place, scale, paper);
    }
  }
}

/** Half the thickness of a frame's line and a little more, points. */
const LINE = 0.7;

function inset({ left, top, width, height }: Rectangle, x = 1, y = 1): Rectangle {
  const [dx, dy] = [LINE * x, LINE * y];
  return { left: left + dx, top: top + dy, width: width - 2 * dx, height: height - 2 * dy };
}

/** Shows the inside of a frame at another place, cut off at the frame. */
function moveFrame(
  context: CanvasRenderingContext2D,
  picture: Picture,
  box: Rectangle,
  place: Rectangle,
  scale: number,
  paper: string,
): void {
  const at = ({ left, top, width, height }: Rectangle, by: number): [number, number, number, number] => [
    left * by,
    top * by,
    width * by,
    height * by,
  ];
  // The lines of the frame stay where they are, and the old ones are not moved along.
  const inner = inset(box);
  const moved = inset(place, place.width / box.width, place.height / box.height);
  context.save();
  context.beginPath();
  context.rect(...at(inner, scale));
  context.clip();
  context.fillStyle = paper;
  context.fillRect(...at(inner, scale));
  context.drawImage(picture.canvas, ...at(inner, picture.scale), ...at(moved, scale));
  context.restore();
}

function pixelWidth({ cssWidth, pixelRatio }: Wanted): number {
  return Math.min(Math.round(cssWidth * pixelRatio), MOST_PIXELS);
}

function sameButLimits(a: Wanted, b: Wanted): boolean {
  return (
    a.figure === b.figure &&
    a.width === b.width &&
    a.dark === b.dark &&
    a.cssWidth === b.cssWidth &&
    a.pixelRatio === b.pixelRatio
  );
}

function isShown(shown: Shown | undefined, wanted: Wanted): boolean {
  return shown !== undefined && sameButLimits(shown.wanted, wanted) && sameLimits(shown.wanted.limits, wanted.limits);
}
