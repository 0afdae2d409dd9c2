/** Humps of the background that were asked for and are not there. */
import type { Finding } from '../../technique.js';
import type { Refinement } from '../refinement.js';

/** `hump1` of a hump that was refined and came out without height: its place and its width then mean nothing. */
export function humpsWithoutHeight({ parameters }: Refinement): string[] {
  return parameters.flatMap(({ name, state, value }) => {
    const hump = /^(hump\d+)\.height$/.exec(name)?.[1];
    return hump !== undefined && state === 'bound' && value === 0 ? [hump] : [];
  });
}

/** One finding of each, in place of three about its height, its place and its width. */
export function emptyHumps(refinement: Refinement): Finding[] {
  return humpsWithoutHeight(refinement).map((hump) => ({
    code: 'at-bound',
    severity: 'warning',
    message: `The fit puts nothing into the hump asked for (${hump}): its height went to zero, so its place and width have no meaning. The background may have taken its place: give it fewer terms (option background) or start the hump with a height (option start, ${hump}.height=50); else leave it out.`,
  }));
}
