/** Does a text begin like a powder pattern? Judged by its header and by its first rows. */
import { columnKind } from '../column-kinds.js';
import { splitNameAndUnit } from '../column-names.js';
import { areCounts } from '../diffraction/pattern-columns.js';
import type { FileHead } from '../reader.js';
import { bare } from '../text/delimited-header.js';
import { numberFromText } from '../text/number-parsing.js';
import { hasEvenSteps, risesLikeTwoTheta, scatterOverCounting } from './plausible-pattern.js';

/** Extensions that are hardly used for anything else. */
const OWN_EXTENSIONS = new Set(['.xy', '.xye', '.xyd', '.xyn', '.chi']);
/** Extensions under which anything may come, and patterns do. */
const SHARED_EXTENSIONS = new Set(['.dat', '.txt', '.csv', '.asc', '.prn', '.int', '.xrd', '.tsv', '']);
/** Words of measurements that are none. */
const OTHER_TECHNIQUE =
  /\b(?:specslab|kinetic energy|binding energy|raman|wave ?number|cm-1|volt(?:age)?|potential|current|frequency|impedance|elapsed|absorbance|transmittance)\b|\/(?:m?V|m?A|Hz|Ohm|eV)\b/i;
const TWO_THETA_WORDS = /2[ -]?(?:theta|θ)|two[ _-]?theta|\btth\b/i;
const MOST_COLUMNS = 12;
/** A bare pattern has more rows than this, or nobody could tell it from a table of something else. */
const LEAST_BARE_ROWS = 50;

/** Certainty that the text is a pattern; below 0.5, so that the general text reader may still take it. */
export function recognisePattern({ lines, extension, text }: FileHead): number {
  if (text.includes('\0') || /^\uFEFF?\s*[{<]/.test(text)) return 0;
  const own = OWN_EXTENSIONS.has(extension);
  if (!own && !SHARED_EXTENSIONS.has(extension)) return 0;
  const { header, columns } = firstRows(lines);
  const [angles, values, sigmas] = columns;
  if (angles === undefined || values === undefined || columns.length > MOST_COLUMNS) return 0;
  if (!risesLikeTwoTheta(angles)) return 0;
  if (isEvaHeader(header[0]) || namesTwoTheta(header, columns.length)) return 0.45;
  const mentioned = header.some((line) => TWO_THETA_WORDS.test(line));
  if (!mentioned && header.some((line) => OTHER_TECHNIQUE.test(line))) return 0;
  if (columns.length > 3 && !mentioned) return 0;
  if (own || mentioned) return hasEvenSteps(angles) || own ? 0.45 : 0;
  // Anything else must look like counts over angles to the last detail.
  if (header.some((line) => /[A-Za-z]/.test(line)) || angles.length < LEAST_BARE_ROWS || !hasEvenSteps(angles))
    return 0;
  return angles[0]! >= 0 && (sigmas === undefined ? lookCounted(values) : lookLikeSigmas(values, sigmas)) ? 0.4 : 0;
}

/** First line of an export of DIFFRAC.EVA: `'Id: "" Comment: "" Operator: "" Anode: "Cu" Scantype: ...`. */
export function isEvaHeader(line: string | undefined): boolean {
  return line !== undefined && /^'Id: *".*Anode: *"/.test(line);
}

/** True when the line above the rows names as many columns as there are, the first of them 2theta. */
function namesTwoTheta(header: readonly string[], columns: number): boolean {
  return header.slice(-3).some((line) => {
    const plain = bare(line).replaceAll('"', '');
    return [/\s*[,;\t|]\s*/, /\s{2,}/, /\s+/].some((gap) => {
      const cells = plain.split(gap).filter((cell) => cell !== '');
      if (cells.length !== columns || cells[0]!.length > 60) return false;
      const { name, unit } = splitNameAndUnit(cells[0]!);
      return columnKind(name, unit) === 'two-theta';
    });
  });
}

/** Counts: whole, not steady (a ramp is none), and scattering as counts do. */
function lookCounted(values: Float64Array): boolean {
  const scatter = scatterOverCounting(values);
  if (!areCounts(values) || scatter === undefined || scatter < 0.3 || scatter > 5) return false;
  let turns = 0;
  for (let row = 2; row < values.length; row++) {
    if ((values[row]! - values[row - 1]!) * (values[row - 1]! - values[row - 2]!) < 0) turns += 1;
  }
  return turns > 0.2 * values.length;
}

/** A third column that goes with the root of the second. */
function lookLikeSigmas(values: Float64Array, sigmas: Float64Array): boolean {
  const logs: number[] = [];
  for (let row = 0; row < values.length; row++) {
    if (!(values[row]! > 0 && sigmas[row]! > 0)) return false;
    logs.push((sigmas[row]! * sigmas[row]!) / values[row]!);
  }
  const sorted = Float64Array.from(logs).sort();
  const at = (part: number): number => sorted[Math.floor(part * (sorted.length - 1))]!;
  return at(0.9) < 4 * at(0.1);
}

/** The lines above the first two rows of equal width, and the rows of the head of the file as columns. */
function firstRows(lines: readonly string[]): { header: readonly string[]; columns: Float64Array[] } {
  const whole = lines.slice(0, -1).length > 1 ? lines.slice(0, -1) : lines;
  const rows = whole.map((line) => (line.length > 1000 ? undefined : numbersOf(line)));
  const first = rows.findIndex((row, at) => row !== undefined && (rows[at + 1] ?? row).length === row.length);
  if (first === -1) return { header: [], columns: [] };
  const width = rows[first]!.length;
  const table = rows.slice(first).filter((row) => row?.length === width) as readonly number[][];
  return {
    header: whole.slice(0, first),
    columns: Array.from({ length: width }, (_, column) => Float64Array.from(table, (row) => row[column]!)),
  };
}

/** The numbers of a row, two at least; undefined for any other line. */
function numbersOf(line: string): number[] | undefined {
  const words = line.trim().split(/[\t;| ]+/);
  const cells = words.length === 1 ? words[0]!.split(',') : words;
  if (cells.length < 2) return undefined;
  const numbers = cells.map((cell) => numberFromText(cell.replace(/,$/, ''), 'either'));
  return numbers.some(Number.isNaN) ? undefined : numbers;
}
