/**
 * Instrument parameter files of GSAS (`.prm`: records of 80 columns that begin with `INS`) and of GSAS-II (`.instprm`:
 * `name:value`). They hold no points; a refinement takes wavelengths, polarisation and first widths from them.
 */
import { fail, type InterphaseError } from '../../errors.js';
import { TextLines } from '../text/text-lines.js';
import { type ProfileCoefficients, readProfiles } from './profile-coefficients.js';

export interface InstrumentParameters {
  readonly radiation: 'x-ray' | 'neutron';
  /** Symbol of the anode, where the file names one. */
  readonly anode?: string;
  /** What the file calls the instrument. */
  readonly name?: string;
  /** Angstrom. */
  readonly wavelength1: number;
  /** Angstrom; undefined for a beam of one wavelength. */
  readonly wavelength2?: number;
  /** Intensity of the second wavelength over that of the first. */
  readonly ratio?: number;
  /** Zero of 2theta in degrees, to be added to a calculated position. */
  readonly zeroDeg: number;
  /** Polarisation P as the file has it. */
  readonly polarization?: number;
  /** How P is meant: 0 for P + (1 - P) cos^2(2theta). */
  readonly polarizationType?: number;
  /** K of 1 + K cos^2(2theta), where the type says how to find it: (1 - P) / P for type 0. X-rays only. */
  readonly polarizationK?: number;
  /** Every profile of the file, in its order. */
  readonly profiles: readonly ProfileCoefficients[];
}

/** Anodes by the number in the `IRAD` record. */
const ANODES: readonly (string | undefined)[] = [undefined, 'Cr', 'Fe', 'Cu', 'Mo', 'Ag'];
/** Columns of the `ICONS` record behind its key: wavelengths, zero, one that is not used, P, its type, ratio. */
const CONSTANTS: readonly (readonly [number, number])[] = [
  [12, 22],
  [22, 32],
  [32, 42],
  [42, 52],
  [52, 62],
  [62, 67],
  [67, 77],
];
const MOST_LINES = 100_000;

/**
 * Reads the parameters of one bank of a constant-wavelength instrument.
 *
 * @param file name for errors
 * @param bank number of the detector bank. @default 1
 * @throws `unknown-format` when it is no such file, or one of a time-of-flight instrument; `malformed-file` when it says no
 *   wavelength
 */
export function readInstrumentParameters(text: string, file: string, bank = 1): InstrumentParameters {
  const lines = new TextLines(text.slice(0, 8_000_000));
  const head = text.slice(0, 4000);
  if (/^#GSAS-II instrument parameter file/m.test(head) || /^Type\s*:\s*[PS][NX]/m.test(head)) {
    return readKeywords(lines, file);
  }
  if (!isInstrumentParameters(text)) {
    throw fail(
      'unknown-format',
      'the file holds no instrument parameters of GSAS',
      'give a .prm file of GSAS (lines that begin with INS) or an .instprm file of GSAS-II',
      { file },
    );
  }
  return readRecords(lines, file, bank);
}

/** True for text with `INS` records of a bank. */
export function isInstrumentParameters(text: string): boolean {
  return /^INS {2,}(?:\d+ *)?(?:BANK|HTYPE|ICONS|I HEAD|PRCF)/m.test(text.slice(0, 20_000));
}

function readRecords(lines: TextLines, file: string, bank: number): InstrumentParameters {
  const records = new Map<string, { text: string; line: number }>();
  const count = Math.min(lines.count, MOST_LINES);
  for (let line = 0; line < count; line++) {
    const text = lines.line(line);
    if (text.startsWith('INS')) records.set(text.slice(3, 12).replace(/\s+/g, ' ').trim(), { text, line: line + 1 });
  }
  const kind = records.get('HTYPE')?.text.slice(12).trim().toUpperCase() ?? '';
  if (/^..T/.test(kind)) throw timeOfFlight(file);
  const constants = records.get(`${bank} ICONS`);
  if (constants === undefined) {
    throw fail(
      'malformed-file',
      `the instrument parameters have no ICONS record for bank ${bank}`,
      'give the file that goes with the pattern, or another bank',
      { file },
    );
  }
  const cell = (index: number): number | undefined => {
    const [from, to] = CONSTANTS[index]!;
    const word = constants.text.slice(from, to).trim();
    const value = Number(word);
    if (word === '') return undefined;
    if (Number.isFinite(value)) return value;
    throw fail('malformed-file', `"${word}" is no number`, 'check the columns of the ICONS record', {
      file,
      line: constants.line,
      column: from + 1,
    });
  };
  const name = records.get(`${bank}INAME`)?.text.slice(12).trim();
  const anode = ANODES[Number(records.get(`${bank} IRAD`)?.text.slice(12).trim() ?? 0)];
  return {
    ...shared({
      neutron: kind[1] === 'N',
      wavelength1: cell(0),
      wavelength2: cell(1),
      zeroDeg: (cell(2) ?? 0) / 100,
      polarization: cell(4),
      polarizationType: cell(5) ?? 0,
      ratio: cell(6),
      anode,
      name,
      noWavelength: () =>
        fail('malformed-file', 'the ICONS record holds no wavelength', 'check the file in a text editor', {
          file,
          line: constants.line,
        }),
    }),
    profiles: readProfiles(records, bank, file),
  };
}

