import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../test/shared-data.js';
import { isInterphaseError } from '../../errors.js';
import { readInstrumentParameters } from './instrument-parameters.js';
import { profileStart } from './profile-coefficients.js';

const record = (key: string, cells: string): string => `INS  ${key.padEnd(7)}${cells}`.padEnd(80);
const wide = (values: readonly number[]): string => values.map((value) => value.toExponential(6).padStart(15)).join('');

/** Cu tube, profile 2 and 3. */
const TUBE = [
  '            123456789012345678901234567890123456789012345678901234567890',
  record(' BANK', '      1'),
  record(' HTYPE', ' PXCR'),
  record('1 IRAD', '    3'),
  record('1 ICONS', '  1.540500  1.544300       2.5         0       0.8    0       0.5'),
  record('1INAME', '  A tube'),
  record('1PRCF1', '     2    5      0.01'),
  record('1PRCF11', wide([1, -2, 3, 4])),
  record('1PRCF12', wide([5])),
  record('1PRCF2', '     3    8      0.02'),
  record('1PRCF21', wide([2, -2, 5, 0.1])),
  record('1PRCF22', wide([0.7, 0.8, 0.01, 0.02])),
].join('\r\n');

const code = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return isInterphaseError(error) ? error.code : String(error);
  }
};

describe('instrument parameters', () => {
  it('a tube: wavelengths, zero in degrees, polarisation as K, every profile', () => {
    const read = readInstrumentParameters(TUBE, 'a.prm');
    expect(read).toMatchObject({
      radiation: 'x-ray',
      anode: 'Cu',
      name: 'A tube',
      wavelength1: 1.5405,
      wavelength2: 1.5443,
      ratio: 0.5,
      zeroDeg: 0.025,
      polarization: 0.8,
      polarizationType: 0,
    });
    expect(read.polarizationK).toBeCloseTo(0.25, 12);
    expect(read.profiles[0]).toEqual({
      number: 1,
      type: 2,
      cutoff: 0.01,
      coefficients: { GU: 1, GV: -2, GW: 3, LX: 4, LY: 5 },
    });
    expect(profileStart(read.profiles)).toEqual({ u: 2, v: -2, w: 5, p: 0.1, x: 0.7, y: 0.8, z: 0, axial: 0.03 });
  });

  it('GSAS-II writes names; P is the same', () => {
    const text =
      '#GSAS-II instrument parameter file; do not add/delete items!\nType:PXC\nBank:1.0\nLam1:1.5405\nLam2:1.5443\nZero:0.01\nPolariz.:0.7\nU:2.0\nV:-2.0\nW:5.0\nX:0.1\nY:0.2\nZ:0.0\nSH/L:0.002\nI(L2)/I(L1):0.5\nSource:CuKa\n';
    const read = readInstrumentParameters(text, 'a.instprm');
    expect(read).toMatchObject({ radiation: 'x-ray', anode: 'Cu', wavelength2: 1.5443, ratio: 0.5, zeroDeg: 0.01 });
    expect(read.polarizationK).toBeCloseTo(3 / 7, 12);
    expect(profileStart(read.profiles)).toEqual({ u: 2, v: -2, w: 5, p: 0, x: 0.1, y: 0.2, z: 0, axial: 0.002 });
  });

  it('what cannot be used is refused with a reason', () => {
    expect(code(() => readInstrumentParameters('x y\n1 2\n', 'a.prm'))).toBe('unknown-format');
    expect(code(() => readInstrumentParameters(TUBE.replace('PXCR', 'PNTR'), 'a.prm'))).toBe('unknown-format');
    expect(code(() => readInstrumentParameters(TUBE, 'a.prm', 2))).toBe('malformed-file');
    expect(code(() => readInstrumentParameters(TUBE.replace('1.540500', '1.5x0500'), 'a.prm'))).toBe('malformed-file');
    expect(code(() => readInstrumentParameters(TUBE.replace('3    8 ', '3  8.5 '), 'a.prm'))).toBe('malformed-file');
    expect(code(() => readInstrumentParameters('Type:PNT\ndifC:1\n', 'a.instprm'))).toBe('unknown-format');
  });

  it('every cut gives parameters or an error of the family', () => {
    for (let end = 0; end < TUBE.length; end++) {
      expect(['none', 'unknown-format', 'malformed-file']).toContain(
        code(() => readInstrumentParameters(TUBE.slice(0, end), 'a.prm')),
      );
    }
  });

  const folder = sharedData('xrd', 'patterns');
  const read = (name: string) => readInstrumentParameters(readFileSync(`${folder}/${name}`, 'latin1'), name);
  it.skipIf(folder === undefined)('the files of ../shared/data/xrd (skipped without the shared data)', () => {
    const lab = read('INST_XRY.PRM');
    expect(lab).toMatchObject({ anode: 'Cu', wavelength1: 1.5405, wavelength2: 1.5443, ratio: 0.5, polarization: 0.7 });
    expect(profileStart(lab.profiles)).toEqual({ u: 2, v: -2, w: 5, p: 0.1, x: 0, y: 0, z: 0, axial: 0.02 });
    const synchrotron = read('11bm_gsas.prm');
    expect(synchrotron).toMatchObject({
      radiation: 'x-ray',
      wavelength1: 0.413909,
      name: 'APS11BM',
      polarization: 0.99,
    });
    expect(synchrotron.wavelength2).toBeUndefined();
    expect(synchrotron.ratio).toBeUndefined();
    expect(profileStart(synchrotron.profiles)).toMatchObject({
      u: 1.163,
      v: -0.126,
      w: 0.063,
      x: 0.173,
      axial: 0.0022,
    });
    const neutron = read('inst_d1a.prm');
    expect(neutron).toMatchObject({ radiation: 'neutron', wavelength1: 1.909, zeroDeg: -0.001 });
    expect(neutron.polarizationK).toBeUndefined();
    expect(neutron.profiles.map(({ type }) => type)).toEqual([1, 2]);
    expect(neutron.profiles[1]!.coefficients).toMatchObject({ GU: 354.031, GV: -760.404, GW: 651.592, LX: 0 });
  });
});
