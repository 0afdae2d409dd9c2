import { describe, expect, it } from 'vitest';
import type { Result } from '../execution/task.js';
import type { Quantity } from '../quantity/quantity.js';
import { quantity, resultOf } from './test-support/test-technique.js';
import { compareResults } from './verify.js';

function result(energy: Quantity, parts: Partial<Result> = {}): Result {
  return resultOf({
    quantities: { activationEnergy: energy },
    series: [
      {
        label: 'a',
        conditions: {},
        quantities: { R0: quantity(1, 0.1, 'Ohm') },
        findings: [],
        peaks: [{ tau: quantity(1, 0.1, 's') }],
      },
    ],
    tables: [{ id: 't', caption: '', columns: [], rows: [[1, 'x', quantity(2, 0.1, 'V'), null]] }],
    findings: [{ code: 'x', severity: 'info', message: 'm' }],
    ...parts,
  });
}

const reference = result(quantity(0.31, 0.004, 'eV'));

describe('compareResults', () => {
  it('finds nothing in two equal results, whatever the order of their keys', () => {
    const comparison = compareResults(reference, result({ unit: 'eV', sigma: 0.004, value: 0.31 }));
    expect(comparison).toMatchObject({ identical: true, digitsStand: true, sameInput: true, changes: [] });
  });

  it('tells a changed digit from a changed bit', () => {
    const bit = compareResults(reference, result(quantity(0.3100001, 0.004, 'eV')));
    expect(bit).toMatchObject({ identical: false, digitsStand: true });
    expect(bit.changes[0]).toMatchObject({
      where: 'quantities.activationEnergy',
      digits: false,
      before: '0.310(4) eV',
    });
    expect(bit.changes[0]!.sigmas).toBeCloseTo(2.5e-5, 8);
    const digit = compareResults(reference, result(quantity(0.318, 0.004, 'eV')));
    expect(digit.digitsStand).toBe(false);
    expect(digit.changes).toEqual([
      {
        where: 'quantities.activationEnergy',
        kind: 'changed',
        before: '0.310(4) eV',
        after: '0.318(4) eV',
        digits: true,
        sigmas: expect.closeTo(2, 9),
      },
    ]);
  });

  it('measures across units, and not at all where there is no sigma', () => {
    const meV = compareResults(reference, result(quantity(318, 4, 'meV')));
    expect(meV.changes[0]!.sigmas).toBeCloseTo(2, 9);
    const exact = compareResults(result(quantity(1, null, 'eV')), result(quantity(2, null, 'eV')));
    expect(exact.changes[0]!.sigmas).toBeNull();
    const lost = compareResults(reference, result(quantity(null, null, 'eV')));
    expect(lost.changes[0]).toMatchObject({ after: 'not identifiable', digits: true, sigmas: null });
  });

  it('sees what came and went, in series, peaks, tables, findings and input', () => {
    const other = result(quantity(0.31, 0.004, 'eV'), {
      quantities: { energy: quantity(1, 0.1, 'eV') },
      series: [
        { label: 'a', conditions: {}, quantities: { R0: quantity(2, 0.1, 'Ohm') }, findings: [], peaks: [] },
        { label: 'b', conditions: {}, quantities: {}, findings: [] },
      ],
      tables: [{ id: 't', caption: '', columns: [], rows: [[2, 'x', quantity(2, 0.1, 'V'), null]] }],
      findings: [{ code: 'y', severity: 'error', message: 'm', where: 'a' }],
      provenance: {
        inputs: [],
        options: { circuit: 'R0' },
        references: { x: { analysis: 'a', quantity: 'U' } },
        sample: {},
      },
    });
    const comparison = compareResults(reference, other);
    expect(comparison.sameInput).toBe(false);
    expect(comparison.changes.map(({ where, kind }) => `${kind} ${where}`)).toEqual([
      'new provenance.options.circuit',
      'new provenance.references',
      'missing quantities.activationEnergy',
      'new quantities.energy',
      'new series',
      'changed series.a.R0',
      'missing series.a.peaks[0].tau',
      'changed tables.t',
      'missing findings',
      'new findings',
    ]);
  });
});
