/** A standard gives the widths of the diffractometer, and a sample measured on it then its sizes and strains. */
import { describe, expect, it } from 'vitest';
import { readInstrumentParameters } from '../../formats/gsas/instrument-parameters.js';
import { anatase, zincite } from './simulate/literature-phases.js';
import type { TypedPatternTruth } from './simulate/pattern-truth.js';
import { instrumentStarts } from './start-values.js';
import { analyseFiles, filesOf } from './test-support/simulated-task.js';

const truth = (name: string, phase: TypedPatternTruth['phases'][number]): TypedPatternTruth => ({
  name,
  fromDeg: 20,
  toDeg: 120,
  stepDeg: 0.02,
  peakCounts: 20000,
  background: [100, -20, 10],
  displacementMm: 0.03,
  U: 0.006,
  V: -0.003,
  W: 0.005,
  Y: 0.02,
  asymmetry: 0.03,
  phases: [phase],
});
const standard = truth('standard.xrdml', { ...zincite, weightFraction: 1, sizeNm: 100000, cif: 'zincite.cif' });
const sample = truth('sample.xrdml', { ...anatase, weightFraction: 1, sizeNm: 40, cif: 'anatase.cif' });

describe('instrument parameters of a standard', () => {
  it('are written so that they can be read, and give the size of a sample', async () => {
    const first = await analyseFiles(filesOf(standard, 1), ['standard.xrdml']);
    const text = first.files!.find(({ name }) => name === 'instrument.instprm')!.text;
    const starts = instrumentStarts(readInstrumentParameters(text, 'instrument.instprm'));
    for (const name of ['U', 'V', 'W', 'X', 'Y']) {
      const refined = first.series[0]!.quantities[name];
      if (refined !== undefined) expect(starts.get(name)).toBeCloseTo(refined.value!, 6);
    }
    const files = new Map([...filesOf(sample, 2), ['instrument.instprm', text]]);
    const second = await analyseFiles(files, ['sample.xrdml'], { instrument: 'instrument.instprm' });
    const { quantities, findings } = second.series[0]!;
    const size = quantities['anatase.size']!;
    expect(size.note).toBeUndefined();
    expect(size.value! / 40).toBeCloseTo(1, 1);
    expect(quantities.W).toBeUndefined();
    expect(findings.map(({ code }) => code)).toContain('instrument-known');
    expect(second.files!.some(({ name }) => name.endsWith('.instprm'))).toBe(false);
  }, 60_000);
});
