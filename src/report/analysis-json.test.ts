import { describe, expect, it } from 'vitest';
import { toAnalysisJson } from './analysis-json.js';
import { quantity, sampleStudy } from './test-support/sample-study.js';

const result = sampleStudy().analyses[0]!.result!;

describe('toAnalysisJson', () => {
  it('has the shape that the command line promises', () => {
    const json = JSON.parse(JSON.stringify(toAnalysisJson(result)));
    expect(Object.keys(json)).toEqual(['technique', 'version', 'quantities', 'series', 'findings', 'provenance']);
    expect(json.quantities.activationEnergy).toEqual({
      value: 0.3102,
      sigma: 0.0041,
      unit: 'eV',
      interval95: [0.3011, 0.3194],
    });
    expect(json.series).toHaveLength(4);
    expect(Object.keys(json.series[0])).toEqual(['label', 'conditions', 'quantities', 'findings']);
    expect(json.series[0].conditions.temperature).toEqual({ value: 25, sigma: null, unit: 'degC' });
    expect(json.series[2].findings[0].code).toBe('not-identifiable');
    expect(json.provenance.inputs[0]).toMatchObject({ name: 'pellet-25C.mpt', bytes: 20_413 });
    expect(json.provenance.inputs[0].sha256).toHaveLength(64);
    expect(json.provenance.options.circuit).toBe('L0-R0-p(R1,CPE1)-CPE2');
  });

  it('does not depend on the order in which objects were built', () => {
    const { options, sample } = result.provenance;
    const turned = {
      ...result,
      quantities: Object.fromEntries(
        Object.entries(result.quantities).map(([name, { unit, sigma, value, ...more }]) => [
          name,
          { ...more, unit, sigma, value },
        ]),
      ),
      provenance: {
        ...result.provenance,
        options: Object.fromEntries(Object.entries(options).reverse()),
        sample: Object.fromEntries(Object.entries(sample).reverse()),
      },
    };
    expect(JSON.stringify(toAnalysisJson(turned))).toBe(JSON.stringify(toAnalysisJson(result)));
  });

  it('says which options are numbers of other analyses', () => {
    const references = { step: { analysis: 'a', quantity: 'U' } };
    const json = toAnalysisJson({ ...result, provenance: { ...result.provenance, references } });
    expect(json.provenance.references).toEqual(references);
    expect(toAnalysisJson(result).provenance).not.toHaveProperty('references');
  });

  it('keeps the peaks of a distribution where there are some', () => {
    const series = [{ ...result.series[0]!, peaks: [{ tau: quantity(1e-6, 1e-7, 's') }] }];
    expect(toAnalysisJson({ ...result, series }).series[0]!.peaks).toEqual([{ tau: quantity(1e-6, 1e-7, 's') }]);
  });
});
