import type { Figure, PointsOrigin } from '../../../../src/figure/figure.js';
import type { BrushedPoint } from '../../../../src/techniques/excluded-rows.js';
import { nameOf, type PointCloud, type PointName, pointsMarkOf } from './point-cloud.js';

/** Row of a recording that a point stands for; the whole recording where it has no row. */
export interface RowName {
  readonly recording: string;
  readonly row?: number;
}

export interface OriginOfPoint extends RowName {
  /** Last of the rows that the point stands for, where a picture is thinned. */
  readonly lastRow?: number;
  /** Left out by the user. */
  readonly excluded: boolean;
}

/** Where a point comes from; undefined where it is no row of a file. */
export function originOf(figure: Figure, name: PointName): OriginOfPoint | undefined {
  const origin = pointsMarkOf(figure, name)?.origin;
  if (origin === undefined) return undefined;
  const recording = recordingAt(origin, name.index);
  if (recording === undefined) return undefined;
  const row = origin.rows?.[name.index];
  const excluded = origin.excluded ?? false;
  const lastRow = origin.lastRows?.[name.index];
  return {
    recording,
    ...(row === undefined ? {} : { row }),
    ...(lastRow === undefined ? {} : { lastRow }),
    excluded,
  };
}

/** All that leaving the point out means, as the option `exclude` takes it. */
export function brushed({ recording, row, lastRow }: OriginOfPoint): BrushedPoint {
  return {
    recording,
    ...(row === undefined ? {} : { row }),
    ...(lastRow === undefined ? {} : { lastRow }),
  };
}

function recordingAt({ recording }: PointsOrigin, index: number): string | undefined {
  return typeof recording === 'string' ? recording : recording[index];
}

/** Origins of points, each once, in the order of the points; points without one are passed over. */
export function originsOf(figure: Figure, names: readonly PointName[]): OriginOfPoint[] {
  const byKey = new Map<string, OriginOfPoint>();
  for (const name of names) {
    const origin = originOf(figure, name);
    if (origin === undefined) continue;
    const key = `${origin.row ?? ''}\n${origin.recording}`;
    if (!byKey.has(key)) byKey.set(key, origin);
  }
  return [...byKey.values()];
}

export function hasOrigins(figure: Figure): boolean {
  return figure.panels.some((panel) =>
    [...panel.marks, ...(panel.residuals?.marks ?? [])].some(
      (mark) => mark.type === 'points' && mark.origin !== undefined,
    ),
  );
}

/**
 * Numbers of the drawn points that belong to a row, in every panel: its own points and those that stand for its whole
 * recording. A recording without a row has all its points.
 */
export function pointsOfRow(figure: Figure, cloud: PointCloud, { recording, row }: RowName): number[] {
  const found: number[] = [];
  for (let at = 0; at < cloud.count; at++) {
    const { panel, part } = cloud.boxes[cloud.box[at]!]!;
    const origin = pointsMarkOf(figure, { panel, part, mark: cloud.mark[at]! })?.origin;
    if (origin === undefined || recordingAt(origin, cloud.index[at]!) !== recording) continue;
    const own = origin.rows?.[cloud.index[at]!];
    if (row === undefined || own === undefined || own === row) found.push(at);
  }
  return found;
}

/** Names of several points of a cloud. */
export function namesOf(cloud: PointCloud, numbers: readonly number[]): PointName[] {
  return numbers.map((at) => nameOf(cloud, at));
}
