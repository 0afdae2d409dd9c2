import { describe, expect, it } from 'vitest';
import { patternSettings } from '../diffraction/uniform-settings.js';
import { brml, brmlRawData, raw1, raw2, raw4, raw101 } from '../test-support/diffraction-binary.js';
import { uxd, uxdRange } from '../test-support/diffraction-text.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { codesOf, kindsOf, patternValues, readPattern } from '../test-support/read-pattern.js';
import { buildZip } from '../test-support/zip-builder.js';

const model = modelPattern(30);
const other = modelPattern(12, 40, 0.1);

describe('Bruker RAW', () => {
  it.each([
    ['RAW1.01', raw101([{ pattern: model }, { pattern: other, supplementary: 3 }])],
    ['RAW4.00', raw4([{ pattern: model }, { pattern: other }])],
    ['RAW2', raw2([{ pattern: model }, { pattern: other, supplementary: 10 }])],
    ['RAW', raw1([{ pattern: model }, { pattern: other }])],
    ['RAW', raw1([{ pattern: model }, { pattern: other }], false)],
  ])('%s: every range is a table', async (version, bytes) => {
    const recording = await readPattern('a.raw', bytes);
    expect(recording.instrument).toBe(`Bruker ${version}`);
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['range 1', 30],
      ['range 2', 12],
    ]);
    expect(patternValues(recording, 'counts', 1)).toEqual(other.counts);
    expect(patternValues(recording, 'two-theta', 1)[11]).toBeCloseTo(41.1, 5);
    // Nobody has tried the oldest two on a file.
    expect(codesOf(recording)).toEqual(version.length > 4 ? [] : ['layout-untried']);
  });

  it('points of more than four bytes: the counts are the first four', async () => {
    for (const bytes of [raw101([{ pattern: model, size: 12 }]), raw4([{ pattern: model, size: 8 }])]) {
      const recording = await readPattern('a.raw', bytes);
      expect(patternValues(recording, 'counts')).toEqual(model.counts);
      expect(codesOf(recording)).toEqual(['stray-bytes']);
    }
  });

  it('scans over other axes are no patterns', async () => {
    for (const bytes of [raw101([{ scan: 3 }]), raw4([{ scan: 'Rocking Curve' }])]) {
      const recording = await readPattern('a.raw', bytes);
      expect(kindsOf(recording)).toEqual(['omega', 'counts']);
      expect(codesOf(recording)).toEqual(['no-two-theta']);
    }
    const phi = await readPattern('a.raw', raw101([{ scan: 5 }]));
    expect(kindsOf(phi)).toEqual([undefined, 'counts']);
  });

  it('RAW2 says temperature and date', async () => {
    const recording = await readPattern('a.raw', raw2());
    expect(patternSettings(recording)).toMatchObject({
      temperatureK: 298,
      wavelengthKalpha1: 1.5406,
      ratioKalpha2: 0.5,
      anode: 'Cu',
    });
  });

  it('a cut range gives the points that are left', async () => {
    for (const bytes of [
      raw101([{ pattern: model }]),
      raw4([{ pattern: model }]),
      raw2([{ pattern: model }]),
      raw1([{ pattern: model }]),
    ]) {
      const recording = await readPattern('a.raw', bytes.slice(0, -43));
      expect(patternValues(recording, 'counts')).toEqual(model.counts.slice(0, 19));
      expect(codesOf(recording)).toContain('truncated');
    }
  });

  it('absurd counts stay within the file', async () => {
    const bytes = raw101([{ pattern: model }]);
    new DataView(bytes.buffer).setUint32(712 + 4, 0xffffffff, true);
    const recording = await readPattern('a.raw', bytes);
    expect(recording.tables[0]!.rows).toBe(30);
    expect(codesOf(recording)).toContain('truncated');
    new DataView(bytes.buffer).setUint32(12, 0xffffffff, true);
    expect((await readPattern('a.raw', bytes)).tables).toHaveLength(1);
  });

  it('an unknown version is refused with what to export; other makers are not taken', async () => {
    const unknown = new Uint8Array(2000);
    unknown.set(new TextEncoder().encode('RAW5.10'));
    await expect(readPattern('a.raw', unknown)).rejects.toMatchObject({
      code: 'unknown-format',
      message: 'the file is a RAW of version "RAW5.10", whose layout is not known',
      hint: expect.stringContaining('export it as UXD or xy'),
    });
    for (const magic of ['RAW_1.06Powdat', 'FI\u0000\u0001', 'V3RD', '\u0001\u00a1F\u0000i\u0000n\u0000']) {
      const foreign = new Uint8Array(3000);
      foreign.set(Uint8Array.from(magic, (char) => char.charCodeAt(0)));
      await expect(readPattern('a.raw', foreign)).rejects.toMatchObject({
        code: 'unknown-format',
        message: expect.stringContaining('no reader knows this file'),
      });
    }
    await expect(readPattern('a.raw', 'RAW data of my own\n1,2\n2,3\n')).resolves.toMatchObject({ format: 'text' });
  });
});

