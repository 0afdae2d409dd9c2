/** What a demanding referee would ask about a fit, each with a stable code and what to do about it. */

import { hypot } from '../../numerics/elementary/hypot.js';
import { runsTest } from '../../numerics/statistics/runs-test.js';
import type { Finding } from '../technique.js';
import type { Identifiability } from './derive/identifiability.js';
import { printHz } from './derive/identifiability.js';
import { correlation, type SpectrumFit } from './fit/spectrum-fit.js';
import type { KramersKronigResult } from './kramers-kronig/test-kramers-kronig.js';
import type { Remark } from './remarks.js';

const STRONG_CORRELATION = 0.95;
/** Parameters of finite-length diffusion. */
const DIFFUSION = /^W[os]g?\d*\./;
/** Pairs named in one sentence. */
const MOST_PAIRS = 3;
const WHITE_P = 0.001;
/** Residuals of the circuit this many times the noise are structure that the circuit does not describe. */
const ABOVE_NOISE = 1.5;
/** Below this share of |Z| residuals are the digits of a text file. */
const ROUNDING = 1e-6;

/** Findings of one fitted spectrum. `where` is its label. */
export function checkFit(fit: SpectrumFit, identifiability: Identifiability, where: string): Finding[] {
  return [...checkSearch(fit), ...checkIdentifiability(fit, identifiability), ...checkBounds(fit)].map((finding) => ({
    ...finding,
    where,
  }));
}

/** What else a referee may ask, and mostly the same answer for every spectrum of a series. */
export function remarksOnFit(
  fit: SpectrumFit,
  identifiability: Identifiability,
  kramersKronig: KramersKronigResult | null,
): Remark[] {
  return [
    ...remarkOnResiduals(fit, kramersKronig),
    ...remarkOnStarts(fit),
    ...remarksOnCorrelation(fit, identifiability),
  ];
}

function checkSearch(fit: SpectrumFit): Finding[] {
  const findings: Finding[] = [];
  if (!fit.converged) {
    findings.push({
      code: 'not-converged',
      severity: 'error',
      message: `The fit did not converge (${fit.stopReason}); its numbers are not a minimum. Give start values, fix a parameter, or use a simpler circuit.`,
    });
  }
  if (fit.startsTried > 1 && fit.startsAgreeing === 1) {
    findings.push({
      code: 'single-start',
      severity: 'warning',
      message: `Only 1 of ${fit.startsTried} starts ended at this minimum; a lower one may exist. Raise the option starts, or use a simpler circuit.`,
    });
  }
  if (fit.degenerateSumOfSquares !== null) {
    const gain = 100 * (1 - fit.degenerateSumOfSquares / fit.sumOfSquares);
    findings.push({
      code: 'degenerate-minimum',
      severity: 'warning',
      message: `A minimum lower by ${gain.toPrecision(2)} % exists in which a resistance has vanished and another element stands for it; its parameters are not determined, so the regular minimum is reported. A circuit with fewer elements may do.`,
    });
  }
  return findings;
}

function checkIdentifiability(fit: SpectrumFit, identifiability: Identifiability): Finding[] {
  const findings: Finding[] = [];
  const named = (state: string) =>
    fit.circuit.parameters.flatMap((p, k) =>
      identifiability.states[k] === state ? [{ name: p.name, reason: identifiability.reasons[k] }] : [],
    );
  const unseen = named('unseen');
  if (unseen.length > 0) {
    const reasons = [...new Set(unseen.map((entry) => entry.reason))];
    findings.push({
      code: 'not-identifiable',
      severity: 'warning',
      message: `Not identifiable from this window: ${unseen.map((entry) => entry.name).join(', ')} (${reasons.join('; ')}). Widen the window, change the temperature, or quote sums only.`,
    });
  }
  const loose = named('loose');
  if (loose.length > 0) {
    const it = loose.length === 1 ? 'it' : 'them';
    const endless = loose.some(({ name }) => DIFFUSION.test(name))
      ? ', e.g. a CPE in place of a finite-length diffusion that never bends'
      : '';
    findings.push({
      code: 'not-identifiable',
      severity: 'warning',
      message: `Hardly determined by this spectrum: ${loose.map((entry) => entry.reason).join('; ')}. Do not quote ${it}; fix ${loose.length === 1 ? 'it' : 'one of them'} or use a simpler circuit${endless}.`,
    });
  }
  for (const { arc, apexHz, side, unseen: gone } of identifiability.outside) {
    if (gone) continue;
    findings.push({
      code: 'not-identifiable',
      severity: 'info',
      message: `The apex of the arc of ${arc.resistance}, near ${printHz(apexHz)}, lies just ${side} the window: its value is an extrapolation of the circuit.`,
    });
  }
  if (fit.rank < fit.freeCount) {
    findings.push({
      code: 'singular',
      severity: 'error',
      message: `The data determine only ${fit.rank} of ${fit.freeCount} parameters: some can change together without changing the fit. Remove or fix a parameter.`,
    });
  }
  return findings;
}

function checkBounds(fit: SpectrumFit): Finding[] {
  return fit.atBound.map((name) => {
    const value = fit.natural[fit.circuit.parameters.findIndex((p) => p.name === name)];
    return {
      code: 'at-bound',
      severity: 'warning' as const,
      message: `${name} sits on its bound (${value.toPrecision(4)}); its standard error means nothing.${adviceAtBound(name, value)}`,
    };
  });
}

