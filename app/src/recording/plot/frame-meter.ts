/** Frames farther apart than this do not belong to one movement. */
const PAUSE_MS = 250;
/** The browser keeps measures until they are cleared. */
const MOST_MEASURES = 2000;

/**
 * Tells how smoothly a movement is shown: from the start of one frame to the start of the next, as measures named
 * `recording:frame`. `detail.drawMs` is how long drawing took.
 */
export class FrameMeter {
  #before: number | undefined;
  #count = 0;

  /** @param moving false ends the movement: the next frame begins another */
  frame(start: number, drawMs: number, moving: boolean): void {
    const before = this.#before;
    this.#before = moving ? start : undefined;
    if (before === undefined || start - before > PAUSE_MS) return;
    if (++this.#count > MOST_MEASURES) {
      performance.clearMeasures('recording:frame');
      this.#count = 0;
    }
    performance.measure('recording:frame', { start: before, end: start, detail: { drawMs } });
  }
}
