/** The current that EC-Lab does not store: the charge of each row over the time since the row before. */

/**
 * `I = dq/(t - t_previous)`, as EC-Lab's own text export computes `<I>`. Rows that take no time have the current of their
 * neighbour; the first row, which has no row before, has the set current where there is one, else that of the second.
 *
 * @param chargeC charge of each row in coulomb
 * @param setCurrentA set current of rows under current control, NaN elsewhere; null where unknown
 */
export function currentFromCharge(
  chargeC: Float64Array,
  timeS: Float64Array,
  setCurrentA: Float64Array | null,
): Float64Array {
  const rows = timeS.length;
  const current = new Float64Array(rows);
  for (let row = 1; row < rows; row++) {
    const step = timeS[row]! - timeS[row - 1]!;
    current[row] = step > 0 ? chargeC[row]! / step : stillCurrent(row, current, setCurrentA);
  }
  if (rows === 0) return current;
  const set = setCurrentA?.[0];
  current[0] = set !== undefined && Number.isFinite(set) ? set : rows > 1 && setCurrentA === null ? current[1]! : 0;
  return current;
}

function stillCurrent(row: number, current: Float64Array, setCurrentA: Float64Array | null): number {
  const set = setCurrentA?.[row];
  return set !== undefined && Number.isFinite(set) ? set : current[row - 1]!;
}
