/** `RAW4.00`: a chain of segments that say their type and length; types 0 and 160 open a range. */
import { fail } from '../../errors.js';
import type { BinaryCursor } from '../binary-cursor.js';
import { type FoundSettings, scanAxisFromWord } from '../diffraction/uniform-settings.js';
import type { Diagnostic } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import {
  fieldText,
  type RawFile,
  type RawRange,
  rawStartTime,
  readPoints,
  roundedSingle,
  setNumber,
} from './raw-range.js';

const FIRST_SEGMENT = 61;
const RANGE_HEADER = 160;
const TEXT = 10;
const HARDWARE = 30;
const DRIVE = 50;
const LABEL = 24;
const MOST_RANGES = 100_000;
const HINT = 'copy the file again from the instrument computer, or export it as UXD or xy';

/** @throws `truncated-file`, `malformed-file` */
export function readRaw4(cursor: BinaryCursor): RawFile {
  const settings = new SettingsBuilder();
  settings.add('file version', 'RAW4.00');
  const diagnostics: Diagnostic[] = [];
  const ranges: RawRange[] = [];
  let common: FoundSettings = { radiation: 'x-ray' };
  let at = FIRST_SEGMENT;
  while (cursor.has(at, 8) && ranges.length < MOST_RANGES) {
    const type = cursor.uint32(at);
    if (type === 0 || type === RANGE_HEADER) {
      if (!cursor.has(at, RANGE_HEADER)) break;
      const { range, next } = readRange(cursor, at, common, ranges.length, settings, diagnostics);
      ranges.push(range);
      at = next;
      continue;
    }
    const length = cursor.uint32(at + 4);
    if (length < 8 || !cursor.has(at, length)) break;
    if (type === TEXT && length >= 36) {
      const sampleName = addText(cursor, at, length, '', settings);
      if (sampleName !== '') common = { ...common, sampleName };
    } else if (type === HARDWARE && length >= 120) common = { ...common, ...hardware(cursor, at, settings) };
    at += length;
  }
  if (ranges.length === 0) {
    throw fail('truncated-file', 'the file ends, or its chain of segments breaks, before its first range', HINT, {
      byte: at,
    });
  }
  if (at < cursor.length && ranges.at(-1)!.values.length === ranges.at(-1)!.declared) {
    const message = `${cursor.length - at} bytes behind range ${ranges.length} are not understood`;
    diagnostics.push({ code: 'stray-bytes', severity: 'warning', message, byte: at });
  }
  return {
    version: 'RAW4.00',
    startTime: rawStartTime(fieldText(cursor, 12, 12), fieldText(cursor, 24, 10)),
    settings: settings.build(),
    ranges,
    diagnostics,
  };
}

/** Packed copies of the optics (thousands of letters) are of use to the vendor's program only. */
const LONGEST_TEXT = 2000;

/** @returns the name of the sample, where the text is one; else `''` */
function addText(cursor: BinaryCursor, at: number, length: number, prefix: string, settings: SettingsBuilder): string {
  const label = fieldText(cursor, at + 12, LABEL);
  const bytes = cursor.bytes(at + 36, length - 36);
  const end = bytes.indexOf(0);
  const text = new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end)).trim();
  if (label !== '' && text !== '' && text.length <= LONGEST_TEXT) settings.add(`${prefix}${label}`, text);
  return label === 'SAMPLEID' ? text : '';
}

function hardware(cursor: BinaryCursor, at: number, settings: SettingsBuilder): FoundSettings {
  const anode = fieldText(cursor, at + 116, 4);
  const [mean, first, second, beta, ratio] = [72, 80, 88, 96, 104].map((offset) => cursor.float64(at + offset));
  settings.add('wavelength mean/Å', mean!);
  settings.add('wavelength alpha 1/Å', first!);
  settings.add('wavelength alpha 2/Å', second!);
  settings.add('wavelength beta/Å', beta!);
  settings.add('ratio alpha 2', ratio!);
  settings.add('anode material', anode);
  return {
    wavelengthKalpha1: setNumber(first!),
    wavelengthKalpha2: setNumber(second!),
    wavelengthKbeta: setNumber(beta!),
    ratioKalpha2: ratio!,
    anode,
    radiation: 'x-ray',
  };
}

