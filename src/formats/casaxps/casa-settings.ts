/** The evaluation of CasaXPS as settings of a table, and back: `casa component 2.position.value`. */
import type { Setting, Table } from '../recording.js';
import {
  type CasaCalibration,
  type CasaComponent,
  type CasaEvaluation,
  type CasaParameter,
  type CasaRegion,
  readCasaComments,
} from './casa-comments.js';

const LISTS = { region: 'regions', component: 'components', calibration: 'calibrations' } as const;
type ListName = keyof typeof LISTS;

/** Entries for `Table.settings`. A number that the file does not give is left out. */
export function casaEntries(evaluation: CasaEvaluation): Record<string, Setting> {
  const entries: Record<string, Setting> = {};
  for (const [name, list] of Object.entries(LISTS) as [ListName, (typeof LISTS)[ListName]][]) {
    for (const [index, item] of evaluation[list].entries()) flatten(item, `casa ${name} ${index + 1}`, entries);
  }
  return entries;
}

/** Regions, components and calibrations that CasaXPS has left in the file for this table. */
export function casaEvaluation({ settings = {} }: Pick<Table, 'settings'>): CasaEvaluation {
  const items: Record<ListName, Map<number, Map<string, Setting>>> = {
    region: new Map(),
    component: new Map(),
    calibration: new Map(),
  };
  for (const [key, value] of Object.entries(settings)) {
    const match = /^casa (region|component|calibration) (\d{1,6})\.(.+)$/.exec(key);
    if (match === null) continue;
    const list = items[match[1] as ListName];
    const fields = list.get(Number(match[2])) ?? new Map<string, Setting>();
    fields.set(match[3]!, value);
    list.set(Number(match[2]), fields);
  }
  return {
    regions: [...items.region.values()].map(regionOf),
    components: [...items.component.values()].map(componentOf),
    calibrations: [...items.calibration.values()].map(calibrationOf),
    notUnderstood: readCasaComments(String(settings.comments ?? '').split('\n')).notUnderstood,
  };
}

function flatten(item: object, path: string, entries: Record<string, Setting>): void {
  for (const [name, value] of Object.entries(item)) {
    if (typeof value === 'object' && value !== null) flatten(value, `${path}.${name}`, entries);
    else if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) {
      entries[`${path}.${name}`] = value;
    }
  }
}

type Fields = ReadonlyMap<string, Setting>;

function number(fields: Fields, name: string): number {
  const value = fields.get(name);
  return typeof value === 'number' ? value : Number.NaN;
}

function text(fields: Fields, name: string): string {
  return String(fields.get(name) ?? '');
}

function uncorrected(fields: Fields): { uncorrectedRsf?: number } {
  const value = number(fields, 'uncorrectedRsf');
  return Number.isNaN(value) ? {} : { uncorrectedRsf: value };
}

function regionOf(fields: Fields): CasaRegion {
  return {
    name: text(fields, 'name'),
    background: text(fields, 'background'),
    startKineticEv: number(fields, 'startKineticEv'),
    endKineticEv: number(fields, 'endKineticEv'),
    rsf: number(fields, 'rsf'),
    averagedPoints: number(fields, 'averagedPoints'),
    startOffset: number(fields, 'startOffset'),
    endOffset: number(fields, 'endOffset'),
    crossSection: [
      number(fields, 'crossSection.0'),
      number(fields, 'crossSection.1'),
      number(fields, 'crossSection.2'),
      number(fields, 'crossSection.3'),
    ],
    tag: text(fields, 'tag'),
    ...uncorrected(fields),
  };
}

function parameterOf(fields: Fields, name: string): CasaParameter {
  const tiedTo = number(fields, `${name}.tiedTo`);
  return {
    value: number(fields, `${name}.value`),
    least: number(fields, `${name}.least`),
    most: number(fields, `${name}.most`),
    ...(Number.isNaN(tiedTo) ? {} : { tiedTo }),
    by: number(fields, `${name}.by`),
  };
}

function componentOf(fields: Fields): CasaComponent {
  return {
    name: text(fields, 'name'),
    lineShape: text(fields, 'lineShape'),
    area: parameterOf(fields, 'area'),
    fwhm: parameterOf(fields, 'fwhm'),
    position: parameterOf(fields, 'position'),
    rsf: number(fields, 'rsf'),
    index: number(fields, 'index'),
    tag: text(fields, 'tag'),
    constraint: text(fields, 'constraint'),
    ...uncorrected(fields),
  };
}

function calibrationOf(fields: Fields): CasaCalibration {
  return {
    measuredEv: number(fields, 'measuredEv'),
    assignedEv: number(fields, 'assignedEv'),
    scale: text(fields, 'scale') === 'kinetic' ? 'kinetic' : 'binding',
    how: text(fields, 'how'),
  };
}
