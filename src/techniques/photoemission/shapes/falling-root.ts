/** Where a function that falls from positive to negative crosses zero. */

const MOST_STEPS = 100;

/**
 * The zero of `f` beyond `near`, where f(near) > 0, looking first as far as `near + reach` and then farther by doubling (a
 * negative reach looks the other way). By false position with the halving of the end that stays (Illinois), to rounding.
 */
export function fallingRoot(f: (x: number) => number, near: number, reach: number): number {
  let a = near;
  let atA = f(a);
  if (!(atA > 0)) return near;
  let step = reach;
  let b = near + step;
  let atB = f(b);
  for (let i = 0; atB > 0 && i < MOST_STEPS; i++) {
    a = b;
    atA = atB;
    step *= 2;
    b = a + step;
    atB = f(b);
  }
  const close = 1e-13 * Math.abs(reach);
  let last = b;
  for (let i = 0; i < MOST_STEPS && Math.abs(b - a) > close; i++) {
    const x = (a * atB - b * atA) / (atB - atA);
    const value = f(x);
    if (value === 0 || Math.abs(x - last) < close) return x;
    // the end that stays is halved only when the other moves twice in a row, or it would stay for ever
    if (value > 0) {
      if (last === a) atB *= 0.5;
      a = x;
      atA = value;
    } else {
      if (last === b) atA *= 0.5;
      b = x;
      atB = value;
    }
    last = x;
  }
  return 0.5 * (a + b);
}
