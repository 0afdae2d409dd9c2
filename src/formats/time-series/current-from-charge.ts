/** The current that EC-Lab does not store: the charge of each row over the time since the row before. */

/**
 * `I = dq/(t - t_previous)`, as EC-Lab's own text export computes `<I>`. To be called on the rows as the file has them, for
 * a row left out before would take its time away from the charge of the next. Rows that take no time have the current of
 * the row before; where a clock begins, there is no row before, and the current is that of the next. A known set current
 * goes before both.
 *
 * @param chargeC charge of each row in coulomb, since the row before
 * @param timeS may hold NaN: the charge of such a row counts to the next
 * @param setCurrentA set current of rows under current control, NaN elsewhere; null where unknown
 * @returns ampere; NaN where time or charge is missing
 */
export function currentFromCharge(
  chargeC: Float64Array,
  timeS: Float64Array,
  setCurrentA: Float64Array | null,
): Float64Array {
  const rows = timeS.length;
  const current = new Float64Array(rows);
  let beforeS = Number.NaN;
  let withoutTimeC = 0;
  for (let row = 0; row < rows; row++) {
    const time = timeS[row]!;
    if (Number.isNaN(time)) {
      withoutTimeC += chargeC[row]!;
      current[row] = Number.NaN;
      continue;
    }
    const charge = withoutTimeC + chargeC[row]!;
    const step = time - beforeS;
    if (step > 0 || Number.isNaN(charge)) current[row] = charge / step;
    else if (setCurrentA !== null && Number.isFinite(setCurrentA[row]!)) current[row] = setCurrentA[row]!;
    else current[row] = step === 0 ? current[row - 1]! : currentOfNext(row, chargeC, timeS);
    beforeS = time;
    withoutTimeC = 0;
  }
  return current;
}

function currentOfNext(row: number, chargeC: Float64Array, timeS: Float64Array): number {
  const next = row + 1;
  if (next === timeS.length) return 0;
  const step = timeS[next]! - timeS[row]!;
  return step > 0 && Number.isFinite(chargeC[next]!) ? chargeC[next]! / step : 0;
}