function adviceAtBound(name: string, value: number): string {
  if (DIFFUSION.test(name) && name.endsWith('.tau')) return ' The window does not show this diffusion bend.';
  if (!/^CPE\d*\.n$/.test(name)) return '';
  if (value === 1) return ' A plain capacitor may be enough.';
  return value === 0 ? ' A resistance may be enough.' : '';
}

function remarkOnStarts(fit: SpectrumFit): Remark[] {
  const shared = { severity: 'info', advice: '' } as const;
  if (fit.startsTried <= 1) {
    const claim =
      'the fit ran from one start alone (the values given, or those of the neighbour), so a lower minimum was not looked for';
    return [{ ...shared, code: 'one-start', claim, detail: '', weight: 0 }];
  }
  if (fit.startsAgreeing === 1) return [];
  return [
    {
      ...shared,
      code: 'starts',
      claim: 'several starts agree on the minimum',
      detail: `${fit.startsAgreeing} of ${fit.startsTried}`,
      weight: -fit.startsAgreeing / fit.startsTried,
      example: 'fewest for',
    },
  ];
}

function remarksOnCorrelation(fit: SpectrumFit, identifiability: Identifiability): Remark[] {
  const { parameters } = fit.circuit;
  const shared = { code: 'correlated', severity: 'info', example: 'most in' } as const;
  const remarks: Remark[] = [];
  const others: { text: string; size: number }[] = [];
  for (let a = 0; a < parameters.length; a++) {
    for (let b = a + 1; b < parameters.length; b++) {
      // Q and n of one CPE always move together; that is no news.
      if (parameters[a].element === parameters[b].element) continue;
      if (identifiability.states[a] !== 'determined' || identifiability.states[b] !== 'determined') continue;
      const r = correlation(fit, a, b);
      if (!(Math.abs(r) > STRONG_CORRELATION)) continue;
      const pair = `${parameters[a].name} and ${parameters[b].name}`;
      if (parameters[a].unit === 'Ohm' && parameters[b].unit === 'Ohm') {
        remarks.push({
          ...shared,
          claim: `${pair} are strongly correlated`,
          detail: printCorrelation(r),
          advice: 'Their sum is better known than each alone; errors of sums use the covariance.',
          weight: Math.abs(r),
        });
      } else others.push({ text: `${pair} (${printCorrelation(r)})`, size: Math.abs(r) });
    }
  }
  if (others.length === 0) return remarks;
  others.sort((p, q) => q.size - p.size);
  const listed = others.slice(0, MOST_PAIRS).map((pair) => pair.text);
  const rest = others.length > MOST_PAIRS ? `, and ${others.length - MOST_PAIRS} more` : '';
  const about = remarks.length > 0 ? 'other parameters' : 'some parameters';
  return [
    ...remarks,
    {
      ...shared,
      claim: `${about} are strongly correlated`,
      detail: `${listed.join(', ')}${rest}`,
      advice: 'All pairs are in the table of correlations.',
      weight: others[0].size,
    },
  ];
}

function remarkOnResiduals(fit: SpectrumFit, kramersKronig: KramersKronigResult | null): Remark[] {
  const { real, imaginary } = fit.spectrum;
  const n = real.length;
  const rms = Math.sqrt(fit.reducedChiSquare);
  if (n < 12 || misfitOf(fit) < ROUNDING) return [];
  const test = (part: Float64Array, model: Float64Array) =>
    runsTest(Array.from(part, (v, i) => (v - model[i]) / hypot(real[i], imaginary[i])));
  const structured = [test(real, fit.modelReal), test(imaginary, fit.modelImaginary)].some(
    (result) => result.z < 0 && result.pValue < WHITE_P,
  );
  const noise = kramersKronig?.consistent ? kramersKronig.noise : null;
  const relative = fit.weighting === 'modulus';
  const supplied = fit.weighting === 'supplied';
  const above = supplied ? rms > ABOVE_NOISE : relative && noise !== null && rms > ABOVE_NOISE * noise;
  if (!structured && !above) return [];
  const floor = noise === null ? '' : ` where the noise is ${percent(noise)} %`;
  const inErrors = supplied ? `${rms.toPrecision(2)} times the errors supplied` : '';
  return [
    {
      code: 'residual-structure',
      severity: 'warning',
      claim: 'the residuals are not noise',
      detail: relative ? `${percent(rms)} % of |Z|${floor}` : inErrors,
      advice:
        'The circuit does not describe everything in the spectrum, and the standard errors, which assume that it does, are too small. Compare with another circuit (option compare) or look at the distribution (option drt).',
      weight: relative ? rms / (noise ?? 1) : supplied ? rms : 0,
      example: 'most in',
    },
  ];
}

/** Root mean square of the residuals as a share of |Z|, whatever the weights. */
function misfitOf({ spectrum: { real, imaginary }, modelReal, modelImaginary }: SpectrumFit): number {
  let sum = 0;
  for (let i = 0; i < real.length; i++) {
    const modulus = hypot(real[i], imaginary[i]);
    sum += ((real[i] - modelReal[i]) / modulus) ** 2 + ((imaginary[i] - modelImaginary[i]) / modulus) ** 2;
  }
  return Math.sqrt(sum / (2 * real.length));
}

/** As many digits as tell it from a full one. */
function printCorrelation(r: number): string {
  return r.toFixed(Math.abs(r) > 0.999 ? 5 : 3);
}

function percent(fraction: number): string {
  return fraction >= 1 ? (100 * fraction).toFixed(0) : (100 * fraction).toPrecision(2);
}
