/** Squares of numbers between these neither overflow nor lose digits that count. */
const SMALL = 1e-140;
const LARGE = 1e150;

/** Length of the vector (x, y), without overflow on the way, within 1.1 units of the last place. */
export function hypot(x: number, y: number): number {
  const a = Math.abs(x);
  const b = Math.abs(y);
  const larger = Math.max(a, b);
  if (larger > SMALL && larger < LARGE) return Math.sqrt(a * a + b * b);
  return hypotAtEdge(a, b);
}

function hypotAtEdge(a: number, b: number): number {
  if (a === Number.POSITIVE_INFINITY || b === Number.POSITIVE_INFINITY) return Number.POSITIVE_INFINITY;
  const larger = Math.max(a, b);
  if (larger === 0) return 0;
  return Math.sqrt((a / larger) ** 2 + (b / larger) ** 2) * larger;
}

/** Length of a vector of any number of parts. */
export function hypotOf(parts: readonly number[]): number {
  let largest = 0;
  for (const part of parts) largest = Math.max(largest, Math.abs(part));
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  let sum = 0;
  for (const part of parts) sum += (part / largest) ** 2;
  return Math.sqrt(sum) * largest;
}
