/**
 * What a refinement must know of a measurement, under the same names whatever the file calls it. Readers put these beside
 * the file's own settings; techniques ask `patternSettings` and never a vendor's name.
 */
import type { Recording, Setting } from '../recording.js';

export interface PatternSettings {
  /** Angstrom. A beam of one wavelength (synchrotron, neutrons, Kalpha1 monochromator) has this one alone. */
  readonly wavelengthKalpha1?: number;
  /** Angstrom. */
  readonly wavelengthKalpha2?: number;
  /** Angstrom. */
  readonly wavelengthKbeta?: number;
  /** Intensity of Kalpha2 over that of Kalpha1; 0 where the file says that Kalpha2 is not there. */
  readonly ratioKalpha2?: number;
  /** Symbol of the element: `Cu`. */
  readonly anode?: string;
  readonly radiation?: 'x-ray' | 'neutron';
  /** `2theta/theta` for a coupled scan, `2theta`, `omega`, `phi`, `chi`, or the file's own word. */
  readonly scanAxis?: string;
  /** Counting time of one step in seconds, where all steps have the same. */
  readonly countTimeS?: number;
  /** Distance from the sample to the detector (or its slit) in mm. */
  readonly goniometerRadiusMm?: number;
  /** What the file says of monochromators, in words: `graphite (0 0 2), diffracted beam`; `none`. */
  readonly monochromator?: string;
  readonly temperatureK?: number;
  readonly sampleName?: string;
  readonly tubeVoltageKv?: number;
  readonly tubeCurrentMa?: number;
}

const NUMBERS = [
  'wavelengthKalpha1',
  'wavelengthKalpha2',
  'wavelengthKbeta',
  'ratioKalpha2',
  'countTimeS',
  'goniometerRadiusMm',
  'temperatureK',
  'tubeVoltageKv',
  'tubeCurrentMa',
] as const satisfies readonly (keyof PatternSettings)[];
const WORDS = [
  'anode',
  'radiation',
  'scanAxis',
  'monochromator',
  'sampleName',
] as const satisfies readonly (keyof PatternSettings)[];

/** No diffractometer has others; what lies outside is a damaged or unset number of the file. */
const PLAUSIBLE: Readonly<Record<(typeof NUMBERS)[number], readonly [number, number]>> = {
  wavelengthKalpha1: [0.01, 30],
  wavelengthKalpha2: [0.01, 30],
  wavelengthKbeta: [0.01, 30],
  ratioKalpha2: [0, 2],
  countTimeS: [1e-9, 1e9],
  goniometerRadiusMm: [1, 1e5],
  temperatureK: [0.001, 5000],
  tubeVoltageKv: [0.1, 1000],
  tubeCurrentMa: [0.001, 1e5],
};

/** What a reader found; what it did not find, or what cannot be, is left out. */
export type FoundSettings = { readonly [Name in keyof PatternSettings]: PatternSettings[Name] | undefined };

/**
 * The settings of each scan as entries for `Recording.settings`: those of the first scan under their plain names, those
 * of a later scan that differ under `scan 2.countTimeS`.
 */
export function uniformSettings(scans: readonly FoundSettings[]): Record<string, Setting> {
  const entries: Record<string, Setting> = {};
  for (const [index, scan] of scans.entries()) {
    for (const name of [...NUMBERS, ...WORDS]) {
      const value = plausible(name, scan[name]);
      if (value === undefined || (index > 0 && entries[name] === value)) continue;
      entries[index === 0 ? name : laterName(index, name)] = value;
    }
  }
  return entries;
}

/**
 * What is known of one scan of a recording.
 *
 * @param table number of its table, from 0. @default 0
 */
export function patternSettings({ settings }: Pick<Recording, 'settings'>, table = 0): PatternSettings {
  const found: Record<string, Setting> = {};
  for (const name of [...NUMBERS, ...WORDS]) {
    const own = table === 0 ? undefined : settings[laterName(table, name)];
    const value = plausible(name, own ?? settings[name]);
    if (value !== undefined) found[name] = value;
  }
  return found;
}

function laterName(index: number, name: string): string {
  return `scan ${index + 1}.${name}`;
}

function plausible(name: keyof PatternSettings, value: Setting | undefined): Setting | undefined {
  if (name in PLAUSIBLE) {
    const [least, most] = PLAUSIBLE[name as keyof typeof PLAUSIBLE];
    return typeof value === 'number' && value >= least && value <= most ? value : undefined;
  }
  if (typeof value === 'boolean' || value === undefined) return undefined;
  const text = String(value).trim();
  if (name === 'radiation' && text !== 'x-ray' && text !== 'neutron') return undefined;
  return text === '' || text.length > 500 ? undefined : text;
}

const AXES: Readonly<Record<string, string>> = {
  gonio: '2theta/theta',
  coupled: '2theta/theta',
  lockedcoupled: '2theta/theta',
  unlockedcoupled: '2theta/theta',
  coupledtwotheta: '2theta/theta',
  coupledtwothetatheta: '2theta/theta',
  '2thetatheta': '2theta/theta',
  theta2theta: '2theta/theta',
  twothetatheta: '2theta/theta',
  thetatwotheta: '2theta/theta',
  '2thetaomega': '2theta/theta',
  omega2theta: '2theta/theta',
  twothetaomega: '2theta/theta',
  omegatwotheta: '2theta/theta',
  '2theta': '2theta',
  twotheta: '2theta',
  detectorscan: '2theta',
  omega: 'omega',
  theta: 'omega',
  rockingcurve: 'omega',
  phi: 'phi',
  chi: 'chi',
  khi: 'chi',
};

/** The axis of a scan in one word for all vendors (`Gonio`, `Locked Coupled`, `TwoThetaTheta` are `2theta/theta`). */
export function scanAxisFromWord(word: string | undefined): string | undefined {
  if (word === undefined || word.trim() === '') return undefined;
  const plain = word
    .toLowerCase()
    .replaceAll('θ', 'theta')
    .replaceAll('ω', 'omega')
    .replace(/[^a-z0-9]/g, '');
  return Object.hasOwn(AXES, plain) ? AXES[plain] : word.trim();
}

/** A length in angstrom from a number and the file's unit; undefined for a unit that is no length. */
export function inAngstrom(value: number | undefined, unit: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const plain = (unit ?? '').trim().toLowerCase();
  if (plain === 'nm') return 10 * value;
  if (plain === 'pm') return value / 100;
  return /^(?:|a|å|\u212b|angstroms?|ang)$/.test(plain) ? value : undefined;
}

/** Atomic numbers of the anodes of X-ray tubes. */
const ANODES: Readonly<Record<number, string>> = {
  22: 'Ti',
  24: 'Cr',
  26: 'Fe',
  27: 'Co',
  28: 'Ni',
  29: 'Cu',
  31: 'Ga',
  42: 'Mo',
  45: 'Rh',
  47: 'Ag',
  49: 'In',
  74: 'W',
};

export function anodeOfAtomicNumber(number: number | undefined): string | undefined {
  return number === undefined ? undefined : ANODES[number];
}
