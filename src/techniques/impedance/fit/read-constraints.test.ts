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

  it('lets a parameter follow one that is fixed or bounded, and zero be a lower bound', () => {
    expect(read({ tie: ['R2=R1'], fix: ['R1=5'], bounds: ['R0=0:10', 'R1=1:9'] })).toMatchObject({
      fixed: { R1: 5 },
      tied: { R2: { to: 'R1', factor: 1 } },
      bounds: { R0: [0, 10] },
    });
  });

  it.each<[Partial<Record<'fix' | 'tie' | 'bounds' | 'start', string[]>>, RegExp]>([
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
    [{ fix: ['R0=1', 'R0=2'] }, /fix "R0=2": R0 has been given before/],
    [{ tie: ['R2=R1', 'R2=R0'] }, /R2 has been given before/],
    [{ bounds: ['CPE1.n=0:1', 'CPE1_1=0.5:1'] }, /CPE1\.n has been given before/],
    [{ start: ['R1=1', 'R1=1'] }, /R1 has been given before/],
    [{ fix: ['R0=1e999'] }, /R0 cannot be fixed at Infinity/],
    [{ fix: ['R0=1e30'] }, /R0 cannot be fixed at 1e\+30/],
    [{ fix: ['CPE1.n=1.5'] }, /CPE1\.n cannot be fixed at 1\.5/],
    [{ bounds: ['CPE1.n=-3:7'] }, /bounds -3:7 of CPE1\.n reach beyond what it can be/],
    [{ bounds: ['R1=-10:10'] }, /bounds -10:10 of R1 reach beyond/],
    [{ bounds: ['R1=1:1e999'] }, /bounds 1:Infinity of R1 reach beyond/],
    [{ bounds: ['R1=9:8'] }, /leave nothing between them/],
    [{ start: ['CPE1.n=2'] }, /the start value 2 of CPE1\.n is not between 0 and 1/],
    [{ start: ['R1=1e999'] }, /the start value Infinity of R1/],
    [{ tie: ['R2=1e999*R1'] }, /tied to Infinity times R1/],
    [{ tie: ['R2=R2'] }, /R2 cannot be tied to R2/],
    [{ tie: ['R2=R1', 'R1=R0'] }, /R2 is tied to R1, which is itself tied/],
    [{ fix: ['R0=5'], bounds: ['R0=10:20'] }, /R0 is fixed at 5, outside its bounds 10:20/],
    [{ tie: ['R2=R1'], fix: ['R2=5'] }, /R2 is both fixed and tied to R1/],
    [{ bounds: ['R2=1:9'], tie: ['R2=R1'] }, /R2 has bounds and is tied to R1/],
    [{ start: ['R2=5'], tie: ['R2=R1'] }, /R2 has a start value and is tied to R1/],
    [{ start: ['R2=5'], bounds: ['R2=10:20'] }, /the start value 5 of R2 is not between 10 and 20/],
  ])('refuses %j and says what it should look like', (texts, message) => {
    expect(() => read(texts)).toThrowError(message);
    const [option] = Object.keys(texts);
    expect(() => read(texts)).toThrowError(
      expect.objectContaining({ code: 'invalid-option', where: { path: option } }),
    );
  });
});
