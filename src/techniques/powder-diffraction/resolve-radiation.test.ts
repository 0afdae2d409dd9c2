import { describe, expect, it } from 'vitest';
import { resolveRadiation } from './resolve-radiation.js';

const resolve = (
  options: Parameters<typeof resolveRadiation>[0],
  settings: Parameters<typeof resolveRadiation>[1] = {},
  instrument?: Parameters<typeof resolveRadiation>[2],
) => resolveRadiation(options, settings, instrument).radiation;

describe('resolveRadiation', () => {
  it.each([
    ['CuKa', [1.540593, 1.544427]],
    ['CuKa1', [1.540593]],
    ['1.5405 1.5443', [1.5405, 1.5443]],
    ['neutron 1.494', [1.494]],
  ])('%s', (radiation, wavelengths) => {
    const { lines } = resolve({ radiation });
    expect(lines).toHaveLength(wavelengths.length);
    lines.forEach(({ wavelengthAngstrom }, k) => {
      expect(wavelengthAngstrom).toBeCloseTo(wavelengths[k]!, 4);
    });
  });

  it.each([
    '',
    'banana',
    '0',
    '-1.54',
    '1e9',
    '1000000000',
    'neutron',
    'CuKb',
    '__proto__',
    'constructor',
    '1.54 3.08',
    '1.54 1.544 999',
    '1 1 1 1',
  ])('refuses "%s"', (radiation) => {
    expect(() => resolve({ radiation })).toThrow(/cannot be read/);
  });

  it('shows no more of a word than can be read', () => {
    expect(() => resolve({ radiation: '1'.repeat(1e5) })).toThrow(/^.{1,150}$/);
  });

  it.each([0, -5, 1e-9, 1e300])('refuses a goniometer of %d mm', (value) => {
    expect(() => resolve({ radius: { value, sigma: null, unit: 'mm' } })).toThrow(/no goniometer has/);
  });

  it('does not believe a second line that is far from the first', () => {
    expect(resolve({}, { wavelengthKalpha1: 1.540593, wavelengthKalpha2: 0.7 }).lines).toHaveLength(1);
  });

  const file = { wavelengthKalpha1: 1.540598, wavelengthKalpha2: 1.544426, ratioKalpha2: 0.5 };
  const foundBy = (
    options: Parameters<typeof resolveRadiation>[0],
    settings: Parameters<typeof resolveRadiation>[1],
    instrument?: Parameters<typeof resolveRadiation>[2],
  ) => resolveRadiation(options, settings, instrument).findings.map(({ code, severity }) => `${code} ${severity}`);

  it('says where what was given does not agree with the file, and by how much', () => {
    expect(foundBy({ radiation: 'CuKa' }, file)).toEqual([]);
    expect(foundBy({ radiation: 'CoKa' }, file)).toEqual(['wavelength-contradicts-file warning']);
    expect(foundBy({ radiation: '1.5405 1.5443' }, file)).toEqual(['wavelength-contradicts-file info']);
    const instrument = { wavelength1: 1.5405, wavelength2: 1.5443 } as Parameters<typeof resolveRadiation>[2];
    expect(foundBy({}, file, instrument)).toEqual(['wavelength-contradicts-file info']);
    const [finding] = resolveRadiation({}, file, instrument).findings;
    expect(finding!.message).toContain('come out 0.0064 % shorter');
  });

  it('asks about Kalpha2 where one wavelength is typed', () => {
    expect(foundBy({ radiation: '1.5406' }, file)).toEqual(['one-wavelength warning']);
    expect(foundBy({ radiation: '1.5406' }, {})).toEqual(['one-wavelength info']);
    expect(foundBy({ radiation: 'CuKa1' }, file)).toEqual([]);
    expect(foundBy({ radiation: '0.4139' }, {})).toEqual([]);
    expect(foundBy({ radiation: 'neutron 1.54' }, {})).toEqual([]);
  });

  it('refuses instrument parameters without a wavelength', () => {
    const instrument = { wavelength1: 0 } as Parameters<typeof resolveRadiation>[2];
    expect(() => resolve({}, {}, instrument)).toThrow(/instrument: a wavelength of 0/);
  });
});