function readRange(
  cursor: BinaryCursor,
  at: number,
  common: FoundSettings,
  index: number,
  settings: SettingsBuilder,
  diagnostics: Diagnostic[],
): { range: RawRange; next: number } {
  const name = `range ${index + 1}`;
  const scan = fieldText(cursor, at + 32, LABEL);
  const start = cursor.float64(at + 72);
  const step = cursor.float64(at + 80);
  const declared = cursor.uint32(at + 88);
  const seconds = roundedSingle(cursor.float32(at + 92));
  const size = cursor.uint32(at + 136);
  const following = cursor.uint32(at + 140);
  if (!(Math.abs(start) < 1000 && Math.abs(step) < 1000)) {
    throw fail('malformed-file', `${name} begins or steps beyond a full circle`, HINT, { byte: at });
  }
  if (size < 4 || size > 65_536) {
    throw fail('malformed-file', `each point of ${name} would take ${size} bytes`, HINT, { byte: at + 136 });
  }
  settings.add(`${name}: scan`, scan);
  settings.add(`${name}: start/deg`, start);
  settings.add(`${name}: step/deg`, step);
  settings.add(`${name}: time per step/s`, seconds);
  settings.add(`${name}: generator/kV`, roundedSingle(cursor.float32(at + 100)));
  settings.add(`${name}: generator/mA`, roundedSingle(cursor.float32(at + 104)));
  settings.add(`${name}: wavelength used/Å`, cursor.float64(at + 112));
  const first = at + RANGE_HEADER + following;
  const drives = readInnerSegments(cursor, at + RANGE_HEADER, Math.min(first, cursor.length), name, settings);
  if (size > 4) {
    const message = `each point of ${name} holds ${size} bytes: what stands behind the counts is not read`;
    diagnostics.push({ code: 'stray-bytes', severity: 'info', message, byte: first });
  }
  const scanAxis = scanAxisFromWord(scan);
  const facts: FoundSettings = {
    ...common,
    scanAxis,
    countTimeS: setNumber(seconds),
    tubeVoltageKv: setNumber(roundedSingle(cursor.float32(at + 100))),
    tubeCurrentMa: setNumber(roundedSingle(cursor.float32(at + 104))),
  };
  return {
    range: {
      start,
      step,
      values: readPoints(cursor, first, declared, size),
      declared,
      axis: axisOf(scanAxis, start, drives),
      facts,
    },
    next: first + declared * size,
  };
}

/** Drives and texts between the header of a range and its points. */
function readInnerSegments(
  cursor: BinaryCursor,
  from: number,
  end: number,
  name: string,
  settings: SettingsBuilder,
): Map<string, number> {
  const drives = new Map<string, number>();
  let at = from;
  while (at + 8 <= end) {
    const type = cursor.uint32(at);
    const length = cursor.uint32(at + 4);
    if (length < 8 || at + length > end) break;
    if (type === DRIVE && length >= 64) {
      const drive = fieldText(cursor, at + 12, LABEL);
      const start = cursor.float64(at + 56);
      drives.set(drive, start);
      settings.add(`${name}: ${drive} start`, start);
    } else if (type === TEXT && length >= 36) addText(cursor, at, length, `${name}: `, settings);
    at += length;
  }
  return drives;
}

/** Of a scan whose name is not known the moving axis is 2theta when that drive begins where the range does. */
function axisOf(scanAxis: string | undefined, start: number, drives: ReadonlyMap<string, number>): string {
  if (scanAxis === '2theta/theta' || scanAxis === '2theta') return '2theta';
  if (scanAxis === 'omega') return 'omega';
  for (const [name, at] of drives) if (/^(?:2 ?theta|twotheta)$/i.test(name) && at === start) return '2theta';
  return scanAxis ?? 'scan position';
}
