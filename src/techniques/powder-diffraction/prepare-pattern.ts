/** From a recording to the points that are fitted: range, regions and rows left out, standard deviations. */
import { fail } from '../../errors.js';
import { isNumberColumn, type NumberColumn, type Recording, type Table, toFloat64 } from '../../formats/recording.js';
import type { Exclusions } from '../excluded-rows.js';
import type { Finding } from '../technique.js';
import type { Pattern } from './refinement.js';
import { standardDeviations } from './standard-deviations.js';

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
/** More are no powder pattern but a mistake, and a fit of them would fill the memory. */
const MOST_POINTS = 500_000;
const MOST_ROWS = 3_000_000;
/** Beyond all detectors; squares of larger numbers end beyond the numbers there are. */
const LARGEST_INTENSITY = 1e20;
const SMALLEST_INTENSITY = 1e-20;
/** Rows that a beam stop passed below zero are few. */
const MANY_BELOW_ZERO = 0.1;

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
 * @throws `too-few-points` when fewer than 50 points are left or none is above zero, `too-many-points`, `invalid-option` for a
 *   range that holds none of the pattern, `wrong-technique` for a table that is no pattern
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
  if (angles.values.length > MOST_ROWS) throw tooMany(angles.values.length, MOST_ROWS, file);
  const order = inOrder(toFloat64(angles.values), toFloat64(intensities.values));
  sayUnreadable(order, angles.values.length, say);
  const twoThetaDeg = Float64Array.from(order.rows, (row) => angles.values[row]!);
  const observed = Float64Array.from(order.rows, (row) => intensities.values[row]!);
  if (!observed.some((y) => y >= SMALLEST_INTENSITY))
    throw fail(
      'too-few-points',
      'no point of the pattern has an intensity above zero',
      'check the file: there is nothing to fit',
      {
        file,
      },
    );
  const column = kind(table, 'intensity-sigma');
  const isCounts = intensities.kind === 'counts';
  const { sigma, weights, missing, raised } = standardDeviations(
    observed,
    column === undefined ? undefined : Float64Array.from(order.rows, (row) => column.values[row]!),
    isCounts,
  );
  const isGiven = weights === 'file';
  if (missing + raised > 0) say('doubtful-deviations', 'warning', doubtfulDeviations(missing, raised, isGiven));
  const used = new Uint8Array(observed.length).fill(1);
  const rows = Int32Array.from(order.rows, (row) => row + 1);
  leaveOut(label, twoThetaDeg, rows, used, choice);
  const trailing = !isGiven ? trailingZeros(observed, used) : 0;
  if (trailing > 0)
    say(
      'trailing-zeros',
      'info',
      `The last ${trailing === 1 ? 'point has' : `${trailing} points have`} no counts at all: the scan had ended; left out.`,
    );
  const negative = observed.reduce((count, y, i) => count + (used[i] === 1 && y < 0 ? 1 : 0), 0);
  if (negative > 0 && !isGiven)
    say(
      'negative-counts',
      'warning',
      `${negative} points have negative counts: a background was subtracted before, so the standard deviations are not those of counting and neither are the esds. Use the raw file.`,
    );
  if (weights === 'intensities')
    say(
      'weights-assumed',
      'warning',
      'The file does not say that its intensities are counts; they are weighted as if they were proportional to them. The goodness of fit then means nothing by itself, and all esds are multiplied with it whether it is above one or below.',
    );
  const left = used.reduce((sum, one) => sum + one, 0);
  if (left > MOST_POINTS) throw tooMany(left, MOST_POINTS, file);
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
    pattern: { label, twoThetaDeg, observed, sigma, used, rows, weights },
    findings,
  };
}

interface Order {
  readonly rows: number[];
  /** Rows without a number, and with an angle that stood there before. */
  readonly dropped: number;
  readonly belowZero: number;
}

/** Rows by ascending angle, without those that hold no numbers or repeat an angle, or stand at zero or below. */
function inOrder(angles: Float64Array, intensities: Float64Array): Order {
  const all = Array.from(angles, (_, row) => row).filter(
    (row) => angles[row]! > -180 && angles[row]! < 180 && Math.abs(intensities[row]!) <= LARGEST_INTENSITY,
  );
  all.sort((a, b) => angles[a]! - angles[b]! || a - b);
  const once = all.filter((row, k) => k === 0 || angles[row]! > angles[all[k - 1]!]!);
  const rows = once.filter((row) => angles[row]! > 0);
  return { rows, dropped: angles.length - once.length, belowZero: once.length - rows.length };
}

function sayUnreadable(
  { dropped, belowZero }: Order,
  rowCount: number,
  say: (code: string, severity: Finding['severity'], message: string) => void,
): void {
  if (dropped > 0)
    say(
      'unreadable-points',
      'warning',
      `${dropped} rows without a number, or with an angle that stood there before, are left out.`,
    );
  if (belowZero > 0)
    say(
      'angles-below-zero',
      belowZero > MANY_BELOW_ZERO * rowCount ? 'warning' : 'info',
      `${belowZero} rows at 0 degrees or below are left out${belowZero > MANY_BELOW_ZERO * rowCount ? ': does the pattern have another zero, or is its first column no 2theta?' : '.'}`,
    );
}

function doubtfulDeviations(missing: number, raised: number, isGiven: boolean): string {
  if (!isGiven)
    return `The standard deviations in the file are zero, missing or beyond all measure at ${missing} points, most of all: none of them is used, and points are weighted as if there were none.`;
  const parts = [
    ...(missing > 0 ? [`${missing} points have none that can be used and are given the largest of the others`] : []),
    ...(raised > 0
      ? [
          `${raised} points have one below a thousandth of the usual one, by which they alone would decide the fit, and are given that thousandth`,
        ]
      : []),
  ];
  return `Standard deviations in the file: ${parts.join('; ')}. Look at the file, or leave these points out (exclude).`;
}

function tooMany(count: number, most: number, file: string) {
  return fail(
    'too-many-points',
    `the pattern has ${count} points; ${most} are the most that are taken`,
    'average neighbouring points: a dozen across the width of a line say everything',
    { file },
  );
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
