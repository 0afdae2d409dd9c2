/** What a component is before anything is fitted: a line of an element in a chemical state, with a shape. */
import type { LineShape } from './shapes/line-shape.js';

/** The smaller partner of a spin-orbit doublet lies at higher binding energy. */
export interface Doublet {
  /** `2p3/2` and `2p1/2`. */
  readonly major: string;
  readonly minor: string;
  /** Area of the minor over that of the major line, from the degeneracies 2j + 1. */
  readonly ratio: number;
  /** Typical distance, eV, and the range of published values. */
  readonly splittingEv: number;
  readonly splittingRangeEv: readonly [number, number];
  /** The minor line is broadened by Coster-Kronig decay (Ti, V, Cr 2p1/2 ...). */
  readonly costerKronig: boolean;
}

/** A core level or Auger transition of an element. */
export interface CoreLine {
  /** `Ti 2p`, `Na KLL`, `O 1s`; `Fermi edge` and the like are no lines. */
  readonly title: string;
  readonly element: string;
  readonly orbital: string;
  readonly kind: 'photoelectron' | 'auger';
  /** Absent for s levels, for one line of a doublet named alone (`Cu 2p3/2`), and for Auger lines. */
  readonly doublet?: Doublet;
  /** Binding energies at which its major line is usually found, eV: lowest and highest. Absent where not tabulated. */
  readonly usualEv?: readonly [number, number];
  /** Where the numbers come from, to be cited. */
  readonly source?: string;
}

/** A component as the user asked for it. */
export interface Component {
  /** As in quantities: `Ti4+`. Unique. */
  readonly name: string;
  readonly line: CoreLine;
  /** Position of the major line that was typed, eV, on the scale of the file; absent where the data shall say. */
  readonly positionEv?: number;
  readonly shape: LineShape;
  /** Shape parameters that were typed with it: `gl(30)` holds the mixing at 0.3. By name of the shape's parameter. */
  readonly shapeValues: Readonly<Record<string, number>>;
  /** Name of the region it was told to lie in, or undefined for the one that holds its position. */
  readonly region?: string;
}
