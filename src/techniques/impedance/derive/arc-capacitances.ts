/**
 * Effective capacitances of the constant phase elements of a fit, with errors from the full covariance: Hsu-Mansfeld and
 * Brug for each arc, Brug's blocking form for a constant phase element that stands alone in the main chain.
 */

import { log } from '../../../numerics/elementary/log.js';
import { quadraticForm } from '../../../quantity/propagate.js';
import type { Quantity } from '../../../quantity/quantity.js';
import { seriesTerms } from '../circuit/circuit.js';
import { type Arc, arcApexHz, arcTimeConstantS, findArcs } from '../fit/order-arcs.js';
import { internalCovariance, type SpectrumFit } from '../fit/spectrum-fit.js';
import { directCurrentResistances } from './cell-resistances.js';
import {
  brugBlockingCapacitance,
  brugCapacitance,
  type EffectiveCapacitance,
  hsuMansfeldCapacitance,
} from './effective-capacitance.js';
import type { Identifiability } from './identifiability.js';
import { logNormalQuantity } from './log-normal.js';

/** Apex frequency and capacitances by name (`R1.apexFrequency`, `R1.capacitance`, `R1.capacitanceBrug`, `CPE2.capacitance`). */
export function capacitanceQuantities(fit: SpectrumFit, identifiability: Identifiability): Record<string, Quantity> {
  const out: Record<string, Quantity> = {};
  const seen = (k: number) => identifiability.states[k] !== 'unseen';
  const arcs = findArcs(fit.circuit).filter((arc) => arc.capacitanceIndex >= 0 && seen(arc.resistanceIndex));
  for (const arc of arcs) {
    out[`${arc.resistance}.apexFrequency`] = apexFrequency(fit, arc);
    if (arc.exponentIndex < 0 || !(fit.natural[arc.exponentIndex] > 0)) continue;
    const places = [arc.resistanceIndex, arc.capacitanceIndex, arc.exponentIndex];
    const depressed = {
      resistanceOhm: fit.natural[places[0]],
      q: fit.natural[places[1]],
      exponent: fit.natural[places[2]],
    };
    out[`${arc.resistance}.capacitance`] = withErrors(
      fit,
      hsuMansfeldCapacitance(depressed),
      places.map((k) => [k]),
    );
    const before = fasterResistances(fit, arc).filter(seen);
    if (before.length > 0 && arc.inMainChain) {
      const series = before.reduce((sum, k) => sum + fit.natural[k], 0);
      out[`${arc.resistance}.capacitanceBrug`] = withErrors(fit, brugCapacitance(series, depressed), [
        before,
        ...places.map((k) => [k]),
      ]);
    }
  }
  const resistances = directCurrentResistances(fit.circuit);
  const total = resistances.reduce((sum, k) => sum + fit.natural[k], 0);
  for (const term of seriesTerms(fit.circuit)) {
    if (term.kind !== 'element' || term.type.symbol !== 'CPE' || !(total > 0)) continue;
    const exponent = fit.natural[term.offset + 1];
    // Below 0.7 a lone CPE is diffusion or a rough electrode, and a capacitance made of it would be a number without meaning.
    if (!(exponent >= 0.7) || !seen(term.offset)) continue;
    const blocking = brugBlockingCapacitance(total, { q: fit.natural[term.offset], exponent });
    out[`${term.name}.capacitance`] = withErrors(fit, blocking, [resistances, [term.offset], [term.offset + 1]]);
  }
  return out;
}

/** `f = (R Q)^(-1/n)/(2 pi)`, its error from the covariance of ln R, ln Q and n. */
function apexFrequency(fit: SpectrumFit, arc: Arc): Quantity {
  const value = arcApexHz(arc, fit.natural);
  const n = arc.exponentIndex < 0 ? 1 : fit.natural[arc.exponentIndex];
  const places = [arc.resistanceIndex, arc.capacitanceIndex, ...(arc.exponentIndex < 0 ? [] : [arc.exponentIndex])];
  const lnRQ = log(fit.natural[arc.resistanceIndex] * fit.natural[arc.capacitanceIndex]);
  const gradient = [-1 / n, -1 / n, lnRQ / (n * n)].slice(0, places.length);
  const lnSigma = Math.sqrt(Math.max(0, quadraticForm(gradient, internalCovariance(fit, places))));
  return { value, sigma: Number.isFinite(lnSigma) ? value * lnSigma : null, unit: 'Hz' };
}

/** Resistances a current meets before this arc as the frequency falls: the ohmic ones and those of faster arcs. */
function fasterResistances(fit: SpectrumFit, arc: Arc): number[] {
  const own = arcTimeConstantS(arc, fit.natural);
  const slower = new Set(
    findArcs(fit.circuit)
      .filter((other) => arcTimeConstantS(other, fit.natural) >= own)
      .map((other) => other.resistanceIndex),
  );
  return directCurrentResistances(fit.circuit).filter((k) => !slower.has(k));
}

/**
 * Errors of a capacitance whose arguments are (sums of) fitted parameters.
 *
 * @param groups places of the parameters behind each argument of the formula; several places are a sum of resistances
 */
function withErrors(
  fit: SpectrumFit,
  effective: EffectiveCapacitance,
  groups: readonly (readonly number[])[],
): Quantity {
  const places = groups.flat();
  const gradient = groups.flatMap((group, a) => {
    const sum = group.reduce((total, k) => total + fit.natural[k], 0);
    return group.map((k) => (group.length === 1 ? 1 : fit.natural[k] / sum) * effective.gradient[a]);
  });
  const covariance = internalCovariance(fit, places);
  const note = `effective, ${effective.formula}`;
  const value = effective.capacitance.value!;
  if (!covariance.every(Number.isFinite)) return { value, sigma: null, unit: 'F', note };
  const lnSigma = Math.sqrt(Math.max(0, quadraticForm(gradient, covariance)));
  return logNormalQuantity(value, lnSigma, 'F', note);
}
