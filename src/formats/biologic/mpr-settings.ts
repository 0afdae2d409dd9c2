/** The settings, log, loop and external-device modules of a BioLogic .mpr file. All of it is optional. */
import { BinaryCursor } from '../binary-cursor.js';
import { isoFromOleDays } from '../calendar.js';
import { splitNameAndUnit } from '../column-names.js';
import type { FileLike } from '../file-like.js';
import type { Setting, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeWindows1252 } from '../text/text-lines.js';
import { MPR_TECHNIQUES } from './mpr-columns.js';
import type { MprModule } from './mpr-modules.js';

const SETTINGS_BYTES = 0x280;
const LOG_TIMESTAMPS = [465, 469, 473, 585];
const EXTERNAL_COLUMNS = [16, 17];
/** Modular Potentio and others keep the id "Ewe" for what is a cell voltage in battery capacity determination. */
const BATTERY_CAPACITY_DETERMINATION = 0x88;

const TEXTS: readonly (readonly [name: string, offset: number])[] = [
  ['comments', 0x07],
  ['electrode material', 0x11e],
  ['electrolyte', 0x1c0],
  ['reference electrode', 0x215],
];

const NUMBERS: readonly (readonly [name: string, offset: number])[] = [
  ['mass of active material (mg)', 0x107],
  ['x at mass', 0x10b],
  ['molecular weight of active material (g/mol)', 0x10f],
  ['atomic weight of intercalated ion (g/mol)', 0x113],
  ['acquisition started at xo', 0x117],
  ['electrode surface area (cm2)', 0x211],
  ['characteristic mass', 0x24c],
  ['battery capacity', 0x25c],
];

export interface ColumnName {
  readonly name: string;
  readonly unit: string;
}

/**
 * Settings the user typed in EC-Lab, as stored: EC-Lab writes 0 or 0.001 where nothing was typed, and copies values
 * from older settings files.
 */
export async function readMprSettings(file: FileLike, module: MprModule): Promise<Record<string, Setting>> {
  const bytes = await file.slice(module.start, module.start + Math.min(module.available, SETTINGS_BYTES));
  const cursor = new BinaryCursor(bytes, module.start);
  const settings = new SettingsBuilder();
  if (cursor.has(0, 1)) {
    const code = cursor.uint8(0);
    settings.add('technique', MPR_TECHNIQUES.get(code) ?? `technique ${code}`);
    settings.add('technique code', code);
  }
  for (const [name, offset] of TEXTS) {
    const text = pascalString(cursor, offset);
    if (text !== undefined && text !== '') settings.add(name, text);
  }
  for (const [name, offset] of NUMBERS) {
    if (!cursor.has(offset, 4)) continue;
    const value = cursor.float32(offset);
    if (Number.isFinite(value)) settings.add(name, shortestFloat32(value));
  }
  if (cursor.has(0x260, 1)) settings.add('battery capacity unit code', cursor.uint8(0x260));
  if (cursor.has(0x11b, 2)) settings.add('electrons per intercalated ion', cursor.uint16(0x11b));
  if (module.date.trim() !== '') settings.add('acquisition date', module.date);
  return settings.build();
}

/** Start of the measurement, local time: the OLE date of the log that falls on the day of one of the modules. */
export async function readMprStart(
  file: FileLike,
  log: MprModule,
  dates: readonly string[],
): Promise<string | undefined> {
  const bytes = await file.slice(log.start, log.start + Math.min(log.available, 600));
  const cursor = new BinaryCursor(bytes, log.start);
  for (const offset of LOG_TIMESTAMPS) {
    if (!cursor.has(offset, 8)) continue;
    const days = cursor.float64(offset);
    if (!(days > 30_000 && days < 60_000)) continue;
    const iso = isoFromOleDays(days);
    if (iso !== undefined && dates.some((date) => isSameDay(iso, date))) return iso;
  }
  return undefined;
}

/** Rows where the passes of a loop begin. */
export async function readMprLoop(file: FileLike, module: MprModule): Promise<Table | undefined> {
  if (module.available < 4) return undefined;
  const head = new BinaryCursor(await file.slice(module.start, module.start + 4), module.start);
  const count = Math.min(head.uint32(0), Math.floor((module.available - 4) / 4));
  const bytes = await file.slice(module.start + 4, module.start + 4 + count * 4);
  const cursor = new BinaryCursor(bytes, module.start + 4);
  const values = Float64Array.from({ length: count }, (_, index) => cursor.uint32(index * 4));
  return { name: module.name, rows: count, columns: [{ name: 'first row of pass', unit: '', values }] };
}

/** True names of the analogue inputs when an external device was described (`Force/N`). */
export async function readMprExternalNames(file: FileLike, module: MprModule): Promise<Map<number, ColumnName>> {
  const bytes = await file.slice(module.start, module.start + Math.min(module.available, 0x200));
  const cursor = new BinaryCursor(bytes, module.start);
  const first = module.longHeader ? 0x37 : 0x36;
  const names = new Map<number, ColumnName>();
  for (const [index, id] of EXTERNAL_COLUMNS.entries()) {
    const text = pascalString(cursor, first + index * 0x2d);
    if (text !== undefined && text.trim() !== '') names.set(id, splitNameAndUnit(text));
  }
  return names;
}

/** Column 6 is the cell voltage in battery capacity determination, elsewhere the working electrode. */
export function techniqueNames(settings: Readonly<Record<string, Setting>>): Map<number, ColumnName> {
  const cell = settings['technique code'] === BATTERY_CAPACITY_DETERMINATION;
  return new Map(cell ? [[6, { name: 'Ecell', unit: 'V' }]] : []);
}

function pascalString(cursor: BinaryCursor, offset: number): string | undefined {
  if (!cursor.has(offset, 1)) return undefined;
  const length = cursor.uint8(offset);
  if (!cursor.has(offset + 1, length)) return undefined;
  return decodeWindows1252(cursor.bytes(offset + 1, length)).replace(/\0+$/, '');
}

/** The decimal number a person would write for a 4-byte float: the shortest that reads back to the same float. */
function shortestFloat32(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Module dates are month, day and two-digit year with `/`, `-` or `.` between. */
function isSameDay(iso: string, date: string): boolean {
  const parts = /^(\d{2})[-/.](\d{2})[-/.](\d{2})$/.exec(date);
  return parts !== null && iso.startsWith(`${iso.slice(0, 2)}${parts[3]}-${parts[1]}-${parts[2]}`);
}
