/** What linear equations with whole coefficients leave free: p = C q, each q being one of the unknowns themselves. */
export interface NullSpace {
  readonly free: readonly number[];
  /** C, one row for each unknown, row by row. */
  readonly matrix: Float64Array;
}

/**
 * Solves equations `row · p = 0` exactly. Rows hold whole numbers; the elimination stays in whole numbers too, so what
 * symmetry ties is tied to the last bit. Later unknowns are expressed by earlier ones.
 */
export function nullSpace(equations: Iterable<readonly number[]>, unknowns: number): NullSpace {
  const reduced: (readonly number[] | undefined)[] = new Array(unknowns).fill(undefined);
  for (const equation of equations) {
    let row = [...equation];
    for (let column = unknowns - 1; column >= 0; column--) {
      if (row[column] === 0) continue;
      const other = reduced[column];
      if (other !== undefined) {
        row = eliminate(row, other, column);
        continue;
      }
      // What stands before the pivot may still hold pivots of other rows.
      for (let k = column - 1; k >= 0; k--) {
        if (row[k] !== 0 && reduced[k] !== undefined) row = eliminate(row, reduced[k]!, k);
      }
      for (let k = column + 1; k < unknowns; k++) {
        if (reduced[k] !== undefined && reduced[k]![column] !== 0) reduced[k] = eliminate(reduced[k]!, row, column);
      }
      reduced[column] = primitive(row);
      break;
    }
  }
  const free = reduced.flatMap((row, column) => (row === undefined ? [column] : []));
  const matrix = new Float64Array(unknowns * free.length);
  for (let i = 0; i < unknowns; i++) {
    const row = reduced[i];
    for (const [j, parameter] of free.entries()) {
      const value = row === undefined ? (i === parameter ? 1 : 0) : -row[parameter]! / row[i]!;
      matrix[i * free.length + j] = value + 0;
    }
  }
  return { free, matrix };
}

function eliminate(row: readonly number[], by: readonly number[], column: number): number[] {
  const mine = row[column]!;
  const theirs = by[column]!;
  return primitive(row.map((value, k) => value * theirs - by[k]! * mine));
}

/** The row without a common factor, so that numbers stay small however many rows are eliminated. */
function primitive(row: readonly number[]): number[] {
  let common = 0;
  for (const value of row) common = greatestDivisor(common, Math.abs(value));
  return common <= 1 ? [...row] : row.map((value) => value / common);
}

function greatestDivisor(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}
