/**
 * The circuit elements: their parameters, and Z(ω) with its derivatives.
 *
 * Parameters that are positive by nature (resistances, capacitances, time constants) are searched as their logarithm,
 * exponents as they are; derivatives below are by those internal parameters. Definitions follow the field's usual ones;
 * where programs differ (CPE, W, La) the form is named. Powers of jω use the principal branch.
 *
 * Sources: J. R. Macdonald, E. Barsoukov (eds.), Impedance Spectroscopy, 3rd ed., Wiley 2018; finite-length diffusion:
 * D. R. Franceschetti, J. R. Macdonald, J. Electroanal. Chem. 101 (1979) 307; Gerischer: Z. Phys. Chem. 198 (1951) 286;
 * blocking pore: R. de Levie, Electrochim. Acta 8 (1963) 751.
 */
import { exp } from '../../../numerics/elementary/exp.js';
import { log } from '../../../numerics/elementary/log.js';
import { cos, sin } from '../../../numerics/elementary/sin.js';

/** How a parameter is searched: `log` for positive ones, `exponent` within `bounds`. */
export interface ElementParameter {
  /** Empty for elements with a single parameter, which carries the element's own name. */
  readonly suffix: string;
  readonly unit: string;
  readonly scale: 'log' | 'exponent';
  /** Natural bounds; only exponents have hard ones. */
  readonly bounds?: readonly [number, number];
  /** How the value scales when the impedance of the element is multiplied by A: value × A^power. */
  readonly amplitudePower: -1 | 0 | 1;
  /** What it is, for the tables. */
  readonly meaning: string;
}

/** Buffers of one element over all frequencies; derivative `k` by internal parameter `k`. */
export interface ElementBuffers {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly dRe: readonly Float64Array[];
  readonly dIm: readonly Float64Array[];
}

/** What depends on the frequencies alone, computed once per spectrum. */
export interface FrequencyGrid {
  readonly count: number;
  readonly omega: Float64Array;
  readonly lnOmega: Float64Array;
}

export interface ElementType {
  /** Letters in the circuit string: `CPE`. */
  readonly symbol: string;
  readonly parameters: readonly ElementParameter[];
  /** Formula as printed in tables and docs. */
  readonly formula: string;
  /** True when a direct current passes (finite Z at ω → 0). */
  readonly conductsDirectCurrent: boolean;
  /**
   * Fills Z and, when `withDerivatives`, its derivatives by the internal parameters.
   * @param p natural parameters from `p[offset]` on (ohm, S sⁿ, F, H, s)
   */
  evaluate(p: Float64Array, offset: number, grid: FrequencyGrid, out: ElementBuffers, withDerivatives: boolean): void;
}

const HALF_PI = Math.PI / 2;

const resistance = (suffix: string, meaning: string): ElementParameter => ({
  suffix,
  unit: 'Ohm',
  scale: 'log',
  amplitudePower: 1,
  meaning,
});
const timeConstant: ElementParameter = {
  suffix: 'tau',
  unit: 's',
  scale: 'log',
  amplitudePower: 0,
  meaning: 'time constant',
};
const exponent = (suffix: string, lower: number, upper: number, meaning: string): ElementParameter => ({
  suffix,
  unit: '1',
  scale: 'exponent',
  bounds: [lower, upper],
  amplitudePower: 0,
  meaning,
});

const R: ElementType = {
  symbol: 'R',
  parameters: [resistance('', 'resistance')],
  formula: 'R',
  conductsDirectCurrent: true,
  evaluate(p, offset, _grid, out, withDerivatives) {
    out.re.fill(p[offset]);
    out.im.fill(0);
    if (withDerivatives) {
      out.dRe[0].fill(p[offset]);
      out.dIm[0].fill(0);
    }
  },
};

const C: ElementType = {
  symbol: 'C',
  parameters: [{ suffix: '', unit: 'F', scale: 'log', amplitudePower: -1, meaning: 'capacitance' }],
  formula: '1/(jωC)',
  conductsDirectCurrent: false,
  evaluate(p, offset, grid, out, withDerivatives) {
    const { omega, count } = grid;
    const elastance = 1 / p[offset];
    out.re.fill(0);
    if (withDerivatives) out.dRe[0].fill(0);
    for (let i = 0; i < count; i++) {
      const z = -elastance / omega[i];
      out.im[i] = z;
      if (withDerivatives) out.dIm[0][i] = -z;
    }
  },
};

