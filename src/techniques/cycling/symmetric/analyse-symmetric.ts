/** What is found of a symmetric cell, before it is put into words. */
import { convert } from '../../../quantity/convert.js';
import { areaCm2, type Measured } from '../../sample.js';
import type { CyclingTest } from '../part.js';
import { type CriticalCurrent, criticalCurrent } from './critical-current.js';
import { findShorts, type OhmicFloor, type ShortEvidence } from './find-shorts.js';
import { formationCycles } from './formation.js';
import { type Phase, phasesOfLife } from './phases.js';
import { type SymmetricCycle, symmetricCycles } from './symmetric-cycles.js';

export interface SymmetricAnalysis {
  readonly cycles: readonly SymmetricCycle[];
  readonly formation: number;
  readonly evidence: readonly ShortEvidence[];
  /** Number of the first cycle with a soft or hard short. */
  readonly shortCycle: number | null;
  /** Cycles after formation and before the short, both halves whole. */
  readonly sound: readonly SymmetricCycle[];
  /** Courses that the cycles with both halves took, the whole life. */
  readonly phases: readonly Phase[];
  readonly area: Measured | undefined;
  readonly floor: OhmicFloor | undefined;
  readonly critical: CriticalCurrent | undefined;
}

export function analyseSymmetric(test: CyclingTest): SymmetricAnalysis {
  const cycles = symmetricCycles(test);
  const area = areaCm2(test.sample);
  const floor = ohmicFloor(test, area);
  const evidence = findShorts(test, floor);
  const cycleOf = new Map(
    cycles.flatMap(({ first, second, number }) => [first, second].map((half) => [half, number] as const)),
  );
  const failing = evidence.filter(({ grade }) => grade !== 'suspect').map(({ halfCycle }) => cycleOf.get(halfCycle)!);
  const shortCycle = failing.length > 0 ? Math.min(...failing) : null;
  const critical = criticalCurrent(cycles, new Set(failing));
  const whole = cycles.filter(({ first, second }) => first !== null && second !== null);
  const before = whole.filter(({ number }) => shortCycle === null || number < shortCycle);
  const formation =
    test.options.formationCycles ??
    (critical === undefined ? formationCycles(before.map(({ overpotentialV }) => overpotentialV)) : 0);
  const formed = before.filter(({ number }) => number > formation);
  return {
    cycles,
    formation,
    evidence,
    shortCycle,
    sound: formed.length > 0 ? formed : before.length > 0 ? before : cycles,
    phases: phasesOfLife(cycles),
    area,
    floor,
    critical,
  };
}

function ohmicFloor({ options }: CyclingTest, area: Measured | undefined): OhmicFloor | undefined {
  if (options.ohmicResistance === undefined || area === undefined) return undefined;
  const { value, sigma } = convert(options.ohmicResistance, 'Ohm cm^2');
  if (value === null) return undefined;
  // The area was used to make the resistance areal in the same cell, so its error cancels here.
  return { resistanceOhm: value / area.value, sigmaOhm: (sigma ?? 0) / area.value };
}
