import type { Figure } from '../../../src/figure/figure.js';
import { useWorkbench } from '../state/store.js';
import type { PlaceNote } from './points/describe-point.js';
import type { Hit } from './points/hit.js';
import { sweptAxisOf, withSwept } from './points/swept-axis.js';

/** What is said of a place: with the frequency, where another figure of the analysis knows it. */
export function useNote(
  hit: Hit | undefined,
  figure: Figure | undefined,
  analysis: string | undefined,
): PlaceNote | undefined {
  const point = hit?.point;
  const figures = useWorkbench(({ runs }) =>
    analysis === undefined || point === undefined ? undefined : runs[analysis]?.outcome?.result?.figures,
  );
  if (hit === undefined || point === undefined || figure === undefined || figures === undefined) return hit?.note;
  return withSwept(hit.note, figure, point, sweptAxisOf(figures));
}
