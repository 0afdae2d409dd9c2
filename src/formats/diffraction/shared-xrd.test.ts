/** Every pattern of ../shared/data/xrd against the values that were found with other programs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { fileFromBytes } from '../file-like.js';
import { readRecording } from '../read-recording.js';
import { type ColumnKind, isNumberColumn, type NumberColumn, type Recording } from '../recording.js';
import { patternSettings } from './uniform-settings.js';

const folder = sharedData('xrd');
const skip = folder === undefined;

interface Answer {
  readonly n: number;
  readonly x_first: number;
  readonly x_last: number;
  readonly y_first: number;
  readonly y_last: number;
  readonly y_max: number;
  readonly x_at_ymax: number;
  readonly y_sum: number;
  readonly kind?: string;
  readonly count_time_s?: number;
}

interface FileAnswer extends Partial<Answer> {
  readonly scans?: number;
  readonly kAlpha1?: number;
  readonly lam_alpha1?: string;
  readonly first_scan?: Answer;
}

const answers: Readonly<Record<string, FileAnswer>> = skip
  ? {}
  : JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')).file_contents;
const names = skip ? ['(no shared data)'] : Object.keys(answers);

function read(name: string): Promise<Recording> {
  return readRecording(fileFromBytes(name, new Uint8Array(readFileSync(join(folder!, 'patterns', name)))));
}

function ofKind(recording: Recording, ...kinds: readonly ColumnKind[]): NumberColumn {
  const columns = recording.tables[0]!.columns.filter(isNumberColumn);
  const found = columns.filter(({ kind }) => kind !== undefined && kinds.includes(kind));
  expect(found, `${kinds.join(' or ')} in ${recording.name}`).toHaveLength(1);
  return found[0]!;
}

/** The answers are rounded to five or six digits behind the point. */
function near(value: number, wanted: number): void {
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(5.1e-6);
}

