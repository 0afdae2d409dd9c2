/** What is refined where the user does not say: what this pattern can tell, and nothing that it cannot. */
import { atomicNumber } from '../../../crystal/scattering/element-data.js';
import { floatingOrigins } from '../../../crystal/symmetry/floating-origins.js';
import { fail } from '../../../errors.js';
import { at, type ModelParameter, type ParameterGroup } from '../model/model-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { PowderDiffractionOptions } from '../options.js';
import type { Constraints } from './parameter-texts.js';

export type Refinable = NonNullable<PowderDiffractionOptions['refine']>[number];

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
}

/**
 * @param shares of each phase in the diffracted intensity
 * @param shift which of zero and displacement
 */
export function chooseRefinable(
  model: PatternModel,
  options: Pick<PowderDiffractionOptions, 'refine'>,
  shift: NonNullable<PowderDiffractionOptions['shift']>,
  constraints: Constraints,
  shares: readonly number[],
): RefinableChoice {
  const { parameters } = model.list;
  const asked = options.refine;
  const groups = new Set<ParameterGroup>((asked ?? []).flatMap((one) => GROUPS[one]));
  const isMany = model.phases.filter((_, k) => shares[k]! >= SHARE_FOR_SIZE).length > 1;
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
        return n === at.W || spanDeg >= RANGE_FOR_CAGLIOTI_DEG;
      case 'lorentz':
        return n === at.X ? !isMany : spanDeg >= RANGE_FOR_STRAIN_WIDTH_DEG;
      case 'asymmetry':
        return first < ASYMMETRY_BELOW_DEG;
      case 'size':
        return isMany && share >= SHARE_FOR_SIZE;
      case 'strain':
        return one.unit !== 'deg';
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
    const isWanted = asked === undefined ? chosen(one, n) : groups.has(one.group);
    if (!isWanted || !canBe(one, n, model, shift)) return;
    if (constraints.fixed.has(n) || constraints.ties.has(n) || origins.has(n)) return;
    wanted.add(n);
  });
  // A bound or a start asks for a number as clearly as a word in `refine`.
  for (const n of constraints.bounds.keys()) if (!constraints.fixed.has(n) && !constraints.ties.has(n)) wanted.add(n);
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
    cellHeld: asked === undefined ? phases.filter((k) => shares[k]! < SHARE_FOR_CELL) : [],
    atomsHeld: asked === undefined ? phases.filter((k) => !enough[k] && model.setup.phases[k]!.factors !== null) : [],
  };
}

/** Numbers that only make sense in some models. */
function canBe({ group, phase, name }: ModelParameter, n: number, model: PatternModel, shift: string): boolean {
  if (group === 'shift') {
    if (n === at.zero) return shift === 'zero' || shift === 'both';
    if (n === at.displacement) return shift === 'displacement' || shift === 'both';
    return false;
  }
  if (group === 'orientation') return model.setup.phases[phase]!.axis !== undefined;
  if (group === 'scale') return model.setup.phases[phase]!.factors !== null;
  // The Lorentzian share of anisotropic strain is hardly told from the data.
  return !name.endsWith('.strainMixing');
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
