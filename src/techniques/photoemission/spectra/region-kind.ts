/** What a region is for, from its name, its range and how it was measured. */
import type { SpectrumSettings } from '../../../formats/photoemission/spectrum-settings.js';
import type { Region } from '../spectrum.js';
import type { NamedRegion } from './region-title.js';

export type RegionKind = Region['kind'];

/** A single line with all that belongs to it is narrower. */
const WIDEST_LINE_EV = 150;
/** Valence bands are measured over this range at most. */
const VALENCE_EV = [-25, 60] as const;
/** Lamps; what has more energy makes core levels. */
const MOST_UPS_EV = 60;
/** Electrons of the secondary edge have less, also where a bias of some 10 V lifts them. */
const MOST_CUTOFF_EV = 18;

const SURVEY = /survey|overview|übersicht|(?:^|[^a-z])wide(?:[^a-z]|$)/i;
const VALENCE = /(?:^|[^a-z])(?:vb|vbm|val|valence|homo|dos|fermi|e_?f)(?:[^a-z]|$)|valence|fermi/i;
const CUTOFF = /cut-?off|secondary|(?:^|[^a-z])(?:seco?|see|sec|wf)(?:[^a-z]|$)|work ?function/i;

/** @param rangeEv lowest and highest binding energy */
export function regionKind(
  { title, lines }: NamedRegion,
  rangeEv: readonly [number, number],
  { method, excitationEnergyEv }: Pick<SpectrumSettings, 'method' | 'excitationEnergyEv'>,
): RegionKind {
  const [low, high] = rangeEv;
  const named = lines > 0 ? '' : title;
  if (SURVEY.test(named)) return 'survey';
  // Several lines may be measured as one wide region, which is meant to be fitted.
  if (high - low > WIDEST_LINE_EV * Math.max(1, lines)) return 'survey';
  if (lines > 0) return 'core';
  if (CUTOFF.test(named)) return 'cutoff';
  const isUps = /ups/i.test(method ?? '') || (excitationEnergyEv !== undefined && excitationEnergyEv <= MOST_UPS_EV);
  if (isUps) {
    const fastestEv = excitationEnergyEv === undefined ? Number.POSITIVE_INFINITY : excitationEnergyEv - low;
    return low > 1 && fastestEv <= MOST_CUTOFF_EV ? 'cutoff' : 'valence';
  }
  if (low < VALENCE_EV[0] || high > VALENCE_EV[1]) return 'core';
  return VALENCE.test(named) || (low <= 0 && high >= 0) ? 'valence' : 'core';
}

/** All of these energies together are measured for a survey alone, whatever it is called (`Su1s`). */
const SURVEY_EV = 400;

/** `Survey`, `Valence`, ... for what is named after no line: the same in every laboratory. */
export function usualTitle(kind: RegionKind, title: string, [low, high]: readonly [number, number]): string {
  if (kind === 'survey') return title === '' || SURVEY.test(title) || high - low > SURVEY_EV ? 'Survey' : title;
  if (kind === 'cutoff') return 'Cutoff';
  if (kind !== 'valence') return title;
  return /fermi|^e_?f$/i.test(title) ? 'Fermi edge' : 'Valence';
}
