/**
 * Median of the first `count` numbers by selection, in linear time; their order is lost (Hoare's algorithm, C. A. R. Hoare, Commun. ACM 4
 * (1961) 321, doi:10.1145/366622.366647).
 */
export function medianInPlace(values: Float64Array, count = values.length): number {
  if (count === 0) return Number.NaN;
  const upper = count >> 1;
  const high = select(values, count, upper);
  if (count % 2 === 1) return high;
  let low = values[0]!;
  for (let k = 1; k < upper; k++) if (values[k]! > low) low = values[k]!;
  return (low + high) / 2;
}

/** The number that would stand at `place` if the first `count` were sorted; smaller ones end before it. */
function select(values: Float64Array, count: number, place: number): number {
  let left = 0;
  let right = count - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1]!;
    let i = left - 1;
    let j = right + 1;
    for (;;) {
      do i += 1;
      while (values[i]! < pivot);
      do j -= 1;
      while (values[j]! > pivot);
      if (i >= j) break;
      const kept = values[i]!;
      values[i] = values[j]!;
      values[j] = kept;
    }
    if (place <= j) right = j;
    else left = j + 1;
  }
  return values[place]!;
}
