/** The text at the beginning of a PHI file, from `SOFH` to `EOFH`. */
import { numberFromText } from '../text/number-parsing.js';

export interface PhiRegion {
  /** Number by which the data name it. */
  readonly number: number;
  readonly name: string;
  /** Of the element that was meant; beyond the elements for a survey. */
  readonly atomicNumber: number;
  readonly points: number;
  /** Signed: binding energies fall from row to row. */
  readonly stepEv: number;
  readonly startEv: number;
  readonly endEv: number;
  /** Seconds at one energy, all sweeps together. */
  readonly collectionTimeS: number | undefined;
  readonly passEnergyEv: number | undefined;
}

export interface PhiHeader {
  /** All keys but those that come for each region, with the lines of one key joined. */
  readonly keys: ReadonlyMap<string, string>;
  /** Lines of each region's other definitions, by key. */
  readonly regions: readonly PhiRegion[];
  /** Where the data begin, in bytes. */
  readonly dataAt: number;
}

/** Headers are some kilobytes long. */
const LONGEST = 4_000_000;
const MOST_REGIONS = 10_000;

/** Place of the byte after the line `EOFH`; -1 where there is none. */
export function endOfHeader(bytes: Uint8Array): number {
  const limit = Math.min(bytes.length, LONGEST);
  for (let at = 0; at + 4 <= limit; at++) {
    if (bytes[at] !== 0x45 || bytes[at + 1] !== 0x4f || bytes[at + 2] !== 0x46 || bytes[at + 3] !== 0x48) continue;
    if (at > 0 && bytes[at - 1] !== 10) continue;
    let end = at + 4;
    while (end < bytes.length && bytes[end] !== 10) end += 1;
    return Math.min(bytes.length, end + 1);
  }
  return -1;
}

/** Reads the header of which `text` holds the lines. */
export function readHeader(text: string, dataAt: number): PhiHeader {
  const keys = new Map<string, string>();
  const regions: PhiRegion[] = [];
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const key = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (key === 'SpectralRegDef') {
      const region = readRegion(value);
      if (region !== undefined && regions.length < MOST_REGIONS) regions.push(region);
    }
    const earlier = keys.get(key);
    keys.set(key, earlier === undefined ? value : `${earlier}\n${value}`);
  }
  return { keys, regions, dataAt };
}

/** `1 1 Su1s 111 1751 -0.8000 1400.0000 0.0000 1399.0000 1.0000 0.120000 224.00 AREA`: a name may hold blanks. */
function readRegion(value: string): PhiRegion | undefined {
  if (value.length > 500) return undefined;
  const match = /^(\d+)\s+(\d+)\s+(\S.*?)\s+(-?\d+)\s+(\d+)\s+(-?[\d.]+)\s+(-?[\d.]+)\s+(-?[\d.]+)(?:\s+(.*))?$/.exec(
    value,
  );
  if (match === null) return undefined;
  const [points, stepEv, startEv, endEv] = [5, 6, 7, 8].map((group) => Number(match[group])) as [
    number,
    number,
    number,
    number,
  ];
  if (![points, stepEv, startEv, endEv].every(Number.isFinite)) return undefined;
  const rest = (match[9] ?? '').split(/\s+/).map((word) => numberFromText(word));
  const known = (index: number): number | undefined => (rest[index]! > 0 ? rest[index] : undefined);
  return {
    number: Number(match[1]),
    name: match[3]!,
    atomicNumber: Number(match[4]),
    points,
    stepEv,
    startEv,
    endEv,
    collectionTimeS: known(2),
    passEnergyEv: known(3),
  };
}
