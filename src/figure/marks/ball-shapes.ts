import type { DiscShape, Shape, ShapeColour } from '../figure.js';

/** Discs that make a ball look round: how far from its middle towards the light and how large, in shares of its radius. */
const LIT = { aside: 0.1, radius: 0.87 } as const;
const BRIGHT = { aside: 0.28, radius: 0.58, opacity: 0.15 } as const;
const GLEAM = { aside: 0.47, radius: 0.19, opacity: 0.75 } as const;
/** How much darker the rim in the shade is. */
const SHADE = 0.2;

/** A ball as the discs that it is drawn with, its outline last; every other shape as it is. */
export function asBall(shape: Shape): readonly Shape[] {
  if (!('centre' in shape) || shape.ball !== true || shape.fill === undefined) return [shape];
  const { ball: _, fill, ...rim } = shape;
  const { fillOpacity: __, ...line } = rim;
  return [
    disc(shape, { aside: 0, radius: 1 }, darker(fill)),
    disc(shape, LIT, fill),
    disc(shape, BRIGHT, '#ffffff', BRIGHT.opacity),
    disc(shape, GLEAM, '#ffffff', GLEAM.opacity),
    ...(shape.stroke === undefined ? [] : [line]),
  ];
}

/** A disc inside of another, moved towards the upper left. */
function disc(
  { centre: [x, y], radius, fillOpacity }: DiscShape,
  place: { readonly aside: number; readonly radius: number },
  fill: ShapeColour,
  opacity = fillOpacity,
): DiscShape {
  const aside = place.aside * radius * Math.SQRT1_2;
  return {
    centre: [x - aside, y + aside],
    radius: place.radius * radius,
    fill,
    ...(opacity === undefined ? {} : { fillOpacity: opacity }),
  };
}

function darker(colour: ShapeColour): ShapeColour {
  if (!colour.startsWith('#')) return colour;
  const channels = [1, 3, 5].map((at) =>
    Math.round(Number.parseInt(colour.slice(at, at + 2), 16) * (1 - SHADE))
      .toString(16)
      .padStart(2, '0'),
  );
  return `#${channels.join('')}`;
}
