/** Which lines a peak at an energy could be, the likeliest first. */
import { findLine } from '../../../src/techniques/photoemission/lines/core-lines.js';
import { nearbyLines } from '../../../src/techniques/photoemission/lines/nearby-lines.js';

export interface LineChoice {
  /** As a component names it: `Ti 2p`. */
  readonly line: string;
  /** What lies there, and where such lines usually lie: `Ti 2p1/2, 462.0 to 465.2 eV`. Empty where that is not known. */
  readonly note: string;
}

export interface LineQuestion {
  /** Binding energy, eV. */
  readonly energyEv: number;
  /** Without it Auger lines cannot be placed. */
  readonly excitationEv?: number | undefined;
  /** What the region is called: often the line itself. */
  readonly region?: string | undefined;
  /** Lines that are fitted already. */
  readonly present?: readonly string[];
}

/** Charging and chemical shifts move a line by less, eV. */
const STRAY_EV = 6;
const MOST = 8;

/** The line that the region is named after and those already fitted there, where they may lie at the energy; then all others. */
export function lineChoices({ energyEv, excitationEv, region, present = [] }: LineQuestion): LineChoice[] {
  if (!Number.isFinite(energyEv)) return [];
  const named = [region ?? '', ...present].flatMap((name): LineChoice[] => {
    const found = lineNamed(name);
    if (found === undefined) return [];
    const { title, usualEv, doublet } = found;
    if (usualEv === undefined) return [{ line: title, note: '' }];
    const reach = STRAY_EV + (doublet?.splittingEv ?? 0);
    const near = energyEv >= usualEv[0] - STRAY_EV && energyEv <= usualEv[1] + reach;
    return near ? [{ line: title, note: rangeWords(title, title, usualEv) }] : [];
  });
  const others = nearbyLines(energyEv, excitationEv).map(({ line, title, rangeEv }) => ({
    line: line.title,
    note: rangeWords(line.title, title, rangeEv),
  }));
  const byLine = new Map<string, LineChoice>();
  for (const choice of [...named, ...others]) if (!byLine.has(choice.line)) byLine.set(choice.line, choice);
  return [...byLine.values()].slice(0, MOST);
}

/** What is wrong with a line as typed, in the library's words; undefined where nothing is. */
export function lineMistake(text: string): string | undefined {
  try {
    findLine(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function lineNamed(name: string) {
  try {
    return findLine(name);
  } catch {
    return undefined;
  }
}

function rangeWords(line: string, title: string, [low, high]: readonly [number, number]): string {
  const range = `${low.toFixed(1)} to ${high.toFixed(1)} eV`;
  return title === line ? range : `${title}, ${range}`;
}
