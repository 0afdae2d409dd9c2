/** The profile blocks (`PRCF`) of GSAS instrument parameters. */
import { fail } from '../../errors.js';

export interface ProfileCoefficients {
  /** Number of the block in the file. */
  readonly number: number;
  /** Profile function of GSAS: 1 Gaussian, 2 pseudo-Voigt, 3 with axial divergence, 4 with anisotropic strain. */
  readonly type: number;
  /** Fraction of the peak at which its tails are cut. */
  readonly cutoff: number | undefined;
  /**
   * By name, in centidegrees: GU, GV, GW (variance, squared), GP, LX, LY (full width), S/L and H/L (ratios), ...;
   * GSAS-II files: U, V, W, X, Y, Z, SH/L. A coefficient that the function has and nobody has named is `c20`.
   */
  readonly coefficients: Readonly<Record<string, number>>;
}

/** First widths of the Thompson-Cox-Hastings profile with axial divergence. */
export interface ProfileStart {
  /** sigma^2 = u tan^2 + v tan + w + p / cos^2, in centidegrees squared. */
  readonly u: number;
  readonly v: number;
  readonly w: number;
  readonly p: number;
  /** Full width x / cos + y tan + z, in centidegrees. */
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** (S + H) / L. */
  readonly axial: number;
}

const NAMES: Readonly<Record<number, readonly string[]>> = {
  1: ['GU', 'GV', 'GW', 'asym', 'F1', 'F2'],
  2: 'GU GV GW LX LY trns asym shft GP stec ptec sfec L11 L22 L33 L12 L13 L23'.split(' '),
  3: 'GU GV GW GP LX LY S/L H/L trns shft stec ptec sfec L11 L22 L33 L12 L13 L23'.split(' '),
  4: 'GU GV GW GP LX ptec trns shft sfec S/L H/L eta'.split(' '),
};
const PER_LINE = 4;
const WIDTH = 15;
const MOST_BLOCKS = 9;
const MOST_COEFFICIENTS = 40;

/** All blocks of a bank. */
export function readProfiles(
  records: ReadonlyMap<string, { readonly text: string; readonly line: number }>,
  bank: number,
  file: string,
): ProfileCoefficients[] {
  const profiles: ProfileCoefficients[] = [];
  for (let number = 1; number <= MOST_BLOCKS; number++) {
    const head = records.get(`${bank}PRCF${number}`);
    if (head === undefined) continue;
    const [type, count, cutoff] = head.text.slice(12).trim().split(/\s+/).map(Number);
    if (!(Number.isInteger(type) && Number.isInteger(count) && count! >= 0 && count! <= MOST_COEFFICIENTS)) {
      throw fail('malformed-file', `profile ${number} does not say its type and its number of coefficients`, HINT, {
        file,
        line: head.line,
      });
    }
    const coefficients: Record<string, number> = {};
    for (let k = 0; k < count!; k++) {
      const row = records.get(`${bank}PRCF${number}${Math.floor(k / PER_LINE) + 1}`);
      const from = 12 + WIDTH * (k % PER_LINE);
      const word = row?.text.slice(from, from + WIDTH).trim() ?? '';
      const value = Number(word.replace(/[dD]/, 'e'));
      if (word !== '' && !Number.isFinite(value)) {
        throw fail('malformed-file', `"${word}" is no number`, HINT, { file, line: row!.line, column: from + 1 });
      }
      coefficients[NAMES[type!]?.[k] ?? `c${k + 1}`] = word === '' ? 0 : value;
    }
    profiles.push({ number, type: type!, cutoff: Number.isFinite(cutoff) ? cutoff : undefined, coefficients });
  }
  return profiles;
}

const HINT = 'check the columns of the PRCF records (four numbers of 15 characters each)';

/** Widths to begin with: of the first profile of type 3, else of the first that has Gaussian widths. */
export function profileStart(profiles: readonly ProfileCoefficients[]): ProfileStart | undefined {
  const chosen = profiles.find(({ type }) => type === 3) ?? profiles.find(({ type }) => type <= 4);
  if (chosen === undefined) return undefined;
  const at = (...names: readonly string[]): number => {
    const name = names.find((candidate) => Object.hasOwn(chosen.coefficients, candidate));
    return name === undefined ? 0 : chosen.coefficients[name]!;
  };
  return {
    u: at('GU', 'U'),
    v: at('GV', 'V'),
    w: at('GW', 'W'),
    p: at('GP'),
    x: at('LX', 'X'),
    y: at('LY', 'Y'),
    z: at('Z'),
    axial: Object.hasOwn(chosen.coefficients, 'SH/L') ? at('SH/L') : at('S/L') + at('H/L'),
  };
}
