/** Which occupancies a pattern may be asked for: of sites that are not simply full, in phases of which there is enough. */
import { cellFromMetric, cellVolume } from '../../../crystal/cell/metric.js';
import { cellContents, massOf } from '../../../crystal/cif/formula.js';
import type { CrystalStructure } from '../../../crystal/structure.js';
import type { PatternModel } from '../model/pattern-model.js';

/** Below this part of the mass of all phases. */
const MINOR = 0.1;
const FULL = 1e-6;
const SAME_PLACE = 1e-4;

/** Mass of each phase as part of all. */
export function massShares({ phases }: PatternModel, values: ArrayLike<number>): number[] {
  const masses = phases.map(({ phase, places, metric }) =>
    phase.factors === null
      ? 0
      : (values[places.scale] as number) * massOf(cellContents(phase.structure)) * cellVolume(cellFromMetric(metric)),
  );
  const all = masses.reduce((sum, mass) => sum + mass, 0);
  return masses.map((mass) => (all > 0 ? mass / all : 1 / masses.length));
}

/** Phases (by index) whose occupancies stay because there is too little of them. */
export function minorPhases(shares: readonly number[]): number[] {
  return shares.flatMap((share, k) => (share < MINOR ? [k] : []));
}

/** Labels of the sites that are partly empty, or that several atoms share. */
export function openSites({ sites }: CrystalStructure): Set<string> {
  const open = sites.filter(
    (site) =>
      Math.abs(site.occupancy - 1) > FULL ||
      sites.some(
        (other) => other !== site && other.position.every((x, c) => Math.abs(x - site.position[c]!) < SAME_PLACE),
      ),
  );
  return new Set(open.map(({ label }) => label));
}
