import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterIndex } from './circuit.js';
import { compileCircuit, makeGrid } from './compile-circuit.js';
import { elementTypes } from './element-table.js';
import { parseCircuit } from './parse-circuit.js';

const impedance = (text: string, natural: number[], frequencyHz: number[]) => {
  const compiled = compileCircuit(parseCircuit(text), makeGrid(frequencyHz));
  compiled.evaluate(Float64Array.from(natural), true);
  return compiled;
};

describe('parseCircuit', () => {
  it('reads series and parallel elements with named parameters', () => {
    const circuit = parseCircuit('R0-p(R1,CPE1)-Wo1');
    expect(circuit.parameters.map((p) => p.name)).toEqual(['R0', 'R1', 'CPE1.Q', 'CPE1.n', 'Wo1.R', 'Wo1.tau']);
    expect(circuit.text).toBe('R0-p(R1,CPE1)-Wo1');
  });
  it.each(['\u2212', '\u2013', '\u2014', '\u2010', '\uff0d'])('reads %s as a hyphen', (dash) => {
    expect(parseCircuit(`R0${dash}p(R1,CPE1)${dash}Wo1`).text).toBe('R0-p(R1,CPE1)-Wo1');
  });

  it('reads nested branches and numbered parameter names of older programs', () => {
    const circuit = parseCircuit('R0-p(R1-Wo1,CPE1)');
    expect(circuit.text).toBe('R0-p(R1-Wo1,CPE1)');
    expect(parameterIndex(circuit, 'Wo1_1')).toBe(parameterIndex(circuit, 'Wo1.tau'));
    expect(parameterIndex(circuit, 'Wo1_2')).toBe(-1);
  });
  it.each([
    ['R(RQ)(RQ)Q', 'R0-p(R1,CPE1)-p(R2,CPE2)-CPE3'],
    ['(RQ)(RQ)Q', 'p(R1,CPE1)-p(R2,CPE2)-CPE3'],
    ['LR(Q[RW])', 'L0-R0-p(CPE1,R1-W1)'],
    ['R(C[R(RQ)])', 'R0-p(C1,R1-p(R2,CPE1))'],
    ['R(QR)T', 'R0-p(CPE1,R1)-Wo1'],
    ['R-p(R,CPE)', 'R0-p(R1,CPE1)'],
  ])('reads %s as %s', (from, to) => {
    expect(parseCircuit(from).text).toBe(to);
  });
  it.each([
    '',
    'R0-',
    'R0-p(R1)',
    'R0-p(R1,CPE1',
    'R0-X1',
    'R0-R0',
    'p(R1,CPE1))',
    'R(RQ',
    'R()',
    '(',
    'Z9',
    'R0--R1',
    'p(,R1)',
  ])('refuses "%s" and says where', (text) => {
    expect(() => parseCircuit(text)).toThrowError(/circuit, character \d+/);
  });
  it('never hangs or crashes on noise', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        try {
          parseCircuit(text);
        } catch (error) {
          expect((error as { code: string }).code).toBe('invalid-circuit');
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('element impedances', () => {
  it('match closed forms', () => {
    const f = [0.01, 1, 1e4];
    for (const [i, frequency] of f.entries()) {
      const w = 2 * Math.PI * frequency;
      const cpe = impedance('CPE1', [1e-6, 0.8], f);
      expect(cpe.re[i]).toBeCloseTo(Math.cos(0.4 * Math.PI) / (1e-6 * w ** 0.8), 6);
      const warburg = impedance('W1', [12], f);
      expect(warburg.im[i] / (-12 / Math.sqrt(w))).toBeCloseTo(1, 12);
      // CPE with n = 0.5 and Q = 1/(A√2) is the same Warburg element
      const same = impedance('CPE1', [1 / (12 * Math.SQRT2), 0.5], f);
      expect(same.re[i] / warburg.re[i]).toBeCloseTo(1, 12);
    }
  });
  it('have the right limits: Wo blocks with R/3 + tau/(jωτ/R), Ws passes R, both are Warburg at high frequency', () => {
    const wo = impedance('Wo1', [30, 2], [1e-6, 1e6]);
    expect(wo.re[0]).toBeCloseTo(10, 6);
    expect((wo.im[0] * (2 * Math.PI * 1e-6 * 2)) / -30).toBeCloseTo(1, 6);
    const ws = impedance('Ws1', [30, 2], [1e-6, 1e6]);
    expect(ws.re[0]).toBeCloseTo(30, 6);
    const high = 30 / Math.sqrt(2 * 2) / Math.sqrt(2 * Math.PI * 1e6);
    expect(wo.re[1] / high).toBeCloseTo(1, 10);
    expect(ws.re[1] / high).toBeCloseTo(1, 10);
  });
  it('p(R, CPE) is Zarc with Q = τⁿ/R, and Zarc is HN with β = 1', () => {
    const f = [0.1, 10, 1e3, 1e5];
    const arc = impedance('p(R1,CPE1)', [100, 1e-3 ** 0.8 / 100, 0.8], f);
    const zarc = impedance('Zarc1', [100, 1e-3, 0.8], f);
    const hn = impedance('HN1', [100, 1e-3, 0.8, 1], f);
    for (let i = 0; i < f.length; i++) {
      expect(arc.re[i] / zarc.re[i]).toBeCloseTo(1, 12);
      expect(arc.im[i] / zarc.im[i]).toBeCloseTo(1, 12);
      expect(hn.im[i] / zarc.im[i]).toBeCloseTo(1, 12);
    }
  });
  it('TLMQ tends to R/3 + Zs at low frequency', () => {
    const pore = impedance('TLMQ1', [60, 1e-4, 1], [1e-4]);
    expect(pore.re[0]).toBeCloseTo(20, 4);
  });
});

describe('analytic derivatives', () => {
  const circuits = [
    ...[...elementTypes.keys()].map((symbol) => `${symbol}1`),
    'L0-R0-p(R1,CPE1)-p(R2-Wo1,C2)-CPE3',
    'R0-p(C1,R1-p(R2,CPE1))',
    'p(R1,CPE1,R2-C2)-TLMQ1',
    'p(R1-p(R3,CPE3)-Ws1,C1)',
  ];
  it.each(circuits)('of %s agree with central differences', (text) => {
    const circuit = parseCircuit(text);
    const grid = makeGrid([1e-3, 0.3, 20, 5e3, 1e6]);
    const compiled = compileCircuit(circuit, grid);
    const scatter = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 40 });
    fc.assert(
      fc.property(scatter, (u) => {
        const theta = circuit.parameters.map((p, k) =>
          p.scale === 'log'
            ? Math.log(p.unit === 'Ohm' ? 100 : 1e-3) + 6 * (u[k] - 0.5)
            : 0.08 + (p.bounds![1] - 0.16) * u[k],
        );
        const natural = (t: number[]) =>
          Float64Array.from(t, (v, k) => (circuit.parameters[k].scale === 'log' ? Math.exp(v) : v));
        compiled.evaluate(natural(theta), true);
        const column = new Float64Array(2 * grid.count);
        const ones = new Float64Array(2 * grid.count).fill(1);
        const analytic = theta.map((_, k) => {
          compiled.writeDerivative(k, ones, column, 0, false);
          return Array.from({ length: grid.count }, (_, i) => [column[i], column[grid.count + i]]);
        });
        const size = Array.from(compiled.re, (v, i) => Math.hypot(v, compiled.im[i]));
        for (let k = 0; k < theta.length; k++) {
          const h = 1e-5;
          const at = (step: number) => {
            compiled.evaluate(natural(theta.map((v, j) => (j === k ? v + step : v))), false);
            return Array.from(compiled.re, (v, i) => [v, compiled.im[i]]);
          };
          const up = at(h);
          const down = at(-h);
          for (let i = 0; i < grid.count; i++) {
            for (const part of [0, 1]) {
              const difference = (up[i][part] - down[i][part]) / (2 * h);
              expect(Math.abs(analytic[k][i][part] - difference) / size[i]).toBeLessThan(
                1e-7 * (1 + Math.abs(grid.lnOmega[i]) ** 2),
              );
            }
          }
        }
      }),
      { numRuns: 20, seed: 1 },
    );
  });
});