describe('Bruker BRML', () => {
  it('every raw data file is a table, in the order of their numbers', async () => {
    const scans = Array.from({ length: 11 }, (_, index) => ({ pattern: index === 10 ? other : model }));
    const recording = await readPattern('a.brml', brml(scans));
    expect(recording.tables.map(({ name }) => name).slice(-2)).toEqual(['RawData9', 'RawData10']);
    expect(patternValues(recording, 'two-theta', 10)).toEqual(other.twoTheta);
    expect(patternValues(recording, 'omega', 10)).toEqual(other.twoTheta.map((angle) => angle / 2));
    expect(recording.instrument).toBe('Bruker D8');
    expect(recording.startTime).toBe('2019-05-23T07:37:27.0644322+02:00');
    expect(patternSettings(recording)).toMatchObject({
      sampleName: 'pellet',
      goniometerRadiusMm: 280,
      countTimeS: 191,
      tubeVoltageKv: 40,
    });
  });

  it('counts behind the absorber are multiplied by its factor', async () => {
    const recording = await readPattern('a.brml', brml([{ pattern: model, factor: (row) => (row === 4 ? 8.5 : 1) }]));
    expect(patternValues(recording, 'intensity')[4]).toBe(8.5 * model.counts[4]!);
    expect(patternValues(recording, 'intensity')[5]).toBe(model.counts[5]);
    expect(codesOf(recording)).toEqual(['attenuation-applied']);
  });

  it('without a list of views the usual order holds', async () => {
    const recording = await readPattern('a.brml', brml([{ pattern: model, views: false }]));
    expect(kindsOf(recording)).toEqual(['two-theta', 'omega', 'counts', 'attenuation', 'count-time']);
    expect(patternValues(recording, 'counts')).toEqual(model.counts);
  });

  it('rows that were lost and cells that are damaged are told', async () => {
    const text = brmlRawData({ pattern: model });
    const lost = text.replace(/ *<Datum>.*\r\n/, '').replace(/<Datum>191,1,/, '<Datum>191,x,');
    const recording = await readPattern(
      'a.brml',
      buildZip([{ name: 'Experiment0/RawData0.xml', bytes: new TextEncoder().encode(lost) }]),
    );
    expect(recording.tables[0]!.rows).toBe(29);
    expect(codesOf(recording)).toEqual(expect.arrayContaining(['truncated', 'unreadable-cell']));
  });

  it('a cut raw data file gives its whole points', async () => {
    const text = brmlRawData({ pattern: model });
    const cut = text.slice(0, text.lastIndexOf('<Datum>') + 20);
    const recording = await readPattern(
      'a.brml',
      buildZip([{ name: 'Experiment0/RawData0.xml', bytes: new TextEncoder().encode(cut) }]),
    );
    expect(patternValues(recording, 'counts')).toEqual(model.counts.slice(0, 29));
    expect(codesOf(recording)).toContain('truncated');
  });

  it('archives without points, and zip bombs, are refused', async () => {
    const empty = buildZip([
      { name: 'Experiment0/DataContainer.xml', bytes: new TextEncoder().encode('<DataContainer/>') },
    ]);
    await expect(readPattern('a.brml', empty)).rejects.toMatchObject({ code: 'truncated-file' });
    const bomb = buildZip([
      { name: 'Experiment0/RawData0.xml', bytes: new Uint8Array(1000), claim: { unpacked: 0xfffffff0 } },
    ]);
    await expect(readPattern('a.brml', bomb)).rejects.toMatchObject({ code: 'malformed-file' });
    const image = brmlRawData({ pattern: model }).replace(/ *<Datum>.*\r\n/g, '');
    const none = buildZip([{ name: 'Experiment0/RawData0.xml', bytes: new TextEncoder().encode(image) }]);
    await expect(readPattern('a.brml', none)).rejects.toMatchObject({
      code: 'malformed-file',
      message: expect.stringContaining('area detector'),
    });
  });
});

