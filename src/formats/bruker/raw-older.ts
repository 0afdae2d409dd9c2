/**
 * The two oldest layouts, `RAW2` and `RAW ` (DIFFRAC-AT). They are read as their description says; no file was at hand to
 * try them on, so the recording says that the angles want a look.
 */
import { fail } from '../../errors.js';
import type { BinaryCursor } from '../binary-cursor.js';
import { isoFromText } from '../calendar.js';
import type { FoundSettings } from '../diffraction/uniform-settings.js';
import type { Diagnostic } from '../recording.js';
import { SettingsBuilder } from '../settings.js';
import { fieldText, type RawFile, type RawRange, readPoints, roundedSingle, setNumber } from './raw-range.js';

const HINT = 'copy the file again from the instrument computer, or export it as UXD or xy';
const FIRST_BLOCK = 256;
const BLOCK_FIELDS = 48;
const RANGE_HEADER = 156;
/** Stands where an angle was not known. */
const UNKNOWN = -1e6;
const MOST_RANGES = 10_000;

function untried(version: string): Diagnostic {
  const message = `the layout of ${version} is read by its description and was never tried on a file: compare the angles of a few lines with the instrument program`;
  return { code: 'layout-untried', severity: 'info', message };
}

/** @throws `truncated-file`, `malformed-file` */
export function readRaw2(cursor: BinaryCursor): RawFile {
  if (!cursor.has(0, FIRST_BLOCK)) throw fail('truncated-file', 'the file ends within its header', HINT);
  const settings = new SettingsBuilder();
  const diagnostics: Diagnostic[] = [untried('RAW2')];
  const announced = cursor.uint16(4);
  const date = fieldText(cursor, 168, 20);
  settings.add('file version', 'RAW2');
  settings.add('date', date);
  settings.add('anode material', fieldText(cursor, 188, 2));
  settings.add('measurement time/s', roundedSingle(cursor.float32(210)));
  const common = {
    wavelengthKalpha1: setNumber(roundedSingle(cursor.float32(190))),
    wavelengthKalpha2: setNumber(roundedSingle(cursor.float32(194))),
    ratioKalpha2: roundedSingle(cursor.float32(198)),
    anode: fieldText(cursor, 188, 2),
  };
  const ranges: RawRange[] = [];
  let at = FIRST_BLOCK;
  while (ranges.length < announced && cursor.has(at, BLOCK_FIELDS)) {
    const length = cursor.uint16(at);
    if (length < BLOCK_FIELDS) {
      if (ranges.length > 0) break;
      throw fail('malformed-file', 'the first range says no length of its header', HINT, { byte: at });
    }
    const declared = cursor.uint16(at + 2);
    const kelvin = cursor.uint16(at + 46);
    const range = makeRange(cursor, {
      at,
      first: at + length,
      declared,
      seconds: cursor.float32(at + 8),
      step: cursor.float32(at + 12),
      start: cursor.float32(at + 16),
      facts: { ...common, temperatureK: kelvin > 0 ? kelvin : undefined },
    });
    settings.add(`range ${ranges.length + 1}: time per step/s`, range.facts.countTimeS ?? 0);
    ranges.push(range);
    at += length + 4 * declared;
  }
  return finished('RAW2', isoFromText(date, 'day-first'), settings, ranges, announced, diagnostics, cursor.length - at);
}

/** @throws `truncated-file`, `malformed-file` */
export function readRaw1(cursor: BinaryCursor): RawFile {
  const settings = new SettingsBuilder();
  settings.add('file version', 'RAW');
  const ranges: RawRange[] = [];
  let at = 0;
  let following = 1;
  while (following > 0 && ranges.length < MOST_RANGES) {
    // Later ranges of the oldest files do not repeat the four letters: then their number of points stands there.
    const named = cursor.has(at, 4) && fieldText(cursor, at, 4) === 'RAW';
    const base = named ? at : at - 4;
    if (base < 0 || !cursor.has(Math.max(0, base), RANGE_HEADER)) break;
    const declared = cursor.uint32(base + 4);
    const sampleName = fieldText(cursor, base + 40, 32);
    const theta = cursor.float32(base + 28);
    if (theta !== UNKNOWN) settings.add(`range ${ranges.length + 1}: theta start/deg`, roundedSingle(theta));
    settings.add(`range ${ranges.length + 1}: scan mode`, cursor.uint32(base + 16));
    ranges.push(
      makeRange(cursor, {
        at,
        first: base + RANGE_HEADER,
        declared,
        seconds: cursor.float32(base + 8),
        step: cursor.float32(base + 12),
        start: cursor.float32(base + 24),
        facts: {
          wavelengthKalpha1: setNumber(roundedSingle(cursor.float32(base + 72))),
          wavelengthKalpha2: setNumber(roundedSingle(cursor.float32(base + 76))),
          sampleName,
        },
      }),
    );
    following = cursor.uint32(base + 152);
    at = base + RANGE_HEADER + 4 * declared;
  }
  const announced = ranges.length + (following > 0 ? 1 : 0);
  return finished('RAW', undefined, settings, ranges, announced, [untried('RAW')], cursor.length - at);
}

interface Fields {
  readonly at: number;
  readonly first: number;
  readonly declared: number;
  readonly seconds: number;
  readonly step: number;
  readonly start: number;
  readonly facts: FoundSettings;
}

function makeRange(cursor: BinaryCursor, { at, first, declared, seconds, step, start, facts }: Fields): RawRange {
  if (!(Math.abs(start) < 1000 && step > 0 && step < 1000)) {
    throw fail('malformed-file', 'a range does not begin and step within a full circle', HINT, { byte: at });
  }
  return {
    start: roundedSingle(start),
    step: roundedSingle(step),
    values: readPoints(cursor, first, declared, 4),
    declared,
    axis: '2theta',
    facts: { ...facts, radiation: 'x-ray', countTimeS: setNumber(roundedSingle(seconds)) },
  };
}

function finished(
  version: string,
  startTime: string | undefined,
  settings: SettingsBuilder,
  ranges: readonly RawRange[],
  announced: number,
  diagnostics: Diagnostic[],
  left: number,
): RawFile {
  if (ranges.length === 0) throw fail('truncated-file', 'the file ends before its first range', HINT);
  if (ranges.length < announced) {
    const message = `the file declares ${announced} ranges and holds ${ranges.length}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', message });
  }
  if (left > 0 && ranges.length === announced) {
    const message = `${left} bytes behind the last range are not read`;
    diagnostics.push({ code: 'stray-bytes', severity: 'warning', message });
  }
  return { version, startTime, settings: settings.build(), ranges, diagnostics };
}
