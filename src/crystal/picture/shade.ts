/** A colour mixed with black (`towards` below 0) or white (above 0), from -1 to 1. */
export function shaded(colour: string, towards: number): `#${string}` {
  const target = towards < 0 ? 0 : 255;
  const share = Math.min(1, Math.abs(towards));
  const channels = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16);
    return Math.round(value + share * (target - value))
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
