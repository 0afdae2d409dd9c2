import { anionRank, covalentRadius, isMetal } from '../geometry/radii.js';
import { isAnion, isLoose } from './positions.js';

/** What a bond may be longer than the sum of the covalent radii, angstrom. */
const SLACK = 0.3;
/** Nearer than this are places of one atom that is split over them, angstrom. */
const SPLIT = 0.5;

/** What is drawn between the elements of one structure. */
export class Bonding {
  readonly #elements: readonly string[];
  readonly #hasAnions: boolean;
  readonly #loose: ReadonlySet<string>;
  readonly #bare: ReadonlySet<string>;

  /**
   * @param elements what fills most of each position
   * @param wanted elements that shall have polyhedra whatever they are
   */
  constructor(elements: readonly string[], wanted: readonly string[] = []) {
    this.#elements = [...new Set(elements)];
    this.#hasAnions = this.#elements.some(isAnion);
    const large = this.#elements.filter((element) => isLoose(element) && !wanted.includes(element));
    // Without a framework (NaCl, CeO2) sticks to the large cations are all that there is to be seen.
    const hasFramework = this.#elements.some((element) => !isAnion(element) && !large.includes(element));
    this.#loose = new Set(hasFramework ? large : []);
    this.#bare = new Set(large);
  }

  /** Large cations in the gaps of a framework: spheres alone. */
  isLoose(element: string): boolean {
    return this.#loose.has(element);
  }

  /** Whether the surroundings of an element are completed beyond the cell and make polyhedra. */
  isCentre(element: string): boolean {
    return !this.#bare.has(element);
  }

  /** The longest bond that any pair may have, angstrom. */
  get reach(): number {
    const radii = this.#elements.filter((element) => !this.isLoose(element)).map(covalentRadius);
    return radii.length === 0 ? 0 : 2 * Math.max(...radii) + SLACK;
  }

  isBond(one: string, other: string, distanceAngstrom: number): boolean {
    if (distanceAngstrom < SPLIT || this.isLoose(one) || this.isLoose(other)) return false;
    if (distanceAngstrom > covalentRadius(one) + covalentRadius(other) + SLACK) return false;
    // In alloys, carbides and phosphides all that is near is bonded; beside anions cations are not, however near.
    if (!this.#hasAnions) return true;
    return isAnion(one) !== isAnion(other) || (!isMetal(one) && !isMetal(other));
  }

  /** Whether `outer` belongs to the surroundings of `centre`: an anion that attracts electrons more strongly. */
  isLigand(centre: string, outer: string): boolean {
    return isAnion(outer) && anionRank(outer) < anionRank(centre);
  }
}
