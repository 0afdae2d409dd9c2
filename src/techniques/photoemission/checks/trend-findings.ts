/** What the steps say together: common shifts against chemistry, states that are not seen, layers that intermix. */
import type { Finding } from '../../technique.js';
import type { AnalysedSeries } from '../analysed.js';
import { listed } from './listed.js';

/** Lines of an overlayer that contradict each other below this probability. */
const INTERMIXED_P = 0.01;

export function trendFindings({
  shifts,
  shares,
  fit,
  thickness,
  positionsTest,
  measurement,
  composition,
}: AnalysedSeries): Finding[] {
  const findings: Finding[] = [];
  const labels = measurement.steps.map(({ label }) => label);
  if (positionsTest !== undefined && fit !== undefined) {
    const common = fit.positions === 'common';
    findings.push({
      code: common ? 'rigid-shift' : 'chemical-shift',
      severity: common ? 'info' : 'warning',
      message: common
        ? `All lines move together from step to step (p = ${positionsTest.p.toPrecision(2)}): a shift of the Fermi level in the gap, band bending or charging, and no chemistry.`
        : `The lines do not move together (p = ${positionsTest.p.toPrecision(2)}): beside a common shift some have a chemical one.`,
    });
  }
  const deviating = shifts.filter((one) => one.deviating.length > 0);
  for (const { step, deviating: lines } of deviating.slice(0, 3)) {
    findings.push({
      code: 'chemical-shift',
      severity: 'info',
      message: `Beyond the common shift: ${listed(lines.map(({ component, byEv, sigmaEv }) => `${component} by ${byEv.toFixed(2)} ± ${sigmaEv.toFixed(2)} eV`))}.`,
      where: labels[step]!,
    });
  }
  const unseen = shares.filter(({ atMost }) => atMost !== null);
  if (unseen.length > 0 && fit !== undefined) {
    const words = unseen.map(
      ({ component, step, atMost }) =>
        `${fit.components[component]!.name}${labels.length > 1 ? ` in ${labels[step]}` : ''} at most ${(100 * atMost!).toFixed(1)} %`,
    );
    findings.push({
      code: 'not-detected',
      severity: 'info',
      message: `Shares that do not stand out from zero: ${listed(words)} (95 %).`,
    });
  }
  const absent = composition.flatMap(({ step, elements }) =>
    elements.flatMap(({ element, atMost }) =>
      atMost === null
        ? []
        : [`${element}${labels.length > 1 ? ` in ${labels[step]}` : ''} at most ${(100 * atMost).toFixed(1)} at%`],
    ),
  );
  if (absent.length > 0) {
    findings.push({
      code: 'element-not-detected',
      severity: 'info',
      message: `Elements that do not stand out from zero: ${listed(absent)} (95 %).`,
    });
  }
  const mixed = thickness.filter(({ agreementP }) => agreementP !== null && agreementP < INTERMIXED_P);
  if (mixed.length > 0) {
    findings.push({
      code: 'intermixing',
      severity: 'warning',
      message: `The lines of ${listed(mixed.map(({ step }) => labels[step]!))} contradict one even, abrupt layer: intermixing, a reaction or islands. The thickness is then an average of something else.`,
    });
  }
  return findings;
}
