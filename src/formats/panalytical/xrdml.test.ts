import { describe, expect, it } from 'vitest';
import { patternSettings } from '../diffraction/uniform-settings.js';
import { xrdml, xrdmlPoints } from '../test-support/diffraction-text.js';
import { modelPattern } from '../test-support/pattern-model.js';
import { codesOf, kindsOf, patternColumn, patternValues, readPattern } from '../test-support/read-pattern.js';

const model = modelPattern(20);
const read = (...scans: Parameters<typeof xrdml>[0] & object) => readPattern('a.xrdml', xrdml(scans));

describe('XRDML', () => {
  it('start and end are the first and the last of n angles, Omega stands beside', async () => {
    const recording = await read({ points: xrdmlPoints(model) });
    expect(patternValues(recording, 'two-theta').at(-1)).toBe(model.twoTheta.at(-1));
    expect(patternValues(recording, 'omega').at(-1)).toBe(model.twoTheta.at(-1)! / 2);
    expect(recording.settings).toMatchObject({
      sampleName: 'pellet <3>',
      monochromator: 'C (0 0 2), diffracted beam, flat',
      'scan 1.Phi (fixed)/deg': 90,
      'xrdMeasurement.incidentBeamPath.radius': 145,
    });
    expect(patternSettings(recording)).toMatchObject({ countTimeS: 12.5, goniometerRadiusMm: 145 });
    expect(recording.startTime).toBe('2024-11-14T12:53:32-08:00');
  });

  it('positions in a list are read as they are', async () => {
    const points =
      '<positions axis="2Theta" unit="deg"><listPositions>10.1 10.3 10.9</listPositions></positions><commonCountingTime unit="seconds">1</commonCountingTime><counts unit="counts">5 7 6</counts>';
    const recording = await read({ points });
    expect(patternValues(recording, 'two-theta')).toEqual([10.1, 10.3, 10.9]);
    const short = await read({ points: points.replace(' 10.9', '') });
    expect(patternValues(short, 'counts')).toEqual([5, 7]);
    expect(codesOf(short)).toEqual(['length-mismatch']);
  });

  it('counts are multiplied by the absorber, and what was detected is kept', async () => {
    const factors = model.counts.map((_, row) => (row < 5 ? 4 : 1));
    const between = `<beamAttenuationFactors>${factors.join(' ')}</beamAttenuationFactors>`;
    const recording = await read({ points: xrdmlPoints(model, 'counts', between) });
    expect(kindsOf(recording)).not.toContain('counts');
    expect(patternValues(recording, 'intensity')).toEqual(model.counts.map((count, row) => count * factors[row]!));
    expect(patternValues(recording, 'intensity-sigma')[0]).toBeCloseTo(4 * Math.sqrt(model.counts[0]!), 12);
    expect(patternValues(recording, 'attenuation')).toEqual(factors);
    const detected = recording.tables[0]!.columns.find(({ name }) => name === 'counts (detected)');
    expect(detected).toMatchObject({ values: Float64Array.from(model.counts) });
    expect(codesOf(recording)).toEqual(['attenuation-applied']);
  });

  it('intensities have the absorber in them: their uncertainty is larger than that of counts', async () => {
    const between = `<beamAttenuationFactors>${model.counts.map(() => 4).join(' ')}</beamAttenuationFactors>`;
    const recording = await read({ points: xrdmlPoints(model, 'intensities', between) });
    expect(patternValues(recording, 'intensity')).toEqual(model.counts);
    expect(patternValues(recording, 'intensity-sigma')[3]).toBeCloseTo(Math.sqrt(4 * model.counts[3]!), 12);
    expect(codesOf(recording)).toEqual(['attenuation-included']);
  });

  it('an absorber that was never in the beam leaves counts', async () => {
    const between = '<commonBeamAttenuationFactor>1.00</commonBeamAttenuationFactor>';
    expect(patternValues(await read({ points: xrdmlPoints(model, 'counts', between) }), 'counts')).toEqual(
      model.counts,
    );
    const ones = `<beamAttenuationFactors>${model.counts.map(() => '1.0').join(' ')}</beamAttenuationFactors>`;
    const recording = await read({ points: xrdmlPoints(model, 'intensities', ones) });
    expect(patternValues(recording, 'counts')).toEqual(model.counts);
    const common = '<commonBeamAttenuationFactor>3</commonBeamAttenuationFactor>';
    const weakened = await read({ points: xrdmlPoints(model, 'counts', common) });
    expect(patternValues(weakened, 'intensity')[0]).toBe(3 * model.counts[0]!);
  });

  it('several scans are several tables, with their own times and temperatures', async () => {
    const hot =
      '<nonAmbientPoints type="Temperature" unit="K"><nonAmbientValues>473 475</nonAmbientValues></nonAmbientPoints>';
    const other = xrdmlPoints(modelPattern(11, 30, 0.1)).replace('12.5', '25');
    const recording = await read({ points: xrdmlPoints(model) }, { points: other, extra: hot });
    expect(recording.tables.map(({ name, rows }) => [name, rows])).toEqual([
      ['scan 1', 20],
      ['scan 2', 11],
      ['scan 2, non-ambient', 2],
    ]);
    expect(patternValues(recording, 'two-theta', 1).at(-1)).toBe(31);
    expect(patternSettings(recording)).toMatchObject({ countTimeS: 12.5 });
    expect(patternSettings(recording).temperatureK).toBeUndefined();
    expect(patternSettings(recording, 1)).toMatchObject({ countTimeS: 25, temperatureK: 474, anode: 'Cu' });
  });

  it('counting times of each point are a column', async () => {
    const times = `<countingTimes unit="seconds">${model.counts.map((_, row) => row + 1).join(' ')}</countingTimes>`;
    const points = xrdmlPoints(model).replace(/<commonCountingTime.*?<\/commonCountingTime>/, times);
    const recording = await read({ points });
    expect(patternValues(recording, 'count-time').slice(0, 3)).toEqual([1, 2, 3]);
    expect(patternSettings(recording).countTimeS).toBeUndefined();
  });

  it('a scan over omega is said to be no pattern', async () => {
    const points =
      '<positions axis="2Theta" unit="deg"><commonPosition>30</commonPosition></positions><positions axis="Omega" unit="deg"><startPosition>14</startPosition><endPosition>16</endPosition></positions><counts unit="counts">5 7 6</counts>';
    const recording = await read({ axis: 'Omega', points });
    expect(kindsOf(recording)).toEqual(['omega', 'counts']);
    expect(codesOf(recording)).toEqual(['no-two-theta']);
  });

  it('numbers that are no counts are an intensity', async () => {
    const recording = await read({
      points: xrdmlPoints(model, 'intensities').replace(/(<intensities[^>]*>)\d+/, '$1-3.5'),
    });
    expect(patternColumn(recording, 'intensity').values[0]).toBe(-3.5);
    expect(codesOf(recording)).toEqual(['not-counts']);
  });

  it('byte-order marks, UTF-16 and Latin-1 are read', async () => {
    const text = xrdml([{ points: xrdmlPoints(model) }]).replace('flat', 'flat \u00b5');
    const wide = new Uint8Array(2 * text.length + 2);
    wide.set([0xff, 0xfe]);
    for (let at = 0; at < text.length; at++) wide[2 + 2 * at] = text.charCodeAt(at);
    const latin = Uint8Array.from(text, (char) => char.charCodeAt(0));
    for (const content of [`\ufeff${text}`, wide, latin]) {
      const recording = await readPattern('a.xrdml', content);
      expect(patternValues(recording, 'counts')).toEqual(model.counts);
      expect(recording.settings.monochromator).toBe('C (0 0 2), diffracted beam, flat \u00b5');
    }
  });

  it('a cut list of counts has no known angles: refused, but whole scans before it are kept', async () => {
    const one = xrdml([{ points: xrdmlPoints(model) }]);
    const within = one.indexOf('</counts>') - 20;
    await expect(readPattern('a.xrdml', one.slice(0, within))).rejects.toMatchObject({ code: 'truncated-file' });
    const two = xrdml([{ points: xrdmlPoints(model) }, { points: xrdmlPoints(model) }]);
    const recording = await readPattern('a.xrdml', two.slice(0, two.lastIndexOf('</counts>') - 20));
    expect(recording.tables).toHaveLength(1);
    expect(codesOf(recording)).toEqual(['scan-left-out', 'truncated']);
    const closed = await readPattern('a.xrdml', one.slice(0, one.indexOf('</counts>') + 9));
    expect(patternValues(closed, 'counts')).toEqual(model.counts);
    expect(codesOf(closed)).toEqual(['truncated']);
  });

  it('declared entities are not expanded', async () => {
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>';
    const text = xrdml([{ points: xrdmlPoints(model) }])
      .replace('<xrdMeasurements', `${bomb}<xrdMeasurements`)
      .replace('pellet', '&b;');
    expect((await readPattern('a.xrdml', text)).settings['sample.id']).toContain('&b;');
  });

  it('a file without points is refused', async () => {
    await expect(readPattern('a.xrdml', xrdml([{ points: '' }]))).rejects.toMatchObject({ code: 'malformed-file' });
    const nowhere = '<counts unit="counts">1 2 3</counts>';
    await expect(readPattern('a.xrdml', xrdml([{ points: nowhere }]))).rejects.toMatchObject({
      code: 'malformed-file',
    });
  });
});
