/** A word on the screen: its middle, half its size, and how near it is. */
export interface WordBox {
  readonly x: number;
  readonly y: number;
  /** Larger is nearer. */
  readonly z: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

/** Words may touch by this share of their size. */
const TOUCH = 0.8;

/** Indices of words that no nearer word covers, the nearest first. */
export function clearOfEachOther(boxes: readonly WordBox[]): number[] {
  const order = boxes.map((_, i) => i).sort((a, b) => boxes[b]!.z - boxes[a]!.z || a - b);
  const kept: number[] = [];
  for (const i of order) {
    const box = boxes[i]!;
    const isCovered = kept.some((other) => {
      const { x, y, halfWidth, halfHeight } = boxes[other]!;
      return (
        Math.abs(box.x - x) < TOUCH * (box.halfWidth + halfWidth) &&
        Math.abs(box.y - y) < TOUCH * (box.halfHeight + halfHeight)
      );
    });
    if (!isCovered) kept.push(i);
  }
  return kept;
}
