/** `RAW1.01`: a file header of 712 bytes, then ranges of a header, supplementary headers and 32-bit numbers. */
import { fail } from '../../errors.js';
import type { BinaryCursor } from '../binary-cursor.js';
import type { FoundSettings } from '../diffraction/uniform-settings.js';
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

const HEADER = 712;
const RANGE_HEADER = 304;
/** Bytes of the plainest point. */
const POINT = 4;
const STATES: readonly string[] = ['', 'done', 'active', 'aborted', 'interrupted'];
/** What moved, by the number of the scan type; the others are scans over a single circle or slide. */
const AXES: Readonly<Record<number, readonly [axis: string, scan: string]>> = {
  0: ['2theta', '2theta/theta'],
  1: ['2theta', '2theta/theta'],
  2: ['2theta', '2theta'],
  3: ['omega', 'omega'],
  4: ['chi', 'chi'],
  5: ['phi', 'phi'],
  129: ['2theta', '2theta'],
  130: ['2theta', '2theta/theta'],
};

/** @throws `truncated-file`, `malformed-file` */
export function readRaw101(cursor: BinaryCursor): RawFile {
  const settings = new SettingsBuilder();
  const diagnostics: Diagnostic[] = [];
  const facts = readFileHeader(cursor, settings, diagnostics);
  const announced = cursor.uint32(12);
  const ranges: RawRange[] = [];
  let at = HEADER;
  while (ranges.length < announced && cursor.has(at, RANGE_HEADER)) {
    const length = cursor.uint32(at);
    if (length < RANGE_HEADER || !cursor.has(at, length)) {
      if (ranges.length > 0) break;
      throw fail('malformed-file', `range ${ranges.length + 1} has no header of ${RANGE_HEADER} bytes`, HINT, {
        byte: at,
      });
    }
    const { range, next } = readRange(cursor, at, length, facts, ranges.length, settings, diagnostics);
    ranges.push(range);
    at = next;
  }
  if (ranges.length === 0) {
    throw fail('truncated-file', 'the file ends before its first range', 'copy the file again', { byte: at });
  }
  if (ranges.length < announced) {
    const message = `the file declares ${announced} ranges and holds ${ranges.length}`;
    diagnostics.push({ code: 'truncated', severity: 'warning', message, byte: at });
  } else if (at < cursor.length) {
    const message = `${cursor.length - at} bytes behind the last range are not read`;
    diagnostics.push({ code: 'stray-bytes', severity: 'info', message, byte: at });
  }
  return {
    version: 'RAW1.01',
    startTime: rawStartTime(fieldText(cursor, 16, 10), fieldText(cursor, 26, 10)),
    settings: settings.build(),
    ranges,
    diagnostics,
  };
}

const HINT = 'copy the file again from the instrument computer, or export it as UXD';

function readFileHeader(cursor: BinaryCursor, settings: SettingsBuilder, diagnostics: Diagnostic[]): FoundSettings {
  if (!cursor.has(0, HEADER))
    throw fail('truncated-file', 'the file ends within its header', HINT, { byte: cursor.length });
  const state = STATES[cursor.uint32(8)] ?? '';
  settings.add('file version', 'RAW1.01');
  settings.add('status', state);
  if (state === 'aborted' || state === 'interrupted') {
    diagnostics.push({
      code: 'aborted',
      severity: 'warning',
      message: `the instrument marks the measurement as ${state}`,
    });
  }
  for (const [name, offset, size] of TEXTS) {
    const text = fieldText(cursor, offset, size);
    if (text !== '') settings.add(name, text);
  }
  for (const [name, offset] of FLOATS) settings.add(name, roundedSingle(cursor.float32(offset)));
  for (const [name, offset] of CODES) settings.add(name, cursor.uint32(offset));
  const incident = cursor.uint32(580);
  const diffracted = cursor.uint32(604);
  return {
    wavelengthKalpha1: setNumber(cursor.float64(624)),
    wavelengthKalpha2: setNumber(cursor.float64(632)),
    wavelengthKbeta: setNumber(cursor.float64(640)),
    ratioKalpha2: cursor.float64(648),
    anode: fieldText(cursor, 608, 4),
    radiation: 'x-ray',
    goniometerRadiusMm: setNumber(roundedSingle(cursor.float32(564))),
    monochromator: incident === 0 && diffracted === 0 ? 'none' : codesInWords(incident, diffracted),
    sampleName: fieldText(cursor, 326, 60),
  };
}

