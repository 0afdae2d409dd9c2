/** Random two-phase samples for measuring how often stated uncertainties hold: literature structures, each a little moved. */
import { floatingOrigins } from '../../../crystal/symmetry/floating-origins.js';
import { pow } from '../../../numerics/elementary/pow.js';
import type { Random } from '../../../numerics/random.js';
import { anatase, type LiteraturePhase, nzsp, rutile, zincite, zirconia } from './literature-phases.js';
import type { PhaseTruth, TypedPatternTruth } from './pattern-truth.js';
import { truthSetup, truthStructure } from './truth-structure.js';

/** What is drawn for one kind of sample. */
interface Kind {
  readonly phases: readonly [LiteraturePhase, LiteraturePhase];
  /** Weight fraction of the second phase, least and most. */
  readonly second: readonly [number, number];
  readonly fromDeg: number;
  readonly toDeg: number;
  readonly stepDeg: number;
  readonly peakCounts: readonly [number, number];
  readonly backgroundCounts: readonly [number, number];
  /** Phases whose atoms are where their CIF has them: too little of a phase, or too few lines, to refine them. */
  readonly atomsOfCif?: 'second' | 'both';
  /** The second phase is as finely divided as the first: it is too little to show a width of its own. */
  readonly oneSize?: boolean;
}

export const twoPhaseKinds = {
  titania: {
    phases: [anatase, rutile],
    second: [0.1, 0.9],
    fromDeg: 20,
    toDeg: 100,
    stepDeg: 0.03,
    peakCounts: [1000, 20_000],
    backgroundCounts: [50, 300],
  },
  zincite: {
    phases: [zincite, anatase],
    second: [0.3, 0.9],
    fromDeg: 20,
    toDeg: 110,
    stepDeg: 0.03,
    peakCounts: [1000, 20_000],
    backgroundCounts: [50, 300],
  },
  trace: {
    phases: [nzsp, zirconia],
    second: [0.01, 0.05],
    fromDeg: 10,
    toDeg: 100,
    stepDeg: 0.03,
    peakCounts: [3000, 20_000],
    backgroundCounts: [100, 400],
    atomsOfCif: 'second',
    oneSize: true,
  },
  faint: {
    phases: [anatase, rutile],
    second: [0.3, 0.7],
    fromDeg: 20,
    toDeg: 100,
    stepDeg: 0.04,
    peakCounts: [60, 300],
    backgroundCounts: [3, 15],
  },
  narrow: {
    phases: [anatase, rutile],
    second: [0.2, 0.8],
    fromDeg: 20,
    toDeg: 60,
    stepDeg: 0.03,
    peakCounts: [1000, 20_000],
    backgroundCounts: [50, 300],
    atomsOfCif: 'both',
  },
  wrongAtoms: {
    phases: [anatase, rutile],
    second: [0.2, 0.8],
    fromDeg: 20,
    toDeg: 60,
    stepDeg: 0.03,
    peakCounts: [1000, 20_000],
    backgroundCounts: [50, 300],
  },
} as const satisfies Readonly<Record<string, Kind>>;

export type TwoPhaseKind = keyof typeof twoPhaseKinds;

/** Cell edges differ by up to this share, angles by up to this many degrees, from what the paper says. */
const EDGE_SPREAD = 0.005;
const ANGLE_SPREAD_DEG = 0.15;
/** Coordinates by up to this many angstrom. */
const COORDINATE_SPREAD_ANGSTROM = 0.04;

const CU_KALPHA1 = 1.540593;

/** A sample of a kind, its CIFs those of the literature. */
export function drawTwoPhaseTruth(name: TwoPhaseKind, random: Random): TypedPatternTruth {
  const kind: Kind = twoPhaseKinds[name];
  const between = (low: number, high: number) => low + (high - low) * random.uniform();
  const ratio = ([low, high]: readonly [number, number]) => low * pow(high / low, random.uniform());
  const second = between(...kind.second);
  const background = ratio(kind.backgroundCounts);
  const sizes = [between(20, 120), between(20, 120)];
  const phases = kind.phases.map((phase, k) => ({
    ...moved(phase, random, kind.atomsOfCif === 'both' || (kind.atomsOfCif === 'second' && k === 1)),
    weightFraction: k === 1 ? second : 1 - second,
    sizeNm: sizes[kind.oneSize === true ? 0 : k]!,
  }));
  return {
    name: `${name}.xrdml`,
    fromDeg: kind.fromDeg,
    toDeg: kind.toDeg,
    stepDeg: kind.stepDeg,
    peakCounts: ratio(kind.peakCounts),
    background: [background, between(-0.3, 0.3) * background, between(-0.1, 0.1) * background],
    displacementMm: between(-0.1, 0.1),
    U: between(0.002, 0.02),
    V: between(-0.005, 0),
    W: between(0.004, 0.015),
    Y: between(0.02, 0.1),
    asymmetry: between(0.015, 0.045),
    phases,
  };
}

/** A phase whose cell and atoms are not quite those of its CIF. */
function moved(phase: LiteraturePhase, random: Random, onlyCell: boolean): Omit<PhaseTruth, 'weightFraction'> {
  const uniform = (spread: number) => spread * (2 * random.uniform() - 1);
  const cell = Object.fromEntries(
    Object.entries(phase.cell).map(([name, value]) => [
      name,
      name.length === 1 ? value * (1 + uniform(EDGE_SPREAD)) : value + uniform(ANGLE_SPREAD_DEG),
    ]),
  ) as LiteraturePhase['cell'];
  const start = { ...phase, cif: `${phase.name}.cif`, startCell: phase.cell };
  if (onlyCell) return { ...start, cell };
  const structure = truthStructure({ ...phase, weightFraction: 1 });
  // The free numbers of its atoms, so that every atom stays on its position.
  const { factors } = truthSetup(structure, CU_KALPHA1);
  // Where the origin floats along an axis, the first atom says where it is.
  const held = floatingOrigins(structure.spaceGroup).map(({ axis }) => `${phase.sites[0]![0]}.${'xyz'[axis]}`);
  const values = factors!.parameters.map(({ kind, name, start: value }) => {
    if (kind === 'occupancy' || held.includes(name)) return value;
    if (kind !== 'position') return value * (0.6 + random.uniform());
    const axis = name.slice(-1);
    const edge = axis === 'x' ? structure.cell.a : axis === 'y' ? structure.cell.b : structure.cell.c;
    return value + uniform(COORDINATE_SPREAD_ANGSTROM / edge);
  });
  const sites = factors!
    .structureAt(structure, values)
    .sites.map(({ label, element, position: [x, y, z], occupancy, uIso }): PhaseTruth['sites'][number] => [
      label,
      element,
      x,
      y,
      z,
      occupancy,
      uIso,
    ]);
  return { ...start, cell, sites, startSites: phase.sites };
}
