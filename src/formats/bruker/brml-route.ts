/** One data route of a BRML raw data file: its points as a table. */
import {
  attenuatedColumns,
  countsColumn,
  type MadeColumns,
  noTwoTheta,
  numberColumn,
  pointsMismatch,
} from '../diffraction/pattern-columns.js';
import { scanAxisFromWord } from '../diffraction/uniform-settings.js';
import {
  attribute,
  child,
  children,
  numberAttribute,
  numberBelow,
  textBelow,
  type XmlNode,
} from '../diffraction/xml-tree.js';
import type { Column, ColumnKind, Diagnostic } from '../recording.js';
import type { DatumTable } from './brml-datum.js';

export interface BrmlScan {
  readonly rows: number;
  readonly columns: readonly Column[];
  readonly scanAxis: string | undefined;
  readonly countTimeS: number | undefined;
  readonly temperatureK: number | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

type Role = 'time' | 'absorber' | 'axis' | 'counts' | 'rate' | 'other';

interface Field {
  readonly name: string;
  readonly unit: string;
  readonly role: Role;
}

/** What a data route says of its points, and the points. */
export function routeScan(route: XmlNode, points: DatumTable, name: string): BrmlScan {
  const information = child(route, 'ScanInformation');
  const fields = fieldsOf(route, information, points.columns.length);
  const declared = numberBelow(information, 'MeasurementPoints');
  const diagnostics: Diagnostic[] = [
    ...(declared === undefined ? [] : pointsMismatch(declared, points.rows, name)),
    ...damage(points, name),
  ];
  const { columns, countTimeS } = namedColumns(fields, points, diagnostics);
  const axis = attribute(information, 'ScanName') ?? attribute(information, 'VisibleName');
  if (!columns.some((column) => column.kind === 'two-theta')) diagnostics.push(noTwoTheta(name, axis ?? 'other axes'));
  return {
    rows: points.rows,
    columns,
    scanAxis: scanAxisFromWord(axis),
    countTimeS:
      countTimeS ?? numberBelow(information, 'TimePerStepEffective') ?? numberBelow(information, 'TimePerStep'),
    temperatureK: meanTemperature(columns),
    diagnostics,
  };
}

function damage({ uneven, unreadable }: DatumTable, name: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (uneven > 0) {
    const message = `${uneven} points of ${name} have another number of cells than the first; missing ones are empty`;
    found.push({ code: 'short-rows', severity: 'warning', message });
  }
  if (unreadable > 0) {
    const message = `${unreadable} cells of ${name} are no numbers; they are read as missing`;
    found.push({ code: 'unreadable-cell', severity: 'warning', message });
  }
  return found;
}

/** By the list of views, which tells the place of each; where there is none, in the usual order. */
function fieldsOf(route: XmlNode, information: XmlNode, width: number): Field[] {
  const fields = new Array<Field | undefined>(width).fill(undefined);
  for (const view of children(child(route, 'DataViews'), 'RawDataView')) placeView(view, fields);
  if (fields.some((field) => field?.role === 'counts' || field?.role === 'rate')) {
    return fields.map((field, index) => field ?? unknownField(index));
  }
  const axes = children(child(information, 'ScanAxes'), 'ScanAxisInfo').map(
    (axis): Field => ({
      name: attribute(axis, 'VisibleName') ?? attribute(axis, 'AxisId') ?? 'axis',
      unit: plainUnit(attribute(axis, 'Unit')),
      role: 'axis',
    }),
  );
  const usual: readonly Field[] = [
    { name: 'MeasuredTime', unit: 's', role: 'time' },
    { name: 'AbsorptionFactor', unit: '', role: 'absorber' },
    ...axes,
  ];
  const last: Field = { name: 'counts', unit: 'counts', role: 'counts' };
  return fields.map((_, index) => (index === width - 1 ? last : (usual[index] ?? unknownField(index))));
}

function placeView(view: XmlNode, fields: (Field | undefined)[]): void {
  const start = numberAttribute(view, 'Start');
  const length = numberAttribute(view, 'Length') ?? 1;
  if (start === undefined || !Number.isInteger(start) || start < 0) return;
  const put = (offset: number, field: Field): void => {
    if (offset < length && start + offset < fields.length) fields[start + offset] = field;
  };
  const logic = attribute(view, 'LogicName');
  const unit = plainUnit(attribute(view, 'Unit'));
  if (logic !== undefined) {
    const role = logic === 'MeasuredTime' ? 'time' : logic === 'AbsorptionFactor' ? 'absorber' : 'other';
    put(0, { name: logic, unit, role });
  }
  for (const [offset, field] of children(child(view, 'Varying'), 'FieldDefinitions').entries()) {
    const name = textBelow(field, 'VisibleName') ?? attribute(field, 'FieldName') ?? 'axis';
    put(offset, { name, unit: plainUnit(attribute(child(field, 'Restriction'), 'Unit')), role: 'axis' });
  }
  const recorded = child(view, 'Recording');
  if (Object.keys(recorded).length === 0) return;
  const base = attribute(child(recorded, 'Unit'), 'Base') ?? '';
  const name = attribute(recorded, 'VisibleName') ?? attribute(recorded, 'LogicName') ?? 'recording';
  const role: Role = /^counts?$/i.test(base) ? 'counts' : /counts?per/i.test(base) ? 'rate' : 'other';
  const many = Math.min(length, fields.length);
  for (let offset = 0; offset < many; offset++) {
    const numbered = length > 1 ? `${name} [${offset + 1}]` : name;
    put(offset, { name: numbered, unit: role === 'rate' ? 'counts/s' : role === 'counts' ? 'counts' : base, role });
  }
}

function unknownField(index: number): Field {
  return { name: `column ${index + 1}`, unit: '', role: 'other' };
}

function plainUnit(unit: string | undefined): string {
  const text = (unit ?? '').trim();
  return text === '°' || text === 'º' ? 'deg' : text;
}

const AXIS_KINDS: ReadonlyMap<string, ColumnKind> = new Map([
  ['2theta', 'two-theta'],
  ['twotheta', 'two-theta'],
  ['theta', 'omega'],
  ['omega', 'omega'],
]);

/** Angles first, then intensities, then what is left; the first detector alone has a kind. */
function namedColumns(
  fields: readonly Field[],
  points: DatumTable,
  diagnostics: Diagnostic[],
): { columns: Column[]; countTimeS: number | undefined } {
  const at = (index: number): Float64Array => points.columns[index]!;
  const axes: Column[] = [];
  const others: Column[] = [];
  let made: MadeColumns | undefined;
  let countTimeS: number | undefined;
  const absorber = fields.findIndex(({ role }) => role === 'absorber');
  for (const [index, { name, unit, role }] of fields.entries()) {
    const values = at(index);
    if (role === 'axis') axes.push(numberColumn(name, unit, axisKind(name, values), values));
    else if (role === 'time') {
      others.push(numberColumn(name, unit === '' ? 's' : unit, 'count-time', values));
      if (values.length > 0 && values.every((value) => value === values[0])) countTimeS = values[0];
    } else if (role === 'counts' && made === undefined) {
      made = absorber === -1 ? singleColumn(name, values) : attenuatedColumns(name, values, at(absorber));
    } else if (role === 'rate' && made === undefined) {
      made = { columns: [numberColumn(name, unit, 'intensity', values)], diagnostics: [] };
    } else if (role !== 'absorber') others.push(numberColumn(name, unit, temperatureKind(name, unit), values));
  }
  diagnostics.push(...(made?.diagnostics ?? []));
  const sorted = axes.toSorted((a, b) => Number(b.kind === 'two-theta') - Number(a.kind === 'two-theta'));
  const factors = absorber !== -1 && !made?.columns.some(({ kind }) => kind === 'attenuation');
  const loose = factors ? [numberColumn('AbsorptionFactor', '', 'attenuation', at(absorber))] : [];
  return { columns: [...sorted, ...(made?.columns ?? []), ...loose, ...others], countTimeS };
}

function singleColumn(name: string, values: Float64Array): MadeColumns {
  const { column, diagnostics } = countsColumn(name, values);
  return { columns: [column], diagnostics };
}

/** An axis that stands still is a column like any other and no abscissa. */
function axisKind(name: string, values: Float64Array): ColumnKind | undefined {
  const kind = AXIS_KINDS.get(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  return kind === 'two-theta' && values.length > 1 && values.every((value) => value === values[0]) ? undefined : kind;
}

function temperatureKind(name: string, unit: string): ColumnKind | undefined {
  return /temperature/i.test(name) && /^(?:K|°C)$/.test(unit) ? 'temperature' : undefined;
}

function meanTemperature(columns: readonly Column[]): number | undefined {
  const found = columns.find(({ kind }) => kind === 'temperature');
  if (found === undefined || !('values' in found) || found.values.length === 0) return undefined;
  let sum = 0;
  for (const value of found.values) sum += value;
  const mean = sum / found.values.length;
  return found.unit === '°C' ? mean + 273.15 : mean;
}
