/** How many points are chosen: `12 points`, `12 points, 3 left out`. */
export function choiceText(inUse: number, leftOut: number): string {
  const count = inUse + leftOut;
  const points = `${count} ${count === 1 ? 'point' : 'points'}`;
  if (leftOut === 0) return points;
  return `${points}, ${leftOut === count ? 'left out' : `${leftOut} left out`}`;
}
