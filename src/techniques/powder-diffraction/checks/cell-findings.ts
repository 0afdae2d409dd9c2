/** Whether the cells can be believed: the wavelength, the alignment, and what another description of the lines would give. */
import { printQuantity } from '../../../quantity/print.js';
import type { Finding } from '../../technique.js';
import { findParameter, isRefined, numberOf } from '../derive/find-parameter.js';
import type { CellSpread } from '../fit/profile-check.js';
import type { RefinedPhase, Refinement } from '../refinement.js';
import { listed } from './parameter-words.js';

/** Cells of pure phases differ by less than this between one report and the next, but for solid solutions. */
const COMMON_SHIFT = 0.003;
/** Edges that all change by the same factor, within this part of it. */
const SAME_FACTOR = 0.25;
const FAR_OFF_MM = 1;
const FAR_OFF_DEG = 0.5;

/** All cells off by one factor, or a sample far from where it belongs: the wavelength or the alignment is not what was said. */
export function wavelengthFindings(refinement: Refinement): Finding[] {
  const shifts = refinement.phases.flatMap((phase) => edgeShifts(refinement, phase));
  const found: Finding[] = [];
  const where = refinement.pattern.label;
  const mean = shifts.reduce((sum, value) => sum + value, 0) / Math.max(1, shifts.length);
  const isCommon = shifts.length > 0 && shifts.every((value) => Math.abs(value - mean) < SAME_FACTOR * Math.abs(mean));
  // One edge alone (a cubic phase by itself) may as well be another composition.
  if (isCommon && Math.abs(mean) > COMMON_SHIFT && shifts.length > 1) {
    const wavelength = refinement.radiation.lines[0]?.wavelengthAngstrom ?? 0;
    found.push({
      code: 'wrong-wavelength',
      severity: 'warning',
      where,
      message: `All edges of all cells came out ${percent(mean)} ${mean < 0 ? 'shorter' : 'longer'} than the structures have them: ${wavelength} Å would then have to be about ${(wavelength / (1 + mean)).toFixed(4)} Å. Check the wavelength (option radiation), unless the composition or the temperature explains it.`,
    });
  }
  const displacement = numberOf(refinement, 'displacement');
  const zero = numberOf(refinement, 'zero');
  const off: string[] = [];
  if (Math.abs(displacement) > FAR_OFF_MM) off.push(`a displacement of the sample by ${displacement.toFixed(2)} mm`);
  if (Math.abs(zero) > FAR_OFF_DEG) off.push(`a zero of ${zero.toFixed(2)}°`);
  if (off.length > 0) {
    found.push({
      code: 'wrong-wavelength',
      severity: 'warning',
      where,
      message: `The fit asks for ${off.join(' and ')}, more than an aligned diffractometer has: the wavelength, the geometry, the radius or the cell it started from may be wrong. Check the options radiation, geometry and radius, unless this instrument is known for it.`,
    });
  }
  return found;
}

/** Relative change of each refined edge since the start. */
function edgeShifts(refinement: Refinement, { name }: RefinedPhase): number[] {
  return ['a', 'b', 'c'].flatMap((edge) => {
    const one = findParameter(refinement, `${name}.${edge}`);
    return one !== undefined && isRefined(one) ? [one.value / one.start - 1] : [];
  });
}

function percent(share: number): string {
  return `${(100 * Math.abs(share)).toPrecision(2)} %`;
}

/** Changes of the cell beyond this many esds say that the esd is not what limits it. */
const MATTERS = 3;
/** A description that fits this much worse is no rival, and what it says of the cell is its own fault. */
const WORSE = 1.2;

interface Moved {
  readonly one: CellSpread;
  readonly other: CellSpread['others'][number];
  readonly esds: number;
}

/**
 * Cell numbers that another, about equally good description of the lines moves by several esds: the worst of each phase, all
 * phases in one finding, as they have one cause.
 */
export function profileDependence(
  { agreement, phases, pattern }: Refinement,
  spread: readonly CellSpread[],
): Finding[] {
  const moved = phases.flatMap(({ name }) => worstOf(name, spread, WORSE * agreement.rwp) ?? []);
  if (moved.length === 0) return [];
  const told = moved.map(({ one, other, esds }) => {
    const change = printQuantity(
      { value: Math.abs(other.value - one.value), sigma: null, unit: one.unit },
      { digits: 2 },
    );
    return `${one.name} by ${change} (${esds.toFixed(0)} esds; ${other.description}, Rwp ${other.rwp.toFixed(2)} in place of ${agreement.rwp.toFixed(2)} %)`;
  });
  return [
    {
      code: 'profile-dependence',
      severity: 'warning',
      where: phases.length === 1 ? phases[0].name : pattern.label,
      message: `Another description of the lines that fits about as well moves ${listed(told)}: how lines are described limits the cell, not the counting. Quote this change as its uncertainty, or add an internal standard.`,
    },
  ];
}

/** The number of a phase that moves by the most esds, among rivals that fit with no more than this Rwp. */
function worstOf(phase: string, spread: readonly CellSpread[], mostRwp: number): Moved | undefined {
  let worst: Moved | undefined;
  for (const one of spread) {
    if (!one.name.startsWith(`${phase}.`) || one.sigma === null || !(one.sigma > 0)) continue;
    for (const other of one.others) {
      const esds = Math.abs(other.value - one.value) / one.sigma;
      if (other.rwp > mostRwp || esds < MATTERS || esds <= (worst?.esds ?? 0)) continue;
      worst = { one, other, esds };
    }
  }
  return worst;
}
