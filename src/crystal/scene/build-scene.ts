import { cartesianMatrix, cellVolume } from '../cell/metric.js';
import { AtomGrid, type Neighbour } from '../geometry/neighbours.js';
import type { CrystalStructure } from '../structure.js';
import { unitCellContents } from '../structure-factors/unit-cell-contents.js';
import { Bonding } from './bonding.js';
import { convexHull } from './convex-hull.js';
import { elementColour } from './element-colours.js';
import { drawnRadius, joinedPositions, type Position } from './positions.js';
import type { SceneAtom, SceneBond, ScenePolyhedron, StructureScene } from './structure-scene.js';
import { lengthOf, type Vector } from './vector.js';
import { viewDirection } from './view-direction.js';

export interface SceneOptions {
  /**
   * Elements that get polyhedra. @default all but the large cations (alkali metals, Ca, Sr, Ba, lanthanides)
   */
  readonly polyhedra?: readonly string[];
}

/** In larger cells neither sticks nor polyhedra can be told apart. */
const MOST_BONDED = 2000;
/** Atoms to the cubic angstrom that no matter has; everything would be bonded to everything. */
const DENSEST = 1;
/** More atoms than these are not drawn at all. */
const MOST_ATOMS = 6000;
/** Corners that make a coordination polyhedron. */
const CORNERS = { fewest: 4, most: 12 } as const;
/** Atoms this near to a face of the cell lie on it, as a fraction of the axis. */
const ON_FACE = 1e-3;

/** An atom in the making, with its element and place in the lattice. */
interface Placed {
  readonly position: Position;
  readonly fractional: Vector;
  readonly atom: SceneAtom;
}

/**
 * One cell of a structure as a scene: all atoms in it and on its surface, the anions outside that complete the surroundings
 * of its cations, bonds (sum of covalent radii and 0.3 angstrom), coordination polyhedra with 4 to 12 corners. Large
 * cells come without polyhedra, very large ones cut, with a note.
 */
export function buildScene(structure: CrystalStructure, options: SceneOptions = {}): StructureScene {
  const positions = joinedPositions(structure);
  const builder = new SceneBuilder(structure, positions, options);
  const isLarge = builder.grid.count > MOST_BONDED || builder.grid.count > DENSEST * cellVolume(structure.cell);
  const isCut = builder.placeCell();
  if (!isLarge) {
    builder.complete();
    builder.join();
  }
  const elements = [...new Set(positions.flatMap(({ shares }) => shares.map(({ element }) => element)))];
  const cell = cellVectors(structure);
  const note = isCut
    ? `The cell holds ${builder.grid.count} atoms; the first ${MOST_ATOMS} are shown, without bonds and polyhedra.`
    : isLarge
      ? `The cell holds ${builder.grid.count} atoms, which are shown without bonds and polyhedra.`
      : undefined;
  return {
    name: structure.name,
    formula: structure.formula ?? unitCellContents(structure).formula,
    spaceGroup: structure.spaceGroup.symbol,
    cell,
    atoms: builder.placed.map(({ atom }) => atom),
    bonds: builder.bonds,
    polyhedra: builder.polyhedra,
    colours: Object.fromEntries(elements.map((element) => [element, elementColour(element)])),
    view: rounded(viewDirection(cell, cell.map(lengthOf) as unknown as Vector)),
    ...(note === undefined ? {} : { note }),
  };
}

class SceneBuilder {
  readonly placed: Placed[] = [];
  readonly bonds: SceneBond[] = [];
  readonly polyhedra: ScenePolyhedron[] = [];
  readonly grid: AtomGrid;
  readonly #structure: CrystalStructure;
  readonly #positions: readonly Position[];
  readonly #bonding: Bonding;
  readonly #wanted: readonly string[] | undefined;
  readonly #matrix: Float64Array;
  readonly #indices = new Map<string, number>();

  constructor(structure: CrystalStructure, positions: readonly Position[], options: SceneOptions) {
    this.#positions = positions;
    this.#structure = { ...structure, sites: positions.map(({ site }) => site) };
    this.#bonding = new Bonding(
      positions.map(({ element }) => element),
      options.polyhedra,
    );
    this.#wanted = options.polyhedra;
    this.#matrix = cartesianMatrix(structure.cell);
    this.grid = new AtomGrid(this.#structure, Math.max(1, this.#bonding.reach));
  }

