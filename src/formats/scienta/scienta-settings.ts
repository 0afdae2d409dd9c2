/** The keys that Scienta SES writes, in its text files and in the note of its Igor waves. */
import { isoFromText } from '../calendar.js';
import { spectrumEntries } from '../photoemission/spectrum-settings.js';
import type { Setting } from '../recording.js';
import { settingFromText } from '../settings.js';
import { numberFromText } from '../text/number-parsing.js';

export interface ScientaFacts {
  readonly settings: Readonly<Record<string, Setting>>;
  readonly startTime: string | undefined;
  readonly instrument: string | undefined;
}

/** Keys that stand among the uniform settings. */
const UNIFORM = new Set(['Region Name', 'Lens Mode', 'Pass Energy', 'Number of Sweeps', 'Excitation Energy', 'Sample']);

/** True for the keys of a region of SES. */
export function isScienta(keys: ReadonlyMap<string, string>): boolean {
  return keys.has('Pass Energy') && keys.has('Excitation Energy') && keys.has('Region Name');
}

/** What the keys of one region say. */
export function scientaFacts(keys: ReadonlyMap<string, string>, stepEv: number | undefined): ScientaFacts {
  const number = (name: string): number | undefined => {
    const value = numberFromText(keys.get(name) ?? '', 'either');
    return Number.isNaN(value) ? undefined : value;
  };
  const startTime = isoFromText(`${keys.get('Date') ?? ''} ${keys.get('Time') ?? ''}`);
  const stepTime = number('Step Time');
  const uniform = spectrumEntries({
    regionName: keys.get('Region Name'),
    sampleName: keys.get('Sample'),
    excitationEnergyEv: number('Excitation Energy'),
    passEnergyEv: number('Pass Energy'),
    analyser: keys.get('Instrument'),
    lensMode: keys.get('Lens Mode'),
    // Milliseconds; a swept spectrum passes many channels, so the time at one energy is longer.
    dwellTimeS: stepTime === undefined ? undefined : stepTime / 1000,
    scans: number('Number of Sweeps'),
    collectionTimeS: number('Time per Spectrum Channel'),
    stepEv,
    startTime,
  });
  const own = [...keys].flatMap(([name, value]): [string, Setting][] =>
    UNIFORM.has(name) || value === '' ? [] : [[name, settingFromText(value)]],
  );
  const settings = Object.fromEntries([...Object.entries(uniform), ...own]);
  const [maker, instrument] = [keys.get('Location'), keys.get('Instrument')];
  const named = [maker, instrument].filter((word) => word !== undefined && word !== '').join(' ');
  return { settings, startTime, instrument: named === '' ? undefined : named };
}

/** `NAME=VALUE` lines as a map; other lines are left out. */
export function keysOf(lines: readonly string[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const line of lines) {
    const equals = line.indexOf('=');
    if (equals > 0 && equals <= 120) keys.set(line.slice(0, equals).trim(), line.slice(equals + 1).trim());
  }
  return keys;
}
