import { describe, expect, it } from 'vitest';
import { tableCsv } from '../../../src/report/csv.js';
import { readStudy } from '../../../src/study/load-study.js';
import type { AnalysisOutcome } from '../../../src/study/study-result.js';
import { quantitiesAsTable, quantityRows } from './quantity-rows.js';

const { study } = readStudy(
  `
title: t
analyses:
  a: { technique: eis, recordings: x.z }
  b: { technique: eis, recordings: y.z }
document:
  items:
    - { figure: 1, panels: [a.nyquist], caption: "E is {a.activationEnergy}, in other units {a.conductivity:mS/cm}" }
`,
  'study.yaml',
);
const outcomes = [
  {
    id: 'a',
    result: {
      quantities: {
        activationEnergy: { value: 0.31, sigma: 0.004, unit: 'eV', interval95: [0.302, 0.318] },
        R1: { value: null, sigma: null, unit: 'Ohm', interval95: [null, 12], note: 'not resolved, see "R2"' },
      },
    },
  },
  { id: 'b', failure: { code: 'x', message: '', hint: '', where: {} } },
] as unknown as AnalysisOutcome[];

describe('quantityRows', () => {
  it('lists quantities of analyses that ended well and marks what captions name', () => {
    const rows = quantityRows(study!, outcomes);
    expect(rows.map(({ analysis, name, cited }) => [analysis, name, cited])).toEqual([
      ['a', 'activationEnergy', true],
      ['a', 'R1', false],
    ]);
  });

  it('gives every digit, and what is known of what is not identifiable', () => {
    expect(tableCsv(quantitiesAsTable(quantityRows(study!, outcomes)))).toBe(
      'analysis,quantity,value,sigma,unit,95 % low,95 % high,note\n' +
        'a,activationEnergy,0.31,0.004,eV,0.302,0.318,\n' +
        'a,R1,,,Ohm,,12,"not resolved, see ""R2"""\n',
    );
  });
});
