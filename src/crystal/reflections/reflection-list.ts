/** Reflections of a phase: one of each set of equivalents, Friedel mates being equivalent (powder). Largest d first. */
export interface ReflectionList {
  readonly count: number;
  /** h, k, l of each, three numbers a reflection; the lexicographically largest of its equivalents. */
  readonly hkl: Int32Array;
  /** How many reflections coincide by symmetry, Friedel mates counted. */
  readonly multiplicity: Int32Array;
}
