/**
 * What an evaluation must know of a photoelectron spectrum, under the same names whatever the file calls it. Readers put
 * these into `Table.settings`, before the file's own; techniques ask `spectrumSettings` and never a vendor's name.
 */
import type { Setting, Table } from '../recording.js';

export interface SpectrumSettings {
  /** Name of the region, the line or lines that were meant: `Ti 2p`, `Survey`. Names may lie. */
  readonly regionName?: string;
  /** Sample, or what its operator wrote in its place (a row of CasaXPS, a step of a treatment). */
  readonly sampleName?: string;
  /** Group of regions that were measured together, where the program has such. */
  readonly groupName?: string;
  /** Element and transition as the file has them: `Ti` and `2p`. */
  readonly species?: string;
  readonly transition?: string;
  /** `XPS`, `UPS`, `AES dir`, ... */
  readonly method?: string;
  readonly excitationEnergyEv?: number;
  /** Anode or lamp in the file's words: `Al (mono)`. */
  readonly source?: string;
  readonly passEnergyEv?: number;
  /** `FAT`, `FRR`, or the file's own word. */
  readonly analyserMode?: string;
  readonly analyser?: string;
  readonly lensMode?: string;
  /** Work function of the analyser; the energies of the file are corrected for it already. */
  readonly workFunctionEv?: number;
  /** Seconds at one energy in one scan. */
  readonly dwellTimeS?: number;
  /** Scans that were added or averaged in this table. */
  readonly scans?: number;
  /** Seconds at one energy in all scans together: counts are a rate times this. */
  readonly collectionTimeS?: number;
  /** Distance of two energies, where all are the same. */
  readonly stepEv?: number;
  /** ISO 8601; without a zone where the file has none. */
  readonly startTime?: string;
  /** Repeat of the region in a series or loop, as the file counts. */
  readonly cycle?: number;
  /** Scan of that repeat, as the file counts. */
  readonly scan?: number;
  /** Seconds of etching (sputtering) before this spectrum. */
  readonly etchTimeS?: number;
  /** Further quantities that the experiment changed from spectrum to spectrum. */
  readonly variables: readonly ExperimentVariable[];
}

/** A dose, a temperature, a position, ...: whatever the file gives a name and a number for each spectrum. */
export interface ExperimentVariable {
  readonly name: string;
  /** `''` where it has none. */
  readonly unit: string;
  readonly value: number;
}

/** What a reader found; what it did not find, or what cannot be, is left out. */
export type FoundSpectrumSettings = {
  readonly [Name in keyof Omit<SpectrumSettings, 'variables'>]?: SpectrumSettings[Name] | undefined;
} & { readonly variables?: readonly ExperimentVariable[] };

/** No instrument has others; what lies outside is an unset or damaged number. */
const PLAUSIBLE = {
  excitationEnergyEv: [1, 100_000],
  passEnergyEv: [0.001, 10_000],
  workFunctionEv: [0.01, 20],
  dwellTimeS: [1e-7, 1e6],
  scans: [1, 1e7],
  collectionTimeS: [1e-7, 1e8],
  stepEv: [1e-6, 1000],
  cycle: [0, 1e7],
  scan: [0, 1e7],
  etchTimeS: [0, 1e8],
} as const satisfies Partial<Record<keyof SpectrumSettings, readonly [number, number]>>;

const NUMBERS = Object.keys(PLAUSIBLE) as readonly (keyof typeof PLAUSIBLE)[];
const WORDS = [
  'regionName',
  'sampleName',
  'groupName',
  'species',
  'transition',
  'method',
  'source',
  'analyserMode',
  'analyser',
  'lensMode',
  'startTime',
] as const satisfies readonly (keyof SpectrumSettings)[];
/** The order in which people read them. */
const ORDER = [
  'regionName',
  'sampleName',
  'groupName',
  'cycle',
  'scan',
  'etchTimeS',
  'excitationEnergyEv',
  'passEnergyEv',
  'dwellTimeS',
  'scans',
  'collectionTimeS',
  'stepEv',
  'startTime',
  'species',
  'transition',
  'method',
  'source',
  'analyserMode',
  'analyser',
  'lensMode',
  'workFunctionEv',
] as const satisfies readonly (keyof SpectrumSettings)[];

const VARIABLE = 'variable ';
const MOST_VARIABLES = 1000;

/** The settings of one spectrum as entries for `Table.settings`; variables are `variable NAME/UNIT`. */
export function spectrumEntries(found: FoundSpectrumSettings): Record<string, Setting> {
  const entries: Record<string, Setting> = {};
  for (const name of ORDER) {
    const value = plausible(name, found[name]);
    if (value !== undefined) entries[name] = value;
  }
  for (const { name, unit, value } of (found.variables ?? []).slice(0, MOST_VARIABLES)) {
    const key = `${VARIABLE}${name.trim().replaceAll('/', ' per ')}/${unit.trim()}`;
    if (name.trim() !== '' && Number.isFinite(value)) entries[key] = value;
  }
  return entries;
}

/** What is known of the spectrum in a table of a recording. */
export function spectrumSettings({ settings = {} }: Pick<Table, 'settings'>): SpectrumSettings {
  const found: Record<string, Setting> = {};
  for (const name of ORDER) {
    const value = Object.hasOwn(settings, name) ? plausible(name, settings[name]) : undefined;
    if (value !== undefined) found[name] = value;
  }
  const { dwellTimeS, scans } = found;
  if (found.collectionTimeS === undefined && typeof dwellTimeS === 'number' && typeof scans === 'number') {
    found.collectionTimeS = dwellTimeS * scans;
  }
  const variables = Object.entries(settings).flatMap(([key, value]): ExperimentVariable[] => {
    if (!key.startsWith(VARIABLE) || typeof value !== 'number') return [];
    const slash = key.indexOf('/');
    return slash === -1 ? [] : [{ name: key.slice(VARIABLE.length, slash), unit: key.slice(slash + 1), value }];
  });
  return { ...found, variables };
}

/**
 * The time of etching among the variables, in seconds: `Etch Time`, `Sputter time`, `etching time` in s, min or h.
 * Without a unit seconds are meant, as all programs write them.
 */
export function etchTimeOf(variables: readonly ExperimentVariable[]): number | undefined {
  for (const { name, unit, value } of variables) {
    if (!/\b(?:etch|sputter)(?:ing)? ?time\b/i.test(name.replaceAll('_', ' '))) continue;
    const word = unit.trim().toLowerCase();
    if (/^(?:s|sec|seconds?|d|)$/.test(word)) return value;
    if (/^(?:min|minutes?)$/.test(word)) return 60 * value;
    if (/^(?:h|hours?)$/.test(word)) return 3600 * value;
  }
  return undefined;
}

function plausible(name: keyof SpectrumSettings, value: unknown): Setting | undefined {
  if ((NUMBERS as readonly string[]).includes(name)) {
    if (typeof value !== 'number') return undefined;
    const [least, most] = PLAUSIBLE[name as keyof typeof PLAUSIBLE];
    return value >= least && value <= most ? value : undefined;
  }
  if (!(WORDS as readonly string[]).includes(name) || (typeof value !== 'string' && typeof value !== 'number')) {
    return undefined;
  }
  const text = String(value).replaceAll('\0', '').trim();
  return text === '' || text.length > 500 || /^not specified$/i.test(text) ? undefined : text;
}
