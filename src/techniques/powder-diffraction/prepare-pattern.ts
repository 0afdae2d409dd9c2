/** From a recording to the points that are fitted: range, regions and rows left out, standard deviations. */
import { fail } from '../../errors.js';
import { isNumberColumn, type NumberColumn, type Recording, type Table, toFloat64 } from '../../formats/recording.js';
import type { Exclusions } from '../excluded-rows.js';
import type { Finding } from '../technique.js';
import type { Pattern } from './refinement.js';

/** What of a pattern takes part. */
export interface PatternChoice {
  readonly range?: readonly [number, number] | undefined;
  readonly regions: readonly (readonly [number, number])[];
  readonly exclusions: Exclusions;
}

export interface PreparedPattern {
  readonly pattern: Pattern;
  readonly findings: readonly Finding[];
}

const FEWEST_POINTS = 50;

/** The tables of a recording that are patterns, each with a label of its own. */
export function patternTables(
  label: string,
  recording: Recording,
): { readonly label: string; readonly table: Table }[] {
  const tables = recording.tables.filter(
    (table) => anglesOf(table) !== undefined && intensitiesOf(table) !== undefined,
  );
  return tables.map((table, k) => ({ label: tables.length === 1 ? label : `${label}#${k + 1}`, table }));
}

/** True for a recording that holds a diffraction pattern. */
export function isPattern(recording: Recording): boolean {
  return patternTables('', recording).length > 0;
}

const kind = (table: Table, ...kinds: readonly string[]): NumberColumn | undefined =>
  kinds
    .map((wanted) =>
      table.columns.find((column): column is NumberColumn => isNumberColumn(column) && column.kind === wanted),
    )
    .find((column) => column !== undefined);

const anglesOf = (table: Table): NumberColumn | undefined => kind(table, 'two-theta');
const intensitiesOf = (table: Table): NumberColumn | undefined => kind(table, 'counts', 'intensity');

/**
 * @throws `too-few-points` when fewer than 50 points are left, `invalid-option` for a range that holds none of the pattern,
 *   `wrong-technique` for a table that is no pattern
 */
export function preparePattern(label: string, table: Table, file: string, choice: PatternChoice): PreparedPattern {
  const angles = anglesOf(table);
  const intensities = intensitiesOf(table);
  if (angles === undefined || intensities === undefined) {
    throw fail(
      'wrong-technique',
      'this file holds no diffraction pattern: there is no column of 2theta with one of counts',
      'name the columns 2theta and counts, or give the file to another technique',
      { file },
    );
  }
  const findings: Finding[] = [];
  const say = (code: string, severity: Finding['severity'], message: string) =>
    findings.push({ code, severity, message, where: label });
  const order = inOrder(toFloat64(angles.values), toFloat64(intensities.values));
  if (order.dropped > 0)
    say(
      'unreadable-points',
      'warning',
      `${order.dropped} rows without a number, or with an angle that stood there before, are left out.`,
    );
  const twoThetaDeg = Float64Array.from(order.rows, (row) => angles.values[row]!);
  const observed = Float64Array.from(order.rows, (row) => intensities.values[row]!);
  const given = kind(table, 'intensity-sigma');
  const sigma = deviations(
    observed,
    given === undefined ? undefined : Float64Array.from(order.rows, (row) => given.values[row]!),
  );
  const used = new Uint8Array(observed.length).fill(1);
  const rows = Int32Array.from(order.rows, (row) => row + 1);
  leaveOut(label, twoThetaDeg, rows, used, choice);
  const trailing = given === undefined ? trailingZeros(observed, used) : 0;
  if (trailing > 0)
    say(
      'trailing-zeros',
      'info',
      `The last ${trailing === 1 ? 'point has' : `${trailing} points have`} no counts at all: the scan had ended; left out.`,
    );
  const negative = observed.reduce((count, y, i) => count + (used[i] === 1 && y < 0 ? 1 : 0), 0);
  if (negative > 0 && given === undefined)
    say(
      'negative-counts',
      'warning',
      `${negative} points have negative counts: a background was subtracted before, so the standard deviations are not those of counting and neither are the esds. Use the raw file.`,
    );
  const isCounts = intensities.kind === 'counts';
  if (!isCounts && given === undefined)
    say(
      'weights-assumed',
      'warning',
      'The file does not say that its intensities are counts; they are weighted as if they were. Where they are counts per second, all esds are off by one factor, which the goodness of fit takes up.',
    );
  const left = used.reduce((sum, one) => sum + one, 0);
  if (left < FEWEST_POINTS)
    throw left === 0 && choice.range !== undefined
      ? fail(
          'invalid-option',
          `the range ${choice.range.join(' to ')} deg holds no point of ${label}`,
          `its angles run from ${twoThetaDeg[0]} to ${twoThetaDeg.at(-1)} deg`,
          { path: 'range' },
        )
      : fail(
          'too-few-points',
          `${left} points of the pattern are left; ${FEWEST_POINTS} are needed`,
          'take regions back in, or measure a longer range',
          { file },
        );
  return {
    pattern: { label, twoThetaDeg, observed, sigma, used, rows, weights: given === undefined ? 'counts' : 'file' },
    findings,
  };
}

/** Rows by ascending angle, without those that hold no numbers or repeat an angle. */
function inOrder(
  angles: Float64Array,
  intensities: Float64Array,
): { readonly rows: number[]; readonly dropped: number } {
  const all = Array.from(angles, (_, row) => row).filter(
    (row) =>
      Number.isFinite(angles[row]) && Number.isFinite(intensities[row]) && angles[row]! > -180 && angles[row]! < 180,
  );
  all.sort((a, b) => angles[a]! - angles[b]! || a - b);
  const rows = all.filter((row, k) => k === 0 || angles[row]! > angles[all[k - 1]!]!);
  return { rows: rows.filter((row) => angles[row]! > 0), dropped: angles.length - rows.length };
}

/** Of counting, at least one count; where a file gives its own, a missing one counts as the largest. */
function deviations(observed: Float64Array, given: Float64Array | undefined): Float64Array {
  if (given === undefined) return Float64Array.from(observed, (y) => Math.sqrt(Math.max(y, 1)));
  let largest = 0;
  for (const sigma of given) if (Number.isFinite(sigma) && sigma > largest) largest = sigma;
  return Float64Array.from(given, (sigma) => (Number.isFinite(sigma) && sigma > 0 ? sigma : largest || 1));
}

function leaveOut(
  label: string,
  angles: Float64Array,
  rows: Int32Array,
  used: Uint8Array,
  { range, regions, exclusions }: PatternChoice,
): void {
  const excluded = exclusions.get(label);
  for (let i = 0; i < used.length; i++) {
    const angle = angles[i]!;
    const outside = range !== undefined && (angle < range[0] - 1e-9 || angle > range[1] + 1e-9);
    const inRegion = regions.some(([low, high]) => angle >= low && angle <= high);
    if (outside || inRegion || excluded === 'all' || excluded?.has(rows[i]!) === true) used[i] = 0;
  }
}

function trailingZeros(observed: Float64Array, used: Uint8Array): number {
  let count = 0;
  for (let i = observed.length - 1; i >= 0; i--) {
    if (observed[i] !== 0) break;
    if (used[i] === 1) count++;
    used[i] = 0;
  }
  return count;
}
