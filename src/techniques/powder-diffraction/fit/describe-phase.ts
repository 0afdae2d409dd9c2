import { inverseSquareD } from '../../../crystal/cell/metric.js';
import type { CrystalStructure } from '../../../crystal/structure.js';
import { cellOf } from '../model/cell-parameters.js';
import type { PatternModel } from '../model/pattern-model.js';
import type { PhasePattern } from '../model/phase-pattern.js';
import type { RefinedPhase, RefinedReflection } from '../refinement.js';
import type { Uncertainties } from './uncertainties.js';
import type { WholePattern } from './whole-pattern.js';

/**
 * A phase as it came out: structure, reflections inside the pattern, contribution.
 *
 * @param whole the refined model on all points
 */
export function describePhase(
  phase: PhasePattern,
  k: number,
  model: PatternModel,
  values: Float64Array,
  uncertain: Uncertainties,
  whole: WholePattern,
): RefinedPhase {
  const { phase: setup, places } = phase;
  const scale = setup.factors === null ? null : values[places.scale]!;
  const angles = model.setup.grid.twoThetaDeg;
  const [first, last] = [angles[0]!, angles[angles.length - 1]!];
  const reflections: RefinedReflection[] = [];
  const all = scale ?? 1;
  const lines = model.setup.radiation.lines.reduce((sum, { ratio }) => sum + ratio, 0);
  for (let r = 0; r < phase.reflections.count; r++) {
    const twoThetaDeg = phase.positionsDeg[r]!;
    if (!(twoThetaDeg >= first && twoThetaDeg <= last)) continue;
    const { hkl, multiplicity } = phase.reflections;
    const [h, i, l] = [hkl[3 * r]!, hkl[3 * r + 1]!, hkl[3 * r + 2]!];
    const calculated = phase.intensities[r]!;
    const square = setup.factors === null ? calculated : phase.squares[r]!;
    const observed = whole.observed[k]![r]!;
    reflections.push({
      h,
      k: i,
      l,
      multiplicity: multiplicity[r]!,
      dAngstrom: 1 / Math.sqrt(inverseSquareD(phase.metric, h, i, l)),
      twoThetaDeg,
      calculatedFSquared: square,
      observedFSquared: calculated > 0 ? (square * observed) / calculated : 0,
      intensity: all * calculated * lines,
      fwhmDeg: phase.widthOf(r, values),
    });
  }
  return {
    name: setup.name,
    structure: refinedStructure(phase, values),
    metric: phase.metric.slice(),
    metricCovariance: metricCovariance(phase, uncertain),
    scale,
    reflections,
    contribution: phase.unit.map((value) => all * value),
  };
}

function metricCovariance(
  { phase, places, metricGradient }: PhasePattern,
  { free, covariance }: Uncertainties,
): Float64Array {
  const out = new Float64Array(36);
  const size = free.length;
  const own = phase.cell.free.map((_, one) => free.indexOf(places.cell + one));
  // Slope of each metric number by each free cell number.
  const slope = (m: number, one: number) =>
    phase.cell.follows.reduce((sum, to, c) => (to === one ? sum + metricGradient[6 * m + c]! : sum), 0);
  for (let m = 0; m < 6; m++) {
    for (let n = 0; n < 6; n++) {
      let sum = 0;
      own.forEach((a, p) => {
        own.forEach((b, q) => {
          if (a >= 0 && b >= 0) sum += slope(m, p) * covariance[a * size + b]! * slope(n, q);
        });
      });
      out[6 * m + n] = sum;
    }
  }
  return out;
}

function refinedStructure({ phase, places }: PhasePattern, values: Float64Array): CrystalStructure {
  const { structure, cell, factors } = phase;
  const free = cell.free.map((_, one) => values[places.cell + one]!);
  const moved = { ...structure, cell: cellOf(cell, free, structure.cell) };
  if (factors === null) return moved;
  return factors.structureAt(moved, values.subarray(places.atoms, places.atoms + factors.parameters.length));
}