const L: ElementType = {
  symbol: 'L',
  parameters: [{ suffix: '', unit: 'H', scale: 'log', amplitudePower: 1, meaning: 'inductance' }],
  formula: 'jωL',
  conductsDirectCurrent: true,
  evaluate(p, offset, grid, out, withDerivatives) {
    const { omega, count } = grid;
    out.re.fill(0);
    if (withDerivatives) out.dRe[0].fill(0);
    for (let i = 0; i < count; i++) {
      const z = omega[i] * p[offset];
      out.im[i] = z;
      if (withDerivatives) out.dIm[0][i] = z;
    }
  },
};

/** Z = 1/(Q (jω)ⁿ), the Q form. The T form of other programs has Q = Tⁿ. */
const CPE: ElementType = {
  symbol: 'CPE',
  parameters: [
    { suffix: 'Q', unit: 'S s^n', scale: 'log', amplitudePower: -1, meaning: 'CPE coefficient, Q form' },
    exponent('n', 0, 1, 'CPE exponent'),
  ],
  formula: '1/(Q (jω)ⁿ)',
  conductsDirectCurrent: false,
  evaluate(p, offset, grid, out, withDerivatives) {
    const { lnOmega, count } = grid;
    const lnQ = log(p[offset]);
    const n = p[offset + 1];
    const c = cos(n * HALF_PI);
    const s = -sin(n * HALF_PI);
    const { re, im } = out;
    if (!withDerivatives) {
      for (let i = 0; i < count; i++) {
        const modulus = exp(-lnQ - n * lnOmega[i]);
        re[i] = modulus * c;
        im[i] = modulus * s;
      }
      return;
    }
    const [dRe0, dRe1] = out.dRe;
    const [dIm0, dIm1] = out.dIm;
    for (let i = 0; i < count; i++) {
      const ln = lnOmega[i];
      const modulus = exp(-lnQ - n * ln);
      const zr = modulus * c;
      const zi = modulus * s;
      re[i] = zr;
      im[i] = zi;
      dRe0[i] = -zr;
      dIm0[i] = -zi;
      // ∂Z/∂n = -Z ln(jω), ln(jω) = ln ω + jπ/2
      dRe1[i] = -(zr * ln - zi * HALF_PI);
      dIm1[i] = -(zi * ln + zr * HALF_PI);
    }
  },
};

/** Modified inductor (jωL)ⁿ; other programs write L(jω)ⁿ. */
const La: ElementType = {
  symbol: 'La',
  parameters: [
    // Not exactly proportional to A (Z scales with Lⁿ), but close enough for start values, its only use.
    { suffix: 'L', unit: 'H', scale: 'log', amplitudePower: 1, meaning: 'inductance of (jωL)ⁿ' },
    exponent('n', 0, 1, 'exponent of (jωL)ⁿ'),
  ],
  formula: '(jωL)ⁿ',
  conductsDirectCurrent: true,
  evaluate(p, offset, grid, out, withDerivatives) {
    const { lnOmega, count } = grid;
    const lnL = log(p[offset]);
    const n = p[offset + 1];
    const c = cos(n * HALF_PI);
    const s = sin(n * HALF_PI);
    for (let i = 0; i < count; i++) {
      const ln = lnL + lnOmega[i];
      const modulus = exp(n * ln);
      const zr = modulus * c;
      const zi = modulus * s;
      out.re[i] = zr;
      out.im[i] = zi;
      if (withDerivatives) {
        out.dRe[0][i] = n * zr;
        out.dIm[0][i] = n * zi;
        out.dRe[1][i] = zr * ln - zi * HALF_PI;
        out.dIm[1][i] = zi * ln + zr * HALF_PI;
      }
    }
  },
};

/** Semi-infinite diffusion, Z = A_W (1 - j)/√ω = A_W √2/√(jω). */
const W: ElementType = {
  symbol: 'W',
  parameters: [{ suffix: '', unit: 'Ohm s^-0.5', scale: 'log', amplitudePower: 1, meaning: 'Warburg coefficient' }],
  formula: 'A(1 - j)/√ω',
  conductsDirectCurrent: false,
  evaluate(p, offset, grid, out, withDerivatives) {
    for (let i = 0; i < grid.count; i++) {
      const z = p[offset] / Math.sqrt(grid.omega[i]);
      out.re[i] = z;
      out.im[i] = -z;
      if (withDerivatives) {
        out.dRe[0][i] = z;
        out.dIm[0][i] = -z;
      }
    }
  },
};

export const simpleElements: readonly ElementType[] = [R, C, L, CPE, La, W];
export { exponent, resistance, timeConstant };
