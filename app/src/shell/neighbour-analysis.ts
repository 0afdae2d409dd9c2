import type { Study } from '../../../src/study/study.js';
import type { Place } from '../state/place.js';

/** The analysis before or after the one in view, in the order of study.yaml and round its ends; elsewhere the last or first. */
export function neighbourAnalysis(study: Study | null, place: Place, step: 1 | -1): string | undefined {
  const ids = study?.analyses.map(({ id }) => id) ?? [];
  const at = place.view === 'analysis' ? ids.indexOf(place.id) : -1;
  if (at < 0) return step > 0 ? ids[0] : ids.at(-1);
  return ids[(at + step + ids.length) % ids.length];
}
