/** What a demanding referee would ask about a fit, each with a stable code and what to do about it. */

import { runsTest } from '../../numerics/statistics/runs-test.js';
import type { Finding } from '../technique.js';
import type { Identifiability } from './derive/identifiability.js';
import { printHz } from './derive/identifiability.js';
import { correlation, type SpectrumFit } from './fit/spectrum-fit.js';
import type { KramersKronigResult } from './kramers-kronig/test-kramers-kronig.js';

const STRONG_CORRELATION = 0.95;
const WHITE_P = 0.001;
/** Residuals of the circuit this many times the noise are structure that the circuit does not describe. */
const ABOVE_NOISE = 1.5;

/** Findings of one fitted spectrum. `where` is its label. */
export function checkFit(
  fit: SpectrumFit,
  identifiability: Identifiability,
  kramersKronig: KramersKronigResult | null,
  where: string,
): Finding[] {
  return [
    ...checkSearch(fit),
    ...checkIdentifiability(fit, identifiability),
    ...checkBounds(fit),
    ...checkCorrelation(fit, identifiability),
    ...checkResiduals(fit, kramersKronig),
  ].map((finding) => ({ ...finding, where }));
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
  } else if (fit.startsTried > 1) {
    findings.push({
      code: 'starts',
      severity: 'info',
      message: `${fit.startsAgreeing} of ${fit.startsTried} starts agree on this minimum.`,
    });
  } else {
    findings.push({
      code: 'one-start',
      severity: 'info',
      message: 'The fit ran from one start alone; whether a lower minimum exists was not looked for.',
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
    findings.push({
      code: 'not-identifiable',
      severity: 'warning',
      message: `Hardly determined by this spectrum: ${loose.map((entry) => entry.reason).join('; ')}. Do not quote ${loose.length === 1 ? 'it' : 'them'}; fix ${loose.length === 1 ? 'it' : 'one of them'} or use a simpler element (a CPE in place of a finite-length diffusion that never bends).`,
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
  return fit.atBound.map((name) => ({
    code: 'at-bound',
    severity: 'warning' as const,
    message: `${name} sits on its bound (${fit.natural[fit.circuit.parameters.findIndex((p) => p.name === name)].toPrecision(4)}); its standard error means nothing.${
      name.startsWith('CPE') && name.endsWith('.n')
        ? ' A plain capacitor may be enough (n = 1), or a resistance (n = 0).'
        : ''
    }`,
  }));
}

function checkCorrelation(fit: SpectrumFit, identifiability: Identifiability): Finding[] {
  const pairs: string[] = [];
  const { parameters } = fit.circuit;
  for (let a = 0; a < parameters.length; a++) {
    for (let b = a + 1; b < parameters.length; b++) {
      // Q and n of one CPE always move together; that is no news.
      if (parameters[a].element === parameters[b].element) continue;
      if (identifiability.states[a] !== 'determined' || identifiability.states[b] !== 'determined') continue;
      const r = correlation(fit, a, b);
      if (Math.abs(r) > STRONG_CORRELATION)
        pairs.push(`${parameters[a].name} and ${parameters[b].name} (${r.toFixed(3)})`);
    }
  }
  if (pairs.length === 0) return [];
  return [
    {
      code: 'correlated',
      severity: 'info',
      message: `Strongly correlated: ${pairs.slice(0, 5).join(', ')}${pairs.length > 5 ? ' and more' : ''}. Their sums are better known than each alone; errors of sums use the covariance.`,
    },
  ];
}

function checkResiduals(fit: SpectrumFit, kramersKronig: KramersKronigResult | null): Finding[] {
  const { real, imaginary } = fit.spectrum;
  const n = real.length;
  if (n < 12) return [];
  const test = (part: Float64Array, model: Float64Array) =>
    runsTest(Array.from(part, (v, i) => (v - model[i]) / Math.hypot(real[i], imaginary[i])));
  const structured = [test(real, fit.modelReal), test(imaginary, fit.modelImaginary)].some(
    (result) => result.z < 0 && result.pValue < WHITE_P,
  );
  const rms = Math.sqrt(fit.reducedChiSquare);
  const noise = kramersKronig?.consistent ? kramersKronig.noise : null;
  const above = fit.weighting === 'modulus' && noise !== null && rms > ABOVE_NOISE * noise;
  if (!structured && !above) return [];
  const size =
    fit.weighting === 'modulus'
      ? ` (${(100 * rms).toPrecision(2)} %${noise === null ? '' : `, noise ${(100 * noise).toPrecision(2)} %`})`
      : '';
  return [
    {
      code: 'residual-structure',
      severity: 'warning',
      message: `The residuals are not noise${size}: the circuit does not describe everything in the spectrum, and the standard errors, which assume that it does, are too small. Compare with another circuit (option compare) or look at the distribution (option drt).`,
    },
  ];
}
