import type { Mark, Shape } from './figure.js';

/** A mark with its positions multiplied, as where an axis changes its unit. */
export function scaledMark(mark: Mark, x: number, y: number): Mark {
  if (x === 1 && y === 1) return mark;
  const all = (values: readonly number[], factor: number) => values.map((value) => value * factor);
  const pair = ([low, high]: readonly [number, number], factor: number) => [low * factor, high * factor] as const;
  switch (mark.type) {
    case 'points':
    case 'line':
      return { ...mark, x: all(mark.x, x), y: all(mark.y, y) };
    case 'error-bars':
    case 'band':
      return { ...mark, x: all(mark.x, x), lower: all(mark.lower, y), upper: all(mark.upper, y) };
    case 'ticks':
      return { ...mark, x: all(mark.x, x) };
    case 'heat-map':
      return { ...mark, xEdges: all(mark.xEdges, x), yEdges: all(mark.yEdges, y) };
    case 'image':
      return { ...mark, x: pair(mark.x, x), y: pair(mark.y, y) };
    case 'rule':
      return { ...mark, at: mark.at * (mark.axis === 'x' ? x : y) };
    case 'text':
      return { ...mark, x: mark.x * x, y: mark.y * y };
    case 'shapes':
      return { ...mark, shapes: mark.shapes.map((shape) => scaledShape(shape, x, y)) };
  }
}

function scaledShape(shape: Shape, x: number, y: number): Shape {
  if ('outline' in shape) return { ...shape, outline: shape.outline.map(([px, py]) => [px * x, py * y] as const) };
  return { ...shape, centre: [shape.centre[0] * x, shape.centre[1] * y], radius: shape.radius * x };
}
