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
  /** Cell numbers of all phases as they were found, by the names of their parameters. */
  readonly cells: ReadonlyMap<string, number>;
}

const TERMS_PER_DEG = 1 / 12;
/** A weak phase whose cell may go anywhere goes where the noise is. */
const MOST_STRETCH = 0.012;
/** Wide enough for a usual powder. */
const TRIAL_WIDTH_DEG = 0.25;

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
  return judge(model, values, phases.length - 1);
}

function judge(model: PatternModel, values: Float64Array, last: number): Trial {
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
    cells: new Map(
      model.list.parameters.flatMap((one, n) => (one.group === 'cell' ? [[one.name, values[n]!] as const] : [])),
    ),
  };
}
