/** What CasaXPS keeps of an evaluation in the comment lines of a VAMAS block: regions, components, calibrations. */
import { numberFromText } from '../text/number-parsing.js';

/** A quantity of a component. Energies are kinetic (eV), as CasaXPS stores them. */
export interface CasaParameter {
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** Number of the component, from 0, to which it is tied; none is left out. */
  readonly tiedTo?: number;
  /** Factor (area, width) or distance (position) of the tie. */
  readonly by: number;
}

export interface CasaRegion {
  readonly name: string;
  /** Background in the words of the program: `Shirley`, `U 3 Tougaard`. */
  readonly background: string;
  readonly startKineticEv: number;
  readonly endKineticEv: number;
  /** Sensitivity factor with corrections (transmission, escape depth). */
  readonly rsf: number;
  readonly averagedPoints: number;
  readonly startOffset: number;
  readonly endOffset: number;
  /** Numbers of the cross-section: B, C, D and gap of a Tougaard background. */
  readonly crossSection: readonly [number, number, number, number];
  readonly tag: string;
  readonly uncorrectedRsf?: number;
}

export interface CasaComponent {
  readonly name: string;
  /** `GL(30)`, `LF(0.54,10,80,100,6)`, ... */
  readonly lineShape: string;
  readonly area: CasaParameter;
  readonly fwhm: CasaParameter;
  readonly position: CasaParameter;
  readonly rsf: number;
  readonly index: number;
  readonly tag: string;
  readonly constraint: string;
  readonly uncorrectedRsf?: number;
}

/** A shift of the energy scale that CasaXPS applies when it shows the spectrum; the energies of the file do not have it. */
export interface CasaCalibration {
  readonly measuredEv: number;
  readonly assignedEv: number;
  readonly scale: 'binding' | 'kinetic';
  /** `ADD` where it comes on top of the others. */
  readonly how: string;
}

export interface CasaEvaluation {
  readonly regions: readonly CasaRegion[];
  readonly components: readonly CasaComponent[];
  readonly calibrations: readonly CasaCalibration[];
  /** Lines that begin like one of these and are none. */
  readonly notUnderstood: readonly string[];
}

const LONGEST = 10_000;
const CALIBRATION = /^Calib\s+M\s*=\s*(\S+)\s+A\s*=\s*(\S+)(?:\s+(BE|KE))?\s*(.*)$/i;

/** Reads the comment lines of a block; a file without CasaXPS gives three empty lists. */
export function readCasaComments(lines: readonly string[]): CasaEvaluation {
  const regions: CasaRegion[] = [];
  const components: CasaComponent[] = [];
  const calibrations: CasaCalibration[] = [];
  const notUnderstood: string[] = [];
  for (const line of lines) {
    if (line.length > LONGEST) continue;
    const found = /^(CASA region|CASA comp|Calib)\b/i.exec(line)?.[1]?.toLowerCase();
    if (found === undefined) continue;
    if (found === 'calib') {
      const calibration = readCalibration(line);
      if (calibration === undefined) notUnderstood.push(line);
      else calibrations.push(calibration);
    } else if (found === 'casa region') {
      const region = readRegion(line);
      if (region === undefined) notUnderstood.push(line);
      else regions.push(region);
    } else {
      const component = readComponent(line);
      if (component === undefined) notUnderstood.push(line);
      else components.push(component);
    }
  }
  return { regions, components, calibrations, notUnderstood };
}

function readCalibration(line: string): CasaCalibration | undefined {
  const match = CALIBRATION.exec(line);
  if (match === null) return undefined;
  // Some computers write the decimal comma here and nowhere else.
  const [measuredEv, assignedEv] = [numberFromText(match[1]!, 'either'), numberFromText(match[2]!, 'either')];
  if (!Number.isFinite(measuredEv) || !Number.isFinite(assignedEv)) return undefined;
  const scale = match[3]?.toUpperCase() === 'KE' ? 'kinetic' : 'binding';
  return { measuredEv, assignedEv, scale, how: match[4]!.trim() };
}

function readRegion(line: string): CasaRegion | undefined {
  const { words, starred } = tokens(line.replace(/^CASA region/i, ''));
  const numbers = words.map((word) => numberFromText(word, 'either'));
  const [start, end, rsf, averaged, startOffset, endOffset, b, c, d, gap] = numbers;
  const [name, background, tag] = starred;
  if (name === undefined || background === undefined || ![start, end, rsf].every(Number.isFinite)) return undefined;
  const uncorrected = numbers.length > 12 ? numbers.at(-1) : undefined;
  return {
    name,
    background,
    startKineticEv: start!,
    endKineticEv: end!,
    rsf: rsf!,
    averagedPoints: averaged ?? Number.NaN,
    startOffset: startOffset ?? Number.NaN,
    endOffset: endOffset ?? Number.NaN,
    crossSection: [b ?? Number.NaN, c ?? Number.NaN, d ?? Number.NaN, gap ?? Number.NaN],
    tag: tag ?? '',
    ...(uncorrected === undefined ? {} : { uncorrectedRsf: uncorrected }),
  };
}

function readComponent(line: string): CasaComponent | undefined {
  const { words, starred } = tokens(line.replace(/^CASA comp/i, ''));
  const [name, lineShape, tag, constraint] = starred;
  const after = (label: RegExp, place = 1): number => {
    const at = words.findIndex((word) => label.test(word));
    return at === -1 || words[at + place] === undefined ? Number.NaN : numberFromText(words[at + place]!, 'either');
  };
  const parameter = (label: RegExp): CasaParameter => {
    const tie = after(label, 4);
    return {
      value: after(label),
      least: after(label, 2),
      most: after(label, 3),
      ...(Number.isInteger(tie) && tie >= 0 ? { tiedTo: tie } : {}),
      by: after(label, 5),
    };
  };
  const [area, fwhm, position] = [parameter(/^Area$/i), parameter(/^M?FWHM$/i), parameter(/^Position$/i)];
  if (name === undefined || lineShape === undefined) return undefined;
  if (![area, fwhm, position].every(({ value }) => Number.isFinite(value))) return undefined;
  const uncorrected = after(/^UNCORRECTEDRSF$/i);
  return {
    name,
    lineShape,
    area,
    fwhm,
    position,
    rsf: after(/^RSF$/i),
    index: after(/^INDEX$/i),
    tag: tag ?? '',
    constraint: constraint ?? '',
    ...(Number.isFinite(uncorrected) ? { uncorrectedRsf: uncorrected } : {}),
  };
}

/** Texts stand between `(*` and `*)`; everything else is words. */
function tokens(line: string): { words: string[]; starred: string[] } {
  const starred: string[] = [];
  let rest = '';
  let from = 0;
  for (;;) {
    const open = line.indexOf('(*', from);
    const close = open === -1 ? -1 : line.indexOf('*)', open + 2);
    if (close === -1) break;
    starred.push(line.slice(open + 2, close).trim());
    rest += `${line.slice(from, open)} `;
    from = close + 2;
  }
  rest += line.slice(from);
  return { words: rest.split(/\s+/).filter((word) => word !== ''), starred };
}
