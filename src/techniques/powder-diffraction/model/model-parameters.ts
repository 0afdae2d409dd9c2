import { cellNames } from '../../../crystal/cell/cell.js';
import type { ModelSetup, PhaseSetup } from './setup.js';

export type ParameterGroup =
  | 'shift'
  | 'caglioti'
  | 'lorentz'
  | 'asymmetry'
  | 'background'
  | 'hump'
  | 'scale'
  | 'cell'
  | 'size'
  | 'strain'
  | 'orientation'
  | 'position'
  | 'displacement'
  | 'occupancy';

/** A number of the model, refined or not. */
export interface ModelParameter {
  readonly name: string;
  readonly unit: string;
  readonly group: ParameterGroup;
  /** Which phase it belongs to; -1 for the pattern as a whole. */
  readonly phase: number;
  readonly start: number;
  readonly lower: number;
  readonly upper: number;
  /** Of atoms: label and element. */
  readonly site?: string;
  readonly element?: string;
}

/** Places of the parameters that every pattern has. */
export const at = {
  zero: 0,
  displacement: 1,
  transparency: 2,
  U: 3,
  V: 4,
  W: 5,
  X: 6,
  Y: 7,
  asymmetry: 8,
  background: 9,
} as const;

/** Where the parameters of a phase stand among all. */
export interface PhasePlaces {
  readonly scale: number;
  readonly cell: number;
  readonly sizeBroadening: number;
  readonly strainBroadening: number;
  /** First Stephens term, and the Lorentzian share of that strain; -1 without. */
  readonly stephens: number;
  readonly strainMixing: number;
  readonly marchDollase: number;
  readonly atoms: number;
}

export interface ParameterList {
  readonly parameters: readonly ModelParameter[];
  readonly humps: readonly number[];
  readonly phases: readonly PhasePlaces[];
}

const OPEN = Number.POSITIVE_INFINITY;
/** Without any smear the pattern does not know in which direction it would get better. */
const LEAST_SPREAD = 5e-4;

/** All parameters of a model with their usual starts; widths start as those of a laboratory diffractometer. */
export function listParameters(setup: ModelSetup): ParameterList {
  const parameters: ModelParameter[] = [];
  const add = (
    name: string,
    unit: string,
    group: ParameterGroup,
    start: number,
    lower: number,
    upper: number,
    more: Partial<ModelParameter> = {},
  ): number => parameters.push({ name, unit, group, phase: -1, start, lower, upper, ...more }) - 1;
  add('zero', 'deg', 'shift', 0, -2, 2);
  add('displacement', 'mm', 'shift', 0, -5, 5);
  add('transparency', 'mm', 'shift', 0, 0, 20);
  add('U', 'deg^2', 'caglioti', 0, -10, 10);
  add('V', 'deg^2', 'caglioti', 0, -10, 10);
  add('W', 'deg^2', 'caglioti', 0.005, 1e-6, 10);
  add('X', 'deg', 'lorentz', 0.03, 0, 5);
  add('Y', 'deg', 'lorentz', 0, 0, 10);
  add('asymmetry', '1', 'asymmetry', 0, LEAST_SPREAD, 0.25);
  for (let n = 0; n < setup.backgroundTerms; n++) add(`background.${n}`, 'counts', 'background', 0, -OPEN, OPEN);
  const humps = setup.humps.map(({ positionDeg, widthDeg }, k) => {
    const first = add(
      `hump${k + 1}.position`,
      'deg',
      'hump',
      positionDeg,
      positionDeg - widthDeg,
      positionDeg + widthDeg,
    );
    add(`hump${k + 1}.width`, 'deg', 'hump', widthDeg, widthDeg / 4, widthDeg * 4);
    add(`hump${k + 1}.height`, 'counts', 'hump', 0, 0, OPEN);
    return first;
  });
  const phases = setup.phases.map((phase, index) => addPhase(phase, index, add));
  return { parameters, humps, phases };
}

function addPhase(
  { name, structure, cell, factors, strain }: PhaseSetup,
  phase: number,
  add: (...args: [string, string, ParameterGroup, number, number, number, Partial<ModelParameter>?]) => number,
): PhasePlaces {
  const scale = add(`${name}.scale`, '1', 'scale', 0, 0, OPEN, { phase });
  const cellPlace = cell.free.reduce((first, free) => {
    const start = structure.cell[free];
    const isEdge = cellNames.indexOf(free) < 3;
    const place = add(
      `${name}.${free}`,
      isEdge ? 'angstrom' : 'deg',
      'cell',
      start,
      isEdge ? start * 0.9 : Math.max(Math.min(30, start), start - 10),
      isEdge ? start * 1.1 : Math.min(Math.max(150, start), start + 10),
      { phase },
    );
    return first < 0 ? place : first;
  }, -1);
  const sizeBroadening = add(`${name}.sizeBroadening`, 'deg', 'size', 0, 0, 10, { phase });
  const strainBroadening = add(`${name}.strainBroadening`, 'deg', 'strain', 0, 0, 10, { phase });
  let stephens = -1;
  let strainMixing = -1;
  if (strain !== undefined) {
    for (const term of strain.names) {
      const place = add(`${name}.${term}`, 'angstrom^-4', 'strain', 0, -OPEN, OPEN, { phase });
      if (stephens < 0) stephens = place;
    }
    strainMixing = add(`${name}.strainMixing`, '1', 'strain', 1, 0, 1, { phase });
  }
  const marchDollase = add(`${name}.marchDollase`, '1', 'orientation', 1, 0.1, 10, { phase });
  let atoms = -1;
  for (const one of factors?.parameters ?? []) {
    const group = one.kind === 'position' ? 'position' : one.kind === 'occupancy' ? 'occupancy' : 'displacement';
    const [lower, upper] = limitsOf(group, one.start, one.kind === 'uAniso');
    const { site, element } = one;
    const place = add(`${name}.${one.name}`, one.unit, group, one.start, lower, upper, { phase, site, element });
    if (atoms < 0) atoms = place;
  }
  return { scale, cell: cellPlace, sizeBroadening, strainBroadening, stephens, strainMixing, marchDollase, atoms };
}

function limitsOf(group: ParameterGroup, start: number, anisotropic: boolean): [number, number] {
  if (group === 'position') return [start - 0.25, start + 0.25];
  if (group === 'occupancy') return [0, Math.max(1, start)];
  return anisotropic ? [-1, 1] : [0, 1];
}
