/** Browsers cut elements at 17 to 33 million pixels; a track of this height is safe everywhere. */
const HIGHEST_TRACK_PX = 8_000_000;
/** A scroll by more views than this is a jump of the scrollbar; less is a wheel, a finger or a key. */
const JUMP_VIEWS = 2;

/** Some rows seen through a window that shows only few of them. */
export interface RowWindow {
  readonly rows: number;
  /** Pixels. */
  readonly rowHeight: number;
  /** Pixels of the rows that are seen, without the head of the table. */
  readonly height: number;
}

/** Where a table stands: its first visible row (a fraction where a row is cut) and what the scrollbar says. */
export interface ScrollState {
  readonly first: number;
  readonly scrollTop: number;
}

/** Height of what is scrolled: that of all rows, or as much as a browser takes. */
export function trackHeight({ rows, rowHeight, height }: RowWindow): number {
  return Math.max(height, Math.min(rows * rowHeight, HIGHEST_TRACK_PX));
}

/** First visible row when the end of the table is seen. */
export function lastFirst({ rows, rowHeight, height }: RowWindow): number {
  return Math.max(0, rows - height / rowHeight);
}

/** Where the scrollbar belongs when `first` is the first visible row. */
export function scrollTopOf(window: RowWindow, first: number): number {
  const last = lastFirst(window);
  return last === 0 ? 0 : (first / last) * (trackHeight(window) - window.height);
}

/** A place within the table. */
export function scrolledTo(window: RowWindow, first: number): ScrollState {
  const within = Math.max(0, Math.min(lastFirst(window), first));
  return { first: within, scrollTop: scrollTopOf(window, within) };
}

/**
 * Where a table of any length stands after its scrollbar moved. Where the track is shorter than the rows, small movements
 * move the rows as far as the hand moved, and large ones go to that share of the table; both ends are reached exactly.
 */
export function afterScroll(window: RowWindow, before: ScrollState, scrollTop: number): ScrollState {
  const last = lastFirst(window);
  const room = trackHeight(window) - window.height;
  if (scrollTop <= 0) return { first: 0, scrollTop };
  if (scrollTop >= room - 0.5) return { first: last, scrollTop };
  const moved = scrollTop - before.scrollTop;
  const isWhole = window.rows * window.rowHeight <= HIGHEST_TRACK_PX;
  if (isWhole || Math.abs(moved) > JUMP_VIEWS * window.height) return { first: (scrollTop / room) * last, scrollTop };
  const first = before.first + moved / window.rowHeight;
  return { first: Math.max(0, Math.min(last, first)), scrollTop };
}

/** A place from which a row can be seen: the present one where it can be, else one with the row in the middle. */
export function revealed(window: RowWindow, before: ScrollState, row: number): ScrollState {
  const seen = window.height / window.rowHeight;
  if (row >= before.first && row + 1 <= before.first + seen) return before;
  const isNext = row > before.first - 2 && row < before.first + seen + 1;
  // One step with the arrow keys moves the table by one row, a jump shows what is around.
  const first = !isNext ? row - (seen - 1) / 2 : row < before.first ? row : row + 1 - seen;
  return scrolledTo(window, first);
}
