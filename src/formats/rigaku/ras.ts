import { fail } from '../../errors.js';
import { isoFromScanDate } from '../diffraction/dates.js';
import { readNumberRows } from '../diffraction/number-rows.js';
import { type FoundSettings, uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { decodeText, TextLines } from '../text/text-lines.js';
import { numberOf, rigakuFacts } from './rigaku-facts.js';
import { profileTable } from './rigaku-profile.js';

/** Rigaku .ras (SmartLab Guidance): text with a header in Shift-JIS; every scan is a table. */
export const rasReader: Reader = {
  id: 'rigaku-ras',
  label: 'Rigaku RAS',
  extensions: ['.ras'],
  recognise: ({ lines }: FileHead) => (lines.some((line) => /^\*RAS_(?:DATA|HEADER)_START\s*$/.test(line)) ? 1 : 0),
  read: readRas,
};

const MOST_BYTES = 512_000_000;
const MOST_SCANS = 20_000;
const KEY = /^\*([A-Za-z0-9_-]+)\s+"(.*)"\s*$/;

/** Text of a Japanese computer, unless it is UTF-8. */
export function decodeRigaku(bytes: Uint8Array): string {
  const { text, encoding } = decodeText(bytes);
  return encoding === 'windows-1252' ? new TextDecoder('shift_jis').decode(bytes) : text;
}

async function readRas(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 512 MB of text', 'split the file');
  const lines = new TextLines(decodeRigaku(await file.slice(0, file.size)));
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const facts: FoundSettings[] = [];
  const diagnostics: Diagnostic[] = [];
  let keys = new Map<string, string>();
  let started: string | undefined;
  for (let line = 0; line < lines.count; line++) {
    if (lines.text.charAt(lines.start(line)) !== '*' || lines.end(line) - lines.start(line) > 10_000) continue;
    const text = lines.line(line).trim();
    if (text === '*RAS_HEADER_START') keys = new Map();
    else if (text === '*RAS_INT_START') {
      if (tables.length >= MOST_SCANS) throw fail('malformed-file', `more than ${MOST_SCANS} scans`, 'split the file');
      const scan = readProfile(lines, line + 1, keys, tables.length, diagnostics);
      tables.push(scan.table);
      facts.push(factsOf(keys));
      started ??= keys.get('MEAS_SCAN_START_TIME');
      line = scan.end - 1;
    } else {
      const match = KEY.exec(text);
      if (match === null) continue;
      keys.set(match[1]!, match[2]!);
      settings.addText(tables.length === 0 ? match[1]! : `scan ${tables.length + 1}: ${match[1]}`, match[2]!);
    }
  }
  if (!tables.some(({ rows }) => rows > 0)) {
    throw fail(
      'truncated-file',
      'the file ends before its first point',
      'copy the file again from the instrument computer',
    );
  }
  if (!/\*RAS_DATA_END\s*$/.test(lines.text.slice(-200))) {
    const message = 'the file ends without its last line *RAS_DATA_END: points may be missing';
    diagnostics.push({ code: 'truncated', severity: 'warning', message, line: lines.count });
  }
  const startTime = isoFromScanDate(started);
  return {
    instrument: `Rigaku ${(keys.get('HW_GONIOMETER_NAME') ?? '').replace(/\|.*$/, '')}`.trim(),
    ...(startTime === undefined ? {} : { startTime }),
    settings: { ...uniformSettings(facts), ...settings.build() },
    tables: tables.length === 1 ? [{ ...tables[0]!, name: 'data' }] : tables,
    diagnostics,
  };
}

function readProfile(
  lines: TextLines,
  first: number,
  keys: ReadonlyMap<string, string>,
  index: number,
  diagnostics: Diagnostic[],
): { table: Table; end: number } {
  let end = first;
  while (end < lines.count && lines.text.charAt(lines.start(end)) !== '*') end += 1;
  const text = readNumberRows(lines, { first, end, width: 3, optional: 1, rowsEndLines: true });
  const { table, diagnostics: told } = profileTable(text, {
    name: `scan ${index + 1}`,
    axis: keys.get('MEAS_SCAN_AXIS_X_INTERNAL') ?? keys.get('MEAS_SCAN_AXIS_X'),
    xUnit: keys.get('MEAS_SCAN_UNIT_X'),
    yUnit: keys.get('MEAS_SCAN_UNIT_Y'),
    declared: numberOf(keys.get('MEAS_DATA_COUNT')),
  });
  diagnostics.push(...told);
  return { table, end };
}

/** Number of the distance from the focus to the sample in the list of radii (the same order as in RASX, with names there). */
const SAMPLE_DISTANCE = 3;

function factsOf(keys: ReadonlyMap<string, string>): FoundSettings {
  const at = (name: string): string | undefined => keys.get(name);
  const position = (axis: string): string | undefined => {
    for (const [name, value] of keys) {
      const index = /^MEAS_COND_AXIS_NAME_INTERNAL-(\d+)$/.exec(name)?.[1];
      if (index !== undefined && value === axis) return at(`MEAS_COND_AXIS_POSITION-${index}`);
    }
    return undefined;
  };
  return rigakuFacts({
    wavelength1: numberOf(at('HW_XG_WAVE_LENGTH_ALPHA1')),
    wavelength2: numberOf(at('HW_XG_WAVE_LENGTH_ALPHA2')),
    wavelengthBeta: numberOf(at('HW_XG_WAVE_LENGTH_BETA')),
    target: at('HW_XG_TARGET_NAME'),
    targetNumber: numberOf(at('HW_XG_TARGET_ATOMIC_NUMBER')),
    waveType: at('MEAS_COND_XG_WAVE_TYPE'),
    axis: at('MEAS_SCAN_AXIS_X_INTERNAL') ?? at('MEAS_SCAN_AXIS_X'),
    step: numberOf(at('MEAS_SCAN_STEP')),
    speed: numberOf(at('MEAS_SCAN_SPEED')),
    speedUnit: at('MEAS_SCAN_SPEED_UNIT'),
    radius: numberOf(at(`HW_GONIOMETER_RADIUS-${SAMPLE_DISTANCE}`)),
    monochromators: [
      [position('IncidentMonochromator'), 'incident beam'],
      [position('CounterMonochromator'), 'diffracted beam'],
    ],
    sample: at('FILE_SAMPLE'),
    kv: numberOf(at('MEAS_COND_XG_VOLTAGE')),
    ma: numberOf(at('MEAS_COND_XG_CURRENT')),
  });
}
