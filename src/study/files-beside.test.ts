import { describe, expect, it } from 'vitest';
import { filesBeside } from './files-beside.js';

const recordings = [
  { path: 'lab/nzsp.xrdml', instrument: 'X' },
  { path: 'lab/lagp.xrdml', instrument: 'X' },
  { path: 'beamline/nzsp-hot.xye', instrument: 'Y' },
];
const { isFor, isOfOneInstrument } = filesBeside(recordings, new Set(['lab', 'beamline']));

describe('filesBeside', () => {
  it.each([
    ['lab/si.cif', ['lab/nzsp.xrdml', 'lab/lagp.xrdml']],
    ['lab/LAGP.cif', ['lab/lagp.xrdml']],
    ['cif/nzsp.cif', ['lab/nzsp.xrdml']],
    ['cif/si.cif', ['lab/nzsp.xrdml', 'lab/lagp.xrdml', 'beamline/nzsp-hot.xye']],
    ['beamline/nzsp.cif', []],
  ])('%s is for %j', (path, wanted) => {
    expect(recordings.map((one) => one.path).filter((one) => isFor(path, [one]))).toEqual(wanted);
  });

  it('takes a series for called like a file when one of its recordings is', () => {
    expect(isFor('lab/lagp.cif', ['lab/nzsp.xrdml', 'lab/lagp.xrdml'])).toBe(true);
  });

  it.each([
    ['lab/a.prm', true],
    ['beamline/a.prm', true],
    ['a.prm', false],
    ['instruments/a.prm', false],
  ])('%s is of one instrument: %s', (path, is) => expect(isOfOneInstrument(path)).toBe(is));

  it('knows of no second instrument where nobody looked', () => {
    expect(filesBeside([{ path: 'a.xy' }, { path: 'b.raw' }], new Set()).isOfOneInstrument('c.prm')).toBe(true);
  });
});
