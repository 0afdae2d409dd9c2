/** What is refined where the user does not say: what this pattern can tell, and nothing that it cannot. */
import { atomicNumber } from '../../../crystal/scattering/element-data.js';
import { floatingOrigins } from '../../../crystal/symmetry/floating-origins.js';
import { fail } from '../../../errors.js';
import { at, type ModelParameter, type ParameterGroup } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { PowderDiffractionOptions, Refinable } from '../options.js';
import { minorPhases, openSites } from './open-occupancies.js';
import { holdsInstrument, type OwnWidths } from './own-widths.js';
import type { Constraints } from './parameter-texts.js';

const GROUPS: Readonly<Record<Refinable, readonly ParameterGroup[]>> = {
  background: ['background', 'hump'],
  scale: ['scale'],
  cell: ['cell'],
  shift: ['shift'],
  widths: ['caglioti', 'lorentz'],
  asymmetry: ['asymmetry'],
  size: ['size'],
  strain: ['strain'],
  orientation: ['orientation'],
  positions: ['position'],
  displacements: ['displacement'],
  occupancies: ['occupancy'],
};

/** Shares of the diffracted intensity from which on a phase has a cell, a width and atoms of its own. */
const SHARE_FOR_CELL = 0.01;
const SHARE_FOR_SIZE = 0.03;
const SHARE_FOR_ATOMS = 0.12;
/** Reflections that a coordinate or displacement parameter needs. */
const REFLECTIONS_PER_ATOM_PARAMETER = 3;
/** Below this width of the range the course of the widths with the angle cannot be told. */
const RANGE_FOR_CAGLIOTI_DEG = 45;
/** A width that grows with tan(theta), left out, biases displacement and cells even of shorter ranges. */
const RANGE_FOR_STRAIN_WIDTH_DEG = 25;
const ASYMMETRY_BELOW_DEG = 45;
/** Powder patterns have never told more numbers of atoms than this, and a cycle would take minutes. */
const MOST_ATOM_PARAMETERS = 250;
const MOST_PARAMETERS = 600;

export interface RefinableChoice {
  readonly wanted: ReadonlySet<number>;
  /** Phases (by index) whose cell or atoms stay as given because they are too weak. */
  readonly cellHeld: readonly number[];
  readonly atomsHeld: readonly number[];
  /** Numbers of atoms were asked for by the user, not chosen. */
  readonly atomsAsked: boolean;
  /** Occupancies were asked for, and these of them are not refined. */
  readonly occupanciesHeld: readonly number[];
  readonly own: OwnWidths;
  /** Widths that were asked for (X, Y) and are held because phases have such widths of their own. */
  readonly widthsHeld: readonly number[];
}

/** What decides over the choice beside the options. */
export interface ChoiceFacts {
  readonly shift: NonNullable<PowderDiffractionOptions['shift']>;
  readonly constraints: Constraints;
  /** Of each phase: its part of the diffracted intensity, and of the mass. */
  readonly shares: readonly number[];
  readonly massShares: readonly number[];
  /** The widths of the diffractometer come from a file. */
  readonly instrumentGiven: boolean;
}

/** What the user asks for: groups in place of the program's choice, or beside it. */
function readRefine(texts: PowderDiffractionOptions['refine']) {
  const all = texts ?? [];
  const listed = all.filter((one): one is Refinable => !one.startsWith('+'));
  const added = all.flatMap((one) => (one.startsWith('+') ? [one.slice(1) as Refinable] : []));
  return {
    isAutomatic: texts === undefined || (all.length > 0 && listed.length === 0),
    groups: new Set<ParameterGroup>([...listed, ...added].flatMap((one) => GROUPS[one])),
  };
}

