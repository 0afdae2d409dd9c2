/** A quick trial: how much of a pattern some structures explain, with broad lines and cells that may move a little. */
import { findCell } from '../fit/find-cell.js';
import { solveLinearPart } from '../fit/linear-part.js';
import { makeFrame } from '../fit/run-stages.js';
import { makeGrid } from '../model/grid.js';
import { at } from '../model/model-parameters.js';
import { PatternModel } from '../model/pattern-model.js';
import type { Radiation } from '../model/radiation.js';
import type { PhaseSetup } from '../model/setup.js';
import type { Pattern } from '../refinement.js';

export interface Trial {
  /** Weighted sum of squares that is left. */
  readonly misfit: number;
  /** Rwp in per cent. */
  readonly rwp: number;
  /** Of the last phase: its share of the diffracted intensity, and by how much its edges moved, relative. */
  readonly share: number;
  readonly stretch: number;
  /** Of the last phase: the share of its lines that the pattern has, by intensity: 1 where none of them is too strong. */
  readonly covered: number;
  /** Cell numbers of all phases as they were found, by the names of their parameters. */
  readonly cells: ReadonlyMap<string, number>;
}

const TERMS_PER_DEG = 1 / 12;
/** A weak phase whose cell may go anywhere goes where the noise is. */
const MOST_STRETCH = 0.012;
/** Wide enough for a usual powder. */
const TRIAL_WIDTH_DEG = 0.25;
/** Lines are compared by their areas, over twice their width, as the true ones are narrower. */
const COMPARED_DEG = 2 * TRIAL_WIDTH_DEG;

/** Without any phase the background alone is tried. */
export function tryPhases(
  { pattern, radiation }: { readonly pattern: Pattern; readonly radiation: Radiation },
  phases: readonly PhaseSetup[],
): Trial {
  const kept = Array.from(pattern.used.keys()).filter((i) => pattern.used[i] === 1);
  const angles = Float64Array.from(kept, (i) => pattern.twoThetaDeg[i]!);
  const ends = [angles[0]!, angles[angles.length - 1]!] as const;
  const model = new PatternModel({
    grid: makeGrid(angles),
    observed: Float64Array.from(kept, (i) => pattern.observed[i]!),
    sigma: Float64Array.from(kept, (i) => pattern.sigma[i]!),
    radiation,
    phases,
    backgroundTerms: Math.max(4, Math.min(12, Math.round((ends[1] - ends[0]) * TERMS_PER_DEG))),
    backgroundEnds: ends,
    humps: [],
    capillaryMuR: 0,
  });
  const { parameters } = model.list;
  let values = Float64Array.from(parameters, ({ start }) => start);
  values[at.W] = TRIAL_WIDTH_DEG * TRIAL_WIDTH_DEG;
  values[at.X] = 0;
  const places = parameters.map((one, n) => ({ one, n }));
  const linear = places.flatMap(({ one, n }) => (one.group === 'background' || one.group === 'scale' ? [n] : []));
  const cells = places.flatMap(({ one, n }) => (one.group === 'cell' ? [n] : []));
  const bounds = new Map(
    cells.map((n) => {
      const { start, unit } = parameters[n]!;
      const room = unit === 'deg' ? 1 : MOST_STRETCH * start;
      return [n, [start - room, start + room] as const];
    }),
  );
  if (cells.length > 0)
    values = Float64Array.from(findCell(makeFrame(model, ends, new Map(), bounds), values, cells, linear));
  solveLinearPart(model, values, new Set(linear));
  return judge(model, values, angles, phases.length - 1);
}

function judge(model: PatternModel, values: Float64Array, angles: Float64Array, last: number): Trial {
  const { observed, sigma } = model.setup;
  model.fillBackground(values);
  const areas = model.phases.map(
    ({ unit, places }) => values[places.scale]! * unit.reduce((sum, value) => sum + value, 0),
  );
  let [misfit, total] = [0, 0];
  for (let i = 0; i < observed.length; i++) {
    let calculated = model.background[i]!;
    for (const { unit, places } of model.phases) calculated += values[places.scale]! * unit[i]!;
    misfit += ((observed[i]! - calculated) / sigma[i]!) * ((observed[i]! - calculated) / sigma[i]!);
    total += (observed[i]! / sigma[i]!) * (observed[i]! / sigma[i]!);
  }
  const all = areas.reduce((sum, area) => sum + area, 0);
  const stretch = model.list.parameters.reduce((largest, one, n) => {
    if (one.group !== 'cell' || one.phase !== last || one.unit === 'deg') return largest;
    return Math.max(largest, Math.abs(values[n]! / one.start - 1));
  }, 0);
  return {
    misfit,
    rwp: 100 * Math.sqrt(misfit / total),
    share: last < 0 || all <= 0 ? 0 : areas[last]! / all,
    stretch,
    covered: last < 0 ? 0 : coveredShare(model, values, angles, last),
    cells: new Map(
      model.list.parameters.flatMap((one, n) => (one.group === 'cell' ? [[one.name, values[n]!] as const] : [])),
    ),
  };
}

/**
 * How much of what a phase puts into the pattern is there beside the background and the others. A phase that is not in the
 * sample finds lines of another under some of its own, and puts the rest where there is nothing.
 */
function coveredShare(model: PatternModel, values: Float64Array, angles: Float64Array, phase: number): number {
  const { observed } = model.setup;
  let [whole, covered, own, left] = [0, 0, 0, 0];
  let from = Number.NEGATIVE_INFINITY;
  const close = () => {
    whole += own;
    covered += Math.min(own, Math.max(0, left));
    own = left = 0;
  };
  for (let i = 0; i < observed.length; i++) {
    if (angles[i]! > from + COMPARED_DEG) {
      close();
      from = angles[i]!;
    }
    left += observed[i]! - model.background[i]!;
    model.phases.forEach(({ unit, places }, k) => {
      if (k === phase) own += values[places.scale]! * unit[i]!;
      else left -= values[places.scale]! * unit[i]!;
    });
  }
  close();
  return whole > 0 ? covered / whole : 0;
}