/** Names of GSAS-II for what the refinement uses; the rest is kept as coefficients under the file's names. */
const NOT_PROFILE = new Set([
  'Type',
  'Bank',
  'Lam',
  'Lam1',
  'Lam2',
  'Zero',
  'Polariz.',
  'I(L2)/I(L1)',
  'Source',
  'Azimuth',
]);

function readKeywords(lines: TextLines, file: string): InstrumentParameters {
  const words = new Map<string, string>();
  for (let line = 0; line < lines.count && line < MOST_LINES; line++) {
    const text = lines.line(line);
    if (text.startsWith('#')) continue;
    for (const part of text.split(';')) {
      const at = part.indexOf(':');
      // A file of several banks repeats its names; the first bank counts.
      if (at > 0 && !words.has(part.slice(0, at).trim()))
        words.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
    }
  }
  const number = (name: string): number | undefined => {
    const word = words.get(name);
    const value = Number(word);
    return word === undefined || word === '' || !Number.isFinite(value) ? undefined : value;
  };
  const type = words.get('Type')?.toUpperCase() ?? '';
  if (type[2] === 'T') throw timeOfFlight(file);
  const coefficients: Record<string, number> = {};
  for (const name of words.keys()) {
    const value = NOT_PROFILE.has(name) ? undefined : number(name);
    if (value !== undefined) coefficients[name] = value;
  }
  const source = /^(Cr|Fe|Co|Cu|Mo|Ag)/.exec(words.get('Source') ?? '')?.[1];
  return {
    ...shared({
      neutron: type[1] === 'N',
      wavelength1: number('Lam1') ?? number('Lam'),
      wavelength2: number('Lam2'),
      zeroDeg: number('Zero') ?? 0,
      polarization: number('Polariz.'),
      polarizationType: 0,
      ratio: number('I(L2)/I(L1)'),
      anode: source,
      name: undefined,
      noWavelength: () =>
        fail('malformed-file', 'the file says no wavelength (Lam or Lam1)', 'check the file in a text editor', {
          file,
        }),
    }),
    profiles: [{ number: 1, type: 3, cutoff: undefined, coefficients }],
  };
}

interface Found {
  readonly neutron: boolean;
  readonly wavelength1: number | undefined;
  readonly wavelength2: number | undefined;
  readonly zeroDeg: number;
  readonly polarization: number | undefined;
  readonly polarizationType: number;
  readonly ratio: number | undefined;
  readonly anode: string | undefined;
  readonly name: string | undefined;
  readonly noWavelength: () => InterphaseError;
}

function shared(found: Found): Omit<InstrumentParameters, 'profiles'> {
  const { neutron, wavelength1, wavelength2, zeroDeg, polarization, polarizationType, ratio, anode, name } = found;
  if (!(wavelength1 !== undefined && wavelength1 > 0)) throw found.noWavelength();
  const two = wavelength2 !== undefined && wavelength2 > 0;
  const known =
    !neutron && polarizationType === 0 && polarization !== undefined && polarization > 0 && polarization <= 1;
  return {
    radiation: neutron ? 'neutron' : 'x-ray',
    ...(anode === undefined || neutron ? {} : { anode }),
    ...(name === undefined || name === '' ? {} : { name }),
    wavelength1,
    ...(two ? { wavelength2 } : {}),
    ...(two && ratio !== undefined ? { ratio } : {}),
    zeroDeg,
    ...(polarization === undefined ? {} : { polarization, polarizationType }),
    ...(known ? { polarizationK: (1 - polarization) / polarization } : {}),
  };
}

function timeOfFlight(file: string): InterphaseError {
  return fail(
    'unknown-format',
    'the parameters are those of a time-of-flight neutron instrument',
    'patterns of one wavelength (or Kalpha1 and Kalpha2) can be refined here; time of flight cannot',
    { file },
  );
}
