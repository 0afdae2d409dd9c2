/** Tiles tell cheaply that a whole part of the picture is full; their side in pixels, as a shift. */
const TILE_SHIFT = 4;
/** Looking at more pixels or tiles than this costs more than drawing. */
const MOST_LOOKED_AT = 256;

/** Which pixels of a picture a curve touches. Coordinates are pixels from the upper left corner. */
export class Raster {
  readonly width: number;
  readonly height: number;
  /** 1 where the curve is, row by row. */
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly #tilesAcross: number;
  /** Pixels of each tile that are still empty; those outside the picture do not count. */
  readonly #empty: Uint16Array;
  /** Pixels of the whole picture that are still empty. */
  #left: number;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
    this.#left = width * height;
    const side = 1 << TILE_SHIFT;
    this.#tilesAcross = Math.ceil(width / side);
    const tilesDown = Math.ceil(height / side);
    this.#empty = new Uint16Array(this.#tilesAcross * tilesDown);
    for (let ty = 0; ty < tilesDown; ty++) {
      for (let tx = 0; tx < this.#tilesAcross; tx++) {
        const across = Math.min(side, width - tx * side);
        const down = Math.min(side, height - ty * side);
        this.#empty[ty * this.#tilesAcross + tx] = across * down;
      }
    }
  }

  /** A pixel inside the picture. */
  mark(x: number, y: number): void {
    const at = y * this.width + x;
    if (this.pixels[at] === 1) return;
    this.pixels[at] = 1;
    this.#left--;
    const tile = (y >> TILE_SHIFT) * this.#tilesAcross + (x >> TILE_SHIFT);
    this.#empty[tile] = this.#empty[tile]! - 1;
  }

  /** All pixels of a rectangle, ends included; what is outside the picture is left out. */
  fill(x0: number, y0: number, x1: number, y1: number): void {
    const right = Math.min(x1, this.width - 1);
    const bottom = Math.min(y1, this.height - 1);
    for (let y = Math.max(0, y0); y <= bottom; y++) {
      for (let x = Math.max(0, x0); x <= right; x++) this.mark(x, y);
    }
  }

  /** True when nothing in this rectangle (ends included) can be added. False also where looking would take too long. */
  isFull(x0: number, y0: number, x1: number, y1: number): boolean {
    if (this.#left === 0) return true;
    const left = Math.max(0, x0);
    const right = Math.min(x1, this.width - 1);
    const top = Math.max(0, y0);
    const bottom = Math.min(y1, this.height - 1);
    if ((right - left + 1) * (bottom - top + 1) > MOST_LOOKED_AT) return this.#areTilesFull(left, top, right, bottom);
    for (let y = top; y <= bottom; y++) {
      for (let x = left; x <= right; x++) if (this.pixels[y * this.width + x] === 0) return false;
    }
    return true;
  }

  #areTilesFull(x0: number, y0: number, x1: number, y1: number): boolean {
    const left = x0 >> TILE_SHIFT;
    const right = x1 >> TILE_SHIFT;
    const top = y0 >> TILE_SHIFT;
    const bottom = y1 >> TILE_SHIFT;
    if ((right - left + 1) * (bottom - top + 1) > MOST_LOOKED_AT) return false;
    for (let ty = top; ty <= bottom; ty++) {
      for (let tx = left; tx <= right; tx++) if (this.#empty[ty * this.#tilesAcross + tx]! > 0) return false;
    }
    return true;
  }

  /** A line, cut at the borders of the picture, one pixel wide. */
  line(x0: number, y0: number, x1: number, y1: number): void {
    // Liang and Barsky: the part of the line inside the picture, as shares of its length.
    const dx = x1 - x0;
    const dy = y1 - y0;
    let from = 0;
    let to = 1;
    const cut = (step: number, room: number): boolean => {
      if (step === 0) return room >= 0;
      const share = room / step;
      if (step < 0) from = Math.max(from, share);
      else to = Math.min(to, share);
      return from <= to;
    };
    const right = this.width - 1e-6;
    const bottom = this.height - 1e-6;
    if (!(cut(-dx, x0) && cut(dx, right - x0) && cut(-dy, y0) && cut(dy, bottom - y0))) return;
    const steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)) * (to - from));
    const across = steps === 0 ? 0 : (dx * (to - from)) / steps;
    const down = steps === 0 ? 0 : (dy * (to - from)) / steps;
    let x = x0 + from * dx;
    let y = y0 + from * dy;
    for (let i = 0; i <= steps; i++) {
      this.mark(Math.min(Math.max(0, x), right) | 0, Math.min(Math.max(0, y), bottom) | 0);
      x += across;
      y += down;
    }
  }
}
