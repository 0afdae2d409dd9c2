import { fail } from '../../errors.js';
import { isoFromScanDate } from '../diffraction/dates.js';
import { numberList } from '../diffraction/number-list.js';
import {
  countsColumn,
  noTwoTheta,
  numberColumn,
  pointsMismatch,
  steppedAngles,
} from '../diffraction/pattern-columns.js';
import { type FoundSettings, scanAxisFromWord, uniformSettings } from '../diffraction/uniform-settings.js';
import type { FileLike } from '../file-like.js';
import type { FileContent, FileHead, Reader } from '../reader.js';
import type { ColumnKind, Diagnostic, Table } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { TextLines } from '../text/text-lines.js';
import { decodeRigaku } from './ras.js';
import { numberOf, rigakuFacts } from './rigaku-facts.js';

/** Rigaku ASC: `*KEY = value` lines, then counts separated by commas; every group is a table. */
export const ascReader: Reader = {
  id: 'rigaku-asc',
  label: 'Rigaku ASC',
  extensions: ['.asc'],
  recognise: ({ lines }: FileHead) => {
    const keys = lines.filter((line) => /^\*(?:TYPE|CLASS|GROUP_COUNT|SCAN_AXIS|MEAS_MODE|STEP|COUNT)\s*=/.test(line));
    return keys.length >= 3 ? 1 : 0;
  },
  read: readAsc,
};

const MOST_BYTES = 512_000_000;
const MOST_GROUPS = 20_000;
const KEY = /^\*([A-Z0-9_]+)\s*=\s*(.*)$/;
/** Start, stop, step and number of points must go together to a part of a step. */
const MOST_STEPS_OFF = 0.5;

async function readAsc(file: FileLike): Promise<FileContent> {
  if (file.size > MOST_BYTES) throw fail('malformed-file', 'more than 512 MB of text', 'split the file');
  const lines = new TextLines(decodeRigaku(await file.slice(0, file.size)));
  const keys = new Map<string, string>();
  const settings = new SettingsBuilder();
  const tables: Table[] = [];
  const facts: FoundSettings[] = [];
  const diagnostics: Diagnostic[] = [];
  let line = 0;
  while (line < lines.count) {
    const text = lines.end(line) - lines.start(line) > 10_000 ? '' : lines.line(line).trim();
    line += 1;
    const match = KEY.exec(text);
    if (match === null) continue;
    const [, name, value] = match;
    keys.set(name!, value!);
    if (value !== '') settings.addText(tables.length === 0 ? name! : `group ${tables.length + 1}: ${name}`, value!);
    if (name !== 'COUNT') continue;
    if (tables.length >= MOST_GROUPS) throw fail('malformed-file', `more than ${MOST_GROUPS} groups`, 'split the file');
    const group = readGroup(lines, line, keys, `group ${tables.length + 1}`);
    tables.push(group.table);
    facts.push(factsOf(keys));
    diagnostics.push(...group.diagnostics);
    line = Math.max(line, group.end);
  }
  if (!tables.some(({ rows }) => rows > 0)) {
    throw fail(
      'truncated-file',
      'the file ends before its first counts',
      'copy the file again from the instrument computer',
    );
  }
  const startTime = isoFromScanDate(keys.get('DATE'));
  const [instrument] = (keys.get('GONIO') ?? '').split(',');
  return {
    instrument: `Rigaku ${instrument}`.trim(),
    ...(startTime === undefined ? {} : { startTime }),
    settings: { ...uniformSettings(facts), ...settings.build() },
    tables: tables.length === 1 ? [{ ...tables[0]!, name: 'data' }] : tables,
    diagnostics,
  };
}

function readGroup(
  lines: TextLines,
  first: number,
  keys: ReadonlyMap<string, string>,
  name: string,
): { table: Table; end: number; diagnostics: Diagnostic[] } {
  let end = first;
  while (end < lines.count && lines.text.charAt(lines.start(end)) !== '*') end += 1;
  const { values, unreadable } = numberList(lines.text, lines.start(first), lines.start(end));
  const start = numberOf(keys.get('START'));
  const step = numberOf(keys.get('STEP'));
  if (start === undefined || step === undefined) {
    throw fail('malformed-file', `${name} does not say its *START and *STEP`, 'export it again, or as .ras', {
      line: first,
    });
  }
  const declared = numberOf(keys.get('COUNT')) ?? values.length;
  const diagnostics: Diagnostic[] = [...pointsMismatch(declared, values.length, name)];
  if (unreadable > 0) {
    const message = `${unreadable} counts of ${name} are no numbers; they are read as missing`;
    diagnostics.push({ code: 'unreadable-cell', severity: 'warning', message, line: first + 1 });
  }
  const stop = numberOf(keys.get('STOP'));
  if (stop !== undefined && Math.abs(start + (declared - 1) * step - stop) > MOST_STEPS_OFF * Math.abs(step)) {
    const message = `${declared} points from ${start} in steps of ${step} deg do not end at ${stop} deg, as the header says: the angles may be wrong`;
    diagnostics.push({ code: 'angles-doubtful', severity: 'warning', message });
  }
  const axis = scanAxisFromWord(keys.get('SCAN_AXIS')) ?? '2theta';
  const kind: ColumnKind | undefined = axis.startsWith('2theta') ? 'two-theta' : axis === 'omega' ? 'omega' : undefined;
  if (kind !== 'two-theta') diagnostics.push(noTwoTheta(name, axis));
  const angles = numberColumn(
    keys.get('SCAN_AXIS') ?? '2theta',
    'deg',
    kind,
    steppedAngles(start, step, values.length),
  );
  const rate = /^(?:cps|counts?\/s)/i.test(keys.get('YUNIT') ?? '');
  const counted = countsColumn('counts', values);
  if (!rate) diagnostics.push(...counted.diagnostics);
  const intensity = rate ? numberColumn('intensity', 'counts/s', 'intensity', values) : counted.column;
  return { table: { name, rows: values.length, columns: [angles, intensity] }, end, diagnostics };
}

function factsOf(keys: ReadonlyMap<string, string>): FoundSettings {
  const first = (name: string): string | undefined => keys.get(name)?.split(',')[0]?.trim();
  return rigakuFacts({
    wavelength1: numberOf(keys.get('WAVE_LENGTH1')),
    wavelength2: numberOf(keys.get('WAVE_LENGTH2')),
    wavelengthBeta: undefined,
    target: undefined,
    targetNumber: numberOf(keys.get('TARGET')),
    waveType: keys.get('XRAY_CHAR'),
    axis: keys.get('SCAN_AXIS'),
    step: numberOf(keys.get('STEP')),
    speed: numberOf(keys.get('SPEED')),
    speedUnit: keys.get('SPEED_DIM'),
    radius: undefined,
    monochromators: [[first('C_MONOCHRO'), 'diffracted beam']],
    sample: keys.get('SAMPLE'),
    kv: numberOf(keys.get('KV')),
    ma: numberOf(keys.get('MA')),
  });
}