describe('patterns of ../shared/data/xrd', () => {
  it.skipIf(skip).each(names)('%s (skipped without the shared data)', async (name) => {
    const file = answers[name]!;
    const answer = file.first_scan ?? (file as Answer);
    const recording = await read(name);
    expect(recording.tables).toHaveLength(file.scans ?? 1);
    const x = ofKind(recording, 'two-theta');
    const y = ofKind(recording, 'counts', 'intensity').values;
    expect(x.unit).toBe('deg');
    expect([x.values.length, y.length, recording.tables[0]!.rows]).toEqual([answer.n, answer.n, answer.n]);
    near(x.values[0]!, answer.x_first);
    near(x.values.at(-1)!, answer.x_last);
    near(y[0]!, answer.y_first);
    near(y.at(-1)!, answer.y_last);
    const most = y.indexOf(Math.max(...y));
    near(y[most]!, answer.y_max);
    near(x.values[most]!, answer.x_at_ymax);
    const sum = (y as Float64Array).reduce((total, value) => total + value, 0);
    expect(Math.abs(sum - answer.y_sum)).toBeLessThanOrEqual(1e-4 + 1e-11 * Math.abs(sum));
    const facts = patternSettings(recording);
    if (answer.count_time_s !== undefined) expect(facts.countTimeS).toBe(answer.count_time_s);
    const wavelength = file.kAlpha1 ?? (file.lam_alpha1 === undefined ? undefined : Number(file.lam_alpha1));
    if (wavelength !== undefined) expect(facts.wavelengthKalpha1).toBe(wavelength);
    if (answer.kind !== undefined)
      expect(recording.tables[0]!.columns.map(({ name: title }) => title)).toContain(answer.kind);
    expect(recording.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it.skipIf(skip)('the binary and the text of one scan agree (skipped without the shared data)', async () => {
    const [raw, text] = [await read('matterviz_BT86.raw'), await read('matterviz_BT86-siemens.uxd')];
    expect(Array.from(ofKind(raw, 'counts').values)).toEqual(Array.from(ofKind(text, 'counts').values));
    const [exact, printed] = [ofKind(raw, 'two-theta').values, ofKind(text, 'two-theta').values];
    // Four digits: two behind the point above ten degrees.
    for (const [row, angle] of exact.entries()) {
      expect(Math.abs(angle - printed[row]!)).toBeLessThan(angle < 10 ? 0.00051 : 0.0051);
    }
    expect(text.diagnostics.map(({ code }) => code)).toEqual(['angles-rounded']);
    expect(patternSettings(raw)).toEqual(patternSettings(text));
    expect(patternSettings(raw)).toMatchObject({
      wavelengthKalpha1: 1.5406,
      wavelengthKalpha2: 1.54439,
      ratioKalpha2: 0.5,
      anode: 'Cu',
      scanAxis: '2theta/theta',
      countTimeS: 0.5,
      goniometerRadiusMm: 200.5,
      monochromator: 'none',
      sampleName: 'BT86',
    });
    expect(raw.startTime).toBe('2010-03-04T20:59:14');
    expect(text.startTime).toBe(raw.startTime);
  });

  it.skipIf(skip)('RAW files without an answer of their own (skipped without the shared data)', async () => {
    const raw4 = await read('datalab_TiO2.raw');
    const counts = ofKind(raw4, 'counts').values;
    expect([counts.length, counts[0], counts.at(-1)]).toEqual([1647, 557, 328]);
    expect((counts as Float32Array).reduce((sum, value) => sum + value, 0)).toBe(565_823);
    const angles = ofKind(raw4, 'two-theta').values;
    expect(angles[0]).toBe(10);
    near(angles.at(-1)!, 10 + 1646 * 0.036477);
    expect(angles[(counts as Float32Array).indexOf(Math.max(...counts))]).toBeCloseTo(27.47, 1);
    const gold = await read('matterviz_Cu3Au-1.raw');
    near(ofKind(gold, 'two-theta').values[0]!, 22);
    near(ofKind(gold, 'two-theta').values.at(-1)!, 100);
    expect(ofKind(gold, 'counts').values.length).toBe(3901);
  });

  it.skipIf(skip)('one pattern as CIF and as xye (skipped without the shared data)', async () => {
    const [cif, xye] = [await read('easydiffraction_hrpt.cif'), await read('easydiffraction_hrpt_lbco.xye')];
    for (const kind of ['two-theta', 'intensity', 'intensity-sigma'] as const) {
      expect(Array.from(ofKind(cif, kind).values)).toEqual(Array.from(ofKind(xye, kind).values));
    }
    expect(patternSettings(cif)).toEqual({ wavelengthKalpha1: 1.494, radiation: 'neutron' });
  });

  it.skipIf(skip)('a pdCIF whose angles are a range (skipped without the shared data)', async () => {
    const recording = await read('xylib_1517474.cif');
    const angles = ofKind(recording, 'two-theta').values;
    expect(angles.length).toBe(3296);
    near(angles[0]!, 1.5);
    near(angles.at(-1)!, 166.25);
    expect([ofKind(recording, 'intensity').values[0], ofKind(recording, 'intensity-sigma').values[0]]).toEqual([
      5540, 160,
    ]);
    expect(ofKind(recording, 'intensity-background').values[0]).toBe(833);
    expect(ofKind(recording, 'intensity-calculated').values.some((value) => value > 100)).toBe(true);
    expect(patternSettings(recording)).toMatchObject({
      wavelengthKalpha1: 2.0785,
      radiation: 'neutron',
      temperatureK: 10,
    });
  });

  it.skipIf(skip)('every other file is refused with what it is (skipped without the shared data)', async () => {
    const others = readdirSync(join(folder!, 'patterns')).filter(
      (name) => !(name in answers) && !/raw$|1517474|hrpt|lbco\.cif/.test(name),
    );
    expect(others.sort()).toEqual(['11bm_gsas.prm', 'INST_XRY.PRM', 'NAC.cif', 'dara_BiFeO3.cif', 'inst_d1a.prm']);
    for (const name of others) {
      const error: unknown = await read(name).catch((reason: unknown) => reason);
      expect(isInterphaseError(error, 'unknown-format')).toBe(true);
      expect((error as Error).message).toMatch(/^wrong file: .*(?:instrument|crystal structure)/);
    }
  });
});
