import { describe, expect, it } from 'vitest';
import { parseCircuit } from '../circuit/parse-circuit.js';
import { readConstraints } from './read-constraints.js';

const circuit = parseCircuit('R0-p(R1,CPE1)-p(R2,CPE2)-Wo1');
const read = (texts: Partial<Record<'fix' | 'tie' | 'bounds' | 'start', string[]>>) =>
  readConstraints(circuit, { fix: [], tie: [], bounds: [], start: [], ...texts });

describe('readConstraints', () => {
  it('reads nothing as no constraint', () => {
    expect(read({})).toEqual({ fixed: {}, start: {}, bounds: {}, tied: {} });
  });

  it('reads numbers as people write them, and numbered names of other programs', () => {
    expect(read({ fix: ['CPE1.n=1', ' R0 = .5 ', 'CPE2_0=1.5e-10', 'Wo1_1=+2.'] }).fixed).toEqual({
      'CPE1.n': 1,
      R0: 0.5,
      'CPE2.Q': 1.5e-10,
      'Wo1.tau': 2,
    });
    expect(read({ start: ['R1=150000', 'R2=1E6'] }).start).toEqual({ R1: 150_000, R2: 1e6 });
    expect(read({ bounds: ['CPE1.n=0.7:1', 'R2=1e3 : 1e5'] }).bounds).toEqual({ 'CPE1.n': [0.7, 1], R2: [1e3, 1e5] });
  });

  it('reads ties with and without a factor', () => {
    expect(read({ tie: ['CPE2.n=CPE1.n', 'R2=2*R1', 'CPE2_0 = 0.5 * CPE1.Q'] }).tied).toEqual({
      'CPE2.n': { to: 'CPE1.n', factor: 1 },
      R2: { to: 'R1', factor: 2 },
      'CPE2.Q': { to: 'CPE1.Q', factor: 0.5 },
    });
  });

  it.each([
    [{ fix: ['R0'] }, /fix "R0" cannot be read/],
    [{ fix: ['R0=1 kOhm'] }, /fix "R0=1 kOhm" cannot be read/],
    [{ fix: ['R0=1,5'] }, /fix "R0=1,5" cannot be read/],
    [{ fix: ['R5=1'] }, /R5 is not a parameter of R0-p\(R1,CPE1\)/],
    [{ fix: ['CPE1_2=1'] }, /CPE1_2 is not a parameter/],
    [{ bounds: ['R0=1'] }, /bounds "R0=1" cannot be read/],
    [{ bounds: ['R0=1-2'] }, /bounds "R0=1-2" cannot be read/],
    [{ start: ['R1=-5'] }, /the value must be positive/],
    [{ tie: ['R2=R1*2'] }, /tie "R2=R1\*2" cannot be read/],
    [{ tie: ['R2=R9'] }, /R9 is not a parameter/],
  ])('refuses %j and says what it should look like', (texts, message) => {
    expect(() => read(texts)).toThrowError(message);
    const [option] = Object.keys(texts);
    expect(() => read(texts)).toThrowError(
      expect.objectContaining({ code: 'invalid-option', where: { path: option } }),
    );
  });
});
