/** One `scan` of an XRDML file as a table. */
import { fail } from '../../errors.js';
import { numberList } from '../diffraction/number-list.js';
import {
  anglesBetween,
  attenuatedColumns,
  correctedColumns,
  countsColumn,
  type MadeColumns,
  noTwoTheta,
  numberColumn,
} from '../diffraction/pattern-columns.js';
import { scanAxisFromWord } from '../diffraction/uniform-settings.js';
import {
  attribute,
  child,
  children,
  numberBelow,
  textBelow,
  type XmlNode,
  type XmlTree,
} from '../diffraction/xml-tree.js';
import type { Column, ColumnKind, Diagnostic, NumberColumn } from '../recording.js';

export interface XrdmlScan {
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly scanAxis: string | undefined;
  readonly countTimeS: number | undefined;
  readonly temperatureK: number | undefined;
  readonly startTime: string | undefined;
  /** Axes that stood still. */
  readonly fixed: readonly { readonly axis: string; readonly unit: string; readonly value: number }[];
  /** Temperatures or the like that were logged with another rhythm than the points. */
  readonly nonAmbient: NumberColumn | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const AXIS_KINDS: ReadonlyMap<string, ColumnKind> = new Map([
  ['2theta', 'two-theta'],
  ['omega', 'omega'],
]);

/**
 * Reads one scan; undefined for one without data points.
 *
 * @throws `truncated-file`, `malformed-file` when the angles of its points cannot be known
 */
export function readScan(node: XmlNode, tree: XmlTree, index: number): XrdmlScan | undefined {
  const points = child(node, 'dataPoints');
  const raw = listBelow(points, 'counts', tree);
  const list = raw ?? listBelow(points, 'intensities', tree);
  if (list === undefined || list.values.length === 0) return undefined;
  const name = `scan ${index + 1}`;
  const stepped = children(points, 'positions').some((axis) => listBelow(axis, 'listPositions', tree) === undefined);
  if (list.open && stepped) {
    throw fail(
      'truncated-file',
      `${name} is cut in its list of counts: how many points there were, and so their angles, cannot be known`,
      'copy the file again from the instrument computer',
    );
  }
  const diagnostics: Diagnostic[] = [...list.diagnostics];
  const { axes, fixed, rows } = readAxes(points, tree, list.values.length, name, diagnostics);
  const values = list.values.subarray(0, rows);
  const made = intensityColumns(points, tree, values, raw !== undefined, diagnostics);
  const times = ofRows(listBelow(points, 'countingTimes', tree)?.values, rows, 'counting times', diagnostics);
  const scanAxis = scanAxisFromWord(attribute(node, 'scanAxis'));
  if (!axes.some(({ kind }) => kind === 'two-theta')) diagnostics.push(noTwoTheta(name, scanAxis ?? 'an unknown axis'));
  const conditions = nonAmbientOf(node, tree);
  const columns: Column[] = [
    ...axes.toSorted((a, b) => Number(b.kind === 'two-theta') - Number(a.kind === 'two-theta')),
    ...made.columns,
    ...(times === undefined ? [] : [numberColumn('counting time', 's', 'count-time', times)]),
  ];
  return {
    rows,
    columns,
    scanAxis,
    countTimeS: numberBelow(points, 'commonCountingTime'),
    temperatureK: conditions?.meanK,
    startTime: textBelow(child(node, 'header'), 'startTimeStamp'),
    fixed,
    nonAmbient: conditions?.column,
    diagnostics: [...diagnostics, ...made.diagnostics],
  };
}

interface List {
  readonly values: Float64Array;
  /** The text ends within the list. */
  readonly open: boolean;
  readonly diagnostics: readonly Diagnostic[];
}

function listBelow(node: XmlNode, name: string, tree: XmlTree): List | undefined {
  const span = Object.hasOwn(node, name) ? tree.listOf(child(node, name)) : undefined;
  if (span === undefined) return undefined;
  const { values, unreadable, firstUnreadable } = numberList(span.text, span.start, span.end);
  const open = span.end === span.text.length;
  const diagnostics: Diagnostic[] = [];
  if (unreadable > 0) {
    const message = `${unreadable} of the ${name} are no numbers, first "${firstUnreadable}"; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', message });
  }
  // The last number of a list that is cut may be cut itself.
  return { values: open ? values.slice(0, -1) : values, open, diagnostics };
}

interface Axes {
  readonly axes: readonly NumberColumn[];
  readonly fixed: XrdmlScan['fixed'];
  readonly rows: number;
}

function readAxes(points: XmlNode, tree: XmlTree, count: number, name: string, diagnostics: Diagnostic[]): Axes {
  let rows = count;
  const fixed: { axis: string; unit: string; value: number }[] = [];
  const moving: { axis: string; unit: string; values: (rows: number) => Float64Array }[] = [];
  for (const node of children(points, 'positions')) {
    const axis = attribute(node, 'axis') ?? 'axis';
    const unit = attribute(node, 'unit') ?? 'deg';
    const listed = listBelow(node, 'listPositions', tree)?.values;
    const first = numberBelow(node, 'startPosition');
    const last = numberBelow(node, 'endPosition');
    const common = numberBelow(node, 'commonPosition');
    if (listed !== undefined) {
      if (listed.length !== count) {
        const message = `${name} lists ${listed.length} positions of ${axis} for ${count} points: only the pairs are read`;
        diagnostics.push({ code: 'length-mismatch', severity: 'warning', message });
      }
      rows = Math.min(rows, listed.length);
      moving.push({ axis, unit, values: (wanted) => listed.slice(0, wanted) });
    } else if (first !== undefined && last !== undefined) {
      if (first === last && count > 1) fixed.push({ axis, unit, value: first });
      else moving.push({ axis, unit, values: (wanted) => anglesBetween(first, last, count).subarray(0, wanted) });
    } else if (common !== undefined) fixed.push({ axis, unit, value: common });
  }
  if (moving.length === 0 || rows === 0) {
    throw fail('malformed-file', `${name} does not say at which angles it was measured`, 'export the scan as text');
  }
  const axes = moving.map(({ axis, unit, values }) =>
    numberColumn(axis, unit, AXIS_KINDS.get(axis.toLowerCase()), values(rows)),
  );
  return { axes, fixed, rows };
}

/** `counts` are as detected; `intensities` have the factors of the absorber in them already. */
function intensityColumns(
  points: XmlNode,
  tree: XmlTree,
  values: Float64Array,
  raw: boolean,
  diagnostics: Diagnostic[],
): MadeColumns {
  const common = numberBelow(points, 'commonBeamAttenuationFactor');
  const listed = listBelow(points, 'beamAttenuationFactors', tree)?.values;
  const factors =
    ofRows(listed, values.length, 'attenuation factors', diagnostics) ??
    (common === undefined || common === 1 ? undefined : new Float64Array(values.length).fill(common));
  const extra: Column[] = [];
  const divergence = ofRows(
    listBelow(points, 'divergenceCorrections', tree)?.values,
    values.length,
    'divergence corrections',
    diagnostics,
  );
  if (divergence !== undefined) extra.push(numberColumn('divergence correction', '', undefined, divergence));
  if (raw && (divergence !== undefined || (numberBelow(points, 'commonDivergenceCorrection') ?? 1) !== 1)) {
    const message =
      'the file gives corrections for a divergence slit that changes with the angle: the counts are left as detected';
    diagnostics.push({ code: 'divergence-not-applied', severity: 'warning', message });
  }
  if (factors === undefined) {
    const { column, diagnostics: told } = countsColumn(raw ? 'counts' : 'intensities', values);
    return { columns: [column, ...extra], diagnostics: told };
  }
  const made = raw ? attenuatedColumns('counts', values, factors) : correctedColumns('intensities', values, factors);
  return { columns: [...made.columns, ...extra], diagnostics: made.diagnostics };
}

/** A list that has one number for each point; a single one holds for all. Other lengths belong to nothing, and it is said. */
function ofRows(
  values: Float64Array | undefined,
  rows: number,
  what: string,
  diagnostics: Diagnostic[],
): Float64Array | undefined {
  if (values === undefined || values.length === 0) return undefined;
  if (values.length === rows) return values;
  if (values.length === 1) return new Float64Array(rows).fill(values[0]!);
  const message = `the file lists ${values.length} ${what} for ${rows} points: they are left out`;
  diagnostics.push({ code: 'length-mismatch', severity: 'warning', message });
  return undefined;
}

function nonAmbientOf(node: XmlNode, tree: XmlTree): { column: NumberColumn; meanK: number | undefined } | undefined {
  const conditions = child(node, 'nonAmbientPoints');
  const values = listBelow(conditions, 'nonAmbientValues', tree)?.values;
  if (values === undefined || values.length === 0) return undefined;
  const type = attribute(conditions, 'type') ?? 'non-ambient';
  const unit = attribute(child(conditions, 'nonAmbientValues'), 'unit') ?? attribute(conditions, 'unit') ?? '';
  if (!/temperature/i.test(type)) return { column: numberColumn(type, unit, undefined, values), meanK: undefined };
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  const celsius = /^(?:°?C|celsius|deg ?C)$/i.test(unit.trim());
  return {
    column: numberColumn(type, celsius ? '°C' : 'K', 'temperature', values),
    meanK: celsius ? mean + 273.15 : mean,
  };
}
