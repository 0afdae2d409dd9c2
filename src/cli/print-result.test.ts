import { describe, expect, it } from 'vitest';
import type { Result } from '../execution/task.js';
import type { Quantity } from '../quantity/quantity.js';
import { resultText } from './print-result.js';

const ohm = (value: number): Quantity => ({ value, sigma: value / 100, unit: 'Ohm' });

function result(recordings: number): Result {
  return {
    technique: 'impedance',
    version: '0.1.0',
    quantities: { activationEnergy: { value: 0.317, sigma: 0.004, unit: 'eV' } },
    series: Array.from({ length: recordings }, (_, index) => ({
      label: `pellet-${index}`,
      conditions: { temperature: { value: 25 + index, sigma: null, unit: 'degC' } },
      quantities: { R0: ohm(100 + index), ...(index === 1 ? {} : { R1: ohm(5) }) },
      findings: index === 0 ? [{ code: 'at-bound', severity: 'warning', message: 'n is at its bound.' }] : [],
      ...(index === 0 ? { peaks: [{ tau: { value: 1e-3, sigma: null, unit: 's' }, R: ohm(7) }] } : {}),
    })),
    findings: [
      { code: 'remark', severity: 'info', message: 'All is well.' },
      { code: 'kramers-kronig', severity: 'error', message: 'It drifts.', where: 'pellet-0' },
    ],
    tables: [],
    figures: [],
    methods: [],
    provenance: { inputs: [], options: {}, sample: {} },
  };
}

describe('resultText', () => {
  it('prints quantities with their digits and units, recordings side by side, findings by gravity', () => {
    expect(resultText(result(2))).toMatchInlineSnapshot(`
      "impedance, 2 recordings

        activationEnergy  0.317(4) eV

                     pellet-0     pellet-1
        temperature  25 °C        26 °C
        R0           100.0(10) Ω  101.0(10) Ω
        R1           5.00(5) Ω

      pellet-0
                tau      R
        peak 1  0.001 s  7.00(7) Ω

      error: pellet-0: It drifts. [kramers-kronig]
      warning: pellet-0: n is at its bound. [at-bound]
      info: All is well. [remark]
      "
    `);
  });

  it('does not say twice of a single recording what was said of the whole', () => {
    const one = result(1);
    const text = resultText({ ...one, quantities: { R0: ohm(100), R1: ohm(6) } });
    expect(text.match(/^ +R0 /gm)).toHaveLength(1);
    expect(text.match(/^ +R1 /gm)).toHaveLength(2);
    expect(resultText({ ...result(2), quantities: { R0: ohm(100) } }).match(/^ +R0 /gm)).toHaveLength(2);
  });

  it('breaks the table where the line ends, and never drops a recording', () => {
    const text = resultText(result(9), 60);
    const lines = text.split('\n').filter((line) => !line.includes(':'));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(60);
    for (let index = 0; index < 9; index++) expect(text).toContain(`pellet-${index}`);
    expect(resultText(result(3), 10)).toContain('pellet-2');
  });
});
