/** How the numbers of the model follow from the refined ones: for each, the columns that move it and by how much. */
export interface Links {
  /** Of parameter n: entries `start[n]` up to `start[n + 1]` of the two lists. */
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly factor: Float64Array;
}

/** @param entries of each parameter: column and factor of what moves it */
export function makeLinks(entries: readonly (readonly (readonly [column: number, factor: number])[])[]): Links {
  const total = entries.reduce((sum, list) => sum + list.length, 0);
  const start = new Int32Array(entries.length + 1);
  const column = new Int32Array(total);
  const factor = new Float64Array(total);
  let next = 0;
  entries.forEach((list, n) => {
    for (const [to, by] of list) {
      column[next] = to;
      factor[next++] = by;
    }
    start[n + 1] = next;
  });
  return { start, column, factor };
}