/** @throws `invalid-option` for more parameters than a pattern can be asked for */
export function chooseRefinable(
  model: PatternModel,
  options: Pick<PowderDiffractionOptions, 'refine'>,
  { shift, constraints, shares, massShares, instrumentGiven }: ChoiceFacts,
): RefinableChoice {
  const { parameters } = model.list;
  const { isAutomatic, groups } = readRefine(options.refine);
  const isMany = model.phases.filter((_, k) => shares[k]! >= SHARE_FOR_SIZE).length > 1;
  const instrumentKnown = (instrumentGiven || holdsInstrument(constraints)) && !groups.has('caglioti');
  const released = (n: number) => !constraints.fixed.has(n) && !constraints.ties.has(n);
  const { phases: places } = model.list;
  const directional = places.some(({ stephens }) => stephens >= 0 && released(stephens));
  const size = groups.has('size') || (isAutomatic && (isMany || instrumentKnown));
  const strain = groups.has('strain') || (isAutomatic && (directional || instrumentKnown));
  const own: OwnWidths = {
    instrumentKnown,
    size: size && places.some(({ sizeBroadening }) => released(sizeBroadening)),
    strain: strain && (directional || places.some(({ strainBroadening }) => released(strainBroadening))),
  };
  const angles = model.setup.grid.twoThetaDeg;
  const spanDeg = angles[angles.length - 1]! - angles[0]!;
  const first = firstLineDeg(model);
  const enough = model.phases.map((phase, k) => {
    const own = parameters.filter(
      (one) => one.phase === k && (one.group === 'position' || one.group === 'displacement'),
    );
    return (
      own.length <= MOST_ATOM_PARAMETERS &&
      shares[k]! >= SHARE_FOR_ATOMS &&
      linesInRange(phase.positionsDeg, angles) >= REFLECTIONS_PER_ATOM_PARAMETER * own.length
    );
  });
  const origins = new Set(model.phases.flatMap((_, k) => heldOrigin(model, k)));
  const canBe = whatCanBe(model, shift, own);
  const chosen = (one: ModelParameter, n: number): boolean => {
    const share = one.phase < 0 ? 1 : shares[one.phase]!;
    switch (one.group) {
      case 'background':
      case 'hump':
      case 'scale':
        return true;
      case 'cell':
        return share >= SHARE_FOR_CELL;
      case 'shift':
        return true;
      case 'caglioti':
        return !instrumentKnown && (n === at.W || spanDeg >= RANGE_FOR_CAGLIOTI_DEG);
      case 'lorentz':
        return !instrumentKnown && (n === at.X || spanDeg >= RANGE_FOR_STRAIN_WIDTH_DEG);
      case 'asymmetry':
        return first < ASYMMETRY_BELOW_DEG;
      case 'size':
        return own.size && share >= SHARE_FOR_SIZE;
      case 'strain':
        // Terms of a direction are there because they were asked for.
        return own.strain && (one.unit !== 'deg' || (share >= SHARE_FOR_SIZE && spanDeg >= RANGE_FOR_STRAIN_WIDTH_DEG));
      case 'orientation':
        return model.setup.phases[one.phase]!.axis !== undefined;
      case 'position':
      case 'displacement':
        return enough[one.phase]!;
      default:
        return false;
    }
  };
  const wanted = new Set<number>();
  parameters.forEach((one, n) => {
    const isWanted = groups.has(one.group) || (isAutomatic && chosen(one, n));
    if (isWanted && canBe(one, n) && released(n) && !origins.has(n)) wanted.add(n);
  });
  const occupanciesHeld = [...wanted].filter((n) => isClosed(parameters[n]!, model, massShares));
  const isX = own.size && groups.has('lorentz');
  const isY = own.strain && (groups.has('lorentz') || (isAutomatic && directional));
  const widthsHeld = instrumentKnown ? [] : [...(isX ? [at.X] : []), ...(isY ? [at.Y] : [])].filter(released);
  for (const n of occupanciesHeld) if (!constraints.start.has(n)) wanted.delete(n);
  // A bound or a start asks for a number as clearly as a word in `refine`.
  for (const n of constraints.bounds.keys()) if (released(n)) wanted.add(n);
  if (wanted.size > MOST_PARAMETERS) {
    throw fail(
      'invalid-option',
      `${wanted.size} parameters would be refined; ${MOST_PARAMETERS} are the most that a pattern can be asked for`,
      'refine fewer groups (option refine), or tie and hold some (options tie, fix)',
      { path: 'refine' },
    );
  }
  const phases = model.phases.map((_, k) => k);
  return {
    wanted,
    cellHeld: isAutomatic && !groups.has('cell') ? phases.filter((k) => shares[k]! < SHARE_FOR_CELL) : [],
    atomsHeld:
      isAutomatic && !groups.has('position') && !groups.has('displacement')
        ? phases.filter((k) => !enough[k] && model.setup.phases[k]!.factors !== null)
        : [],
    atomsAsked: !isAutomatic || groups.has('position') || groups.has('displacement'),
    occupanciesHeld: occupanciesHeld.filter((n) => !wanted.has(n)),
    own,
    widthsHeld: widthsHeld.filter((n) => !wanted.has(n)),
  };
}

/** Occupancies of full sites say nothing that the scale does not, and a minor phase tells none. */
function isClosed({ group, phase, site }: ModelParameter, model: PatternModel, massShares: readonly number[]): boolean {
  if (group !== 'occupancy') return false;
  return minorPhases(massShares).includes(phase) || !openSites(model.setup.phases[phase]!.structure).has(site!);
}

/** Which numbers make sense in this model. */
function whatCanBe(model: PatternModel, shift: string, own: OwnWidths): (one: ModelParameter, n: number) => boolean {
  return ({ group, phase, name, unit }, n) => {
    if (group === 'shift') {
      if (n === at.zero) return shift === 'zero' || shift === 'both';
      if (n === at.displacement) return shift === 'displacement' || shift === 'both';
      return false;
    }
    if (group === 'lorentz') return n === at.X ? !own.size : !own.strain;
    if (group === 'orientation') return model.setup.phases[phase]!.axis !== undefined;
    if (group === 'scale') return model.setup.phases[phase]!.factors !== null;
    // Strain that depends on the direction holds the one that does not.
    if (group === 'strain' && unit === 'deg') return model.list.phases[phase]!.stephens < 0;
    // The Lorentzian share of anisotropic strain is hardly told from the data.
    return !name.endsWith('.strainMixing');
  };
}

/** 2theta of the first line inside the pattern, 180 where there is none. */
export function firstLineDeg(model: PatternModel): number {
  const angles = model.setup.grid.twoThetaDeg;
  let first = 180;
  for (const phase of model.phases) {
    for (const position of phase.positionsDeg) if (position >= angles[0]! && position < first) first = position;
  }
  return first;
}

function linesInRange(positionsDeg: Float64Array, angles: Float64Array): number {
  let count = 0;
  for (const position of positionsDeg) if (position >= angles[0]! && position <= angles[angles.length - 1]!) count++;
  return count;
}

/** In a polar group the origin may float along an axis: the heaviest atom is held there. */
function heldOrigin(model: PatternModel, k: number): number[] {
  const { structure, name } = model.setup.phases[k]!;
  return floatingOrigins(structure.spaceGroup).flatMap(({ axis }) => {
    const letter = ['x', 'y', 'z'][axis]!;
    const along = model.list.parameters.flatMap((one, n) =>
      one.phase === k && one.group === 'position' && one.name === `${name}.${one.site}.${letter}` ? [n] : [],
    );
    const weight = (n: number) => atomicNumber(model.list.parameters[n]!.element!);
    along.sort((a, b) => weight(b) - weight(a) || a - b);
    return along.slice(0, 1);
  });
}
