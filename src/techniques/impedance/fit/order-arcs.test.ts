import { describe, expect, it } from 'vitest';
import { sharedData } from '../../../../test/shared-data.js';
import { parameterIndex } from '../circuit/circuit.js';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { referenceSpectrum } from '../test-support/reference-spectra.js';
import { fitSpectrum } from './fit-spectrum.js';
import { arcApexHz, arcPermutation, arcTimeConstantS, findArcs } from './order-arcs.js';

const none = () => false;

describe('findArcs', () => {
  it('knows parallel pairs either way round and elements with a time constant', () => {
    const arcs = findArcs(parseCircuit('R0-p(R1,CPE1)-p(C2,R2)-Zarc1-HN1-K1-CPE3'));
    expect(arcs.map((arc) => arc.resistance)).toEqual(['R1', 'R2', 'Zarc1.R', 'HN1.R', 'K1.R']);
    expect(arcs.every((arc) => arc.inMainChain)).toBe(true);
  });

  it('finds an arc inside a branch, and says that it is not in the main chain', () => {
    const arcs = findArcs(parseCircuit('R0-p(C1,R1-p(R2,CPE2))'));
    expect(arcs.map((arc) => [arc.resistance, arc.inMainChain])).toEqual([['R2', false]]);
  });

  it('takes no pair for an arc that is none', () => {
    expect(findArcs(parseCircuit('p(R1,R2)-p(R3-Wo1,CPE1)-p(R4,L1)'))).toEqual([]);
  });
});

describe('time constant and apex', () => {
  it.each([
    ['p(R1,C1)', [100, 1e-6], 1e-4],
    ['p(R1,CPE1)', [100, 1e-4, 0.5], 1e-4],
    ['p(CPE1,R1)', [1e-4, 0.5, 100], 1e-4],
    ['Zarc1', [100, 0.25, 0.7], 0.25],
  ])('of %s', (text, natural, tau) => {
    const circuit = parseCircuit(text);
    const [arc] = findArcs(circuit);
    expect(arcTimeConstantS(arc, natural) / tau).toBeCloseTo(1, 12);
    expect(arcApexHz(arc, natural) * 2 * Math.PI * tau).toBeCloseTo(1, 12);
  });
});

describe('arcPermutation', () => {
  const sorted = (text: string, natural: number[], pinned: (k: number) => boolean = none) => {
    const permutation = arcPermutation(parseCircuit(text), natural, pinned);
    return Array.from(permutation, (k) => natural[k]);
  };

  it('puts arcs of one kind in ascending order of their time constant, all their parameters together', () => {
    const slowFirst = [5, 1000, 1e-3, 0.9, 10, 1e-6, 0.8, 100, 1e-4, 0.7];
    expect(sorted('R0-p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)', slowFirst)).toEqual([
      5, 10, 1e-6, 0.8, 100, 1e-4, 0.7, 1000, 1e-3, 0.9,
    ]);
  });

  it('sorts by the time constant, not by the resistance', () => {
    expect(sorted('p(R1,CPE1)-p(R2,CPE2)', [10, 1, 0.9, 1e6, 1e-12, 0.9])).toEqual([1e6, 1e-12, 0.9, 10, 1, 0.9]);
  });

  it('gives the same arc the same place however its elements are written', () => {
    expect(sorted('p(R1,CPE1)-p(CPE2,R2)', [1000, 1e-3, 0.9, 1e-6, 0.8, 10])).toEqual([10, 1e-6, 0.8, 1e-3, 0.9, 1000]);
  });

  it('exchanges only arcs of one kind', () => {
    const natural = [1000, 1e-3, 10, 1e-6, 0.9];
    expect(sorted('p(R1,C1)-p(R2,CPE2)', natural)).toEqual(natural);
    const nested = [1, 1000, 1e-3, 10, 20, 1e-6];
    expect(sorted('R0-p(R1,C1)-p(R2-W1,C2)', nested)).toEqual(nested);
  });

  it('leaves an arc with a fixed parameter where it is', () => {
    const natural = [1000, 1e-3, 0.9, 10, 1e-6, 0.8, 100, 1e-4, 0.7];
    const text = 'p(R1,CPE1)-p(R2,CPE2)-p(R3,CPE3)';
    expect(sorted(text, natural, (k) => k === 2)).toEqual(natural);
    expect(sorted(text, natural, (k) => k === 5)).toEqual([100, 1e-4, 0.7, 10, 1e-6, 0.8, 1000, 1e-3, 0.9]);
  });
});

describe.skipIf(!sharedData('eis', 's04147-140deg.txt'))('measured pellets (needs ../shared/data/eis)', () => {
  it('keep bulk before grain boundary from 140 to 150 degC, from one start each and in either order', async () => {
    const circuit = parseCircuit('p(R1,CPE1)-p(R2,CPE2)-CPE3');
    const bulkFirst = [1.5e5, 1e-10, 0.84, 2e6, 1.5e-10, 0.8, 1.4e-6, 0.55];
    const boundaryFirst = [...bulkFirst.slice(3, 6), ...bulkFirst.slice(0, 3), ...bulkFirst.slice(6)];
    for (const degrees of [140, 150]) {
      const spectrum = await referenceSpectrum(`s04147-${degrees}deg.txt`, 'none');
      const fits = [bulkFirst, boundaryFirst].map((given) =>
        fitSpectrum(circuit, spectrum, { given: [given], starts: 0 }),
      );
      const of = (k: number, name: string) => fits[k].natural[parameterIndex(circuit, name)];
      expect(of(1, 'R1') / of(0, 'R1')).toBeCloseTo(1, 5);
      // Bulk: the smaller resistance at the higher frequency.
      expect(of(0, 'R1')).toBeLessThan(0.2 * of(0, 'R2'));
      const [bulk, boundary] = findArcs(circuit).map((arc) => arcApexHz(arc, fits[0].natural));
      expect(bulk).toBeGreaterThan(10 * boundary);
    }
  });
});