describe('Bruker UXD', () => {
  it('both blocks, several ranges', async () => {
    const recording = await readPattern(
      'a.uxd',
      uxd([uxdRange(1, '_2THETACOUNTS', model), uxdRange(2, '_COUNTS', other)]),
    );
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['range 1', 30],
      ['range 2', 12],
    ]);
    expect(patternValues(recording, 'counts', 1)).toEqual(other.counts);
    for (const [row, angle] of patternValues(recording, 'two-theta', 1).entries())
      expect(angle).toBeCloseTo(other.twoTheta[row]!, 9);
    expect(recording.settings).toMatchObject({ STEPSIZE: 0.05, 'range 2: STEPSIZE': 0.1 });
    expect(patternSettings(recording, 1)).toMatchObject({
      monochromator: 'diffracted beam (code 1)',
      goniometerRadiusMm: 200.5,
    });
    expect(recording.startTime).toBe('2010-03-04T20:59:14');
    expect(codesOf(recording)).toEqual([]);
  });

  it('rates are no counts', async () => {
    const recording = await readPattern('a.uxd', uxd([uxdRange(1, '_2THETACPS', model)]));
    expect(patternValues(recording, 'intensity')).toEqual(model.counts);
    expect(recording.tables[0]!.columns[1]).toMatchObject({ unit: 'counts/s' });
  });

  it('angles that are printed with few digits are told, with the even ones beside them', async () => {
    const fine = modelPattern(200, 20, 0.0156);
    const rounded = { ...fine, twoTheta: fine.twoTheta.map((angle) => Number(angle.toFixed(2))) };
    const recording = await readPattern('a.uxd', uxd([uxdRange(1, '_2THETACOUNTS', rounded)]));
    expect(patternValues(recording, 'two-theta')).toEqual(rounded.twoTheta);
    const even = recording.tables[0]!.columns.at(-1)!;
    expect(even.name).toBe('2theta from start and step');
    expect('values' in even && even.values[199]).toBeCloseTo(fine.twoTheta[199]!, 9);
    expect(codesOf(recording)).toEqual(['angles-rounded']);
  });

  it('scans over other axes are no patterns', async () => {
    const recording = await readPattern('a.uxd', uxd([uxdRange(1, '_THETACOUNTS', model)]));
    expect(kindsOf(recording)).toEqual(['omega', 'counts']);
    expect(codesOf(recording)).toEqual(['no-two-theta']);
  });

  it('counts without start and step, and headers alone, are refused', async () => {
    const text = uxd([uxdRange(1, '_COUNTS', model)]);
    await expect(readPattern('a.uxd', text.replace(/^_STEPSIZE.*$/m, ''))).rejects.toMatchObject({
      code: 'malformed-file',
    });
    await expect(readPattern('a.uxd', text.slice(0, text.indexOf('_COUNTS')))).rejects.toMatchObject({
      code: 'truncated-file',
    });
  });
});