  /** Everything in the cell and on its surface. True when it had to stop before the end. */
  placeCell(): boolean {
    const { sites, spaceGroup } = this.#structure;
    for (const site of sites) {
      const [x, y, z] = site.position;
      for (const { rotation, translation } of spaceGroup.operations) {
        const image = [0, 1, 2].map((i) => {
          const at = rotation[3 * i]! * x + rotation[3 * i + 1]! * y + rotation[3 * i + 2]! * z + translation[i]!;
          return at - Math.floor(at + ON_FACE);
        }) as unknown as Vector;
        for (const copy of onSurface(image)) {
          if (this.placed.length >= MOST_ATOMS) return true;
          const itself = this.grid.around(copy, 0.02)[0];
          if (itself !== undefined) this.#place(itself);
        }
      }
    }
    return false;
  }

  /** The anions around each cation of the cell, also those outside, and the polyhedra that they make. */
  complete(): void {
    const cellCount = this.placed.length;
    for (let at = 0; at < cellCount; at++) {
      const { position, fractional } = this.placed[at]!;
      if (!this.#bonding.isCentre(position.element)) continue;
      const around = this.grid.around(fractional, this.#bonding.reach).filter(({ site, distance }) => {
        const { element } = this.#positions[site]!;
        return (
          this.#bonding.isLigand(position.element, element) && this.#bonding.isBond(position.element, element, distance)
        );
      });
      const corners = around.map((neighbour) => this.#place(neighbour));
      if (corners.length >= CORNERS.fewest && corners.length <= CORNERS.most) this.#addPolyhedron(at, corners);
    }
  }

  #addPolyhedron(centre: number, corners: readonly number[]): void {
    const { element } = this.placed[centre]!.position;
    if (this.#wanted !== undefined && !this.#wanted.includes(element)) return;
    const points = corners.map((n) => this.placed[n]!.atom.position);
    const faces = convexHull(points);
    if (faces.length > 0) this.polyhedra.push({ centre, element, corners: points, faces });
  }

  /** Sticks between all that is drawn. */
  join(): void {
    this.placed.forEach(({ position, fractional }, from) => {
      if (this.#bonding.isLoose(position.element)) return;
      for (const neighbour of this.grid.around(fractional, this.#bonding.reach)) {
        const to = this.#indices.get(nameOf(neighbour));
        if (to === undefined || to <= from) continue;
        const other = this.placed[to]!.position.element;
        if (!this.#bonding.isBond(position.element, other, neighbour.distance)) continue;
        this.bonds.push({ from, to, lengthAngstrom: round(neighbour.distance) });
      }
    });
  }

  #place(neighbour: Neighbour): number {
    const name = nameOf(neighbour);
    const known = this.#indices.get(name);
    if (known !== undefined) return known;
    const position = this.#positions[neighbour.site]!;
    const index = this.placed.length;
    this.#indices.set(name, index);
    this.placed.push({
      position,
      fractional: neighbour.position,
      atom: {
        site: position.label,
        position: cartesian(this.#matrix, neighbour.position),
        shares: position.shares,
        radius: drawnRadius(position.element),
      },
    });
    return index;
  }
}

/** One name for each atom of the crystal. */
function nameOf({ site, operation, translation }: Neighbour): string {
  return `${site} ${operation} ${translation.join(' ')}`;
}

/** An atom of the cell and its copies on opposite faces, edges and corners. */
function onSurface([x, y, z]: Vector): Vector[] {
  const along = (at: number): number[] => (at < ON_FACE ? [at, at + 1] : [at]);
  return along(x).flatMap((u) => along(y).flatMap((v) => along(z).map((w) => [u, v, w] as const)));
}

function cartesian(m: Float64Array, [u, v, w]: Vector): Vector {
  return [round(m[0]! * u + m[1]! * v + m[2]! * w), round(m[4]! * v + m[5]! * w), round(m[8]! * w)];
}

function cellVectors({ cell }: CrystalStructure): [Vector, Vector, Vector] {
  const matrix = cartesianMatrix(cell);
  return [cartesian(matrix, [1, 0, 0]), cartesian(matrix, [0, 1, 0]), cartesian(matrix, [0, 0, 1])];
}

/** A ten-thousandth of an angstrom is far less than can be seen, and keeps results small. */
function round(value: number): number {
  return Math.round(value * 1e4) / 1e4 + 0;
}

function rounded({ from, up }: StructureScene['view']): StructureScene['view'] {
  const six = ([x, y, z]: Vector): Vector => [x, y, z].map((value) => Math.round(value * 1e6) / 1e6 + 0) as never;
  return { from: six(from), up: six(up) };
}
