/** A crystal structure as something to look at: plain JSON, in cartesian angstrom, drawn by the report and by the workbench alike. */

type Point = readonly [x: number, y: number, z: number];

/** What shares a position: one entry for a full site, several for a mixed one; what is missing to 1 is empty. */
export interface AtomShare {
  readonly element: string;
  readonly occupancy: number;
}

export interface SceneAtom {
  /** Label of the site: `Zr1`. */
  readonly site: string;
  readonly position: Point;
  readonly shares: readonly AtomShare[];
  /** Drawn radius in angstrom. */
  readonly radius: number;
}

export interface SceneBond {
  /** Indices of two atoms. */
  readonly from: number;
  readonly to: number;
  readonly lengthAngstrom: number;
}

/** A cation with the anions around it. */
export interface ScenePolyhedron {
  /** Index of the atom in the middle. */
  readonly centre: number;
  readonly element: string;
  readonly corners: readonly Point[];
  /** Faces as indices of corners, each a convex polygon seen counter-clockwise from outside. */
  readonly faces: readonly (readonly number[])[];
}

export interface StructureScene {
  /** Name of the phase. */
  readonly name: string;
  /** Formula as printed: `Na3.00Zr2Si2PO12`. */
  readonly formula: string;
  readonly spaceGroup: string;
  /** Cell vectors a, b, c. */
  readonly cell: readonly [Point, Point, Point];
  readonly atoms: readonly SceneAtom[];
  readonly bonds: readonly SceneBond[];
  readonly polyhedra: readonly ScenePolyhedron[];
  /** `#rrggbb` of each element in it. */
  readonly colours: Readonly<Record<string, string>>;
  /** Direction from which it is best seen (unit vector, cartesian) and what points up. */
  readonly view: { readonly from: Point; readonly up: Point };
  /** What was left out because the cell is too large, in a sentence. */
  readonly note?: string;
}