const TEXTS: readonly (readonly [string, number, number])[] = [
  ['date', 16, 10],
  ['time', 26, 10],
  ['user', 36, 72],
  ['site', 108, 218],
  ['sample', 326, 60],
  ['comment', 386, 160],
  ['anode material', 608, 4],
  ['wavelength unit', 656, 4],
];
const FLOATS: readonly (readonly [string, number])[] = [
  ['goniometer radius/mm', 564],
  ['fixed divergence slit', 568],
  ['fixed sample slit', 572],
  ['fixed antiscatter slit', 584],
  ['fixed detector slit', 588],
  ['measurement time/s', 664],
];
const CODES: readonly (readonly [string, number])[] = [
  ['goniometer code', 548],
  ['goniometer stage code', 552],
  ['sample loader code', 556],
  ['goniometer controller code', 560],
  ['primary Soller slit code', 576],
  ['primary monochromator code', 580],
  ['secondary Soller slit code', 592],
  ['thin film attachment code', 596],
  ['beta filter code', 600],
  ['secondary monochromator code', 604],
];

function codesInWords(incident: number, diffracted: number): string {
  const words = [
    incident === 0 ? '' : `incident beam (code ${incident})`,
    diffracted === 0 ? '' : `diffracted beam (code ${diffracted})`,
  ];
  return words.filter((word) => word !== '').join('; ');
}

function readRange(
  cursor: BinaryCursor,
  at: number,
  length: number,
  common: FoundSettings,
  index: number,
  settings: SettingsBuilder,
  diagnostics: Diagnostic[],
): { range: RawRange; next: number } {
  const name = `range ${index + 1}`;
  const declared = cursor.uint32(at + 4);
  const theta = cursor.float64(at + 8);
  const twoTheta = cursor.float64(at + 16);
  const step = cursor.float64(at + 176);
  const seconds = roundedSingle(cursor.float32(at + 192));
  const type = cursor.uint32(at + 196);
  const size = Math.max(POINT, cursor.uint32(at + 252));
  const supplementary = cursor.uint32(at + 256);
  if (![theta, twoTheta, step].every((angle) => Math.abs(angle) < 1000)) {
    throw fail('malformed-file', `${name} begins or steps beyond a full circle`, HINT, { byte: at });
  }
  const [axis, scanAxis] = AXES[type] ?? [`scan type ${type}`, `scan type ${type}`];
  settings.add(`${name}: theta start/deg`, theta);
  settings.add(`${name}: 2theta start/deg`, twoTheta);
  settings.add(`${name}: step/deg`, step);
  settings.add(`${name}: time per step/s`, seconds);
  settings.add(`${name}: scan type`, type);
  settings.add(`${name}: rotation/rpm`, roundedSingle(cursor.float32(at + 208)));
  settings.add(`${name}: generator/kV`, cursor.uint32(at + 224));
  settings.add(`${name}: generator/mA`, cursor.uint32(at + 228));
  settings.add(`${name}: wavelength used/Å`, cursor.float64(at + 240));
  const first = at + length + supplementary;
  if (size > POINT) {
    const message = `each point of ${name} holds ${size} bytes: what stands behind the counts is not read`;
    diagnostics.push({ code: 'stray-bytes', severity: 'info', message, byte: first });
  }
  const values = readPoints(cursor, first, declared, size);
  const facts: FoundSettings = {
    ...common,
    scanAxis,
    countTimeS: setNumber(seconds),
    tubeVoltageKv: setNumber(cursor.uint32(at + 224)),
    tubeCurrentMa: setNumber(cursor.uint32(at + 228)),
  };
  return {
    range: { start: axis === 'omega' ? theta : twoTheta, step, values, declared, axis, facts },
    next: first + declared * size,
  };
}
