/** A colour, or a word for what follows the paper that a picture is drawn on. */
export type PictureColour = `#${string}` | 'ink' | 'neutral' | 'paper';

interface Style {
  readonly fill?: PictureColour;
  readonly fillOpacity?: number;
  readonly stroke?: PictureColour;
  /** In points. */
  readonly strokeWidth?: number;
}

type Place = readonly [x: number, y: number];

/** A piece of a projected scene in angstrom, x to the right and y upwards, as figures draw them. */
export type FlatShape =
  | (Style & { readonly outline: readonly Place[]; readonly open?: boolean })
  | (Style & {
      readonly centre: Place;
      readonly radius: number;
      readonly sector?: readonly [number, number];
      readonly ball?: boolean;
    });

/** Shapes that belong together, and how near they are to the eye, angstrom. */
export interface Drawn {
  readonly depth: number;
  readonly shapes: readonly FlatShape[];
}
